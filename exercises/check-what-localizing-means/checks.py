"""Knowledge check of the lesson "What localizing means"."""

from localsdg.checks import matching, number, single

single("kiosks", "upwards")
matching(
    "practices",
    {
        "technique": "at_means",
        "lamps_first": "at_aims",
        "carts": "at_progress",
        "same_for_all": "no_moment",
        "own_rate": "at_aims",
    },
)
# 339 municipalities without the 37 below one half are 302, 89.1 %; a reader who rounds writes 89.
number("half_supplied", 89.1, 0.6)
single("correction", "take_part")
matching(
    "situations",
    {"walk": "territorial", "ambulances": "subsidiarity", "river": "multilevel", "tax": "enabling"},
)
