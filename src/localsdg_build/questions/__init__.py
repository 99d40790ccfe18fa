"""Knowledge checks as question banks for learning platforms: Moodle XML and QTI 2.1."""
