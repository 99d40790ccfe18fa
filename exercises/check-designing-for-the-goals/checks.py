"""Knowledge check of the lesson "Designing cooperation for the Goals"."""

from localsdg.checks import matching, multiple, number, single

matching("not_asked", {"bus": "other_hand", "donkeys": "harm", "lanes": "context", "licence": "end"})
single("both_miss", "road_deaths")
# 23.7 micrograms, the middle one of the countries that may receive aid, over the guideline of 5: 4.74
number("guideline", 4.7, 0.1)
multiple("one_page", ["hours", "not_done"])
matching(
    "how_known",
    {"tanks": "written", "visitors": "said", "shifts": "done", "losers": "nothing", "fund": "written"},
)
single("carrier", "ask_homes")
