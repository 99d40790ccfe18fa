"""Pages made of many files are read again when what they show has changed, and only then."""

from types import SimpleNamespace

import pytest

from localsdg_build.book import made_of

LESSON = "---\nlesson: {}\n---\n# Title\n\nA sentence.\n\n```{code-cell} python\ndata.load('one')\n```\n"
PATTERNS = ["modules/*/*/en.md", "datasets/*/data/*.csv"]


@pytest.fixture
def course(tmp_path, monkeypatch):
    for name, text in (("modules/m/first/en.md", LESSON), ("datasets/one/data/table.csv", "a\n1\n")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setenv("LOCALSDG_COURSE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "again"),
    [
        ("modules/m/first/en.md", LESSON, False),
        ("modules/m/first/en.md", LESSON.replace("A sentence", "Another"), False),
        ("modules/m/first/en.md", LESSON.replace("Title", "Heading"), True),
        ("modules/m/first/en.md", LESSON.replace("lesson: {}", "lesson: {a: 1}"), True),
        ("modules/m/first/en.md", LESSON.replace("'one'", "'two'"), True),
        ("modules/m/second/en.md", LESSON, True),
        ("datasets/one/data/table.csv", "a\n2\n", True),
        ("datasets/two/data/table.csv", "a\n1\n", True),
        ("datasets/one/README.md", "no part of the page", False),
    ],
)
def test_a_page_is_read_again_when_what_it_shows_has_changed(course, name, text, again):
    env = SimpleNamespace(docname="page", metadata={"page": {}, "other": {}}, found_docs={"page", "other"})
    made_of.note(env, PATTERNS)
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).write_text(text)
    assert set(made_of.outdated(None, env, set(), set(), set())) == ({"page"} if again else set())


def test_a_page_that_is_gone_is_not_asked_for(course):
    env = SimpleNamespace(docname="page", metadata={"page": {}}, found_docs=set())
    made_of.note(env, PATTERNS)
    (course / "modules/m/first/en.md").unlink()
    assert not list(made_of.outdated(None, env, set(), set(), set()))
