"""Knowledge check of the lesson "Leaving no one behind"."""

from localsdg.checks import matching, multiple, number, single

single("meet", "both")
matching(
    "factors",
    {
        "form": "governance",
        "flat": "discrimination",
        "island": "geography",
        "flood": "shocks",
        "queue": "status",
    },
)
# (1,000 × 0.9 + 3,000 × 0.5) / 4,000; the plain mean would be 70.
number("all_people", 60, 0.4)
single("files", "gap")
multiple("small", ["join", "years", "hide_two"])
