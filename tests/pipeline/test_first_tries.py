"""First tries go along with a hand-in, are judged anew for statistics alone, and change nothing else."""

import copy
import json
import time
from dataclasses import asdict

import cohorts
import pytest

from autograder.notebook import answers, released
from autograder.reports import anonymous, cohort, dashboard, first_tries
from autograder.run import worker
from autograder.store.results import current
from localsdg import checks
from localsdg.answers import MIME
from localsdg.course import public

from .conftest import CHOICE, HALF, NAME, RIGHT, grade_all


def with_first(notebook, first):
    """The notebook with a first try beside its answer."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}) and output["data"][MIME]["exercise"] == CHOICE:
                output["data"][MIME]["first"] = first
    return notebook


@pytest.fixture
def version(small_course):
    return public.exercise(CHOICE)["version"]


def test_a_first_try_changes_no_grade_and_is_kept(folder, hand_in, maker, version):
    first = {"answer": HALF, "version": version}
    for made in (maker.by_page, maker.by_lab):
        hand_in(f"with-{made.__name__}", with_first(made({CHOICE: RIGHT}), first))
        inputs = hand_in(f"without-{made.__name__}", made({CHOICE: RIGHT}))
    grade_all([inputs], folder)
    found = {outcome.learner: (outcome, entry) for outcome, entry in current(folder)}
    assert len(found) == 4
    for name in ("by_page", "by_lab"):
        (one, told), (other, silent) = found[f"with-{name}"], found[f"without-{name}"]
        assert (told.firsts, silent.firsts) == ({CHOICE: first}, {})
        assert told.answers == silent.answers
        alike = ("status", "score", "max_score", "reason", "exercises", "notes", "late", "language")
        assert [asdict(one)[key] for key in alike] == [asdict(other)[key] for key in alike]
        copies = [folder.autograded(learner, NAME).read_text() for learner in (one.learner, other.learner)]
        assert copies[0] == copies[1]
    list(anonymous.write(folder, folder.root / "out", answers=True))
    assert version not in "".join(path.read_text() for path in (folder.root / "out").iterdir())


def test_the_report_judges_it_with_the_course_s_own_checks(folder, hand_in, maker, version):
    """who: right at last by all four; of the three who tell a first try of this version, by one."""
    for name, first in {
        "a": {"answer": HALF, "version": version},
        "b": {"answer": {"answers": {"when": 4}}, "version": version, "score": 4, "earned": {"who": 2}},
        "c": {"answer": RIGHT, "version": version},
        "d": {"answer": HALF, "version": "older"},
    }.items():
        inputs = hand_in(name, with_first(maker.by_page({CHOICE: RIGHT}), first))
    grade_all([inputs], folder)
    seen = cohort.Cohort(folder.assignments())
    for outcome, entry in current(folder):
        seen.add(outcome, entry)
    exercise = seen.assignments[NAME].exercises[CHOICE]
    assert list(exercise.checks["who"].shares) == [1, 1, 1, 1]
    assert list(exercise.checks["who"].firsts) == [0, 0, 1]
    assert list(exercise.checks["when"].firsts) == [1, 1, 1]
    assert list(exercise.firsts) == [0.5, 0.5, 1]
    hidden = [one for one in exercise.checks.values() if one.hidden]
    assert hidden and not any(one.firsts for one in hidden)
    path = folder.root / "dashboard.html"
    dashboard.write(current(folder), path, folder.assignments())
    text = path.read_text(encoding="utf-8")
    assert "33\u00a0% (3)" in text and "67\u00a0% (3)" in text and "100\u00a0% (3)" in text


HOSTILE = [
    None, True, 3, -1e308, "x", [], {}, [[]], {"answer": None}, {"answer": [], "version": "v"},
    {"answer": {"answers": {}}, "version": ["v"]}, {"answer": {"answers": {}}, "version": "v" * 1000},
    {"answer": {"answers": {"who": {"a": [1]}, "when": "\x00", "x": None}}, "version": "HERE"},
    {"answer": {"answers": {"who": ["vnr"] * 1000, "when": 10**400}}, "version": "HERE"},
    {"answer": {"answers": {"__proto__": 1, "constructor": {}}, "cards": 1}, "version": "HERE"},
    {"answer": {"answers": {"who": json.loads("[" * 40 + "]" * 40)}}, "version": "HERE"},
]  # fmt: skip


@pytest.mark.parametrize("first", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_first_try_changes_nothing(small_course, maker, version, first):
    of = released.describe(NAME, json.dumps(maker.blank))
    first = json.loads(json.dumps(first).replace("HERE", version))
    notebook = maker.by_page({CHOICE: HALF})
    one, other = judged(of, notebook), judged(of, with_first(notebook, first))
    assert one.exercises == other.exercises and one.copy == other.copy and one.answers == other.answers
    for told in other.firsts.values():
        shares = first_tries.shares(CHOICE, told)
        assert all(0 <= share <= 1 for share in shares.values())
    assert first_tries.shares(CHOICE, first) == (
        first_tries.shares(CHOICE, other.firsts[CHOICE]) if other.firsts else {}
    )


def judged(of, notebook):
    setup = worker.Worker.__new__(worker.Worker)
    setup.own_cases, setup.language, setup.unsafe = False, "en", False
    setup._released = {NAME: of}
    result = worker.judge(setup, "amina", NAME, json.dumps(notebook).encode())
    assert result.reason is None
    return worker.Judged.of_text(result.as_text())


def test_one_larger_than_an_answer_may_be_is_ignored_and_the_answer_is_not(small_course, maker, version):
    of = released.describe(NAME, json.dumps(maker.blank))
    first = {"answer": {"answers": {"who": "x" * answers.LARGEST}}, "version": version}
    result = judged(of, with_first(maker.by_page({CHOICE: RIGHT}), first))
    assert result.firsts == {} and result.answers[CHOICE] == RIGHT


def test_one_that_keeps_a_check_busy_ends(small_course, version, monkeypatch):
    def endless(*rest):
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(checks, "run", endless)
    monkeypatch.setattr(first_tries, "_LONGEST", 0.2)
    assert first_tries.shares(CHOICE, {"answer": RIGHT, "version": version}) == {}


def test_an_exercise_that_the_course_no_longer_has_has_no_shares(small_course):
    assert first_tries.shares("zz-gone", {"answer": RIGHT, "version": "v"}) == {}


def test_the_real_course_s_samples_as_first_tries_have_the_shares_of_a_grade(monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)
    seen = 0
    for exercise in cohorts.assignments()[NAME].exercises:
        if exercise.kind != "choice":
            continue
        for answer, result in cohorts.judged(exercise.id, NAME):
            told = {"answer": answer, "version": public.exercise(exercise.id)["version"]}
            public_checks = [one for one in result.checks if not one.hidden]
            if answer is not None and not result.faults:
                expected = {one.id: one.earned / one.points for one in public_checks}
                shares = first_tries.shares(exercise.id, told)
                assert {key: share for key, share in shares.items() if key} == expected
                seen += 1
    assert seen > 20
