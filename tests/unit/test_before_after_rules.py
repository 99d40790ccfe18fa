"""The rules about before-and-after tests: each mistake is named with file, line and what to write."""

import shutil
from pathlib import Path

import pytest
from small_course import edit

from localsdg_build.check.before_after import before_after, before_after_shapes
from localsdg_build.check.contents import contents

ROOT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"


@pytest.fixture
def module(tmp_path):
    """Module 3 alone, with its test."""
    folder = tmp_path / "modules" / NAME
    shutil.copytree(ROOT / "modules" / NAME / "before-after", folder / "before-after")
    shutil.copy(ROOT / "modules" / NAME / "module.yml", folder)
    return folder


def told(module):
    """The problems, each as ``(file, line, text)``."""
    course = module.parents[1]
    found = list(before_after_shapes(course)) or list(before_after(course))
    return [(one.path.name, one.line, one.problem) for one in found]


def test_the_course_s_own_test_is_in_order(module):
    assert told(module) == []


T, W = "test.yml", "en.md"
ONE = "{type: single, options: [north, east, south, west], right: south}"
TWO = "    b: {type: single, options: [north, east, south, west], right: east}\n"
ROLE = "north: Raising awareness"
MISTAKES = [
    (T, "objective: m3-why\n", "objective: m3-wy\n", T, 2, "did you mean m3-why?"),
    (T, "right: south}", "right: souht}", T, 3, "did you mean south?"),
    (T, "right: 36,", "right: many,", T, 15, "write the number"),
    (T, "west], right: south}", "south], right: south}", T, 3, "stands twice"),
    (T, "west], right: south}", "unknown], right: south}", T, 3, "give yours another id"),
    (T, ONE, "{type: multiple, right: x}",
     T, 3, "write one of: single, number"),
    (T, TWO, "", T, 2,
     "'b' is missing"),
    (T, "m3-advocacy: people", "m3-share: people", T, 26, "remove it from not_tested"),
    (T, "not_tested: {m3-advocacy: people}\n", "", T, 1, "'m3-advocacy' has no item"),
    (T, "objective: m3-reviews", "objective: m3-why", T, 5, "has a second item"),
    (T, "unit: percent,", "units: percent,", T, 15, "did you mean unit?"),
    (W, ROLE, "nort: Raising awareness", W, 85, "north is missing; write it"),
    (W, ROLE, "north: 4", W, 86, "is not a text"),
    (W, ROLE, f"{ROLE}, {'and much more ' * 4}", W, 85,
     "very different length"),
    (W, "east: Advocacy\n", f"east: {'Advocacy and more of it ' * 4}\n", W, 85,
     "by far the longest"),
    (W, "why:\n  a:\n", "wy:\n  a:\n", W, 146, "did you mean why?"),
    (W, "\n---\n", "\n---\nMore.\n", W, 1, "remove it"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "where", "line", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_line(module, file, old, new, where, line, words):
    edit(module / "before-after" / file, old, new)
    found = told(module)
    assert [(name, at) for name, at, text in found if words in text] and found[0][0] == where, found
    assert min(abs(at - line) for name, at, text in found if words in text) <= 1, found


def test_half_a_test_and_one_outside_the_contents_are_named(module):
    (module / "en.md").write_text("# M\n")
    (module.parents[1] / "book").mkdir()
    (module.parents[1] / "book" / "_toc.yml").write_text(f"root: modules/{NAME}/en\n")
    told_of = [str(one) for one in contents(module.parents[1])]
    assert any(f"modules/{NAME}/before-after/en is not in the table of contents" in one for one in told_of)
    (module / "before-after" / "test.yml").unlink()
    assert [(name, "missing" in text) for name, _, text in told(module)] == [("test.yml", True)]
