"""Knowledge check of the lesson "The policy cycle"."""

from localsdg.checks import matching, multiple, single

multiple("halves", ["priorities", "resources", "formulation"])
single("judge", "would")
single("back", "formulation")
matching(
    "elements",
    {"room": "participation", "pays": "levels", "gift": "effectiveness", "form": "openness"},
)
single("sector", "whole")
