"""Answers that are made to keep the real course's checks busy, through the whole way."""

import json
import time
from types import SimpleNamespace

import pytest
from hostile_class import Graded, hand_in
from soak import LONG

from autograder.notebook import released
from autograder.reports import feedback
from autograder.run import scoring, worker
from localsdg.answers import bundle

from .conftest import CHECKOUT, NAME, Maker

pytestmark = pytest.mark.soak

ROOM = 900_000  # characters; the limit of one answer is a million


def long_list(value):
    return [f"{number:x}" for number in range(90_000)]


def same_row(value):
    if not isinstance(value, list) or not value:
        return [7] * 250_000
    return [value[0]] * (ROOM // (len(json.dumps(value[0])) + 2))


def many_keys(value):
    return {f"{number:x}": number for number in range(50_000)}


GROWN = {
    "lists of many": long_list,
    "rows again and again": same_row,
    "objects of many": many_keys,
    "short words": lambda value: "a b " * (ROOM // 4),
    "spaces": lambda value: " " * ROOM,
    "many signs": lambda value: "".join(chr(0x4E00 + number % 20_000) for number in range(140_000)),
    "very large numbers": lambda value: 10**400,
    "deep lists": lambda value: json.loads("[" * 45 + "]" * 45),
}
# Each way one and two levels down; in `make test` one after the other, each at one of the two.
TRIED = [(name, depth) for at, name in enumerate(GROWN) for depth in (1, 2) if LONG or depth == 1 + at % 2]


def grown(value, grow, depth):
    """``value`` with everything ``depth`` levels down grown; not more than an answer may hold."""
    if depth == 0 or not isinstance(value, dict | list) or not value:
        return grow(value)
    if isinstance(value, dict):
        made = {key: grown(item, grow, depth - 1) for key, item in value.items()}
        if len(json.dumps(made)) > ROOM:  # one at a time, then
            first = next(iter(value))
            made = {**value, first: made[first]}
    else:
        made = [grown(value[0], grow, depth - 1), *value[1:]]
    return made


def _grown_ones(of, turn):
    """The widgets that are answered so: all; in ``make test`` one of each kind, with each turn another."""
    kinds = {}
    for exercise in of.exercises:
        if exercise.is_widget:
            kinds.setdefault(exercise.kind, []).append(exercise)
    return [one for some in kinds.values() for one in (some if LONG else [some[turn % len(some)]])]


@pytest.fixture(scope="module")
def graded(real_course, tmp_path_factory):
    """A hand-in for each way to grow that is tried, at each kind of widget; no other is answered."""
    place = tmp_path_factory.mktemp("answers")
    of = released.read(real_course / "release" / NAME / f"{NAME}.ipynb")
    for turn, (name, depth) in enumerate(TRIED):
        notebook = json.loads(of.text)
        chosen = _grown_ones(of, turn)
        for exercise in filter(lambda one: one.is_widget, of.exercises):
            answer = grown(_sample(exercise.id), GROWN[name], depth) if exercise in chosen else None
            data = bundle(exercise.id, answer, "")
            shown = {"output_type": "display_data", "metadata": {}, "data": data}
            Maker.cell(notebook, f"{exercise.id}-answer")["outputs"] = [shown]
        hand_in(place / "in", f"{name} {depth}", NAME, notebook)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOCALSDG_COURSE", raising=False)
        made = Graded([place / "in"], real_course, place / "course")
        made.pages = list(feedback.write_all(made.folder))
        yield made


def _sample(slug):
    found = [
        json.loads(path.read_text()) for path in (CHECKOUT / "exercises" / slug / "samples").glob("*.json")
    ]
    return max((one["answer"] for one in found), key=lambda answer: len(json.dumps(answer)))


@pytest.mark.parametrize(("name", "depth"), TRIED)
def test_a_grown_answer_is_judged_like_any_other(graded, name, depth):
    found = graded.exercises(f"{name} {depth}")
    for result in found.values():
        if result.status == "graded":
            assert 0 <= result.score <= result.max_score
        else:
            assert result.status == "needs_human" or "far larger than a real one" in result.reason


def test_nobody_waits_for_it(graded):
    assert graded.seconds < 120
    assert len(graded.pages) == len(TRIED)
    assert max(page.stat().st_size for page in graded.pages) < 3_000_000


def test_what_takes_too_long_to_judge_is_ungraded(small_course, maker, monkeypatch):
    def endless(*rest):
        while True:
            try:
                time.sleep(0.01)
            except Exception:
                continue

    monkeypatch.setattr(scoring, "score", endless)
    monkeypatch.setattr(worker, "LONGEST", 0.5)
    of = released.describe(NAME, json.dumps(maker.blank))
    setup = SimpleNamespace(assignment=lambda name: of, own_cases=False, language="en")
    result = worker.judge(setup, "amina", NAME, json.dumps(maker.blank).encode())
    assert "took longer than 0.5 seconds" in result.reason and result.copy is None
    assert {one.status for one in result.exercises} == {"ungraded"}
