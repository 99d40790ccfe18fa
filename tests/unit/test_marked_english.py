"""What stays in English on the pages of other languages says so; pages in English stay as they are."""

from localsdg_build.book import english_titles, in_english

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
