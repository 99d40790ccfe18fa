"""Knowledge check of the lesson "Your training session"."""

from localsdg.checks import matching, multiple, number, single

single("objective", "draft")
# 90 less 5 + 10 + 15 + 35 + 15 + 5 = 85
number("free", 5)
multiple("task", ["own_cases", "product", "open"])
matching("evaluation", {"useful": "reaction", "cards": "learning", "call": "use"})
single("silence", "write")
