"""Times of receipt and the course's rules for late work."""

import datetime
from dataclasses import asdict
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import lateness
from autograder.errors import CourseFolderError

NAME, OTHER = "3-monitoring-reporting", "4-decentralized-cooperation"
BERLIN = ZoneInfo("Europe/Berlin")


# ---- Rules ------------------------------------------------------------------------------------

COURSE = f"""
timezone: Europe/Berlin
default: {{percent_per_day: 5}}
assignments:
  {NAME}: {{due: 2026-12-01 18:00, grace_minutes: 15, percent_per_day: 10, at_most_percent: 50,
    closed_after_days: 14}}
  {OTHER}:
    due: 2026-12-20
"""


@pytest.fixture
def policy(written):
    return lateness.read(written(COURSE, "course.yml"), [NAME, OTHER])


def at(text, zone=BERLIN):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("received", "days", "percent", "penalty"),
    [
        ("2026-11-30 10:00", None, None, None),
        ("2026-12-01 18:00", None, None, None),
        ("2026-12-01 18:15", None, None, None),
        ("2026-12-01 18:15:01", 1, 10, 2),
        ("2026-12-02 18:00", 1, 10, 2),
        ("2026-12-02 18:00:01", 2, 20, 4),
        ("2026-12-06 12:00", 5, 50, 10),
        ("2026-12-15 18:00", 14, 50, 10),
        ("2026-12-15 18:00:01", 15, 100, 12),
    ],
)
def test_days_begun_cost_percents_up_to_a_limit_and_then_all(policy, received, days, percent, penalty):
    late = policy.late(NAME, at(received), 20, 12)
    if days is None:
        assert late is None
        return
    assert (late.days, late.percent, late.penalty) == (days, percent, penalty)
    assert late.due == "2026-12-01T18:00:00+01:00" and late.received.startswith("2026-12-")
    assert "Europe/Berlin" in late.text
    assert set(asdict(late)) == {"received", "due", "days", "percent", "penalty", "text"}


def test_no_more_is_taken_than_there_is_and_nothing_while_there_is_no_score(policy):
    assert policy.late(NAME, at("2026-12-02 12:00"), 20, 1.5).penalty == 1.5
    assert policy.late(NAME, at("2026-12-02 12:00"), 20, 0).penalty == 0
    assert policy.late(NAME, at("2026-12-02 12:00"), 20, None).penalty is None
    assert policy.late(NAME, at("2026-12-02 12:00"), 7, 6).penalty == 0.7


def test_a_date_alone_is_due_at_the_end_of_that_day_and_the_default_fills_in(policy):
    assert policy.late(OTHER, at("2026-12-20 23:59:59"), 10, 10) is None
    late = policy.late(OTHER, at("2026-12-21 00:00"), 10, 10)
    assert (late.days, late.penalty) == (1, 0.5)
    assert policy.late("another", at("2030-01-01"), 10, 10) is None  # without a due, nothing is late


def test_it_is_said_in_words(policy):
    text = policy.late(NAME, at("2026-12-03 10:15"), 20, 12).text
    assert text == (
        "Handed in late by 2 days begun (received 3 December 2026, 10:15, due 1 December 2026, 18:00, "
        "Europe/Berlin time): 20 % of the 20 points that can be had are taken off (4 points)."
    )
    # Of what was earned no more can be taken; where there is no score yet, nothing is said of points.
    assert "20 % of the 20 points that can be had are taken off (1.5 points)." in (
        policy.late(NAME, at("2026-12-03 10:15"), 20, 1.5).text
    )
    assert policy.late(NAME, at("2026-12-03 10:15"), 20, None).text.endswith("can be had are taken off.")
    assert "20 % of the points that can be had" in policy.late(NAME, at("2026-12-03 10:15"), None, None).text
    assert "it earns no points" in policy.late(NAME, at("2027-01-01"), 20, 12).text


