"""Knowledge check of the lesson "Why report"."""

from localsdg.checks import matching, multiple, number, single

single("purpose", "progress")
matching(
    "readers",
    {"resident": "answer", "ministry": "adapt", "neighbour": "compare", "department": "join"},
)
single("coherence", "same_street")
# 26 of 47 countries in 2020 are 55.3 %; a reader who rounds writes 55 or 55.3.
number("share", 55.3, 0.6)
multiple("effects", ["duplicate", "evidence", "gap"])
