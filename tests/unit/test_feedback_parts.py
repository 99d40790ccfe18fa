"""Feedback marks the part it speaks of: which one a record means is derived from the record alone."""

import pytest
from feedback_parts import ROOT, run, samples, shares, spec

from localsdg import course
from localsdg.judge import judge

# exercise, check, message, details, (text), answer -> parts
MEANT = [
    ("reporting-roadmap", "order", "broken", {"before": "cards.hand_over", "step": "cards.present"},
     "“Present and share” begins before “Hand over the chapter” has ended.", None,
     [{"card": "present"}, {"card": "hand_over"}]),
    ("reporting-roadmap", "survey_points", "extra",
     {"step": "cards.survey", "point": "lists.survey_points.ranking"}, "", None,
     [{"card": "survey", "field": "points", "option": "ranking"}]),
    ("reporting-roadmap", "owners", "outside", {"step": "cards.message", "who": "lists.people.ministry"}, "",
     None, [{"card": "message", "field": "owner"}]),
    ("reporting-roadmap", "forum_and_follow_up", "missing", {},
     "Place “Present and share” and “Follow up”.", None, [{"card": "present"}, {"card": "follow_up"}]),
    ("reporting-roadmap", "workload", "few", {}, "Place at least eight steps.", None, []),
    ("morning-post", "goals", "none", {}, "", {"cards": [{"id": "pension", "lane": None, "goal": "g1"}]},
     "the first card without a goal"),
    ("plan-alignment", "claims", "claimed", {"row": "rows.trucks", "column": "columns.t4-2", "count": 2}, "",
     None, [{"row": "trucks", "column": "t4-2"}]),
    ("plan-alignment", "gap", "other", {"column": "columns.t11-5"}, "", None, [{"pick": "gap"}]),
    ("prioritisation", "choice", "not_yours", {"row": "rows.solar", "column": "columns.", "place": 5}, "",
     {"picks": {"first": "solar"}}, [{"pick": "first"}]),
    ("prioritisation", "weights", "sum", {"total": 120}, "", None, [{"box": "weights"}]),
    ("logical-framework", "years", "start", {"row": "rows.f_purpose"}, "", None,
     [{"row": "f_purpose", "column": "start_year"}]),
    ("shared-river", "order", "wrong", {"earlier": "rows.need", "later": "rows.costs"}, "", None,
     [{"row": "need", "column": "place"}, {"row": "costs", "column": "place"}]),
    ("survey-design", "points", "wrong", {"draft": 3}, "", None,
     [{"row": "staff_trained", "column": "point"}]),
    ("survey-design", "faults", "not_anchored", {}, "", None, [{"row": "anchored", "column": "fault"}]),
    ("crme-plan", "rhythm", "rare", {}, "Monitoring is less frequent than reporting.", None,
     [{"row": "monitoring", "column": "rhythm"}]),
    ("budget-allocation", "within", "impossible", {"measure": "measures.square"}, "", None,
     [{"measure": "square"}]),
    ("budget-allocation", "running", "short", {"value": 1.1}, "", None, [{"effect": "running"}]),
    ("goal-detective", "targets", "wrong", {"item": "items.targets.compost"}, "", None,
     [{"question": "targets", "item": "compost"}]),
    ("goal-detective", "several", "extra", {"option": "options.several.t43"}, "",
     {"answers": {"several": ["t43"]}}, [{"question": "several", "option": "t43"}]),
    ("goal-detective", "several", "extra", {}, "", {"answers": {"several": ["t43"]}},
     [{"question": "several"}]),
    ("goal-detective", "tip", "not_i1251", {}, "", {"answers": {"tip": "i1251"}},
     [{"question": "tip", "option": "i1251"}]),
    ("goal-detective", "tip", "not_i1251", {}, "", {"answers": {"tip": "i1231"}}, [{"question": "tip"}]),
    ("distance-to-target", "latest", "year", {}, "", None, [{"variable": "latest"}]),
    ("advocacy-story", "length", "short", {"count": 84}, "", None, [{"box": "text"}]),
]  # fmt: skip


def record(check, message, details, text, points=1):
    return {
        "id": check, "points": points, "earned": 0, "message": message, "details": details, "text": text,
        "state": "unmet" if points else "advice",
    }  # fmt: skip


def test_a_record_means_the_part_that_it_names():
    cases = [[record(*one[1:5]), spec(one[0]), one[5]] for one in MEANT]
    found = run("partsOf", cases)
    expected = [one[-1] for one in MEANT]
    cards = [card["id"] for card in spec("morning-post")["parameters"]["cards"] if card["id"] != "pension"]
    expected[expected.index("the first card without a goal")] = [{"card": cards[0], "field": "goal"}]
    assert [dict(zip(("said", "parts"), one, strict=True)) for one in zip(MEANT, found, strict=True)] == [
        {"said": said, "parts": parts} for said, parts in zip(MEANT, expected, strict=True)
    ]


