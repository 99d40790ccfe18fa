"""Knowledge check of the lesson "Two ways to plan"."""

from localsdg.checks import matching, single

matching("levels", {"bay": "goal", "sort": "purpose", "bins": "outputs", "meetings": "activities"})
single("indicator", "homes")
single("assumption", "buyer")
single("pen", "map")
matching("which", {"roofs": "logframe", "open_use": "participation", "night": "both"})
