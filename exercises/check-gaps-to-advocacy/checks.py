"""Knowledge check of the lesson "From gaps to advocacy"."""

from localsdg.checks import matching, multiple, number, single

matching("gap_kinds", {"bars": "powers", "coast": "voice", "alone": "data", "drought": "priority"})
# 8 of 23 medium and 0 of 13 large ones: 8 of 36 are 22.2 %.
number("larger_members", 22.2, 0.6)
single("testable", "exempt")
single("first_gap", "roofs")
matching(
    "parts",
    {"utility": "allies", "vote": "audience", "until_may": "moment", "road": "message", "of_34": "evidence"},
)
multiple("mend_story", ["decision", "number", "imagined"])