def test_a_day_is_one_by_the_clock_on_the_wall(written):
    """Clocks go back in the night to 25 October 2026: that day has 25 hours. Forward on 29 March 2026: 23."""
    text = "timezone: Europe/Berlin\nassignments:\n  {}: {{due: {}, percent_per_day: 10}}\n"
    autumn = lateness.read(written(text.format(NAME, "2026-10-24 18:00"), "a.yml"))
    assert autumn.late(NAME, at("2026-10-25 18:00"), 10, 10).days == 1
    assert autumn.late(NAME, at("2026-10-25 18:01"), 10, 10).days == 2
    spring = lateness.read(written(text.format(NAME, "2026-03-28 18:00"), "b.yml"))
    assert spring.late(NAME, at("2026-03-29 18:00"), 10, 10).days == 1
    assert spring.late(NAME, at("2026-03-29 18:01"), 10, 10).days == 2
    # 2:30 is twice that night: an hour apart, one in time and one not
    twice = lateness.read(written(text.format(NAME, "2026-10-25T02:45:00+02:00"), "c.yml"))
    assert twice.late(NAME, at("2026-10-25 02:30"), 10, 10) is None
    assert twice.late(NAME, at("2026-10-25 02:30").replace(fold=1), 10, 10).days == 1


@given(
    st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2027, 12, 31)),
    st.integers(1, 10**7),
    st.sampled_from(["Africa/Accra", "Europe/Berlin", "America/La_Paz", "Australia/Lord_Howe"]),
    st.floats(0, 100) | st.none(),
)
def test_a_penalty_is_never_more_than_the_score(due, seconds, zone, score):
    zone = ZoneInfo(zone)
    rule = lateness.Rule(due.replace(tzinfo=zone), percent_per_day=7)
    received = rule.due.astimezone(datetime.UTC) + datetime.timedelta(seconds=seconds)
    policy = lateness.Policy(zone, rule)
    late = policy.late(NAME, received, 100, score)
    assert late == policy.late(NAME, received.astimezone(ZoneInfo("Asia/Tokyo")), 100, score)
    assert 1 <= late.days <= seconds / 86_400 + 2 and late.percent == min(7 * late.days, 100)
    assert (late.penalty is None) == (score is None)
    assert score is None or 0 <= late.penalty <= round(score, 2)


def test_without_a_file_nothing_is_late(tmp_path):
    policy = lateness.read(tmp_path / "course.yml")
    assert policy.late(NAME, at("2030-01-01"), 10, 10) is None
    assert "--receipts" in policy.note(True, None)
    assert policy.note(True, at("2030-01-01")) is None and policy.note(False, None) is None


def test_an_empty_file_is_no_rule(written):
    assert lateness.read(written("# nothing yet\n", "course.yml")).rules == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "timezon: UTC",
            "timezon in the file is not known. Known are: assignments, badge, default, open, pack, timezone.",
        ),
        ("timezone: Accra", "timezone 'Accra' is not known. Write a name like Africa/Accra"),
        ("timezone: ../../etc/passwd", "is not known"),
        ("assignments: {5-x: {due: 2026-12-01}}", f"5-x in assignments is not known. Known are: {NAME}"),
        (f"assignments: {{{NAME}: {{deu: 2026-12-01}}}}", "deu in 3-monitoring-reporting is not known"),
        (f"assignments: {{{NAME}: {{percent_per_day: 10}}}}", "has no due. Write"),
        (f"assignments: {{{NAME}: 2026-12-01}}", "must hold names with values"),
        (f"assignments: {{{NAME}: {{due: 1 December}}}}", "is '1 December'. Write it as 2026-12-01 18:00"),
        ("default: {due: 2026-12-01, percent_per_day: 110}", "'110'. Write a number from 0 to 100."),
        ("default: {due: 2026-12-01, percent_per_day: ten}", "'ten'. Write a number from 0 to 100."),
        ("default: {due: 2026-12-01, grace_minutes: -5}", "'-5'. Write a number of 0 or more."),
        ("default: {due: 2026-12-01, grace_minutes: .inf}", "Write a number of 0 or more."),
        ("default: {due: 2026-12-01}\ndefault: {}", "line 2: default is there twice."),
        ("default: [1]", "line 1: a list is not understood here."),
        ("default: {due: 2026-12-01", "this is no YAML"),
        ("just words", "must hold names with values"),
    ],
)
def test_rules_that_cannot_be_used_are_told(written, text, words):
    with pytest.raises(CourseFolderError) as caught:
        lateness.read(written(text, "course.yml"), [NAME, OTHER])
    assert words in str(caught.value) and "course.yml" in str(caught.value)
