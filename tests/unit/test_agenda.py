"""The planner of workshops: minutes add up, the order holds, files can be read, changed plans are checked."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import FACTS, LESSONS, MODULES, WORDS, planned, said

from localsdg_build.agenda import checking, page, planning, rules
from localsdg_build.book import agenda_page


def test_every_lesson_is_a_session():
    assert len(FACTS["lessons"]) == 36
    for one in FACTS["lessons"]:
        assert rules.STEP <= one["least"] <= one["minutes"] <= rules.WITHOUT_BREAK
        assert sum(step["minutes"] for step in one["steps"] if step["least"]) == one["least"]
        assert one["materials"] and one["objectives"] and one["exercises"] and one["room"]
        assert set(one["before"]) <= set(LESSONS)


def test_a_session_leads_to_its_slides_with_notes():
    name = "3-monitoring-reporting/why-report"
    rows = [
        {"day": 1, "start": 540, "minutes": 5, "kind": "opening", "lesson": "", "what": ""},
        {"day": 1, "start": 545, "minutes": 60, "kind": "lesson", "lesson": name, "what": ""},
    ]
    shown = [page.shown(FACTS, WORDS, row)["slides"] for row in rows]
    assert shown == ["", f"_slides/{name}-notes.html"]
    assert '"top": "../../"' in agenda_page.place("en", "../../_exercises/")


@settings(max_examples=120, deadline=None)
@given(
    total=st.integers(rules.SHORTEST, rules.DAY * rules.DAYS),
    audience=st.sampled_from(rules.AUDIENCES),
    modules=st.lists(st.sampled_from(MODULES), unique=True),
    start=st.integers(0, 23 * 60),
)
def test_any_plan_keeps_the_rules(total, audience, modules, start):
    lengths = rules.shared(total)
    assert sum(lengths) == total
    try:
        rows = planned(lengths, audience, modules, start)["rows"]
    except planning.NoPlanError as problem:
        assert problem.key == "too_late" or problem.values["least"] > total
        assert problem.key == "too_short" or start + max(lengths) > rules.LAST
        return
    assert sum(row["minutes"] for row in rows) == total
    for day, length in enumerate(lengths, 1):
        assert sum(row["minutes"] for row in rows if row["day"] == day) == length
    assert_in_order(rows)
    assert_no_long_stretch(rows)
    assert said(rows, total) == []  # the rules for changed plans find nothing in those that we make
    chosen = [row["lesson"] for row in rows if row["lesson"]]
    assert not modules or {LESSONS[name]["module"] for name in chosen} <= set(modules)


@pytest.mark.parametrize("total", [90, 105, 180, 210, 240, 300, 480])
@pytest.mark.parametrize("audience", rules.AUDIENCES)
def test_there_is_work_before_and_after_each_break(total, audience):
    work = [0]
    for row in planned(rules.shared(total), audience, MODULES[2:3], 9 * 60)["rows"]:
        if row["kind"] in rules.RESTS:
            work.append(0)
        elif row["kind"] in (rules.LESSON, rules.PRACTICE):
            work[-1] += row["minutes"]
    assert min(work) >= rules.SHORTEST_PART


def assert_in_order(rows):
    """Written here once more on purpose: the planner must not be its own judge."""
    chosen = [row["lesson"] for row in rows if row["kind"] == "lesson"]
    assert chosen and len(chosen) == len(set(chosen))
    for place, name in enumerate(chosen):
        assert not set(LESSONS[name]["before"]) & set(chosen[place + 1 :])
    for row in rows:
        assert row["minutes"] >= (LESSONS[row["lesson"]]["least"] if row["lesson"] else 1)
        if row["lesson"]:
            kept, _ = planning.steps(LESSONS[row["lesson"]], row["minutes"])
            assert sum(minutes for minutes, _ in kept) == row["minutes"]


def assert_no_long_stretch(rows):
    worked, before = 0, None
    for row in rows:
        rests = row["kind"] in ("break", "lunch")
        worked = 0 if rests or (before and before["day"] != row["day"]) else worked
        worked += 0 if rests else row["minutes"]
        assert worked <= 100
        before = row


@pytest.mark.parametrize("audience", rules.AUDIENCES)
@pytest.mark.parametrize("modules", [[], *([one] for one in MODULES)])
def test_half_an_hour_is_enough_for_one_session(audience, modules):
    assert [row["minutes"] for row in planned([30], audience, modules)["rows"]] == [3, 20, 2, 5]


def test_a_day_has_all_its_parts_and_one_thread():
    plan = planned([480], "elected")
    kinds = [row["kind"] for row in plan["rows"]]
    for kind in ("opening", "lesson", "break", "lunch", "energizer", "recap", "evaluation", "closing"):
        assert kind in kinds
    assert len({LESSONS[row["lesson"]]["module"] for row in plan["rows"] if row["lesson"]}) <= 2
    assert len(plan["left"]) + kinds.count("lesson") == 36
    assert {one["why"] for one in plan["left"]} <= {"less", "room", "module"}


def test_who_comes_decides_what_is_taught():
    chosen = {
        audience: tuple(row["lesson"] for row in planned([480], audience)["rows"] if row["lesson"])
        for audience in rules.AUDIENCES
    }
    assert len(set(chosen.values())) == 3


def test_lessons_that_are_built_on_are_named_for_reading():
    rows = [{"lesson": "4-decentralized-cooperation/how-it-works"}]
    assert planning.read_before(FACTS, rows) == ["4-decentralized-cooperation/why-cooperate"]


def test_more_time_than_sessions_is_for_one_s_own_town():
    rows = planned([480] * 5, "elected", [MODULES[3]])["rows"]
    assert {row["lesson"] for row in rows if row["lesson"]} == {
        name for name, one in LESSONS.items() if one["module"] == MODULES[3]
    }
    assert {row["day"] for row in rows if row["lesson"]} == {1, 2, 3, 4, 5}
    assert sum(row["minutes"] for row in rows if row["kind"] == "practice") > 600


# ---- what was changed -----------------------------------------------------------------------


def changed(what):
    """A plan of a day with one change, and what is said of it."""
    rows = copy.deepcopy(planned([480], "technical")["rows"])
    what(rows)
    return said(rows, 480)


def place(rows, kind):
    return next(number for number, row in enumerate(rows) if row["kind"] == kind)


def without(kind):
    def remove(rows):
        rows[:] = [row for row in rows if row["kind"] != kind]
        rows[:] = checking.restarted(rows, 540)

    return remove


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("opening", "no_opening"),
        ("closing", "no_closing"),
        ("evaluation", "no_evaluation"),
        ("energizer", "no_energizer"),
        ("recap", "no_recap"),
        ("lunch", "no_lunch"),
        ("lesson", "no_session"),
    ],
)
def test_a_part_that_is_missing_is_named(kind, key):
    found = changed(without(kind))
    assert key in [name for _, name in found]
    assert (-1, "sum_less") in found


def test_what_overlaps_or_leaves_a_gap_is_named_with_the_right_start():
    rows = planned([480])["rows"]
    later = place(rows, "break")
    rows[later]["start"] += 10
    assert said(rows) == [(later, "gap"), (later + 1, "overlap")]
    first = checking.problems(FACTS, rows)[0]["values"]
    assert first == {"minutes": 10, "start": rules.clock(rows[later]["start"] - 10)}


def test_a_session_below_its_least_twice_or_before_what_it_builds_on_is_named():
    rows = planned([480], "technical", [MODULES[1]])["rows"]
    lessons = [number for number, row in enumerate(rows) if row["lesson"]]
    one, other = lessons[:2]
    rows[one]["minutes"] = LESSONS[rows[one]["lesson"]]["least"] - 1
    assert (one, "too_short_session") in said(checking.restarted(rows, 540))
    rows[other]["lesson"] = rows[one]["lesson"]
    assert (other, "twice") in said(checking.restarted(rows, 540))
    early, late = MODULES[1] + "/needs-assessment", MODULES[1] + "/leaving-no-one-behind"
    rows[one]["lesson"], rows[other]["lesson"] = late, early
    assert (one, "built_on") in said(checking.restarted(rows, 540))
    rows[one]["lesson"] = MODULES[1] + "/no-such-lesson"
    assert (one, "no_lesson") in said(checking.restarted(rows, 540))


@pytest.mark.parametrize(("minutes", "wrong"), [(100, []), (101, [(1, "no_break")])])
def test_work_without_a_break_ends_after_a_hundred_minutes(minutes, wrong):
    rows = planned([90], "technical")["rows"]
    rows[1]["minutes"] += minutes - 90
    found = said(checking.restarted(rows, 540))
    assert [(at, key) for at, key in found if key == "no_break"] == (
        [(len(rows) - 1, "no_break")] if wrong else []
    )


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("day", -1, "no_day"),
        ("start", -1, "no_start"),
        ("minutes", -1, "no_minutes"),
        ("minutes", 0, "no_minutes"),
    ],
)
def test_what_nobody_can_read_is_named_first(field, value, key):
    rows = planned([480])["rows"]
    rows[2][field] = value
    assert said(rows, 480) == [(2, key)]


def test_days_follow_one_another():
    rows = planned([480, 480])["rows"]
    for row in rows:
        row["day"] += row["day"] == 2
    assert [key for _, key in said(rows)] == ["day_order"]
    assert said([]) == [(-1, "nothing")]
