"""Knowledge check of the lesson "Collecting information"."""

from localsdg.checks import matching, multiple, number, single

matching(
    "method",
    {"how_many": "survey", "how_done": "case", "change": "indicator", "promised": "plans"},
)
multiple("missing", ["interventions", "budgets"])
single("wording", "adopted")
# 30 of 45 answers are 66.7 %; whoever rounds writes 66.7 or 67.
number("bias", 66.7, 0.7)
single("claim", "compare")
multiple("committed", ["budget", "plan"])
