"""Knowledge check of the lesson "Analysing a survey"."""

from localsdg.checks import matching, multiple, number, single

# 1 of 14, 9 of 34 and 37 of 72 did not answer: 37 of 47 are 78.7 %.
number("silence", 78.7, 0.6)
multiple("repair", ["later", "typed"])
# 0.12 x 62 + 0.28 x 40 + 0.60 x 17 are 28.8; unrounded parts give the same.
number("weighted", 28.8, 0.6)
single("typing_error", "median")
single("may_write", "counted")
matching("bars", {"tall": "zero", "exact": "about", "blank": "own_bar", "few": "numbers"})
