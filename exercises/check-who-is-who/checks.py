"""Knowledge check of the lesson "Who is who"."""

from localsdg.checks import matching, multiple, number, single

matching("families", {"local2030": "above", "taskforce": "below", "unacla": "above", "gold": "below"})
number("seats", 7, 0)
multiple("committee", ["associations", "member_states", "private"])
matching(
    "roles",
    {"permanent": "habitat", "plic_hosts": "habitat_oecd", "advised": "director", "rotating": "undp_fao"},
)
single("merged", "three_2004")
multiple("aims", ["bodies", "room", "team", "finance"])
matching(
    "areas", {"office": "platforms", "radio": "advocacy", "figures": "monitoring", "hearing": "monitoring"}
)
