"""Knowledge check of the lesson "SDG Cities: seven steps, four certificates"."""

from localsdg.checks import matching, multiple, single

single("says", "planned")
matching(
    "order",
    {"visioning": "p3", "diagnosis": "p4", "commit": "p1", "project_tool": "p6", "local_plans": "p5"},
)
matching(
    "service",
    {
        "unknown_weakness": "toolkit",
        "not_fitting": "national_hub",
        "not_ready": "advisory",
        "no_specialist": "global_hub",
    },
)
multiple("scale", ["tools", "facility", "hub"])
single("framework", "thrice")
matching(
    "windows",
    {
        "mayor": "women",
        "seat": "capital",
        "school": "youth",
        "temples": "faith",
        "french": "networks",
        "harbour": "national",
    },
)
multiple("sources", ["agenda", "paris", "sendai"])
