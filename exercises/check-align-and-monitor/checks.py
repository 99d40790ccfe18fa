"""Knowledge check of the lesson "Aligning plans, watching progress"."""

from localsdg.checks import matching, multiple, number, single

single("best_reason", "clash_and_gaps")
single("empty_cells", "left_out")
matching(
    "findings",
    {"widows": "needs_first", "bypass": "offices", "never_paid": "money", "hurts_water": "goals_first"},
)
matching(
    "failures",
    {"two_clerks": "s3", "best_year": "s4", "clearly_more": "s5", "one_total": "s6", "applause": "s9"},
)
# Goal 6: 6 of 11 files in Los Angeles, 54.5 %; 2 of 11 in Bristol, 18.2 %.
number("water_gap", 36.3, 0.8)
multiple("about_review", ["fixes_dates", "nearer_to_decisions", "planning_too"])
