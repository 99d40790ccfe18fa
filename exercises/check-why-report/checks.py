"""Knowledge check of the lesson "Why report"."""

from localsdg.checks import matching, multiple, number, single

single("purpose", "aims")
matching("readers", {"tenant": "promised", "parks": "both_pay", "state": "homes", "mayor": "van"})
matching(
    "reasons",
    {
        "bills": "transparency",
        "bus_line": "accountability",
        "floods": "coordination",
        "car_parks": "coherence",
    },
)
# 18 of 47 countries in 2019 are 38.3 %; a reader who rounds writes 38.
number("share_2019", 38.3, 0.6)
multiple("claims", ["step_back", "judges"])
