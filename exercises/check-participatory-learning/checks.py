"""Knowledge check of the lesson "Learning together"."""

from localsdg.checks import matching, multiple, single

matching("methods", {"know": "cards", "concerned": "map", "weigh": "debate", "tryout": "roleplay"})
single("opening", "doing")
multiple("open", ["own_cases", "reuse", "teach_next"])
matching("areas", {"theatre": "awareness", "budget_table": "aligning", "yearly_figure": "monitoring"})
single("cascade", "visit")
