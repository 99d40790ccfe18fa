"""Knowledge check of the lesson "Goals, targets, indicators"."""

from localsdg.checks import matching, multiple, number, single

multiple("draft_codes", ["seventeen", "for_target", "letter_means"])
# December 2019: 92 of 116 + 92 + 20 + 4, 39.7 %; a reader who rounds writes 40.
number("tier_two_share", 39.7, 0.7)
single("brochure", "several_rows")
single("tier_two", "sparse")
matching("town_figures", {"internet": "same", "stops": "near", "parcels": "proxy", "helpline": "proxy"})
