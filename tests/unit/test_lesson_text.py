"""What counts as words and figures of a lesson, on which its minutes rest."""

from pathlib import Path

import pytest

from localsdg.course import lesson_text
from localsdg_build import order
from localsdg_build.check.minutes import reading_minutes

ROOT = Path(__file__).parents[2]
FIGURE = "```{code-cell} python\n:tags: [hide-input]\nfigure = go.Figure()\nfigure\n```\n"


def words(text):
    return lesson_text.read(text).words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two three.", 3),
        ("# A title\n\nAnd text.", 4),
        ("---\nlesson: {a: b}\n---\nTwo words", 2),
        ("In 2015 it was 2,300.5 km.", 6),
        ("a well-known town's plan", 4),
        ("See [this page](https://example.org/a-b-c){.lsdg-button} now", 4),
        ("See [](../other/en.md)", 1),
        ("Said so {cite}`somebody2020` twice", 3),
        ("A {term}`needs assessment` and {term}`shown words <needs assessment>`", 6),
        ("![A picture](a.png)", 0),
        ("| a | b |\n|---|---|\n| one word | two |", 5),
        ("{.lsdg-steps}\n1. **One.** Two", 3),
        ("% a comment\n(a-target)=\nword", 1),
        ("```python\nno = words\n```\nwords here", 2),
        (FIGURE + "after", 1),
        ("```{sdg-exercise} some-slug\n```", 0),
        ("````{admonition} Two words\n:class: lsdg-case\n\nAnd three more.\n````", 5),
        (":::::{div} lsdg-x\n```{code-cell} python\nx = 1\n```\nWords\n:::::", 2),
        ("```{trainer-notes}\n:minutes: 3\n\nNot for learners\n```", 0),
        ("````{trainer-notes}\n```{note}\nNot for learners\n```\nnor this\n````\nbut this", 2),
    ],
)
def test_words(text, count):
    assert words(text) == count


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("figure = px.bar(x=[1])\nfigure", True),
        ("px.bar(x=[1]).update_layout(height=3)", True),
        ("fig.show()", True),
        ("figures.map(table)", True),
        ("figure = px.bar(x=[1])", False),
        ("table.head()", False),
        ("print(figure)", False),
        ("", False),
        ("this is no Python", False),
    ],
)
def test_a_figure_is_what_a_cell_ends_with(source, shown):
    assert lesson_text.ends_with_figure(source) is shown


def test_minutes_are_words_and_figures():
    text = lesson_text.read("word " * 1500 + "\n\n" + FIGURE + FIGURE)
    assert reading_minutes(text) == 12


def test_blocks_know_their_line_their_options_and_their_class():
    text = lesson_text.read(
        "---\na: b\n---\n# T\n\n````{admonition} Case\n:class: lsdg-case tip\n\nText\n````\n"
    )
    assert text.headings == [("T", 4)]
    (block,) = text.blocks
    assert (block.name, block.argument, block.line) == ("admonition", "Case", 6)
    assert block.has_class("lsdg-case") and not block.has_class("lsdg")
    assert block.lines == ["", "Text"]


def test_every_lesson_is_read_to_its_end():
    for _, _, path in order.lessons(ROOT):
        text = lesson_text.read(path.read_text(encoding="utf-8"))
        assert any(title == "Sources" for title, _ in text.headings), path
