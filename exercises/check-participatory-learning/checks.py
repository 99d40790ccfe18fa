"""Knowledge check of the lesson "Learning together"."""

from localsdg.checks import matching, multiple, number, single

matching(
    "four_aims",
    {"shared_troubles": "wall_cards", "landfill": "map", "bus_lane": "debate", "shopkeeper": "play"},
)
multiple("mend_plan", ["write_first", "task_after", "able_to"])
# The workshop: 25 minutes in groups and 25 alone or in pairs, of 90; 55.6 %. Rounded it is 56.
number("own_work", 55.6, 0.7)
multiple("open_signs", ["treasurers", "rewritten", "half_year"])
matching(
    "focus_area",
    {"harm_column": "aligning", "river_song": "awareness", "same_count": "watching", "letter": "awareness"},
)
single("one_more", "sits_in")
