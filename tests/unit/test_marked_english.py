"""What stays in English on the pages of other languages says so; pages in English stay as they are."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from localsdg_build.book import english_titles, in_english, plotly_html, untranslated
from localsdg_build.translation import english_code
from localsdg_build.words import interface

LINK = '<a class="reference internal" href="a.html">Terms &amp; words</a>'


def test_a_text_of_a_dataset():
    assert in_english.text("A < B", "en") == "A &lt; B"
    assert in_english.text("A < B", "es") == '<span lang="en">A &lt; B</span>'


def test_a_sentence_that_is_filled_with_english():
    said = in_english.filled("Meta 1: {title}.", {"title": "No poverty"}, "es")
    assert [one.astext() for one in said] == ["Meta 1: ", "No poverty", "."]
    assert said[1]["classes"] == ["language-en"]
    assert in_english.filled("Goal 1: {title}.", {"title": "No poverty"}, "en") == ["Goal 1: No poverty."]


def test_a_link_that_shows_a_title_in_english():
    known = {"a.html": "Terms & words"}
    assert english_titles.marked(LINK, known) == LINK.replace('.html"', '.html" lang="en"')
    others = LINK.replace("Terms", "These terms") + LINK.replace("a.html", "b.html")
    assert english_titles.marked(others, known) == others
    head = '<link rel="next" title="Terms &amp; words" href="a.html" />'
    assert english_titles.marked_head(head, known) == head.replace('.html"', '.html" lang="en"')


CELL = "```{code-cell} ipython3\n%sfigure = draw(title=%s)\nfigure\n```\n"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [(":tags: [hide-input]\n", ":tags: [hide-input, in-english]\n"), ("", ":tags: [in-english]\n")],
)
def test_code_that_a_translation_left_in_english_has_a_tag(tags, expected):
    english = "## Air\n\n" + CELL % (tags, '"Cleaner air"')
    left = english.replace("## Air", "## 空气")
    assert english_code.tagged(left, english) == "## 空气\n\n" + CELL % (expected, '"Cleaner air"')
    done = left.replace("Cleaner air", "更清洁的空气")
    assert english_code.tagged(done, english) == done
    both = english_code.tagged(done + left, english)
    assert both == done + "## 空气\n\n" + CELL % (expected, '"Cleaner air"')


def test_what_such_code_shows_is_marked_and_nothing_else():
    document = new_document("page")
    for tag in ("tag_in-english", "tag_hide-input"):
        source = nodes.container(nb_element="cell_code_source")
        shown = nodes.container(nb_element="cell_code_output")
        document += nodes.container("", source, shown, nb_element="cell_code", classes=["cell", tag])
    untranslated.mark(SimpleNamespace(config=SimpleNamespace(language="zh-Hans")), document)
    assert [[inner["classes"] for inner in cell] for cell in document] == [[[], ["language-en"]], [[], []]]


@pytest.mark.parametrize(("language", "mark"), [("en", ""), ("zh-Hans", ' lang="zh-Hans"')])
def test_the_pages_own_words_below_a_figure_say_their_language(language, mark):
    figure = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"title": "Cleaner air"}}
    words = interface(language)
    text = plotly_html.figure_html(figure, words, str, language)
    assert f"<summary{mark}>{words['figure_table']}</summary>" in text
