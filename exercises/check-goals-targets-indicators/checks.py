"""Knowledge check of the lesson "Goals, targets, indicators"."""

from localsdg.checks import matching, number, single

matching("code", {"one": "goal", "two": "outcome", "three": "indicator", "letter": "means"})
# 62 of 169 is 36.7 %; a reader who rounds writes 37.
number("letter", 36.7, 0.5)
single("count", "with_year")
single("tier", "regular")
matching("relation", {"pm": "same", "household": "near", "calls": "proxy"})
