"""Translations: what of each file is there, what is old, and the course that a language is built from."""

import pseudo
import pseudo_course
import pytest
import small_course
from click.testing import CliRunner

from localsdg import course as sources
from localsdg import feedback
from localsdg.checks import amount, result
from localsdg.course import lesson_text, public, translations
from localsdg_build import stamped, words
from localsdg_build.check import translations as rules
from localsdg_build.cli import main
from localsdg_build.translation import pages, parts, recording, staging
from localsdg_build.translation.state import CHANGED, CURRENT, MISSING, state

LANGUAGE = pseudo.ACCENTED
LESSON, QUIZ = small_course.LESSON, small_course.QUIZ + "en.md"
THEIRS = f"modules/m/first/{LANGUAGE}.md"


@pytest.fixture
def course(tmp_path):
    """A small course, all of it in the accented language, and recorded."""
    small_course.make(tmp_path)
    pseudo_course.write(tmp_path, LANGUAGE)
    recording.write(tmp_path, LANGUAGE)
    return tmp_path


def states(course, file):
    return {one.english.name: one.state for one in state(course, LANGUAGE, file)}


def test_the_parts_of_a_page_lose_no_sign_and_hold_the_notes_apart(course):
    text = (course / LESSON).read_text()
    found = parts.read(course, LESSON, text)
    front, _, _ = parts.split_front(text)
    assert front + "".join(part.text for part in found) == text
    assert found[0].name == parts.TOP and found[-1].name == parts.NOTES
    lines = text.splitlines()
    assert all(part.text.startswith(lines[part.line - 1]) for part in found)


def test_notes_in_english_stay_notes_to_their_end():
    """A learner's page in another language once showed them from the mark on: the expected answers, too."""
    root = sources.root()
    lessons = [path for path in parts.files(root) if path.count("/") == 3 and parts.is_page(path)]
    found = [part for path in lessons for part in parts.read(root, path, (root / path).read_text("utf-8"))]
    notes = [part for part in found if part.name == parts.NOTES]
    assert len(notes) > 30
    for part in notes:
        text = lesson_text.read(pages.marked(part, pages.QUIET))
        assert [block.name for block in text.blocks] == [parts.NOTES], part.text[:200]
        assert text.words == 0, part.text[:200]


def test_what_is_translated_is_current_until_its_english_changes(course):
    assert set(states(course, LESSON).values()) == {CURRENT}
    small_course.edit(course / LESSON, "## something\n", "## something\n\nOne sentence more.\n")
    changed = [name for name, one in states(course, LESSON).items() if one == CHANGED]
    assert changed == ["something"]
    assert rules.remarks(course) == [
        f"{THEIRS}:{line_of(course / THEIRS, '## ')}: the English of “something” ({LESSON}:"
        f"{line_of(course / LESSON, '## ')}) has changed since it was translated; readers get the English."
    ]
    recording.write(course, LANGUAGE, [LESSON])
    assert rules.remarks(course) == []


def line_of(path, begin):
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if line.startswith(begin))


def test_a_part_that_english_has_got_since_is_missing_and_shown_in_english(course, tmp_path_factory):
    small_course.edit(course / LESSON, "## something\n", "## A new part\n\nQuite new.\n\n## something\n")
    assert states(course, LESSON)["a-new-part"] == MISSING
    staged = staging.stage(course, LANGUAGE, tmp_path_factory.mktemp("staged"))
    text = (staged / THEIRS).read_text()
    assert "## A new part\n\n```{untranslated} missing\n```\n\n\nQuite new.\n" in text
    assert text.count("{untranslated}") == 1
    assert text.index("Quite new.") < text.index("## ⟦")


def test_a_section_that_was_left_in_english_is_missing(course):
    english = parts.read(course, LESSON, (course / LESSON).read_text())[1]
    theirs = parts.read(course, LESSON, (course / THEIRS).read_text())[1]
    small_course.edit(course / THEIRS, theirs.text, english.text)
    recording.write(course, LANGUAGE)
    assert states(course, LESSON)[english.name] == MISSING


