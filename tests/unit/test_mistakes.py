"""An author's mistakes: each is named with file, line and what to write, and nothing else with it.

``tests/helpers/mistakes.py`` is the table: what is changed in a course that is in order, and what is said.
"""

import re
import time

import pytest
import small_course
from mistakes import EN, FULL, MISTAKES, PY, YML, apply
from small_course import LESSON, edit, problems


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_what_to_write(course, mistake):
    name, change, message, *count = MISTAKES[mistake]
    apply(course / name, change)
    start = time.process_time()
    found = problems(course)
    assert time.process_time() - start < 5
    assert [problem for problem in found if problem.startswith(message)], found
    assert len(found) == (count[0] if count else 1), found
    gone = change is None  # a file that is not there has no line
    assert gone or re.match(r"[\w./-]+(:\d+|/samples): ", message)


def test_right_pairs_that_stand_side_by_side_are_named(course):
    edit(course / YML, "type: single, options: [a, b, c]", "type: matching, items: [x, y], options: [a, b]")
    edit(course / PY, 'single("first", "a")', 'matching("first", {"x": "a", "y": "b"})')
    edit(course / PY, "multiple, single", "matching, multiple")
    edit(course / FULL, '"first": "a"', '"first": {"x": "a", "y": "b"}')
    assert (
        "exercises/check-first/exercise.yml:11: question 'first': right pairs stand side by side; change the "
        "options' order"
    ) in problems(course)


def test_what_is_to_stay_last_is_an_option(course):
    edit(course / YML, "type: single, options: [a, b, c]", "type: single, options: [a, b, c], last: [c]")
    assert problems(course) == []
    edit(course / YML, "last: [c]", "last: [all]")
    assert problems(course) == [
        "exercises/check-first/exercise.yml:11: question 'first': last names 'all', which is no option; mend "
        "or remove it"
    ]


def test_points_for_nothing_are_named(course):
    edit(course / PY, 'multiple("second", ["a", "b"])', ALWAYS)
    edit(course / PY, "import multiple, single", "import check, result, single")
    for message in ("none: Choose at least one answer.", "missing: something", 'extra: "something"'):
        edit(course / EN, f"    {message}\n", "")
    for name, score in {"empty": 1, "full": 2, "nonsense": 1, "partial": 2, "trick": 1}.items():
        path = course / f"exercises/check-first/samples/{name}.json"
        path.write_text(re.sub(r'"score": [\d.]+', f'"score": {score}', path.read_text()), encoding="utf-8")
    assert problems(course) == [
        "exercises/check-first/checks.py:1: an answer that nobody has begun earns 1 points; let a check give "
        "0 for what is not there",
        "exercises/check-first/samples: no sample earns 0 points; write one of an empty answer",
    ]


ALWAYS = """

@check("second")
def second(answer, params):
    return result(1, "met")
"""


def test_a_table_that_is_too_large_is_named_in_one_line(course):
    rows = "".join(f"{year},0.123456789\n" for year in range(20_000))
    (course / "datasets/numbers/data/table.csv").write_text(f"year,value_percent\n{rows}", encoding="utf-8")
    (found,) = problems(course)
    assert found.startswith(
        "datasets/numbers/data/table.csv:1: this table has 348,909 bytes; keep what the course"
    )


def test_keys_and_lists_of_values_are_kept(course):
    edit(course / "datasets/numbers/datapackage.json", '"schema": {', '"schema": {"primaryKey": "year",')
    edit(
        course / "datasets/numbers/datapackage.json",
        '"type": "number",',
        '"type": "number", "constraints": {"required": true},',
    )
    with open(course / "datasets/numbers/data/table.csv", "a", encoding="utf-8") as table:
        table.write("2021,3\n2022,\n")
    assert problems(course) == [
        "datasets/numbers/data/table.csv:4: year: the same as in line 3, but it is to name one row; remove "
        "one",
        "datasets/numbers/data/table.csv:5: column 'value_percent' is empty; write a value",
    ]


def test_a_card_twice_is_named(course):
    small_course.scaffold.exercise(course, "cards", "board", "m")
    small_course.fill_gaps(course / "exercises" / "cards")
    edit(course / "exercises/cards/exercise.yml", "    - {id: one}\n", "    - {id: one}\n    - {id: one}\n")
    found = problems(course)
    assert found == [
        "exercises/cards/exercise.yml:12: id 'one' stands twice, here and in line 11; give one another id"
    ]


