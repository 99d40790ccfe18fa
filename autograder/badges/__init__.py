"""Open Badges 3.0 for those who met what ``course.yml`` asks, signed offline with the facilitator's key."""
