"""What opens a block of MyST, and what closes it."""

from pathlib import Path

import pytest

from localsdg.course.fences import Fence, around, fence
from localsdg_build import order
from localsdg_build.check import glossary

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("```", Fence("```", None, "")),
        ("   ````{admonition} A case ", Fence("````", "admonition", "A case")),
        (":::{note}", Fence(":::", "note", "")),
        ("~~~ python", Fence("~~~", None, "python")),
        ("```{} x", Fence("```", "", "x")),
        ("    ```{note}", None),
        ("``two`` ticks", None),
        ("Text ```", None),
    ],
)
def test_a_line_that_opens_a_block(line, found):
    assert fence(line) == found


@pytest.mark.parametrize(
    ("line", "closes"),
    [("```", True), ("`````", True), ("``` x", False), ("```{note}", False), (":::", False), ("````", True)],
)
def test_a_line_closes_what_opened_with_as_many_marks_or_fewer(line, closes):
    assert fence(line).closes("```") is closes


def test_an_exercise_counts_wherever_it_is_shown_and_not_where_it_is_quoted():
    text = """```{sdg-exercise} first
```
````{admonition} In your municipality
```{sdg-exercise} second
```
````
::::{note}
:::{sdg-exercise} third
:::
::::
````md
```{sdg-exercise} quoted
```
````
```{sdg-exercise} two words
```
"""
    assert order.shown_exercises(text) == ["first", "second", "third"]


def test_entries_stand_in_the_glossary_and_nowhere_else():
    text = """```
no entry
```
::::{glossary}
term
other name
  What it means.

  ```{taught} lesson
  ```

second
  Means this.
::::
no entry
"""
    assert glossary.entries(text) == [(5, ["term", "other name"]), (12, ["second"])]


@pytest.mark.parametrize(
    ("text", "marks"),
    [("plain ````` text", 4), ("```\ncode\n```", 4), ("`````{note}\nx\n`````", 6), ("::::::\nx", 4)],
)
def test_a_fence_around_a_text_is_longer_than_those_in_it(text, marks):
    assert around(text) == "`" * marks


def test_fences_are_read_in_one_place():
    """Another expression for them would be a second reader. ``inputs`` only compares the lines, in bytes."""
    reading = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if "`{3," in path.read_text(encoding="utf-8")
    ]
    assert reading == ["src/localsdg/course/fences.py"]