def test_the_order_of_details_does_not_matter():
    """MicroPython's objects keep no order: page and notebook mark the same part first."""
    turned = [
        [record(*one[1:3], dict(reversed(one[3].items())), one[4]), spec(one[0]), one[5]] for one in MEANT
    ]
    as_they_are = [[record(*one[1:5]), spec(one[0]), one[5]] for one in MEANT]
    # Without a sentence to tell by, two rows may come in any order: these are the same set.
    tidy = lambda found: [sorted(map(str, parts)) for parts in found]  # noqa: E731
    turned, as_they_are = run("partsOf", turned), run("partsOf", as_they_are)
    assert tidy(turned) == tidy(as_they_are) and turned[0] == as_they_are[0]


def test_advice_on_own_words_means_the_texts():
    rows = [
        {"id": "own_area", "words": "Two words here."},
        {"id": "own_pays", "words": "Who pays, and who gains by it?"},
        {"id": "own_voices", "words": "Who pays and who gains by it"},
    ]
    cases = [
        [record("own_words", message, {}, "", 0), spec("shared-river"), {"rows": rows}]
        for message in ("short", "repeated", "copied")
    ]
    short, repeated, copied = run("partsOf", cases)
    assert short == [{"row": "own_area", "column": "words"}]
    assert repeated == [{"row": row, "column": "words"} for row in ("own_voices", "own_pays")]
    assert copied == []  # which of the three is not said
    alone = [record("own_words", "copied", {}, "", 0), spec("shared-river"), {"rows": rows[:1]}]
    assert run("partsOf", [alone]) == [[{"row": "own_area", "column": "words"}]]


def test_most_feedback_of_every_kind_names_its_part():
    found = shares()
    assert set(found) == set(course.exercise_ids(ROOT))
    named, all_of_them = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    assert named / all_of_them > 0.85, (named, all_of_them)
    without = [slug for slug, (parts, records) in found.items() if records and not parts]
    assert without == []


JSON = [None, 0, "x", [], {}, [[]], {"rows": [None, 1, {"id": []}]}, {"cards": [None, {"id": {}}]},
        {"picks": 1}, {"answers": []}, {"cells": [1]}, {"amounts": "x"}, {"text": []}]  # fmt: skip


@pytest.mark.parametrize("slug", ["reporting-roadmap", "plan-alignment", "crme-plan", "goal-detective"])
def test_any_answer_can_be_asked_for_its_parts(slug):
    records = [one for answer in samples(slug) for one in judge(slug, answer, where=ROOT)]
    odd = [{**records[0], key: value} for key in ("id", "message", "details", "text") for value in JSON[:6]]
    found = run("partsOf", [[one, spec(slug), answer] for one in [*records[:40], *odd] for answer in JSON])
    assert all(isinstance(parts, list) for parts in found)
    parts = [part for some in found for part in some]
    run("valueAt", [[answer, part] for part in parts[:60] for answer in JSON])


def test_a_part_s_value_is_what_the_answer_has_there():
    board = {"cards": [{"id": "a", "lane": "x", "note": "n"}]}
    sheet = {"rows": [{"id": "r", "c": 1, "d": 2}, {"c": 3}]}
    matrix = {"cells": {"r": {"c": 1}, "s": {"c": 2, "d": 0}}, "picks": {"p": "r"}, "notes": "n"}
    cases = [
        (board, {"card": "a", "field": "note"}, board["cards"][0]),
        (board, {"card": "b"}, None),
        (sheet, {"row": "r", "column": "d"}, 2),
        (sheet, {"row": 1}, {"c": 3}),
        (matrix, {"row": "s", "column": "d"}, 0),
        (matrix, {"row": "s"}, {"c": 2, "d": 0}),
        (matrix, {"column": "c"}, [["r", 1], ["s", 2]]),
        (matrix, {"pick": "p"}, "r"),
        (matrix, {"box": "notes"}, "n"),
        ({"amounts": {"bus": 2}}, {"measure": "bus"}, 2),
        ({"amounts": {"bus": 2}}, {"effect": "hill"}, {"bus": 2}),
        ({"answers": {"q": "a"}, "case": "x"}, {"question": "q", "option": "a"}, ["x", "a"]),
    ]
    assert run("valueAt", [list(case[:2]) for case in cases]) == [case[2] for case in cases]
