"""Points only for what a machine can judge: texts change no score, and blind clicks earn little."""

import copy
import json
from pathlib import Path
from random import Random

import pytest

from localsdg import checks, closed, course, judge, kinds

ROOT = Path(__file__).parents[2]
SPECS = {slug: course.exercise(slug, course=ROOT) for slug in course.exercise_ids(ROOT)}
WITH_TEXTS = [slug for slug, spec in SPECS.items() if spec["texts"]]
SCORED = [slug for slug, spec in SPECS.items() if judge.public_points(spec)]
MASH = (
    "asdf jkl qwer",
    "调查问卷",
    "The Goal 11.2 of 2030: 50 %, because everybody needs it here and now.",
    "x",
)
ANSWERS, MOST = 300, 0.35


def score(slug, answer):
    public, hidden = judge.judge_all(slug, answer, where=ROOT)
    return checks.total(public + hidden)


def samples(slug):
    for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))["answer"]


@pytest.mark.parametrize("slug", WITH_TEXTS)
def test_texts_earn_and_cost_nothing(slug):
    places, had_texts = kinds.texts(SPECS[slug]), False
    for name, answer in samples(slug):
        expected = score(slug, answer)
        assert score(slug, closed.without_texts(answer, places)) == expected, name
        for text in ("", *MASH):
            mashed = with_texts(answer, places, text)
            had_texts = had_texts or mashed != answer
            assert score(slug, mashed) == expected, (name, text)
    assert had_texts, "no sample of this exercise has a text of its own"


def with_texts(answer, places, text):
    """The answer with each of its free texts replaced."""
    answer = copy.deepcopy(answer)
    for place in places:
        _replace(answer, place, text)
    return answer


def _replace(value, place, text):
    key, *rest = place
    if isinstance(value, list):
        names = list(range(len(value))) if key == "*" else []
    else:
        names = (list(value) if key == "*" else [key]) if isinstance(value, dict) else []
    for name in names:
        if rest and not isinstance(rest[0], list):
            if isinstance(value, list) or name in value:
                _replace(value[name], rest, text)
        elif isinstance(value, list) or not (rest and value.get(name) in rest[0]):
            value[name] = text  # also where there was none


@pytest.mark.parametrize("slug", SCORED)
def test_blind_clicks_earn_little(slug):
    spec, random = SPECS[slug], Random(2030)
    clicked = kinds.kind(spec["kind"]).clicked
    earned = [score(slug, clicked(spec, random)) for _ in range(ANSWERS)]
    assert sum(earned) / ANSWERS <= MOST * judge.public_points(spec)
