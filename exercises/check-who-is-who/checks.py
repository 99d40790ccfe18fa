"""Knowledge check of the lesson "Who is who"."""

from localsdg.checks import matching, multiple, number, single

multiple("from_below", ["assembly", "observatory", "forum"])
# Seven seats at most, of which two are the co-chairs, heads of UN agencies.
number("hands", 5)
multiple("focal_points", ["bicycles", "federation", "savers", "deputy"])
matching(
    "who_does_it",
    {"secretariat": "habitat", "second_seat": "fao", "hosts_too": "oecd", "convenes": "taskforce"},
)
single("newcomer", "three_joined")
multiple("coalition_news", ["two_mayors", "joint_programme", "savings_group"])
matching(
    "work_area",
    {
        "asked_first": "advocacy",
        "shared_office": "platforms",
        "fishers": "monitoring",
        "old_site": "platforms",
    },
)