def test_an_exercise_whose_english_has_changed_is_shown_in_english_everywhere(course):
    slug = "check-first"
    assert public.exercise(slug, LANGUAGE, course)["language"] == LANGUAGE
    assert f"exercises/{slug}/{LANGUAGE}.md" in public.files(course)
    small_course.edit(course / QUIZ, "title: something", "title: Something else")
    sources.exercises._exercise.cache_clear()
    spec = public.exercise(slug, LANGUAGE, course)
    assert (spec["language"], spec["words"]["title"]) == ("en", "Something else")
    assert spec["words"]["ui"]["check"].startswith("⟦")
    assert f"exercises/{slug}/{LANGUAGE}.md" not in public.files(course)


def test_a_sentence_of_the_interface_that_is_missing_or_old_is_english(course, tmp_path_factory):
    path = course / "book" / LANGUAGE / "interface.yml"
    path.write_text(
        "".join(line for line in path.read_text().splitlines(True) if not line.startswith("undo:"))
    )
    small_course.edit(course / "book/en/interface.yml", "print: Print", "print: Print it")
    words = sources.interface_words(LANGUAGE, course)
    assert words["undo"] == "Undo" and words["check"].startswith("⟦")
    staged = staging.stage(course, LANGUAGE, tmp_path_factory.mktemp("staged"))
    assert sources.interface_words(LANGUAGE, staged)["print"] == "Print it"


def test_an_exercise_has_one_version_in_all_languages(course):
    versions = {public.exercise("check-first", one, course)["version"] for one in sources.languages(course)}
    assert len(versions) == 1


