"""At each limit of points, grades and days: the last value on this side of it, and the first beyond.

Where code says ``<`` and ``<=`` would also have passed all other tests.
"""

import datetime
from dataclasses import replace

import pytest

from autograder import lateness, outcome
from autograder.model import ByHand, CheckResult, ExerciseResult, Late
from autograder.notebook.answers import Answer
from autograder.notebook.released import Exercise
from autograder.run import scoring
from localsdg import checks, registry, score

# ---- Checks ---------------------------------------------------------------------------------------


def number_given(given, correct=62, tolerance=0.5):
    del registry._registry[:]
    outcome = checks.number("q", correct, tolerance)({"answers": {"q": given}}, {})
    return outcome["share"], outcome["message"]


def test_a_number_at_the_edge_of_its_tolerance_is_right():
    assert number_given(62.5) == number_given(61.5) == (1, "met")
    assert number_given(62.51) == (0, "too_high") and number_given(61.49) == (0, "too_low")
    assert number_given(3, 3, 0) == (1, "met")


def test_the_largest_number_that_somebody_may_mean():
    assert checks.as_number(10**15) == 10**15 and checks.as_number(-(10**15)) == -(10**15)
    assert checks.as_number(10**15 + 1) is None and checks.as_number(-(10**15) - 1) is None


def test_points_are_kept_to_hundredths():
    records = checks.run([("a", lambda answer, params: checks.result(1 / 3, "met"))], [["a", 1]], {}, {})
    assert records[0]["earned"] == 0.33
    assert checks.total([{"earned": 0.33}, {"earned": 0.33}]) == 0.66
    assert score.grade_value([{"earned": 0.33}, {"earned": 0.33}], 5) == 0.66


SLACK = 1e-9


@pytest.mark.parametrize(
    ("share", "is_result"),
    [(1 + SLACK, True), (1 + 2 * SLACK, False), (-SLACK, True), (-2 * SLACK, False)],
)
def test_a_share_may_miss_its_range_by_a_float_s_last_digits(share, is_result):
    records = checks.run([("a", lambda answer, params: checks.result(share, "met"))], [["a", 1]], {}, {})
    assert checks.is_broken(records) is not is_result


def test_what_is_too_large_to_have_decimals_stays_as_it_is():
    assert [str(checks.rounded(value)) for value in (2**43 - 1, 2**43)] == [
        "8796093022207.0",
        "8796093022208",
    ]


@pytest.mark.parametrize("value", [0, 0.0, -0.0, -0.004])
def test_nothing_has_no_sign(value):
    assert str(checks.rounded(value)) == "0.0"


def test_two_hundred_cards_are_read_and_no_more():
    cards = [{"id": str(number), "lane": "left"} for number in range(201)]
    ids = [card["id"] for card in cards]
    assert len(checks.cards_by_id({"cards": cards}, ids)) == 200


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc", True),
        ("aab", False),
        ("abab", False),
        ("水", False),
        ("水水", True),
        ("我们", True),
        ("a水", False),
    ],
)
def test_the_shortest_text_that_can_name_anything(text, says):
    assert checks.says_something(text) is says


SIGNS = "先让山上的居民有公共汽车因为他们每天步行两个小时"  # 22 different ones
THAI = "กขคฆงจฉชซฌญฎ"


@pytest.mark.parametrize(
    ("text", "least", "told"),
    [
        ("alpha beta gamma", 3, True),
        ("alpha beta", 3, False),
        ("alpha beta gamma alpha beta", 5, True),  # three of five are different
        ("alpha beta alpha beta alpha", 5, False),
        ("abcd efgh abcd", 3, True),  # eight different letters
        ("abcd efga abcd", 3, False),  # seven
        (SIGNS[:6], 4, True),  # a denser script: one and a half signs for each word
        (SIGNS[:5], 4, False),
        (SIGNS[:3] + SIGNS[:3], 4, False),  # of which so many are different
        (SIGNS[:4] + SIGNS[:2], 4, True),
        (THAI[:12], 3, True),  # without spaces: four signs for each word
        (THAI[:11], 3, False),
        (THAI[:10] + THAI[:2], 3, True),  # ten different ones
        (THAI[:9] + THAI[:3], 3, False),
    ],
)
def test_how_much_a_text_must_tell(text, least, told):
    assert checks.tells(text, least) is told


