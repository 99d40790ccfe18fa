"""Knowledge check of the lesson "The policy cycle"."""

from localsdg.checks import matching, multiple, single

multiple("bicycles", ["without", "nothing", "worth"])
matching(
    "stages",
    {"wait": "prioritisation", "names": "formulation", "log": "monitoring", "anyway": "evaluation"},
)
# The figure's way back from monitoring.
single("way", "four")
single("classes", "redraw")
matching(
    "through",
    {"hearing": "participation", "club": "work", "commuters": "territory", "laboratory": "effectiveness"},
)
single("holistic", "choose")
