"""Knowledge check of the lesson "Needs assessment"."""

from localsdg.checks import matching, number, single

single("need", "fish")
matching("blind", {"bills": "no_tap", "survey": "few_asked", "picture": "indoors", "meeting": "silent"})
# 8,400 × 0.35 = 2,940; a number rounded to hundreds is good enough.
number("people", 2940, 60)
single("disagree", "both")
