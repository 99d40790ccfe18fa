"""Knowledge check of the lesson "Interlinkages and policy coherence"."""

from localsdg.checks import matching, single

matching("directions", {"hall": "horizontal", "fund": "vertical", "pipes": "temporal"})
matching(
    "scale",
    {"store": "indivisible", "fares": "counteracting", "uniforms": "consistent", "basin": "cancelling"},
)
single("together", "ask")
single("sum", "cells")
