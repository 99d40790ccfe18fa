"""The roadmap: every good plan earns all points, a mistake costs what it should, tricks earn nothing."""

import json
import random
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from soak import many

from localsdg import checks, course, feedback, judge
from localsdg.kinds.board import kind

ROOT = Path(__file__).parents[2]
SLUG = "reporting-roadmap"
SPEC = course.exercise(SLUG, course=ROOT)
FUNCTIONS = checks.load(course.checks_source(SLUG, ROOT), SLUG)
LENGTHS = {card["id"]: card.get("length", 1) for card in SPEC["parameters"]["cards"]}
DEPENDS = {card["id"]: card.get("depends", []) for card in SPEC["parameters"]["cards"]}
IN_TIME = list(TopologicalSorter(DEPENDS).static_order())  # each step after those that it builds on
# The rules of the prompt, said a second time: the last month in which a step may begin.
LATEST = {"find_out": -10, "claim_seat": -8, "hand_over": -3, "present": 0, "exchange": 6, "follow_up": 6}
EARLIEST = {"present": 0, "follow_up": 0}


def sample(name):
    path = ROOT / "exercises" / SLUG / "samples" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["answer"]


def judged(answer):
    records = checks.run(FUNCTIONS, course.check_points(SPEC), answer, SPEC["parameters"])
    return feedback.explain(records, SPEC["words"])


def score(answer):
    return checks.total(judged(answer))


def earned(answer):
    return {record["id"]: record["earned"] for record in judged(answer)}


def changed(answer, **cards):
    """A copy with some cards' values replaced; a value of None for a card takes it out."""
    answer = json.loads(json.dumps(answer))
    for name, values in cards.items():
        card = next(card for card in answer["cards"] if card["id"] == name)
        card.update(values) if values else answer["cards"].remove(card)
    return answer


def latest_months():
    """The last month for each step such that all that come after it still fit."""
    latest = {name: LATEST.get(name, 6) for name in LENGTHS}
    for name in reversed(IN_TIME):
        for before in DEPENDS[name]:
            latest[before] = min(latest[before], latest[name] - LENGTHS[before])
    return latest


def random_plan(seed):
    """Months that keep the order and the deadlines, drawn at random; None if a month gets too full."""
    draw, latest, months = random.Random(seed), latest_months(), {}
    for name in IN_TIME:
        ends = [months[before] + LENGTHS[before] for before in DEPENDS[name]]
        first = max([EARLIEST.get(name, -18), *ends])
        months[name] = draw.randint(first, latest[name])
    running = [m + n for name, m in months.items() for n in range(LENGTHS[name])]
    return None if max(map(running.count, running)) > 3 else months


PLANS = [plan for plan in map(random_plan, range(400)) if plan][:150]


def test_there_are_many_different_plans_to_try():
    assert len({tuple(plan.values()) for plan in PLANS}) > 100


@pytest.mark.parametrize("year", [2027, 2035])
def test_every_plan_that_keeps_the_rules_earns_all_points(year):
    for months in PLANS:
        lanes = {name: {"lane": f"m{month}"} for name, month in months.items()}
        answer = changed(sample("full-early"), **lanes)
        answer["settings"]["year"] = year
        random.Random(year).shuffle(answer["cards"])
        assert score(answer) == 20, months


def test_finding_out_late_is_told_and_costs_the_start():
    answer = changed(sample("full-early"), find_out={"lane": "m-9"})
    record = next(record for record in judged(answer) if record["id"] == "early_start")
    assert (record["earned"], record["message"]) == (0.5, "find_out_late")


def test_a_late_hand_over_costs_its_check_alone_and_says_why():
    answer = changed(sample("full-early"), hand_over={"lane": "m-2"})
    record = next(record for record in judged(answer) if record["id"] == "hand_over_in_time")
    assert score(answer) == 18
    assert record["text"] == (
        "The hand-over comes after the national draft is closed. The chapter will not be read."
    )


