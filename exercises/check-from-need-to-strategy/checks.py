"""Knowledge check of the lesson "From need to strategy"."""

from localsdg.checks import matching, multiple, single

matching(
    "lines",
    {
        "buckets": "need",
        "tariff": "rule",
        "hours": "indicator",
        "plumbers": "programme",
        "works": "investment",
    },
)
single("reach", "sixteen")
single("months", "ask")
multiple("judge", ["valley", "before", "other"])
