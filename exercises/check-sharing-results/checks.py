"""Knowledge check of the lesson "Sharing the results"."""

from localsdg.checks import matching, multiple, number, single

matching(
    "addresses",
    {"neighbour": "section", "silent_state": "taskforce", "agencies": "coordinator", "three": "official"},
)
single("visit", "by_chapter")
matching(
    "forms", {"definition": "ministry", "same_sum": "council", "hill": "residents", "split": "other_city"}
)
# 84.0 - 37.2 percent in 2018-19 are 46.8; the figure's whole numbers give 47.
number("distance", 46.8, 0.5)
single("fifth_part", "rest")
multiple("august", ["place", "list"])