@pytest.mark.parametrize(
    ("cards", "check"),
    [
        ({"claim_seat": {"lane": "m-7"}}, "early_start"),
        ({"inform": {"lane": "m-18"}}, "order"),
        ({"survey": {"lane": "m-10"}}, "survey_time"),
        ({"survey": {"points": ["goals", "priorities", "interventions", "practices"]}}, "survey_points"),
        ({"survey": {"points": None}}, "survey_points"),
        ({"validate": {"lane": "m-7"}}, "validated"),
        ({"hand_over": {"lane": "m-5"}}, "validated"),
        ({"present": {"lane": "m1"}}, "forum_and_follow_up"),
        ({"follow_up": {"lane": "m-1"}}, "forum_and_follow_up"),
        ({"draft": {"owner": "universities"}}, "owners"),
        ({"draft": {"owner": "", "post": "Ms Adeyo, head of studies"}}, "owners"),
        ({"draft": {"owner": "Ms Adeyo, head of studies"}}, "owners"),  # as older answers have it
        ({"hand_over": {"partner": "network"}}, "partners"),
        ({"collect": {"partner": "working_group"}}, "partners"),
    ],
)
def test_one_mistake_costs_points_in_one_check_only(cards, check):
    full = earned(sample("full-early"))
    after = earned(changed(sample("full-early"), **cards))
    assert {name for name in full if after[name] != full[name]} == {check}
    assert after[check] < full[check]


@pytest.mark.parametrize(
    "cards",
    [
        {"collect": {"lane": "m-17"}},  # what lies in one's own files can be read before members are told
        {"follow_up": {"lane": "m0"}},  # a first meeting in New York itself
        {"validate": {"owner": "members", "post": "Municipios miembros", "partner": "working_group"}},
        {"hand_over": {"partner": "Ministerio de Planificación"}},
        {"draft": {"post": "Ms Adeyo, head of studies", "evidence": ""}},
    ],
)
def test_what_can_be_argued_and_what_is_said_in_own_words_costs_nothing(cards):
    assert score(changed(sample("full-early"), **cards)) == 20


@pytest.mark.parametrize(
    ("cards", "message", "count"),
    [
        ({"hand_over": {"partner": None}}, "partner", 1),
        ({"inform": {"evidence": " "}}, "evidence", 1),
    ],
)
def test_what_is_left_empty_is_advice_and_costs_nothing(cards, message, count):
    records = judged(changed(sample("full-early"), **cards))
    told = next(record for record in records if record["id"] == "complete")
    assert (told["message"], told["details"]["count"], checks.total(records)) == (message, count, 20)
    assert "complete" not in earned(sample("full-early"))


def test_who_is_responsible_carries_points_step_by_step():
    names = list(LENGTHS)
    for number in (0, 3, 12):
        answer = changed(sample("full-early"), **{name: {"owner": None} for name in names[:number]})
        record = next(record for record in judged(answer) if record["id"] == "owners")
        assert record["earned"] == 3 - number / 4
        assert record["message"] == ("nobody" if number else "met")
        assert record["details"].get("count", 0) == number


def test_a_post_may_be_one_word_and_stand_twice():
    def advised(answer):
        public, _ = judge.judge_all(SLUG, answer, where=ROOT)  # which knows the places of texts
        return [record["message"] for record in public if record["id"] == "own_words"]

    answer = changed(sample("full-early"), draft={"post": "President"}, message={"post": "President"})
    assert advised(answer) == []
    assert advised(changed(answer, draft={"evidence": "Draft"})) == ["short"]


def test_four_steps_in_one_month_are_too_many():
    answer = changed(
        sample("full-early"), exchange={"lane": "m3"}, follow_up={"lane": "m3"}, claim_seat={"lane": "m-12"}
    )
    assert earned(answer)["workload"] == 1
    crowded = changed(answer, claim_seat={"lane": "m-11"}, find_out={"lane": "m-11"}, inform={"lane": "m-13"})
    assert earned(crowded)["workload"] == 0.5


