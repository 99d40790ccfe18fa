"""Knowledge check of the lesson "Why towns cooperate"."""

from localsdg.checks import matching, multiple, single

single("figure", "aid_only")
single("letters", "development")
matching(
    "principles",
    {"choice": "ownership", "meetings": "results", "clubs": "partnerships", "form": "accountability"},
)
single("changed", "universal")
multiple("brings", ["peers", "transfer", "awareness"])
