"""Knowledge check of the lesson "Governing together"."""

from localsdg.checks import matching, multiple, single

single("shelter", "one_a")
matching(
    "depot",
    {"owner": "on_board", "cleaners": "voice", "drivers": "together", "readers": "inform", "pupils": "voice"},
)
single("laboratory", "capacity")
single("hearings", "middle")
multiple("report", ["same", "name", "missed"])
