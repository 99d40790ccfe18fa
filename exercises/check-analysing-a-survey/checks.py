"""Knowledge check of the lesson "Analysing a survey"."""

from localsdg.checks import matching, multiple, number, single

# 246 forms less 6 second forms are 240 members of 300.
number("rate", 80, 0.4)
multiple("clean", ["later_form", "ask_member"])
# 0.2 x 50 + 0.8 x 10
number("weight", 18, 0.4)
single("usual", "median")
single("sentence", "counted")
matching("chart", {"axis": "zero", "share": "counts", "silent": "own_bar", "title": "what_when"})
