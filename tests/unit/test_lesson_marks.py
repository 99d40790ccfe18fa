"""What checks know of the lesson that shows an exercise, and who receives it."""

import json

import fixture_course
import pytest

from autograder.notebook import released
from autograder.run import versions
from localsdg import course, judge, taken
from localsdg.course import exercises, lesson_marks, public
from localsdg_build.book import page_exercise
from localsdg_build.release import notebooks

NAME, SLUG = "3-monitoring-reporting", "own-plan"
LESSON = f"modules/{NAME}/first/en.md"
TEXT = "Every spring the council counts its wells and asks the school to test the water of each."
SHOWN = f"""
## How {{term}}`wells <well>` are counted

{TEXT} The list is pinned to the door of the town hall
for everybody who wants to read it {{cite}}`one`.

| Who | What the school does with the water of each well |
|---|---|

```{{code-cell}} python
"A text in code is not read by anybody who learns from the lesson."
```

```{{sdg-exercise}} {SLUG}
```

```{{trainer-notes}}
Ask the group why nobody counted the wells before the flood of last year.
```
"""
COPIES = [
    TEXT,
    f"Here we go.\n\n{TEXT}",
    "The list is pinned to the door of the town hall for everybody who wants to read it (One et al., 2020).",
    "What the school does with the water of each well",
]
OTHERS = [
    "A text in code is not read by anybody who learns from the lesson.",
    "Ask the group why nobody counted the wells before the flood of last year.",
    "How wells are counted",
    "We count our wells in autumn, and a nurse tests the water together with two pupils.",
]


@pytest.fixture
def place(tmp_path, monkeypatch):
    folder = fixture_course.add_own_plan(
        fixture_course.make(tmp_path / "course", ("interface.yml", "notebook.md"))
    )
    with open(folder / LESSON, "a", encoding="utf-8") as lesson:
        lesson.write(SHOWN)
    monkeypatch.setenv("LOCALSDG_COURSE", str(folder))
    forget()
    return folder


def forget():
    """As another process would begin."""
    for one in (exercises._exercise, judge.prepared, lesson_marks._received):
        one.cache_clear()


def advice(where, text):
    records = judge.judge(SLUG, {"rows": [{"id": "first", "who": "council", "what": text}]}, where=where)
    return [record["message"] for record in records if record["id"] == "own_words"], sum(
        record["earned"] for record in records
    )


def test_a_copy_of_the_lesson_is_told_in_the_sources_and_in_what_a_learner_installs(place, tmp_path):
    wheel = public.write_files(place, tmp_path / "wheel")
    assert not (wheel / "modules").exists() and lesson_marks.FILE in public.files(place)
    for where in (place, wheel):
        assert [advice(where, text) for text in COPIES] == [(["copied"], 0)] * len(COPIES)
        assert [text for text in OTHERS if advice(where, text)[0] == ["copied"]] == []
    assert public.files(wheel) == public.files(place)
    params = page_exercise.checks_json(SLUG, place)["params"]
    assert (
        params["lesson"]
        == course.check_parameters(SLUG, course.exercise(SLUG, course=wheel), wheel)["lesson"]
    )
    assert "lesson" not in page_exercise.checks_json("zz-who-reports", place)["params"]


def test_a_lesson_is_looked_at_in_the_language_of_the_exercise(place):
    spanish = "Cada primavera el concejo cuenta sus pozos y pide a la escuela que analice el agua de todos."
    (place / LESSON).with_name("es.md").write_text(f"{spanish}\n\n```{{sdg-exercise}} {SLUG}\n```\n", "utf-8")
    of = {one: lesson_marks.of_exercise(SLUG, one, place).split() for one in ("en", "es", "fr")}
    assert of["es"] == taken.marks(spanish) and of["fr"] == of["en"] != of["es"]


def test_an_edited_lesson_changes_no_version_and_grades_nothing_again(place):
    """Only advice is another one, from then on."""
    before = public.exercise(SLUG)["version"], of_assignment()
    assert advice(place, TEXT)[0] == ["copied"]
    path = place / LESSON
    path.write_text(path.read_text("utf-8").replace("Every spring", "In each April"), "utf-8")
    forget()
    assert advice(place, TEXT)[0] != ["copied"]
    assert (public.exercise(SLUG)["version"], of_assignment()) == before


def of_assignment():
    """What the grader goes by when it decides whether hand-ins are graded again."""
    versions._digest.cache_clear()
    found = released.describe(NAME, notebooks.notebook_text(NAME))
    assert SLUG in found.ids
    return versions.of_assignment(found)


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xfe not UTF-8",
        b"---\nnever closed",
        b"```{sdg-exercise} own-plan\n",
        b"",
        b"```{sdg-exercise}\n```\n",
        None,
    ],
)
def test_nothing_in_a_lesson_stops_a_check(place, broken):
    path = place / LESSON
    path.unlink()
    if broken is None:
        path.mkdir()
    else:
        path.write_bytes(broken)
    forget()
    assert advice(place, TEXT)[0] == []
    assert SLUG in json.loads(public.files(place)[lesson_marks.FILE])["en"]


def test_a_book_whose_lessons_changed_has_checks_that_know_it(place, tmp_path):
    checks = tmp_path / "_exercises" / "checks"
    checks.mkdir(parents=True)
    for slug in (SLUG, "zz-who-reports"):
        text = json.dumps(page_exercise.checks_json(slug, place), ensure_ascii=False)
        (checks / f"{slug}.json").write_text(text, encoding="utf-8")
    assert not page_exercise.renew_marks(checks.parent, place)
    path = place / LESSON
    path.write_text(path.read_text("utf-8").replace("Every spring", "In each April"), "utf-8")
    assert page_exercise.renew_marks(checks.parent, place)
    forget()
    made = json.dumps(page_exercise.checks_json(SLUG, place), ensure_ascii=False)
    assert (checks / f"{SLUG}.json").read_text("utf-8") == made
