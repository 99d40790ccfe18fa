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
# agencies from 8 to 18.4 million, local governments from 12 to 13.3: 10.4 of 11.7 is 88.9; of the rounded
# labels of the bars, 10 of 11, it is 90.9
number("growth", 89, 2.1)
multiple("rules", ["paid", "votes", "others_too"])
matching("papers", PAPERS)
single("lacks", "leaving")
