"""Knowledge check of the lesson "Across boundaries: town, villages, river"."""

from localsdg.checks import matching, multiple, single

matching("flows", {"well": "water", "herds": "goods", "clinic": "people", "rates": "money"})
single("dump", "by_gain")
single("signed", "vote")
multiple("first", ["women", "drivers", "books"])