def test_a_text_without_examples_is_named(course):
    small_course.scaffold.exercise(course, "essay", "text", "m")
    small_course.fill_gaps(course / "exercises" / "essay")
    assert not any("examples" in one for one in problems(course))
    edit(course / "exercises/essay/en.md", "  weak:\n    text:", "  week:\n    text:")
    found = problems(course)
    assert any("examples.week: write strong and weak where" in one for one in found), found
    assert any("examples.weak: write its text, and under notes for the rubric's row" in one for one in found)


def test_a_text_without_a_rubric_and_words_of_no_level_are_named(course):
    small_course.scaffold.exercise(course, "essay", "text", "m")
    small_course.fill_gaps(course / "exercises" / "essay")
    edit(course / "exercises/essay/en.md", "levels: {weak", "levels: {weka: x, weak")
    assert any(
        "rubric.clear.levels.weka: rubric.yml has no such level; did" in one for one in problems(course)
    )
    (course / "exercises/essay/rubric.yml").unlink()
    (found,) = problems(course)
    assert found.startswith("exercises/essay/rubric.yml: this file is missing; a person judges a text by it")


def test_a_folder_with_a_name_that_no_page_can_have_is_named(course):
    (course / "exercises/check-first").rename(course / "exercises/Check First")
    assert problems(course) == [
        "exercises/Check First: a folder is called by small letters, digits and single hyphens; rename it"
    ]


def test_problems_stand_in_the_order_of_lines(course):
    text = "".join(f"\n{{trem}}`{number}`\n" for number in range(12))
    edit(course / LESSON, "## something\n", f"## something\n{text}")
    lines = [int(problem.split(":")[1]) for problem in problems(course)]
    assert lines == sorted(lines) and len(lines) == 12 and lines[0] < 30 < lines[-1]


@pytest.mark.parametrize(
    ("name", "old", "new"), [(PY, '["a", "b"]', '["a", "c"]'), (FULL, '"score": 2', '"score": 1')]
)
def test_an_exercise_that_was_in_order_runs_again_when_it_changes(course, name, old, new):
    memory = course / "_build" / "checked.json"
    before = memory.read_bytes()
    edit(course / name, old, new)
    assert any("this answer scores" in problem for problem in problems(course))
    assert memory.read_bytes() == before  # what is wrong is not remembered
    edit(course / name, new, old)
    assert problems(course) == []


def test_without_node_one_line_says_what_was_left_out(course, monkeypatch):
    from localsdg_build.check import micropython
    from localsdg_build.check.rules import check_course

    monkeypatch.setattr(micropython.shutil, "which", lambda name: None)
    monkeypatch.setattr(micropython.importlib.util, "find_spec", lambda name: None)
    found, remarks = check_course(course)
    assert found == []
    assert remarks == [
        "The checks were not run in the browser's Python: there is no Node.js; run 'make build' once."
    ]


def test_every_directive_and_role_of_the_list_is_one_of_the_books_engine(tmp_path):
    """Asked of Sphinx itself, with the book's extensions, so that the list promises nothing."""
    from docutils.parsers.rst import directives, roles
    from docutils.parsers.rst.languages import en
    from sphinx.application import Sphinx

    from localsdg_build.check import known

    for folder in ("src", "out"):
        (tmp_path / folder).mkdir()
    (tmp_path / "src" / "index.md").write_text("# T\n", encoding="utf-8")
    extensions = ["myst_nb", "sphinx_design", "sphinxcontrib.bibtex", "localsdg_build.book.sphinx_ext"]
    overrides = {"extensions": extensions, "bibtex_bibfiles": []}
    app = Sphinx(
        tmp_path / "src",
        None,
        tmp_path / "out",
        tmp_path / "out",
        "dummy",
        overrides,
        status=None,
        warning=None,
    )
    domains = [app.registry.domains[name](app.env) for name in ("std", "cite", "math", "rst")]
    for name in known.DIRECTIVES:
        assert (
            any(domain.directive(name) for domain in domains)
            or name in directives._directives
            or (name in directives._directive_registry)
        ), name
        assert isinstance(known.directive(name).option_spec or {}, dict)
    for name in known.ROLES:
        inside = name.removeprefix("cite:")
        assert (
            any(domain.role(inside) or domain.role(name) for domain in domains)
            or name in roles._roles
            or name in en.roles
        ), name
