"""Knowledge check of the lesson "Two ways to plan"."""

from localsdg.checks import matching, number, single

matching("rows", {"deaths": "goal", "noon": "purpose", "porters": "outputs", "line": "assumption"})
single("leads_up", "outputs_row")
single("dry_years", "change_plan")
# in the marked band from 12.1 (Cobija) to 70.3 (Caripuyo): 5.8 times, also with the rounded 12 and 70
number("band", 5.8, 0.15)
single("ground", "chalk")
matching(
    "way", {"pumps": "logframe", "hillside": "participation", "harbour": "first_people", "sent": "no_maps"}
)
