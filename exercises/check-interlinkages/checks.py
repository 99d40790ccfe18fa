"""Knowledge check of the lesson "Interlinkages and policy coherence"."""

from localsdg.checks import matching, number, single

matching("overlooked", {"plot": "offices", "grant": "levels", "asphalt": "later"})
matching(
    "effect",
    {"pumps": "plus_three", "library": "plus_one", "fronts": "minus_one", "quarry": "minus_three"},
)
# In the lesson's worked case water saving on trees is 0 in the end, and flats on trees +1.
number("column", 1)
single("doubt", "same")