LINKS = """[a](../en.md) [b](#something) ![c](x.png) [d](https://example.org/en.md)

```{note}
Said.
```

[e](../en.md)

```python
x = (1)[0](../en.md)
```
"""
MISTAKES = {
    "a key that English lacks": (QUIZ, "summary:", "sumary:", "sumary: the English has no such key"),
    "a place to fill that is lost": ("book/en/interface.yml", "{points}", "points", "score: {points} stands"),
    "an exercise renamed": (LESSON, "{sdg-exercise} check", "{sdg-exercise} chek", "here stands {sdg"),
    "a section too many": (LESSON, "\n## ", "\n## ⟦more⟧\n\n## ", "this file has "),
    "a fence that is open": (LESSON, "{sdg-exercise} check-first\n```", "{sdg-exercise} check-first", "```"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_translators_mistake_is_named_with_its_file(course, name):
    file, old, new, told = MISTAKES[name]
    theirs = parts.translation(file, LANGUAGE)
    assert small_course.problems(course) == []
    small_course.edit(course / theirs, old, new)
    found = small_course.problems(course)
    assert found and all(one.startswith(f"{theirs}:") for one in found), found
    assert any(told in one for one in found), found


def test_the_command_records_and_says_what_it_cannot(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    monkeypatch.chdir(course)
    small_course.edit(course / QUIZ, "title: something", "title: Something else")
    done = CliRunner().invoke(main, ["translated", LANGUAGE, f"exercises/check-first/{LANGUAGE}.md"])
    assert done.output == f"exercises/check-first/{LANGUAGE}.md\n", done.output
    assert translations.spoken(course, "check-first", LANGUAGE) == LANGUAGE
    assert CliRunner().invoke(main, ["translated", "zz"]).exit_code == 1
    assert CliRunner().invoke(main, ["translated", LANGUAGE, "book/_toc.yml"]).exit_code == 1


def test_the_course_of_a_language_needs_no_english_words_beside_its_own(tmp_path, monkeypatch):
    folder = tmp_path / "book" / LANGUAGE
    folder.mkdir(parents=True)
    (folder / "badge.yml").write_text("verify: Ṽéŕïƒý\n", encoding="utf-8")
    monkeypatch.setattr(sources, "root", lambda: tmp_path)
    assert words.badge(LANGUAGE) == {"verify": "Ṽéŕïƒý"}


def test_links_lead_to_pages_of_the_language_and_to_their_own_headings(course, tmp_path_factory):
    small_course.edit(course / LESSON, "## something\n", f"## something\n\n{LINKS}")
    pseudo_course.write(course, LANGUAGE)
    recording.write(course, LANGUAGE)
    staged = staging.stage(course, LANGUAGE, tmp_path_factory.mktemp("staged"))
    text = (staged / THEIRS).read_text()
    slug = pseudo.letters("something", LANGUAGE)
    for kept in ("(x.png)", "(https://example.org/en.md)", "x = (1)[0](../en.md)"):
        assert kept in text
    assert text.count(f"(../{LANGUAGE}.md)") == 2 and f"(#{slug})" in text


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("ar-XB", "rtl"), ("zh-Hans", "ltr"), ("uz-Arab", "rtl"), ("en", "ltr")],
)
def test_the_direction_of_a_language(language, direction):
    assert sources.direction(language) == direction


def test_a_page_without_a_translation_is_english_and_says_so_once(course, tmp_path_factory):
    (course / THEIRS).unlink()
    text = (staging.stage(course, LANGUAGE, tmp_path_factory.mktemp("staged")) / THEIRS).read_text()
    assert text.count("{untranslated} page") == 1
    assert (
        text.count("{untranslated} quiet")
        == len(parts.read(course, LESSON, (course / LESSON).read_text())) - 1
    )
    assert "1 of " in rules.remarks(course)[0] and "not translated yet" in rules.remarks(course)[0]


def test_only_the_languages_whose_words_changed_are_built_again(course):
    html = course / "html"
    for folder in (html, html / LANGUAGE):
        folder.mkdir()
        (folder / "index.html").write_text("")
    before = stamped.Stamps(course, course / "book.sha256", html)
    assert before.old() == ["en", LANGUAGE] and before.old("en") == ["en"]
    before.write(["en", LANGUAGE])
    assert stamped.Stamps(course, course / "book.sha256", html).old() == []
    (course / THEIRS).write_text((course / THEIRS).read_text() + "\nmore\n")
    now = stamped.Stamps(course, course / "book.sha256", html)
    assert now.old() == [LANGUAGE] and now.only_texts and now.kept(["en"]) == [LANGUAGE]
    small_course.edit(course / LESSON, "## something\n", "## something\n\nMore.\n")
    assert stamped.Stamps(course, course / "book.sha256", html).old() == ["en", LANGUAGE]
    with pytest.raises(sources.CourseError, match="this language is not there"):
        before.old("zz")


def test_a_translation_may_take_longer_to_read_and_says_so(course):
    small_course.edit(course / THEIRS, "read: 5", "read: 9")
    assert [one for one in small_course.problems(course) if THEIRS in one and "this text needs 5" in one]
    signs = "字" * 800
    (course / THEIRS).write_text((course / THEIRS).read_text().replace("## ", f"{signs}\n\n## ", 1))
    assert small_course.problems(course) == []


def test_numbers_and_lists_are_written_as_the_language_does():
    ui = {"decimal_sign": ",", "list_comma": "、"}
    words = {"feedback": {"a": {"met": "{number} {names}"}}, "labels": {}, "ui": ui}
    record = {
        "id": "a",
        "points": 1,
        "earned": 1,
        "message": "met",
        "details": {"number": 2.5, "names": ["x", "y"]},
    }
    assert feedback.explain([record], words)[0]["text"] == "2,5 x、y"
    assert feedback.explain([record], {**words, "ui": {}})[0]["text"] == "2.5 x, y"


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (4500, "4,500", "4.500"),
        (-1234567.25, "−1,234,567.25", "−1.234.567,25"),
        (1000.0, "1,000", "1.000"),
        (999.5, "999.5", "999,5"),
        (-12, "−12", "−12"),
    ],
)
def test_an_amount_is_written_as_fields_write_it_and_a_year_is_not(number, english, german):
    words = {"feedback": {"a": {"met": "{value} in {year}"}}, "labels": {}}
    details = result(1, "met", value=amount(number), year=2030)["details"]
    record = {"id": "a", "points": 1, "earned": 1, "message": "met", "details": details}
    for ui, written in (
        ({}, english),
        ({"decimal_sign": ",", "thousands_sign": "."}, german),
    ):
        assert feedback.explain([record], {**words, "ui": ui})[0]["text"] == f"{written} in 2030"


def test_bold_that_chinese_signs_undo_is_named_in_the_translation(course):
    (course / THEIRS).write_text((course / THEIRS).read_text().replace("## ", "词**强调。**文字\n\n## ", 1))
    assert any(
        one.startswith(THEIRS) and "here ** stays as it is" in one for one in small_course.problems(course)
    )


def test_what_all_languages_share_is_left_where_it_is(course, tmp_path_factory):
    picture = course / "book" / "static" / "picture.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"a picture")
    folder = tmp_path_factory.mktemp("staged")
    for _ in range(2):
        staging.stage(course, LANGUAGE, folder)
        assert picture.read_bytes() == b"a picture"
