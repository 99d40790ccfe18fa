"""Knowledge check of the lesson "The reporting roadmap"."""

from localsdg.checks import matching, multiple, number, single

single("public_by", "jan_2028")
single("calendar", "cabinet")
# the cases (7 weeks) are now longer than the survey (5): 7 + 2 + 5 + 4
number("shorter", 18)
matching("left_out", {"own_order": "draft", "puzzled": "tell", "island": "validate", "no_room": "seat"})
multiple("lines", ["survey", "cases", "seat"])
