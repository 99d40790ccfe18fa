"""Knowledge check of the lesson "Making the Goals known, and asking for what you need"."""

from localsdg.checks import matching, multiple, number, single

single("bins", "into_bins")
single("newcomers", "after_service")
# From 75 on: 62.1 without a disability, 47.0 with one. The next gap is 9.6 points, between 65 and 74.
number("widest_gap", 15.1, 0.6)
multiple("way_to_school", ["who_brings", "paid_helpers", "daylight", "noted"])
single("river", "raise_flow")
matching(
    "ladder",
    {"depot": "printed", "stall": "reached", "tell": "understood", "heavier": "did", "second_bin": "did"},
)