def test_copies_unknown_cards_and_unknown_months_earn_nothing():
    good = sample("full-early")
    partial = {"settings": {}, "cards": good["cards"][:6]}
    more = {
        "settings": {},
        "cards": [
            *partial["cards"],
            *partial["cards"],
            *({**card, "lane": "m7"} for card in good["cards"][6:]),
            *({**card, "lane": "2029-04"} for card in good["cards"][6:]),
            {**good["cards"][0], "id": "win"},
        ],
    }
    assert earned(more) == earned(partial)


def test_a_list_of_a_million_cards_is_no_burden():
    assert score({"cards": [{"id": "survey", "lane": "m-12"}] * 1_000_000}) < 2


def test_feedback_names_a_card_that_the_board_can_mark():
    for name in ("late-hand-over", "half-way", "tricks"):
        for record in judged(sample(name)):
            step = record["details"].get("step", "cards.survey")
            assert step.removeprefix("cards.") in LENGTHS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
LANES = st.sampled_from([*kind.lane_ids(SPEC["parameters"]), "m99", "2028-07", "", None]) | JSON
PEOPLE = st.sampled_from(SPEC["parameters"]["lists"]["people"]) | JSON
CARDS = st.fixed_dictionaries(
    {"id": st.sampled_from([*LENGTHS, "other"]) | JSON},
    optional={"lane": LANES, "owner": PEOPLE, "partner": PEOPLE, "evidence": JSON, "points": JSON},
)
ANSWERS = JSON | st.fixed_dictionaries(
    {"settings": JSON, "cards": JSON | st.lists(CARDS | JSON, max_size=20)}
)


@pytest.mark.soak
@settings(max_examples=many(100, 10_000), deadline=None)
@given(ANSWERS)
def test_no_answer_makes_checks_or_summary_raise(answer):
    for record in judged(answer):
        assert record["message"] != "error", record
        assert 0 <= record["earned"] <= record["points"]
        assert "{" not in record["text"].replace(json.dumps(answer), "")
    assert all("\n" not in line for line in kind.summary(answer, SPEC))


def test_summary_is_the_roadmap_in_the_order_of_months():
    lines = kind.summary(sample("full-own-words"), SPEC)
    assert lines[:2] == [
        "Your country or association: Fédération des communes (nom inventé)",
        "Reporting year: 2031",
    ]
    assert lines[2] == (
        "2030-01 | Find out if and when | Owner: Secretariat of the association | "
        "Post or name: Secrétariat général | "
        "Evidence: Courriel du point focal avec l'année"
    )
    months = [line.split(" | ")[0] for line in lines[2:]]
    assert months == sorted(months) and months[-1] == "2032-01"


def test_parameters_and_samples_fit_the_schemas():
    Draft202012Validator.check_schema(kind.PARAMETERS)
    Draft202012Validator(kind.PARAMETERS).validate(SPEC["parameters"])
    for name in ("full-early", "full-compact", "full-own-words", "half-way"):
        Draft202012Validator(kind.ANSWER).validate(sample(name))
    Draft202012Validator(kind.ANSWER).validate(kind.empty(SPEC))


def test_other_boards_fit_the_schema_too():
    """Lanes that are no months: a ladder, a policy cycle, who does what."""
    Draft202012Validator(kind.PARAMETERS).validate(
        {
            "lanes": {"type": "list", "ids": ["bronze", "silver", "gold"]},
            "cards": [{"id": "plan"}, {"id": "review", "depends": ["plan"]}],
            "fields": [{"id": "why", "type": "text", "max": 200}],
        }
    )
    found = {"parameters": {"lanes": {"type": "list", "ids": ["bronze"]}, "cards": [{"id": "plan"}]}}
    assert ("labels", "lanes", "bronze") in kind.needed_words(found)
    assert ("labels", "cards", "plan") in kind.needed_words(found)
