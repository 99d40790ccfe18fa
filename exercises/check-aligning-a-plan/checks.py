"""Knowledge check of the lesson "Aligning a plan"."""

from localsdg.checks import matching, multiple, number, single

matching("near", {"pipe": "direct", "plumbers": "indirect", "fountain": "none"})
single("column", "ask")
single("country", "country")
# 600,000 / 2 for the primary target, and a third of the other half: 300,000 + 100,000.
number("money", 400000, 0.5)
multiple("percent", ["who", "list", "near"])
