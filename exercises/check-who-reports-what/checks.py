"""Knowledge check of the lesson "Who reports what"."""

from localsdg.checks import matching, multiple, number, single

matching("speakers", {"region": "vlr", "mayors": "vnr", "union": "vsr", "tables": "none", "village": "vlr"})
# 25 subnational reviews in October 2022, 37 in July 2023; both are counts of reviews
number("added", 12)
single("in_new_york", "nothing")
matching(
    "acts",
    {
        "contact": "implementation",
        "shops": "awareness",
        "one_request": "advocacy",
        "group": "monitoring",
        "abroad": "implementation",
    },
)
multiple("bodies", ["yearly", "two_years"])
