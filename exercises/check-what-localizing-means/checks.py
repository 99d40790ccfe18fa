"""Knowledge check of the lesson "What localizing means"."""

from localsdg.checks import matching, multiple, number, single

single("means", "context")
multiple("moments", ["aims", "implementing", "measuring"])
# 105 of 169 is 62.1 %; 65, the quoted number, is not what the two numbers give.
number("share", 62.1, 0.6)
single("sentence", "estimate")
matching(
    "terms",
    {"valley": "territorial", "closest": "subsidiarity", "meeting": "multilevel", "laws": "enabling"},
)
