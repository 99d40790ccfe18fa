"""Knowledge check of the lesson "SDG Cities: seven steps, four certificates"."""

from localsdg.checks import matching, multiple, single

single("platinum_line", "abilities")
matching(
    "at_which_step",
    {"districts": "p2", "picture": "p3", "shared_course": "p4", "law_school": "p5", "tram": "p6"},
)
matching(
    "four_letters",
    {"bills": "toolkit", "common_land": "national_hub", "rubble": "global_hub", "papers": "advisory"},
)
multiple("thousand", ["same_test", "shown_to_funds", "asked_at_step_five"])
single("swapped", "own_start")
matching(
    "six_cities",
    {
        "female": "women_led",
        "ministries": "capital",
        "apprentices": "youth",
        "commonwealth": "networks",
        "nine_towns": "national",
        "river_port": "alone",
    },
)
multiple("umf_sources", ["paris", "agenda", "sendai"])
