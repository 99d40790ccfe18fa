"""Knowledge check of the lesson "From gaps to advocacy"."""

from localsdg.checks import matching, multiple, number, single

matching("kind", {"bus": "money", "noise": "powers", "homes": "data", "room": "voice"})
# 36 of 200 are 18 %; less the strategy's 5 %
number("gap", 13, 0.4)
single("demand", "fund")
single("audience", "committee")
single("moment", "before")
multiple("story", ["person", "number", "decision"])
