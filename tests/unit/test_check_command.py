"""The author's way: a scaffold passes once its gaps are filled, and every mistake is named with file, line, remedy."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from localsdg.course import CourseError, read_yaml
from localsdg_build import scaffold
from localsdg_build.check import odd, samples
from localsdg_build.check.rules import check_course
from localsdg_build.cli import main

ROOT = Path(__file__).parents[2]
KINDS = sorted(path.name.removeprefix("exercise-") for path in scaffold.TEMPLATES.glob("exercise-*"))


def fill_gaps(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"<<.*?>>", "something", text), encoding="utf-8")


@pytest.fixture
def course(tmp_path):
    """A small course made with the author's own commands: one module, one lesson, one exercise, one dataset."""
    (tmp_path / "book" / "en").mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "datasets").mkdir()
    shutil.copy(ROOT / "exercises" / "schema.json", tmp_path / "exercises")
    shutil.copy(ROOT / "book" / "en" / "interface.yml", tmp_path / "book" / "en")
    (tmp_path / "book" / "en" / "index.md").write_text("# Welcome\n", encoding="utf-8")
    (tmp_path / "book" / "_toc.yml").write_text(
        "format: jb-book\nroot: book/en/index\nchapters:\n  - file: modules/m/en\n", encoding="utf-8"
    )
    module = tmp_path / "modules" / "m"
    module.mkdir(parents=True)
    (module / "module.yml").write_text(
        "objectives:\n  - {id: m-one, verb: understand}\n"
        "minutes: 5\naudience: officials\nprerequisites: []\nassignment: m\n",
        encoding="utf-8",
    )
    (module / "en.md").write_text("---\nobjectives:\n  m-one: Say one thing.\n---\n# M\n", encoding="utf-8")
    scaffold.lesson(tmp_path, "first", "m")
    scaffold.exercise(tmp_path, "check-first", "choice", "m")
    scaffold.dataset(tmp_path, "numbers")
    fill_gaps(tmp_path / "modules")
    fill_gaps(tmp_path / "exercises")
    fill_gaps(tmp_path / "datasets")
    return tmp_path


def problems(course):
    return [str(problem) for problem in check_course(course)]


def test_a_filled_scaffold_is_in_order(course):
    assert problems(course) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_that_works(course, kind):
    made = scaffold.exercise(course, "another", kind, "m")
    assert any("write this: <<" in problem for problem in problems(course))
    fill_gaps(course / "exercises" / "another")
    assert [problem for problem in problems(course) if "no lesson shows" not in problem] == []
    assert len(made) >= 8


def test_every_kind_of_widget_has_a_template():
    from localsdg import kinds

    assert set(kinds.names()) == set(KINDS)


def test_the_new_lesson_stands_in_the_table_of_contents(course):
    scaffold.lesson(course, "second", "m")
    chapter = read_yaml(course / "book" / "_toc.yml")["chapters"][0]
    assert [item["file"] for item in chapter["sections"]] == ["modules/m/first/en", "modules/m/second/en"]


@pytest.mark.parametrize(
    ("slug", "remedy"),
    [("Bad Name", "small letters"), ("../up", "small letters"), ("check-first", "choose another name")],
)
def test_a_name_that_cannot_be_used_is_refused(course, slug, remedy):
    before = sorted(course.rglob("*"))
    with pytest.raises(CourseError, match=remedy):
        scaffold.exercise(course, slug, "choice", "m")
    assert sorted(course.rglob("*")) == before


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


