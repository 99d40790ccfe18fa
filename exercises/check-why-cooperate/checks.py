"""Knowledge check of the lesson "Why towns cooperate"."""

from localsdg.checks import matching, multiple, number, single

multiple("left_out", ["registers", "network", "leaks"])
# 27 of the 57 countries and territories of the Americas, in the lesson's figure
number("americas", 47, 0.6)
matching(
    "broken",
    {"trams": "ownership", "cent": "results", "harbour": "partnerships", "receipts": "accountability"},
)
single("put_right", "all_kinds")
single("proof", "own_clinics")
matching("brought", {"sign": "governing", "litter": "awareness", "nurses": "synergy", "buses": "transfer"})
