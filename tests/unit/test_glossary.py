"""The glossary's rules name a missing, doubled or forgotten term with file and line."""

import pytest

from localsdg_build.check import glossary as rules

GLOSSARY = """# Glossary

## A to M

::::{glossary}
baseline
  Where one starts.

Voluntary Local Review
VLR
  A town's own report, with a {term}`baseline`.

  ```{taught} first
  ```
::::

Text between.

::::{glossary}
gold
  A level.

GOLD
  An observatory.
::::
"""


@pytest.fixture
def course(tmp_path):
    (tmp_path / "book" / "en").mkdir(parents=True)
    (tmp_path / "book" / "en" / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    lesson = tmp_path / "modules" / "m" / "first" / "en.md"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(
        "# First\n\nA {term}`Baseline` and\nmany {term}`VLRs <VLR>`, *{term}`gold`* and {term}`GOLD`.\n",
        encoding="utf-8",
    )
    toc = "format: jb-book\nroot: book/en/glossary\nchapters:\n  - file: modules/m/first/en\n"
    (tmp_path / "book" / "_toc.yml").write_text(toc, encoding="utf-8")
    return tmp_path


def said(rule, course):
    return [(problem.path.parent.name, problem.line, problem.problem) for problem in rule(course)]


def test_entries_have_names_and_lines():
    assert rules.entries(GLOSSARY) == [
        (6, ["baseline"]),
        (9, ["Voluntary Local Review", "VLR"]),
        (20, ["gold"]),
        (23, ["GOLD"]),
    ]


def test_shown_words_are_told_from_the_term_they_lead_to():
    assert rules.uses("a {term}`b`\nc {term}`plural\nforms <form>` {other}`d`") == [(1, "b"), (2, "form")]


def test_a_glossary_in_order_is_silent(course):
    for rule in (rules.terms_exist, rules.terms_in_exercises, rules.entries_linked, rules.entries_unique):
        assert said(rule, course) == []
    assert said(rules.lessons_known, course) == []


def test_a_missing_term_is_named_with_its_line_and_what_is_like_it(course):
    path = course / "modules" / "m" / "first" / "en.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nThe {term}`base line`.\n", encoding="utf-8")
    ((folder, line, text),) = said(rules.terms_exist, course)
    assert (folder, line) == ("first", 6)
    assert "'base line'" in text
    assert "like it are: baseline" in text


def test_an_entry_that_nothing_links_is_named(course):
    path = course / "modules" / "m" / "first" / "en.md"
    path.write_text("# First\n\n{term}`VLR`, {term}`gold`, {term}`GOLD`\n", encoding="utf-8")
    ((folder, line, text),) = said(rules.entries_linked, course)  # a link within the glossary is none
    assert (folder, line) == ("en", 6)
    assert "'baseline'" in text


def test_a_doubled_name_is_named(course):
    path = course / "book" / "en" / "glossary.md"
    path.write_text(GLOSSARY.replace("GOLD\n", "VLR\n"), encoding="utf-8")
    assert said(rules.entries_unique, course) == [("en", 23, "'VLR' is already in line 9; remove one")]


def test_a_term_in_an_exercise_is_named(course):
    prompt = course / "exercises" / "quiz" / "en.md"
    prompt.parent.mkdir(parents=True)
    prompt.write_text("---\ntitle: Quiz\n---\nWrite a {term}`VLR`.\n", encoding="utf-8")
    ((folder, line, text),) = said(rules.terms_in_exercises, course)
    assert (folder, line) == ("quiz", 4)
    assert "'VLR'" in text


def test_a_lesson_that_is_not_in_the_book_is_named(course):
    path = course / "book" / "en" / "glossary.md"
    path.write_text(GLOSSARY.replace("{taught} first", "{taught} first fist"), encoding="utf-8")
    ((folder, line, text),) = said(rules.lessons_known, course)
    assert (folder, line) == ("en", 13)
    assert "'fist'" in text and "did you mean first?" in text