QUIZ = "exercises/check-first/"
LESSON = "modules/m/first/en.md"
MISTAKES = {
    "missing field": (QUIZ + "exercise.yml", "minutes: 3\n", "", "'minutes' is a required property"),
    "unknown field": (QUIZ + "exercise.yml", "minutes: 3", "minuts: 3\nminutes: 3", "'minuts' was unexpected"),
    "wrong type": (QUIZ + "exercise.yml", "points: 2", "points: two", "points: 'two' is not of type 'number'"),
    "broken yaml": (QUIZ + "exercise.yml", "minutes: 3", "minutes: [3", "not valid YAML"),
    "unknown kind": (QUIZ + "exercise.yml", "kind: choice", "kind: riddle", "write one of: "),
    "unknown module": (QUIZ + "exercise.yml", "module: m", "module: n", "write one of: m"),
    "unknown objective": (QUIZ + "exercise.yml", "objectives: [m-one]", "objectives: [m-two]", "'m-two' is not in m/module.yml"),
    "points that do not add up": (QUIZ + "exercise.yml", "points: 2", "points: 9", "write points: 2"),
    "parameters of another kind": (QUIZ + "exercise.yml", "type: single", "type: triple", "parameters.questions"),
    "unknown dataset": (QUIZ + "exercise.yml", "points: 2", "datasets: [nowhere]\npoints: 2", "write one of: numbers"),
    "unknown table": (QUIZ + "exercise.yml", "parameters:", "parameters:\n  tables: {t: numbers/nothing}", "tables: "),
    "no title": (QUIZ + "en.md", "title: something\n", "", "title is missing"),
    "no front matter": (QUIZ + "en.md", "---\n", "", "begin the file with a front matter"),
    "no sentence for a check": (QUIZ + "en.md", "  second:\n    met: something\n    none", "  sec:\n    none", "feedback.second is missing"),
    "check not written": (QUIZ + "checks.py", 'multiple("second", ["a", "b"])\n', "", "write @check('second')"),
    "check not named": (QUIZ + "checks.py", '"second"', '"third"', "add it under checks"),
    "check with a foreign import": (QUIZ + "checks.py", "single(", "import pandas\nsingle(", "cannot import 'pandas'"),
    "check that is not Python": (QUIZ + "checks.py", "single(", "single((", "this is not Python"),
    "sample with another score": (QUIZ + "samples/full.json", '"score": 2', '"score": 1', 'write "score": 2'),
    "sample without a score": (QUIZ + "samples/full.json", '"score": 2', '"points": 2', "write score"),
    "sample that is no JSON": (QUIZ + "samples/full.json", "{", "", "this is not JSON"),
    "lesson shows an unknown exercise": (LESSON, "{sdg-exercise} check-first", "{sdg-exercise} check-frist", "write one of: check-first"),
    "lesson with an unknown objective": (LESSON, "[m-one]", "[m-two]", "write one of: m-one"),
    "lesson whose minutes do not add up": (LESSON, "exercises: 3", "exercises: 30", "write exercises: 3"),
    "lesson loads an unknown dataset": (LESSON, "import plotly", "data.load('nope')\nimport plotly", "write one of: numbers"),
    "unknown prerequisite": (LESSON, "prerequisites: []", "prerequisites: [zero]", "'zero' is no lesson; write"),
    "objective nothing teaches": ("modules/m/module.yml", "minutes", "  - {id: m-two, verb: apply}\nminutes", "'m-two' is taught by no lesson"),
    "objective without an exercise": ("modules/m/module.yml", "minutes", "  - {id: m-two, verb: apply}\nminutes", "'m-two' has no exercise"),
    "objective without words": ("modules/m/module.yml", "minutes", "  - {id: m-two, verb: apply}\nminutes", "objectives.m-two is missing"),
    "verb that is not Bloom's": ("modules/m/module.yml", "understand", "ponder", "verb is one of"),
    "prerequisite in another module that is not there": (LESSON, "prerequisites: []", "prerequisites: [n/zero]", "'n/zero' is no lesson"),
    "reading minutes that do not fit the words": (LESSON, "read: 2", "read: 12", "write read: 1"),
    "module whose minutes do not add up": ("modules/m/module.yml", "minutes: 5", "minutes: 50", "write minutes: 5"),
    "session whose minutes do not add up": (LESSON, ":minutes: 45", ":minutes: 60", "write :minutes: 45"),
    "session without minutes": (LESSON, ":minutes: 45\n", "", "write :minutes: 45"),
    "session with a row without minutes": (LESSON, "| 30 |", "| later |", "'later' is no number"),
    "session without a table": (LESSON, "|---|---|\n", "", "there is no table"),
    "lesson without a figure": (LESSON, "px.bar(", "data = dict(", "the lesson has no figure"),
    "lesson without a case": (LESSON, ":class: lsdg-case", ":class: lsdg-example", "with :class: lsdg-case"),
    "lesson without questions for the own place": (LESSON, ":class: lsdg-town", ":class: lsdg-twon", "with :class: lsdg-town"),
    "lesson without key points": (LESSON, ":class: lsdg-key", ":class: tip", "with :class: lsdg-key"),
    "lesson without its knowledge check": (LESSON, "{sdg-exercise} check-first", "{sdg-exercise} other", "localsdg new exercise check-first --module m"),
    "lesson without sources": (LESSON, "## Sources", "## Reading", "end its text with '## Sources'"),
    "sources without a list": (LESSON, "{bibliography}", "{note}", "end its text with '## Sources'"),
    "lesson without notes": (LESSON, "{trainer-notes}", "{note}", "has 0 blocks of trainer's notes"),
    "notes without a group": (LESSON, ":group: something\n", "", "write ':group: …'"),
    "notes without materials": (LESSON, ":materials: something\n", "", "write ':materials: …'"),
    "notes without a debrief": (LESSON, "**Debrief.**", "Debrief:", "'**Debrief.** …'"),
    "page that does not exist": ("book/_toc.yml", "modules/m/first/en", "modules/m/last/en", "does not exist"),
    "lesson missing in the contents": ("book/_toc.yml", "modules/m/first/en", "modules/m/last/en", "add '- file: modules/m/first/en'"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_remedy(course, mistake):
    name, old, new, message = MISTAKES[mistake]
    edit(course / name, old, new)
    found = problems(course)
    matching = [problem for problem in found if message in problem]
    assert matching, found
    assert re.match(r"[\w./-]+:\d+: ", matching[0]), matching[0]


def test_a_mistake_points_at_its_line(course):
    edit(course / QUIZ / "exercise.yml", "kind: choice", "kind: riddle")
    assert problems(course)[0].startswith("exercises/check-first/exercise.yml:2: kind")


def test_too_few_samples_and_a_folder_without_settings_are_named(course):
    (course / QUIZ / "samples" / "full.json").unlink()
    (course / "exercises" / "empty").mkdir()
    found = "\n".join(problems(course))
    assert "exercises/check-first/samples: 4 samples; write at least 5" in found
    assert "exercises/empty/exercise.yml: this file is missing" in found


def test_any_yaml_is_survived(course):
    for text in ("", "[]", "3", "a: [1, {b: 2}]", "checks: none\nparameters: 7", "points: .nan"):
        (course / QUIZ / "exercise.yml").write_text(text, encoding="utf-8")
        assert problems(course)


def test_a_rubric_is_read_too(course):
    scaffold.exercise(course, "essay", "text", "m")
    fill_gaps(course / "exercises" / "essay")
    rubric = course / "exercises" / "essay" / "rubric.yml"
    rubric.write_text(rubric.read_text().replace("points: 2", "points: 3"), encoding="utf-8")
    assert any(
        "essay/exercise.yml" in problem and "write points: 3" in problem for problem in problems(course)
    )
    rubric.write_text("rows: 3", encoding="utf-8")
    assert any("essay/rubric.yml:1: rows" in problem for problem in problems(course))


def test_the_command_says_how_many_and_exits_1(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    assert CliRunner().invoke(main, ["check"]).output == "The course is in order.\n"
    (course / QUIZ / "samples" / "full.json").write_text(json.dumps({"about": "x"}), encoding="utf-8")
    outcome = CliRunner().invoke(main, ["check"])
    assert outcome.exit_code == 1
    assert "exercises/check-first/samples/full.json:1: write answer, score" in outcome.output
    assert "1 problems found." in outcome.output


def test_new_says_what_it_made(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    outcome = CliRunner().invoke(main, ["new", "exercise", "more", "--module", "m"])
    assert outcome.exit_code == 0
    assert "exercises/more/exercise.yml" in outcome.output
    outcome = CliRunner().invoke(main, ["new", "exercise", "more", "--module", "m"])
    assert outcome.exit_code == 1
    assert "choose another name" in outcome.output


HIDDEN = "hidden_checks: [{id: third, points: 0, objective: m-one}]"
BREAKING = {  # the body of a check: the line that is named, and what is said
    "raises for some": ("return result(len(answer['answers']['second']) / 4, 'met')", 8, "Error: "),
    "raises for a number": ("return result(1, 'met') if answer != 0.5 else 1 / 0", 8, "ZeroDivisionError"),
    "returns nothing": ("pass", 6, "it returns no result(): None"),
    "share above 1": ("return result(1.5, 'met')", 6, "1.5) on the answer"),
    "no sentence": ("return result(1, 'splendid')", 6, "splendid) on the answer"),
    "prints": ("print('here')\n    return result(1, 'met')", 8, "remove the print()"),
    "changes the answer": (
        "if isinstance(answer, dict):\n        answer.clear()\n    return result(1, 'met')", 6, "work on a copy",
    ),
    "changes its parameters": ("params.clear()\n    return result(1, 'met')", 8, "work on a copy"),
    "does not end": ("while answer is None:\n        answer = None\n    return result(1, 'met')", 8, "mend the loop"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name"),
    # no learner reads a sentence for a hidden check
    [("checks.py", name) for name in BREAKING]
    + [("hidden_checks.py", name) for name in BREAKING if name != "no sentence"],
)
def test_a_check_that_breaks_on_an_odd_answer_is_named_in_one_line(course, monkeypatch, name, file):
    body, line, says = BREAKING[name]
    monkeypatch.setattr(samples, "PATIENCE", 0.3)
    check_id = "second" if file == "checks.py" else "third"
    source = f"from localsdg.checks import check, result, single\n\nsingle('first', 'a')\n\n\n@check('{check_id}')\n"
    source += f"def second(answer, params):\n    {body}\n"
    if file == "hidden_checks.py":
        edit(course / QUIZ / "exercise.yml", "parameters:", f"{HIDDEN}\nparameters:")
        source = source.replace("single('first', 'a')", "")
    (course / QUIZ / file).write_text(source, encoding="utf-8")
    found = [problem for problem in problems(course) if "breaks" in problem]
    assert len(found) == 1, found
    lines = (line, line + 1) if name == "does not end" else (line,)
    assert found[0].startswith(tuple(f"{QUIZ}{file}:{number}: " for number in lines)), found
    assert says in found[0] and "\n" not in found[0] and len(found[0]) < 500


def test_each_option_that_can_be_chosen_has_a_sentence(course):
    edit(course / QUIZ / "en.md", "    not_c: something\n", "")
    assert any("its message has no sentence: not_c" in problem for problem in problems(course))


def test_odd_answers_find_nothing_in_the_course_and_take_seconds():
    start = time.process_time()
    assert list(odd.odd(ROOT)) == []
    assert time.process_time() - start < 20


def test_what_an_installer_adds_to_templates_is_not_copied(tmp_path, monkeypatch):
    templates = shutil.copytree(scaffold.TEMPLATES, tmp_path / "templates")
    (templates / "dataset" / "__pycache__").mkdir(exist_ok=True)
    (templates / "dataset" / "__pycache__" / "build.cpython-311.pyc").write_bytes(b"\xa7\r\r\n")
    monkeypatch.setattr(scaffold, "TEMPLATES", templates)
    made = scaffold.dataset(tmp_path, "shop")
    assert sorted(path.suffix for path in made) == [".csv", ".json", ".md", ".py"]
