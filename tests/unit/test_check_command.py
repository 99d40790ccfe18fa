"""The author's way: a scaffold passes once its gaps are filled, and every mistake is named with file, line, remedy."""

import contextlib
import json
import re
import shutil
import time

import pytest
from click.testing import CliRunner
from small_course import LESSON, QUIZ, ROOT, edit, fill_gaps, problems

from localsdg import judge, patience
from localsdg.course import CourseError, exercise_ids, read_yaml
from localsdg_build import scaffold
from localsdg_build.check import odd, patient
from localsdg_build.check.rules import check_course
from localsdg_build.cli import main

KINDS = sorted(path.name.removeprefix("exercise-") for path in scaffold.TEMPLATES.glob("exercise-*"))


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


def test_a_new_module_stands_below_the_last_and_asks_for_lessons(course):
    made = scaffold.module(course, "2-more")
    assert [path.name for path in made if path.parent.name == "2-more"] == ["en.md", "icon.svg", "module.yml"]
    assert [item["file"] for item in read_yaml(course / "book" / "_toc.yml")["chapters"]] == [
        "modules/m/en",
        "modules/2-more/en",
    ]
    assert any("modules/2-more/module.yml:1: write this: <<" in problem for problem in problems(course))
    fill_gaps(course / "modules" / "2-more")
    assert problems(course) == [
        "modules/2-more/module.yml:2: objective 'm2-first' has no exercise; name it at a check or rubric row of "
        "one that a lesson shows, or remove it",
        "modules/2-more/module.yml:2: objective 'm2-first' is taught by no lesson; name it in a lesson's front "
        "matter or remove it",
    ]
    scaffold.lesson(course, "second", "2-more")
    assert read_yaml(course / "book" / "_toc.yml")["chapters"][1]["sections"] == [
        {"file": "modules/2-more/second/en"}
    ]


@pytest.mark.parametrize(
    ("slug", "remedy"),
    [("Bad Name", "small letters"), ("../up", "small letters"), ("check-first", "choose another name")],
)
def test_a_name_that_cannot_be_used_is_refused(course, slug, remedy):
    before = sorted(course.rglob("*"))
    with pytest.raises(CourseError, match=remedy):
        scaffold.exercise(course, slug, "choice", "m")
    assert sorted(course.rglob("*")) == before


def test_a_mistake_points_at_its_line(course):
    edit(course / QUIZ / "exercise.yml", "kind: choice", "kind: riddle")
    assert problems(course)[0].startswith("exercises/check-first/exercise.yml:2: kind")


def test_too_few_samples_are_named(course):
    (course / QUIZ / "samples" / "partial.json").unlink()
    assert problems(course) == [
        "exercises/check-first/samples: 4 samples; write at least 5: full, partial, empty, nonsense and an unfair "
        "trick"
    ]


def test_a_folder_without_settings_is_named(course):
    (course / "exercises" / "empty").mkdir()
    (found,) = problems(course)
    assert found.startswith("exercises/empty/exercise.yml: this file is missing; 'localsdg new exercise")


def test_any_yaml_is_survived(course):
    for text in ("", "[]", "3", "a: [1, {b: 2}]", "checks: none\nparameters: 7", "points: .nan"):
        (course / QUIZ / "exercise.yml").write_text(text, encoding="utf-8")
        assert problems(course)


def test_a_rubric_is_read_too(course):
    scaffold.exercise(course, "essay", "text", "m")
    fill_gaps(course / "exercises" / "essay")
    rubric = course / "exercises" / "essay" / "rubric.yml"
    before = problems(course)
    rubric.write_text(rubric.read_text().replace("points: 2", "points: 3"), encoding="utf-8")
    assert problems(course) == before  # what a person gives is not among the exercise's points
    settings = rubric.with_name("exercise.yml")
    settings.write_text(settings.read_text().replace("points: 0 #", "points: 3 #"), encoding="utf-8")
    assert any(
        "essay/exercise.yml" in problem and "write points: 0 (a rubric's" in problem
        for problem in problems(course)
    )
    rubric.write_text("rows: 3", encoding="utf-8")
    assert any("essay/rubric.yml:1: rows: 3 is not a list" in problem for problem in problems(course))


