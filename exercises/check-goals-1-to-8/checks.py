"""Knowledge check of the lesson "Goals 1 to 8: what people need"."""

from localsdg.checks import matching, multiple, number, single

single("parks", "by_targets")
matching(
    "roles",
    {"wage": "ask", "basin": "coordinate", "stalls": "provide", "drug": "ask", "taps": "provide"},
)
# Goals 1 (66 points), 3 (58) and 6 (58); Goal 7 has 48.
number("long_lines", 3)
single("scales", "near_said")
multiple("clinics", ["crossing", "hamlets", "tests"])
