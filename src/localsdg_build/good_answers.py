"""One good answer to an exercise, and what makes it good: shown on its page when a learner has tried.

The answer is a sample with all points, ``samples/full.json`` unless ``good`` in ``exercise.yml`` names
another; the words are ``good`` in ``en.md``. It is held back, not secret: the edition for graded cohorts has
none of them.
"""

import json
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg import kinds

SAMPLE = "full"  # where exercise.yml names none


def has_one(spec: dict[str, Any]) -> bool:
    """Is there a page that can know when to show it? It is checked there, for points."""
    return bool(can_say(spec["kind"]) and spec["points"] and spec["checks"])


def can_say(kind: str) -> bool:
    """Does a sample of this kind say how it is done? One of code holds its results alone."""
    return kind in kinds.widgets() and kind != "code"


def sample(folder: Path, settings: dict[str, Any]) -> Path:
    """The file of the sample that is shown, for the content of an ``exercise.yml``."""
    return folder / "samples" / f"{settings.get('good') or SAMPLE}.json"


def good_answer(
    slug: str, language: str = sources.LANGUAGE, course: Path | None = None
) -> dict[str, Any] | None:
    """``{"lines": the answer in words, "good": what makes it good}``; ``None`` where there is none.

    Where own words belong to it, ``open`` says that they could be others.
    """
    spec = sources.exercise(slug, language, course)
    path = sample(Path(course or sources.root()) / "exercises" / slug, spec)
    if not has_one(spec) or not spec["words"].get("good") or not path.is_file():
        return None
    answer = json.loads(path.read_text(encoding="utf-8"))["answer"]
    lines = kinds.kind(spec["kind"]).summary(answer, spec)
    found = {"lines": [line for line in lines if line.strip()], "good": spec["words"]["good"]}
    return {**found, "open": spec["words"]["ui"]["site_good_open"]} if spec["rubric"] else found