def test_the_command_says_how_many_and_exits_1(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    assert CliRunner().invoke(main, ["check"]).output == "The course is in order.\n"
    (course / QUIZ / "samples" / "full.json").write_text(json.dumps({"about": "x"}), encoding="utf-8")
    outcome = CliRunner().invoke(main, ["check"])
    assert outcome.exit_code == 1
    assert "exercises/check-first/samples/full.json:1: the file: 'answer' is missing; write" in outcome.output
    assert "2 problems found." in outcome.output


def test_what_is_wrong_is_told_before_exercises_are_run(course):
    edit(course / QUIZ / "samples" / "full.json", '"score": 2', '"score": 1')
    lesson = course / LESSON
    lesson.write_text(f"{lesson.read_text()}\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    told = []
    found, _ = check_course(course, None, told.append)
    first, *later = [[str(one.path) for one in part] for part in told if part]
    assert first == [LESSON] and later == [[f"{QUIZ}samples/full.json"]]
    assert sorted(map(str, found)) == sorted(str(one) for part in told for one in part)


def test_one_problem_is_one(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    edit(course / QUIZ / "exercise.yml", "points: 2", "points: two")
    outcome = CliRunner().invoke(main, ["check"])
    assert outcome.output.splitlines()[1:] == ["1 problem found.", "More is looked at when this is mended."]


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
    "no sentence": ("return result(1, 'splen' + 'did')", 6, "splendid) on the answer"),
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
    monkeypatch.setattr(patient, "PATIENCE", 0.3)
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


def test_a_check_that_never_ends_is_named_and_waited_for_twice_at_most(course, monkeypatch):
    monkeypatch.setattr(patient, "PATIENCE", 0.3)
    monkeypatch.setattr(patient, "TRIES", 1)
    limits = []
    monkeypatch.setattr(patience, "time_limit", _counted(limits, patience.time_limit))
    source = (course / QUIZ / "checks.py").read_text(encoding="utf-8")
    more = "\n\n@check('second')\ndef second(answer, params):\n    while True:\n        pass\n"
    source = re.sub(r"^multiple\(.*$", "", source, flags=re.MULTILINE) + more
    source = source.replace("import multiple, single", "import check, single")
    (course / QUIZ / "checks.py").write_text(source, encoding="utf-8")
    found = [problem for problem in problems(course) if "does not end" in problem]
    assert len(found) == 1 and "mend the loop" in found[0], found
    assert limits == ["over", "over"]


def test_a_check_that_hardly_ran_on_a_busy_computer_is_not_called_endless(course, monkeypatch):
    monkeypatch.setattr(patient, "PATIENCE", 0.3)
    run, stalls = judge.Checks.run, ["once", "twice"]

    def stalled(self, answer, case=None):
        if stalls:
            stalls.pop()
            time.sleep(0.4)
        return run(self, answer, case)

    monkeypatch.setattr(judge.Checks, "run", stalled)
    (course / "_build" / "checked.json").unlink()
    assert problems(course) == [] and stalls == []


def _counted(limits, real):
    """``patience.time_limit`` that notes in ``limits`` when it is over."""

    @contextlib.contextmanager
    def counted(seconds):
        try:
            with real(seconds):
                yield
        except patience.TooLong:
            limits.append("over")
            raise

    return counted


def test_each_option_that_can_be_chosen_has_a_sentence(course):
    edit(course / QUIZ / "en.md", "    not_c: something\n", "")
    assert problems(course) == [
        "exercises/check-first/en.md:12: feedback.first.not_c is missing; write the sentence for this message "
        "(checks.py, line 3)"
    ]


def test_odd_answers_find_nothing_in_the_course_and_take_seconds():
    """Of each third exercise; test_house.py looks for odd answers in all of them."""
    some = exercise_ids(ROOT)[::3]
    start = time.process_time()
    assert len(some) > 20 and list(odd.odd(ROOT, some)) == []
    assert time.process_time() - start < 7


def test_what_an_installer_adds_to_templates_is_not_copied(tmp_path, monkeypatch):
    templates = shutil.copytree(scaffold.TEMPLATES, tmp_path / "templates")
    (templates / "dataset" / "__pycache__").mkdir(exist_ok=True)
    (templates / "dataset" / "__pycache__" / "build.cpython-311.pyc").write_bytes(b"\xa7\r\r\n")
    monkeypatch.setattr(scaffold, "TEMPLATES", templates)
    made = scaffold.dataset(tmp_path, "shop")
    assert sorted(path.suffix for path in made) == [".csv", ".json", ".md", ".py"]
