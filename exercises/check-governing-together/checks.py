"""Knowledge check of the lesson "Governing together"."""

from localsdg.checks import matching, multiple, single

single("accountable", "nobody")
matching("fields", {"licence": "on_board", "load": "voice", "guide": "inform", "drivers": "together"})
single("levels", "mismatch")
single("rung", "consultation")
multiple("open", ["same", "name", "failed"])
