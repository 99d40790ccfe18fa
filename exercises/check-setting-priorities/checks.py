"""Knowledge check of the lesson "Setting priorities"."""

from localsdg.checks import matching, number, single

single("vision", "wheelchair")
# (3 × 60 + 1 × 40) / 100
number("total", 2.2, 0.04)
single("other", "now_b")
single("who", "apart")
matching("lines", {"fewer": "objective", "kerbs": "output", "lower": "activity", "from_to": "indicator"})
