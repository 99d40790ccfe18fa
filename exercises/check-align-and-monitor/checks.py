"""Knowledge check of the lesson "Aligning plans, watching progress"."""

from localsdg.checks import matching, multiple, number, single

single("aligned", "conflict")
matching("strategies", {"missing": "needs", "cancels": "departments", "unpaid": "budget"})
matching("steps", {"unit": "s3", "start": "s4", "value": "s5", "split": "s6", "next_budget": "s9"})
# 106 of 257 is 41.2 %.
number("share", 41.2, 0.5)
multiple("review", ["dialogue", "data", "date"])
