"""Knowledge check of the lesson "Aligning a plan"."""

from localsdg.checks import matching, multiple, number, single

matching("lines", {"rounds": "direct", "leaflets": "indirect", "office": "none", "buses": "direct"})
single("empty", "note")
single("expired", "council")
# 640,000 / 2 for the primary target, and a fourth of the other half: 320,000 + 80,000.
number("yard", 400000, 0.5)
multiple("brochure", ["authors", "words", "money"])
