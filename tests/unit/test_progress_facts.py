"""What pages are told of the course, to show how far a learner has come."""

import gzip
import json
from pathlib import Path

from localsdg import course
from localsdg.course import public
from localsdg.judge import public_points
from localsdg.kinds import bundle
from localsdg_build import order
from localsdg_build.book import progress_facts

ROOT = Path(__file__).parents[2]


def test_the_facts_are_those_of_the_course_in_its_order():
    facts = progress_facts.facts(ROOT)
    lessons = [(module["name"], lesson) for module in facts["modules"] for lesson in module["lessons"]]
    assert [(name, lesson["name"]) for name, lesson in lessons] == [one[:2] for one in order.lessons(ROOT)]
    told = [
        (exercise[0], name, lesson["name"]) for name, lesson in lessons for exercise in lesson["exercises"]
    ]
    assert told == order.placed_exercises(ROOT)
    for _, lesson in lessons:
        for slug, points, version, *optional in lesson["exercises"]:
            spec = public.exercise(slug)
            assert points == public_points(spec) and spec["version"].startswith(version)
            assert bool(optional) == (spec["kind"] == "code")


def test_minutes_are_those_of_somebody_who_leaves_out_code():
    facts = progress_facts.facts(ROOT)
    stated = sum(
        sum(course.read_words(path)[0]["lesson"]["minutes"].values()) for _, _, path in order.lessons(ROOT)
    )
    code = sum(
        spec["minutes"]
        for slug, _, _ in order.placed_exercises(ROOT)
        if (spec := course.exercise(slug))["kind"] == "code"
    )
    told = sum(lesson["minutes"] for module in facts["modules"] for lesson in module["lessons"])
    assert code > 0 and told == stated - code


def test_all_languages_know_the_same_and_speak_their_own():
    english, chinese = (progress_facts.facts(ROOT, language) for language in ("en", "zh-Hans"))
    exercises = [
        [lesson["exercises"] for module in one["modules"] for lesson in module["lessons"]]
        for one in (english, chinese)
    ]
    assert exercises[0] == exercises[1]
    assert chinese["words"].keys() == english["words"].keys()
    assert "继续" in chinese["words"]["progress_continue"]


def test_what_every_page_loads_for_it_is_small():
    """It comes after the text, and once for all pages; the budget is what a phone on a poor line bears."""
    facts = json.dumps(progress_facts.facts(ROOT), ensure_ascii=False, separators=(",", ":"))
    static = ROOT / "book" / "static" / "exercises"
    sheet = bundle.small_css((static / "progress.css").read_text(encoding="utf-8"))
    script = bundle.one_module(static / "progress.js")
    assert "import {" not in script
    assert sum(len(gzip.compress(text.encode())) for text in (facts, script, sheet)) < 6000
