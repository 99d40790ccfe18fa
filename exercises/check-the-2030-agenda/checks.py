"""Knowledge check of the lesson "The 2030 Agenda"."""

from localsdg.checks import matching, multiple, number, single

single("binding", "promise")
multiple("new", ["every_country", "dimensions", "cities"])
matching(
    "principle",
    {"average": "behind", "dam": "indivisible", "norway": "universal", "chamber": "everyone"},
)
# 24 of 169 is 14.2 %; a reader who rounds writes 14 or 14.2.
number("due", 14.2, 0.5)
single("town", "own_year")
