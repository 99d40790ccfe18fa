"""Knowledge check of the lesson "Collecting information"."""

from localsdg.checks import matching, multiple, number, single

matching("left_open", {"read": "carried_out", "ticked": "reasons", "told": "elsewhere", "measured": "cause"})
multiple("add", ["in_plan", "worked"])
matching("faults", {"share_view": "leads", "staff": "two", "substantial": "vague", "voted": "no_time"})
# 36 + 12 of 36 + 12 + 28 + 56 answers are 36.4 %; whoever rounds writes 36.
number("telephoned", 36.4, 0.6)
single("two_rates", "alike")
multiple("advice", ["twelve", "idle"])
