"""The cards of the Goals: whole, of codes that exist, and what the lessons say of them is true."""

import re
import shutil
from pathlib import Path

import pytest

from localsdg_build.book import goal_cards
from localsdg_build.check.goal_cards import goal_cards as rule
from localsdg_build.words import goal_card_words, reference

ROOT = Path(__file__).parents[2]
WORDS = goal_card_words("en")


@pytest.fixture
def course(tmp_path):
    """What the rule reads, to be changed."""
    for name in ("book/goal-cards.yml", "book/en/goal-cards.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "datasets" / "sdg-framework", tmp_path / "datasets" / "sdg-framework")
    return tmp_path


def change(course, name, before, after):
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_each_goal_has_a_card_and_each_department_has_two():
    cards = goal_cards.cards(ROOT, WORDS)
    assert [int(card["goal"]) for card in cards] == list(range(1, 18))
    names = [name for card in cards for name, _ in card["tasks"]]
    assert set(names) == set(WORDS["departments"])
    assert all(names.count(name) >= 2 for name in set(names))
    assert not list(rule(ROOT))


def test_a_card_names_its_indicator_or_says_that_there_is_none():
    cards = goal_cards.cards(ROOT, WORDS)
    html = [goal_cards.card(card, reference("en"), WORDS["departments"], "en") for card in cards]
    for card, text in zip(cards, html, strict=True):
        assert f'href="goals.html#target-{card["target"]}"' in text
        assert (card["code"] == "") == (card["relation"] == "own") == ("No code" in text)


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("book/goal-cards.yml", "2.2.1", "2.2.9", "goals: 2: write an indicator"),
        ("book/goal-cards.yml", "relation: proxy", "relation: alike", "goals: 17: relation is one of"),
        ("book/en/goal-cards.yml", "    civil: Runs", "    police: Runs", "goal_13: tasks"),
        ("book/en/goal-cards.yml", "  mind: Waste", "  minds: Waste", "goal_12: mind is missing"),
        ("book/en/goal-cards.yml", "  office: Mayor", "  hall: Mayor", "departments: write a name"),
    ],
)
def test_the_check_says_what_is_wrong_with_a_card(course, name, before, after, told):
    change(course, name, before, after)
    assert [told in problem.problem for problem in rule(course)] == [True]


def test_a_course_without_cards_has_none_to_check(tmp_path):
    assert not list(rule(tmp_path))


def test_what_the_lesson_says_of_the_department_of_water_is_so():
    cards = goal_cards.chosen(goal_cards.cards(ROOT, WORDS), "1-8")
    with_water = [card for card in cards if "water" in dict(card["tasks"])]
    assert len(cards) == 8 and len(with_water) == 5
    assert [card["title"] for card in with_water if re.search("water", card["title"], re.I)] == [
        "Clean water and sanitation"
    ]
