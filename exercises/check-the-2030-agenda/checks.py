"""Knowledge check of the lesson "The 2030 Agenda"."""

from localsdg.checks import matching, multiple, number, single

single("held_to", "promised")
multiple("not_before", ["danish_poverty", "one_list", "open_talks"])
matching(
    "overlooked",
    {
        "herders": "behind",
        "hillside": "behind",
        "quarry": "indivisible",
        "donor": "universal",
        "report_only": "everyone",
    },
)
# Of the 87 targets without a year 48 are about means, 55.2 %; a reader who rounds writes 55.
number("undated_means", 55.2, 0.6)
single("coast", "later_text")
single("draft_line", "own_date")
