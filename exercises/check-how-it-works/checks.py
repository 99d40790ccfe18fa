"""Knowledge check of the lesson "How cooperation works"."""

from localsdg.checks import matching, multiple, single

single("apart", "work")
matching("risks", {"leaves": "direct", "learns": "indirect", "far": "agency", "meetings": "network"})
single("triangle", "two_and_help")
multiple("before", ["law", "hours", "question"])
