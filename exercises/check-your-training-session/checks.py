"""Knowledge check of the lesson "Your training session"."""

from localsdg.checks import matching, multiple, number, single

multiple("watched", ["name_two", "compare"])
# 260 of the 790 minutes in the lesson's figure: 32.9
number("whole_room", 33, 0.6)
single("late", "the_walk")
single("good_task", "bus_sheet")
matching("levels", {"next_week": "reaction", "maps": "learning", "clerk": "use", "bills": "outcome"})
single("no_date", "makers")
