"""Knowledge check of the lesson "Resource allocation"."""

from localsdg.checks import matching, multiple, number, single

matching("rules", {"village": "equal", "resident": "head", "tap": "need"})
single("nurses", "once")
# 90,000 x 20 = 1,800,000 of running, and 2,000,000 to build.
number("years", 3800000, 0.5)
single("cheap", "whom")
multiple("short", ["formulation", "wait"])
