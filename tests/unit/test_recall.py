"""The directive ``recall``: questions at a lesson's head, each with its answer folded."""

import io
import re

import pytest
import small_course
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from localsdg_build import scaffold
from localsdg_build.book import recall

CONF = """
extensions = ["myst_parser"]
# Said here, because a build of the course in the same process leaves its own as what Sphinx takes by itself.
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["deflist"]
include_patterns = ["*.md"]
def setup(app):
    from localsdg_build.book import recall
    recall.register(app)
"""
TWO = """What is 11.6?
: A *target*.

Who asks?
: Anybody.
  It is public."""


def built(folder, text, builder="html"):
    """The page of a lesson that opens with ``text``, and what the build says of it."""
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    page = f"# Lesson\n\n```{{recall}}\n{text}\n```\n\nIt begins.\n"
    (folder / "index.md").write_text(page, encoding="utf-8")
    out, said = folder / builder, io.StringIO()
    with docutils_namespace():
        Sphinx(folder, folder, out, folder / "trees", builder, status=None, warning=said).build()
    page = next(out.glob("index.[ht]*")).read_text(encoding="utf-8")
    return page, [line for line in said.getvalue().splitlines() if "index.md" in line]


def test_each_answer_is_folded_below_its_question(tmp_path):
    page, said = built(tmp_path, TWO)
    assert said == []
    box = page[page.index('class="lsdg-recall admonition"') : page.index("It begins.")]
    folded = re.findall(r"<details>\s*<summary>(.*?)</summary>\s*<div>(.*?)</div>\s*</details>", box, re.S)
    assert [question for question, _ in folded] == ["What is 11.6?", "Who asks?"]
    assert "<em>target</em>" in folded[0][1] and "It is public." in folded[1][1]
    assert box.index("Do you remember?") < box.index("<details>")
    assert "<script" not in box and "<dl" not in box


def test_where_nothing_folds_question_and_answer_stand_below_each_other(tmp_path):
    page, said = built(tmp_path, TWO, "text")
    assert said == []
    places = [page.index(text) for text in ("What is 11.6?", "target", "Who asks?", "Anybody")]
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["Only a question?", f"{TWO}\n\nAnd a sentence."])
def test_what_is_no_pair_of_question_and_answer_is_named_with_its_line(tmp_path, text):
    _, (said,) = built(tmp_path, text)
    assert re.search(r"index.md:3: WARNING: .*below each a line ': the answer'", said)


def test_the_box_says_its_words_in_the_interface():
    assert recall.interface("en")["site_recall_title"] == "Do you remember?"


def test_from_the_second_on_each_lesson_opens_with_two_or_three(course):
    assert small_course.problems(course) == []
    small_course.edit(course / small_course.LESSON, "```{recall}", "```{note}")
    assert small_course.problems(course) == []  # before the first lesson there is nothing to remember
    scaffold.lesson(course, "second", "m")
    scaffold.exercise(course, "check-second", "choice", "m")
    for name in ("modules", "exercises"):
        small_course.fill_gaps(course / name)
    lesson = course / "modules/m/second/en.md"
    assert told(course) == []
    small_course.edit(lesson, ": something", "- something")
    assert told(course) == [
        "modules/m/second/en.md:15: recall: there are 1 questions with an answer; write two or three, below "
        "each a line ': the answer'"
    ]
    small_course.edit(lesson, "```{recall}", "```{note}")
    (problem,) = told(course)
    assert problem.startswith(
        "modules/m/second/en.md:13: the lesson does not open with questions from earlier"
    )


def told(course):
    return [one for one in small_course.problems(course) if "second/en.md" in one and "recall" in one]
