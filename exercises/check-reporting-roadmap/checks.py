"""Knowledge check of the lesson "The reporting roadmap"."""

from localsdg.checks import matching, multiple, number, single

single("eighteen_months", "jan_2027")
single("deadline", "before_close")
# survey 8, then message 2, draft 6, validation 3; the cases are collected while the survey runs
number("weeks", 19)
matching(
    "symptoms",
    {"surprise": "seat", "angry_mayor": "validate", "no_figures": "collect", "forgotten": "follow_up"},
)
multiple("ownership", ["adopt", "correct", "named"])