@pytest.mark.parametrize(
    ("length", "script", "is_copy"),
    [(32, "abcdefghijklmnopqrstuvwxyz", True), (31, "abcdefghijklmnopqrstuvwxyz", False)]
    + [(16, SIGNS, True), (15, SIGNS, False)],
)
def test_how_long_a_piece_of_the_prompt_is_a_copy(length, script, is_copy):
    prompt = (script * 3)[:60]
    assert checks.copied(prompt[:length], {"prompt": prompt}) is is_copy


def test_words_of_a_denser_script_are_counted_in_threes_of_five():
    assert [checks.text_length(SIGNS[:signs]) for signs in (1, 2, 4, 5, 10)] == [0, 1, 2, 3, 6]
    assert checks.dense("\u2e80") == 0 and checks.dense("\u2e81") == 1


def test_matching_and_ticking_give_the_exact_part():
    del registry._registry[:]
    pairs = checks.matching("q", {"x": "1", "y": "2", "z": "3"})
    shares = [
        pairs({"answers": {"q": given}}, {})["share"]
        for given in ({"x": "1"}, {"x": "1", "y": "2"}, {"x": "1", "y": "2", "z": "3"}, {"x": "2"})
    ]
    assert shares == [pytest.approx(1 / 3), pytest.approx(2 / 3), 1, 0]


# ---- Grades ---------------------------------------------------------------------------------------


def test_what_is_no_score_counts_nothing_in_a_grade():
    assert score.grade_value([{"earned": True}, {"earned": 1}], 5) == 1
    assert score.grade_value([{"earned": 1e9}, {"earned": 2}], 5) == 2
    assert score.grade_value([{"earned": -1e9}, {"earned": 2}], 5) == 2
    assert score.grade_value([{"earned": 999_999_999}], 10**10) == 999_999_999
    assert score.grade_value([{"earned": -1}], 5) == 0
    assert score.grade_value([{"earned": 5}], 5) == score.grade_value([{"earned": 5.01}], 5) == 5
    assert score.grade_value([{"earned": 5.01}], 5.5) == 5.01


def judged(monkeypatch, earned, points, hidden=0, saved=None):
    exercise = Exercise("one", "choice", points, "", "One")
    open_one = CheckResult("open", points - 1, earned, "So.", "partly")
    monkeypatch.setattr(scoring, "spec", lambda slug: {})
    found = (open_one, CheckResult("hidden", 1, hidden, "So.", "partly", hidden=True))
    monkeypatch.setattr(scoring.faults, "judged", lambda slug, answer, case=None, language="en": (found, ()))
    return scoring.score(exercise, Answer({}, saved=saved), " ")


def test_no_exercise_earns_more_than_its_points(monkeypatch):
    assert judged(monkeypatch, 4, 5, 1).score == 5
    assert judged(monkeypatch, 4, 5, 1.01).score == 5
    assert judged(monkeypatch, 4, 5, 0.99).score == 4.99


def test_a_saved_score_counts_if_it_is_higher_and_can_be(monkeypatch):
    statuses = [judged(monkeypatch, 2, 5, saved=saved).status for saved in (1, 2, 2.01, 4, 4.01)]
    assert statuses == ["graded", "graded", "needs_human", "needs_human", "graded"]


def exercise(name, status="graded", score=3, reason=""):
    return ExerciseResult(name, status, score, 5, reason)


def test_one_exercise_that_could_not_be_graded_leaves_no_sum():
    waiting, failed = exercise("b", "needs_human", None, "Wait."), exercise("c", "ungraded", None, "Broken.")
    found = outcome.outcome("amina", "one", [exercise("a"), waiting, failed])
    assert (found.status, found.score, found.max_score) == ("ungraded", None, 15)
    assert found.reason == "c: Broken."
    found = outcome.outcome("amina", "one", [exercise("a"), waiting])
    assert (found.status, found.score, found.reason) == ("needs_human", 3, "b: Wait.")
    found = outcome.outcome("amina", "one", [failed, replace(failed, id="d")])
    assert found.reason == "Broken."
    assert outcome.outcome("amina", "one", []).status == "ungraded"


