"""Knowledge check of the lesson "Setting priorities"."""

from localsdg.checks import matching, multiple, number, single

single("backwards", "deaf")
# The trees' scores in the lesson's worked case are 3, 2, 2: (3 × 60 + 2 × 10 + 2 × 30) / 100
number("trees", 2.6, 0.04)
# The lesson's figure: lessons pass the lamps at 33 and the trees at 59.
single("ranking", "trees_lessons")
single("close", "level")
multiple("steps", ["before", "apart", "printed"])
matching("van", {"read": "objective", "tour": "outputs", "stops": "activities", "books": "indicator"})
