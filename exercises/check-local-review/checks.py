"""Knowledge check of the lesson "A review of your own town"."""

from localsdg.checks import matching, multiple, number, single

single("purpose", "contractor")
matching("chapters", {"no_survey": "made", "nurse": "steps", "doubled": "progress", "transfers": "means"})
# 27.5 - 26.7 percent in 2016.
number("pay_gap", 0.8, 0.05)
single("reader", "auditors")
multiple("page", ["prices", "girls"])
single("calendar", "january")
single("second", "same")
