"""Who has not read a lesson earns in its knowledge check what chance gives (``blind_answers``)."""

import blind_answers as blind
import pytest

from localsdg import course

MODULES = sorted(path.name for path in (course.root() / "modules").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def asked():
    return blind.questions()


@pytest.fixture(scope="module")
def earned(asked):
    """``{module: what blind answers earn}``, and for the course under an empty name."""
    parts = {
        name: blind.together([blind.earned(one) for one in found]) for name, found in blind.by_module(asked)
    }
    return {**parts, "": blind.together(list(parts.values()))}


def test_each_module_has_questions(earned):
    assert [*MODULES, ""] == list(earned)


def test_over_the_course_no_rule_earns_much_more_than_chance(earned):
    whole = earned[""]
    times = {rule: points / whole.random for rule, points in whole.rules.items()}
    assert {rule: ratio for rule, ratio in times.items() if ratio > blind.MOST} == {}


@pytest.mark.parametrize("module", [*MODULES, ""])
def test_no_rule_stands_out_beyond_chance(module, earned):
    """Neither above what chance explains nor below: an option that is never right says what to leave out.

    Compared with 400 random answerings of the same questions, at 99.9 %. That is shared out evenly among all
    comparisons (each rule in each module and in the course, at either end), so that one course in a thousand
    would fail here which gives nothing away: see ``blind_answers.Earned.limits``.
    """
    part = earned[module]
    low, high = part.limits(comparisons=2 * len(part.rules) * len(earned))
    assert {rule: points for rule, points in part.rules.items() if not low <= points <= high} == {}


def test_no_number_can_be_computed_from_those_printed_in_its_question(asked):
    assert {f"{one.slug} {one.id}": found for one in asked if (found := blind.given_away(one))} == {}
