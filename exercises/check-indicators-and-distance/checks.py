"""Knowledge check of the lesson "Indicators, baselines and distance to target"."""

from localsdg.checks import matching, multiple, number, single

matching("levels", {"everybody": "target", "tested": "indicator", "at_latest": "aimed", "found": "measured"})
single("jump", "counting")
# (13.8 - 14.7) / (0 - 14.7) x 100 = 6.1; whoever rounds writes 6.
number("gap_2018", 6.1, 0.3)
# half of the way from 900 to 300
number("half_way", 600, 5)
multiple("remarks", ["pace", "own_start", "below"])
single("no_figure", "demand")
single("not_counted", "outside")
