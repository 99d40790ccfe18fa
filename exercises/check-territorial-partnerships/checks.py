"""Knowledge check of the lesson "Partners in the territory"."""

from localsdg.checks import matching, multiple, number, single

PAPERS = {
    "offices": "platinum",
    "pupils": "missed",
    "babies": "met",
    "journeys": "neither",
    "ring_road": "neither",
}

single("held_best", "several")
single("may_offer", "hand_in_list")
# 18.4 of 13.3 + 18.4 million is 58.0; of the rounded labels of the bars, 18 of 31, it is 58.1
number("declared", 58, 0.6)
multiple("rules", ["paid", "votes", "others_too"])
matching("papers", PAPERS)
single("lacks", "leaving")
