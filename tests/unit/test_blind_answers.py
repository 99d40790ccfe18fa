"""The measure of blind answers finds what gives a right option away, and no more."""

import random

import blind_answers as blind
import pytest
from blind_rules import RULES, Question, stems


def question(type_="single", options=(), items=(), stem="Which one?", right=None, name="q"):
    """A question worth 2 points. ``right``: what earns them; a number earns them within 0.5."""

    def earned(given):
        if type_ == "number":
            return 2 * (abs(given - right) <= 0.5)
        return 2 * (sorted(given) == sorted(right) if type_ == "multiple" else given == right)

    return Question("m", "check", name, type_, 2, stem, list(options), list(items), earned)


def points(asked, rule):
    return sum(blind.scores(asked, RULES[rule], 200)) / 200


OPTIONS = [
    ("a", "Some of the towns"),
    ("b", "All"),
    ("c", "The river and its bridges"),
    ("d", "Never a town"),
]


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        ("longest option", "c"),
        ("shortest option", "b"),
        ("the first", "a"),
        ("the last", "d"),
        ("most cautious words", "a"),
    ],
)
def test_each_rule_takes_its_option(rule, right):
    assert points(question(options=OPTIONS, right=right), rule) == 2


@pytest.mark.parametrize(
    ("rule", "right"),
    [("neither longest nor shortest", "ad"), ("most absolute words", "bd"), ("fewest absolute words", "ac")],
)
def test_of_equal_options_a_rule_takes_one_by_chance(rule, right):
    for option in right:
        assert 0.6 < points(question(options=OPTIONS, right=option), rule) < 1.4


def test_never_the_first_takes_each_of_the_others():
    assert points(question(options=OPTIONS, right="a"), "never the first") == 0
    assert 0.4 < points(question(options=OPTIONS, right="b"), "never the first") < 0.95


def test_words_of_the_question_are_known_by_their_stems():
    stem = "Which bridge has been built?"
    assert points(question(options=OPTIONS, right="c", stem=stem), "most words of the question") == 2
    assert stems("Budgets and budgeting, with their towns") == {"budge", "towns"}


def test_half_of_several_options_is_ticked():
    asked = question("multiple", OPTIONS, right=["c", "a"])
    assert points(asked, "longest option") == 2
    five = question("multiple", [*OPTIONS, ("e", "Nobody")], right=[])
    ticked = {len(blind.answer(five, [[0] * 5], random.Random(seed))) for seed in range(20)}
    assert ticked == {2, 3}


def test_pairs_are_made_by_length_place_and_shared_words():
    items = [("x", "Budget"), ("y", "A long walk along the river")]
    options = [("a", "Rivers, and all that lives in their water"), ("b", "Budgets")]
    asked = question("matching", options, items, right={"x": "b", "y": "a"})
    assert [points(asked, rule) for rule in ("longest option", "never the first", "the last")] == [2, 2, 2]
    assert points(asked, "most words of the question") == 2
    assert [points(asked, rule) for rule in ("shortest option", "the first")] == [0, 0]


def test_an_option_may_serve_several_items_only_where_there_are_too_few():
    def given(options):
        asked = question("matching", options, [("x", "1"), ("y", "2"), ("z", "3")])
        return blind.answer(asked, [[1] + [0] * (len(options) - 1)] * 3, random.Random(1))

    assert set(given([("a", "A"), ("b", "B")]).values()) == {"a"}
    assert sorted(given(OPTIONS[:3]).values()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("stem", "right"),
    [
        ("Of 1,250 families 500 answered.", 40),
        ("It was 40 and is 30.", -25),
        ("It was 40 and is 30.", 10),
        ("Four towns of 15 people, 7 each.", 105),
        ("In 12 weeks 30 of 90 came.", 4),
        ("The share is 61.5 %.", 61.5),
    ],
)
def test_a_number_that_is_computed_from_those_printed_is_given_away(stem, right):
    assert blind.given_away(question("number", stem=stem, right=right))


@pytest.mark.parametrize(
    "stem", ["Read the figure.", "In 2020 it was 40.", "Of 1,250 families 500 answered."]
)
def test_a_number_from_elsewhere_is_not(stem):
    assert blind.given_away(question("number", stem=stem, right=77)) == []


def test_limits_hold_what_chance_earns_and_not_what_a_rule_earns():
    asked = [question(options=OPTIONS, right="c", name=f"q{number}") for number in range(80)]
    together = blind.together([blind.earned(one) for one in asked])
    low, high = together.limits(40)
    assert 0 < low < together.random < high < 80
    assert 37 < together.random < 43
    assert together.rules["longest option"] == together.possible == 160
    assert together.rules["shortest option"] == 0
    assert high < together.limits(400)[1]
