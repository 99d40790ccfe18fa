"""The two languages made by a script: every word changes, and nothing that is no word."""

from pathlib import Path

import pseudo
import pseudo_course
import pytest
import yaml

from localsdg.course import lesson_text

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "modules" / "3-monitoring-reporting" / "indicators-and-distance" / "en.md"


@pytest.mark.parametrize("language", pseudo.LANGUAGES)
def test_a_sentence_is_longer_marked_and_keeps_its_placeholders(language):
    text = "Row {from} is now row {row} of `table.csv`; **write** to {term}`cities <city>` {cite}`un2015`."
    said = pseudo.sentence(text, language)
    assert said.startswith("⟦") and said.endswith("⟧")
    plain = "Nobody speaks this language, but it is as long as one that somebody speaks."
    assert 1.25 * len(plain) < len(pseudo.sentence(plain, language)) < 1.5 * len(plain)
    for kept in ("{from}", "{row}", "`table.csv`", "{term}`", "{cite}`un2015`", "**"):
        assert kept in said
    assert pseudo.english(said.replace("{from}", "").replace("{row}", "")) == ["table", "csv", "term", "cite"]


@pytest.mark.parametrize("language", pseudo.LANGUAGES)
def test_the_glossary_and_its_links_are_written_alike(language):
    linked = pseudo.letters("{term}`Needs assessment`", language)[len("{term}`") : -1]
    assert linked == pseudo.letters("Needs assessment", language)
    assert linked.casefold() == pseudo.letters("needs assessment", language).casefold()


@pytest.mark.parametrize("language", pseudo.LANGUAGES)
def test_a_lesson_keeps_what_is_no_word(language):
    before = lesson_text.read(LESSON.read_text(encoding="utf-8"))
    after = lesson_text.read(pseudo_course.translated(LESSON, language))
    assert [block.name for block in before.blocks] == [block.name for block in after.blocks]
    assert [block.options.keys() for block in before.blocks] == [
        block.options.keys() for block in after.blocks
    ]
    assert [line for _, line in before.headings] == [line for _, line in after.headings]
    assert not pseudo.english(" ".join(text for text, _ in after.headings))


@pytest.mark.parametrize("path", ["exercises/reporting-roadmap/en.md", "book/en/interface.yml"])
def test_words_change_and_keys_do_not(path):
    def keys(value, place=()):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, key)
            yield from keys(inner, (*place, key)) if isinstance(inner, dict | list) else ()

    def words(text):
        return yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])

    before = words((ROOT / path).read_text(encoding="utf-8"))
    after = words(pseudo_course.translated(ROOT / path, pseudo.ACCENTED))
    assert list(keys(before)) == list(keys(after))


def test_what_filters_a_table_in_the_code_of_a_figure_stays():
    code = 'frame = data[data["kind"] == "local review"]\npx.bar(frame, x="a b", title="Two bars")'
    said = pseudo_course.shown_words(code, pseudo.ACCENTED)
    assert '"local review"' in said and 'x="a b"' in said
    assert "Two bars" not in said and pseudo.sentence("Two bars", pseudo.ACCENTED) in said
