"""Help when stuck: hints that open one after the other, sections to read again, and what authors are told."""

import re

import pytest
import small_course
from docutils import nodes

from localsdg import course
from localsdg.course import lesson_text, public
from localsdg_build import good_answers, order, read_again
from localsdg_build.book import page_exercise, stuck
from localsdg_build.release import notebooks

ROOT = small_course.ROOT
PLACED = order.placed_exercises(ROOT)


def lesson_document(count):
    """A page with so many sections, as Sphinx has them."""
    document = nodes.document(None, None)
    document += [nodes.section(ids=[f"s{number}"]) for number in range(count)]
    return document


def test_hints_lie_inside_each_other():
    ui = {"site_help": "Help", "site_help_hint": "Hint {number}", "site_help_again": "Again:"}
    spec = {"words": {"title": "T <i>", "hints": ['a["x"] < 1', "two"], "ui": ui}}
    page = stuck.box(lesson_document(3), spec, [read_again.Section(2, "A & B")])
    assert page == (
        '<section class="lsdg-stuck" aria-label="Help: T &lt;i&gt;"><details><summary>Hint 1</summary>'
        "<p>a[&quot;x&quot;] &lt; 1</p><details><summary>Hint 2</summary><p>two</p></details></details>"
        '<p>Again: <a href="#s2">A &amp; B</a></p></section>\n'
    )


def test_without_hints_and_sections_there_is_no_box():
    assert stuck.box(lesson_document(1), {"words": {"title": "T", "ui": {}}}, []) == ""


@pytest.mark.parametrize(("slug", "module", "lesson"), PLACED)
def test_every_exercise_of_the_course_has_hints_and_a_section_that_teaches(slug, module, lesson):
    found = read_again.sections(ROOT, slug, module, lesson, "en")
    text = lesson_text.read((ROOT / "modules" / module / lesson / "en.md").read_text(encoding="utf-8"))
    assert found and all(text.headings[place][0] == heading for place, heading in found)
    named = read_again.named(ROOT, slug)
    assert [one.heading for one in found if named] == named
    assert "Sources" not in {one.heading for one in found}
    assert len(course.exercise(slug, course=ROOT)["words"]["hints"]) >= 2


def test_a_check_without_names_leads_to_all_that_was_taught_and_not_to_exercises():
    found = read_again.sections(
        ROOT, "check-sharing-results", "3-monitoring-reporting", "sharing-results", "en"
    )
    headings = [one.heading for one in found]
    assert headings[0] == "Upwards, first stop: the ministry"
    assert headings[-1] == "When the national report ignores you"


def test_in_the_notebook_hints_are_folded_and_sections_named():
    name = next(iter(order.assignments(ROOT)))
    cells = notebooks.notebook(name, ROOT).cells
    prompts = [cell.source for cell in cells if cell.metadata.get("localsdg", {}).get("role") == "prompt"]
    for prompt in prompts:
        assert prompt.count("<details>") == prompt.count("</details>") >= 2
        assert prompt.index("<summary>Hint 1</summary>") < prompt.index("<summary>Hint 2</summary>")
        assert re.search(r"^Read this again: \*", prompt, re.M)


def test_hints_travel_once_on_a_page():
    slug = "reporting-roadmap"
    spec = page_exercise.widget_json(slug, public.exercise(slug, course=ROOT))
    assert "hints" not in spec["words"]


def test_what_is_read_again_is_no_reason_to_call_an_answer_old():
    spec = course.exercise("reporting-roadmap", course=ROOT)
    assert public.version(spec, "") == public.version({**spec, "read_again": ["Other"]}, "")


def test_a_heading_that_is_not_there_and_a_single_hint_are_named(request):
    folder = request.getfixturevalue("course")  # here course is the package
    small_course.edit(
        folder / small_course.QUIZ / "exercise.yml", "points: 2", "points: 2\nread_again: [Nowhere]"
    )
    path = folder / small_course.QUIZ / "en.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^hints:\n(  - .*\n)  - .*\n", r"hints:\n\1", text), encoding="utf-8")
    told = small_course.problems(folder)
    assert any(
        re.search(r"exercise.yml:\d+: read_again: first has no heading 'Nowhere'; ", one) for one in told
    )
    assert any(re.search(r"en.md:\d+: hints: there are 1; write two or more", one) for one in told)


@pytest.mark.parametrize("slug", course.exercise_ids(ROOT))
def test_every_exercise_that_a_page_checks_has_a_good_answer(slug):
    found, spec = good_answers.good_answer(slug, course=ROOT), course.exercise(slug, course=ROOT)
    assert (found is not None) is (spec["kind"] not in ("code", "text"))
    if found:
        assert len(found["lines"]) >= 3 and ("open" in found) is bool(spec["rubric"])
        public_words = str(public.exercise(slug, course=ROOT)) + str(
            public.exercise_files(ROOT / "exercises" / slug, ["en"])
        )
        assert found["good"][:40] not in public_words


def test_a_good_answer_that_is_missing_or_not_full_is_named(request):
    folder = request.getfixturevalue("course")
    small_course.edit(folder / small_course.QUIZ / "exercise.yml", "points: 2", "points: 2\ngood: partial")
    small_course.edit(folder / small_course.QUIZ / "en.md", "good: something", "godo: something")
    told = "\n".join(small_course.problems(folder))
    assert re.search(r"exercise.yml:\d+: good: the sample partial.json has not all points", told)
    assert re.search(r"en.md:\d+: good is missing; write in a sentence or two", told)
    assert re.search(r"en.md:\d+: godo: nobody reads this in the front matter; did you mean good", told)
    small_course.edit(folder / small_course.QUIZ / "exercise.yml", "good: partial", "good: fuller")
    assert any("there is no sample fuller.json" in one for one in small_course.problems(folder))
