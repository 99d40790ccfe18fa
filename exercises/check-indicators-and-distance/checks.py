"""Knowledge check of the lesson "Indicators, baselines and distance to target"."""

from localsdg.checks import matching, multiple, number, single

matching(
    "floors",
    {"cities": "goal", "impact": "target", "particles": "indicator", "eight": "value"},
)
single("metadata", "read")
# (45 - 30) / (70 - 30) x 100
number("higher", 37.5, 0.5)
# (10 - 12) / (4 - 12) x 100
number("lower", 25, 0.5)
multiple("beside", ["figure", "ends", "years"])
single("empty", "say_so")
