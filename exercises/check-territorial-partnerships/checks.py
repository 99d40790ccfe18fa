"""Knowledge check of the lesson "Partners in the territory"."""

from localsdg.checks import matching, multiple, single

single("election", "hands")
single("pumps", "declare")
single("law", "may")
multiple("migrants", ["pay", "vote", "missing"])
matching("evidence", {"permits": "platinum", "roads": "met", "floods": "missed", "visits": "nothing"})
