"""Knowledge check of the lesson "Leaving no one behind"."""

from localsdg.checks import matching, multiple, number, single

single("villages", "crossed")
matching(
    "reasons",
    {"loan": "discrimination", "midwife": "geography", "dam": "governance", "hail": "shocks"},
)
# Peru in 2000, in the lesson's worked case: (95.2 - 72.5) / (95.2 - 11.1) = 22.7 / 84.1.
number("countryside", 27, 0.5)
single("coverage", "same")
multiple("hamlets", ["together", "second"])