def test_points_of_a_person_are_added_to_the_hundredth():
    found = outcome.outcome("amina", "one", [exercise("a", score=1.5)])
    given = ByHand(None, 0.25, None, False, None)
    assert outcome.with_people(found, {"a": given}).score == 1.75
    assert outcome.with_people(found, {"a": replace(given, manual=2, extra=0.5)}).score == 2.5
    assert outcome.with_people(found, {"a": replace(given, manual=0, extra=None)}).score == 0


@pytest.mark.parametrize(("penalty", "left"), [(2.99, 0.01), (3, 0), (3.5, 0), (0, 3), (None, 3)])
def test_a_penalty_leaves_no_less_than_nothing(penalty, left):
    found = outcome.outcome("amina", "one", [exercise("a")])
    assert outcome.with_lateness(found, Late("", "", 1, 10, penalty, "")).score == left


# ---- Late work ------------------------------------------------------------------------------------

DUE = datetime.datetime(2026, 12, 1, 18, tzinfo=datetime.UTC)


def days_of(seconds, **rule):
    zone = lateness.ZoneInfo("UTC")
    policy = lateness.Policy(zone, lateness.Rule(DUE.replace(tzinfo=zone), percent_per_day=10, **rule))
    late = policy.late("one", DUE + datetime.timedelta(seconds=seconds), 10, 10)
    return late and (late.days, late.percent)


def test_grace_and_days_end_with_their_last_second():
    day = 86_400
    assert [days_of(at) for at in (0, 1, day, day + 1, 2 * day, 2 * day + 1)] == [
        None, (1, 10), (1, 10), (2, 20), (2, 20), (3, 30),
    ]  # fmt: skip
    assert [days_of(at, grace_minutes=15) for at in (15 * 60, 15 * 60 + 1)] == [None, (1, 10)]
    assert [days_of(at, closed_after_days=2) for at in (2 * day, 2 * day + 1)] == [(2, 20), (3, 100)]
    assert days_of(30 * day) == (30, 100) and days_of(30 * day, at_most_percent=45) == (30, 45)


def test_percents_are_of_all_points_and_take_no_more_than_there_is():
    zone = lateness.ZoneInfo("UTC")
    policy = lateness.Policy(zone, lateness.Rule(DUE.replace(tzinfo=zone), percent_per_day=10))
    received = DUE + datetime.timedelta(hours=1)
    penalties = [policy.late("one", received, 20, score).penalty for score in (12, 2, 1.99, 0, -1)]
    assert penalties == [2, 2, 1.99, 0, 0]


def test_one_day_is_no_days():
    zone = lateness.ZoneInfo("UTC")
    policy = lateness.Policy(zone, lateness.Rule(DUE.replace(tzinfo=zone)))
    texts = [policy.late("one", DUE + datetime.timedelta(hours=hours), 10, 10).text for hours in (24, 25)]
    assert "late by 1 day begun" in texts[0] and "late by 2 days begun" in texts[1]


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("percent_per_day: 100", True), ("percent_per_day: 100.01", False), ("percent_per_day: -0.01", False),
        ("grace_minutes: 0", True), ("closed_after_days: 0", True), ("closed_after_days: 36500", True),
        ("closed_after_days: 36501", False), ("grace_minutes: inf", False),
    ],
)  # fmt: skip
def test_the_least_and_the_most_of_a_rule(tmp_path, line, accepted):
    path = tmp_path / "course.yml"
    path.write_text(f"assignments:\n  one:\n    due: 2026-12-01 18:00\n    {line}\n")
    if accepted:
        lateness.read(path, ["one"])
    else:
        with pytest.raises(lateness.LatenessError):
            lateness.read(path, ["one"])
