"""Knowledge check of the lesson "Sharing the results"."""

from localsdg.checks import matching, multiple, single

matching("route", {"national": "add", "regional": "peers", "world": "carry", "residents": "judge"})
single("received", "questions")
single("story", "family")
multiple("ignored", ["publish", "committee", "seat"])
single("after", "list")
