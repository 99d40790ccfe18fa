"""The rules about an exercise's words: title, prompt, and a sentence for all that can be said."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg import kinds
from localsdg.course import LANGUAGE, CourseError, public, read_words
from localsdg_build.check.exercises import readable, rubric_rows
from localsdg_build.check.lines import key_line, place_line
from localsdg_build.check.shapes import near, problems

EXAMPLES = ("strong", "weak")
FEWEST_NOTES = 2
KEYS = (*public.WORDS, "good")  # the last is read when the book is built, and reaches pages alone
_PAIRS = {"type": "object"}
WORDS = {
    "type": "object",
    "properties": {
        "labels": _PAIRS,
        "feedback": {"type": "object", "additionalProperties": _PAIRS},
        "rubric": {"type": "object", "additionalProperties": _PAIRS},
        "examples": {"type": "object", "additionalProperties": _PAIRS},
    },
}


def words_shape(course: Path) -> Iterator[CourseError]:
    """The front matter of each ``en.md`` of an exercise and of a module holds pairs where pairs belong."""
    for path in sorted((course / "exercises").glob(f"*/{LANGUAGE}.md")):
        yield from problems(path, WORDS, read_words(path)[0])
    for path in sorted((course / "modules").glob(f"*/{LANGUAGE}.md")):
        yield from problems(path, {"properties": {"objectives": _PAIRS}}, read_words(path)[0])


def words(course: Path) -> Iterator[CourseError]:
    """``en.md`` has a title, a summary, a prompt, and a sentence for all that can be said."""
    for folder, found in readable(course):
        path = folder / "en.md"
        try:
            front, body = read_words(path)
        except CourseError as problem:
            yield problem
            continue
        for key in ("title", "summary"):
            if not front.get(key):
                yield CourseError(path, f"{key} is missing; write '{key}: …' into the front matter", 1)
            elif not isinstance(front[key], str):
                told = f'{key}: {front[key]!r} is not a text; write it in quotes: {key}: "{front[key]}"'
                yield CourseError(path, told, key_line(path, key))
        for key in front:
            if key not in KEYS:
                hint = f"{near(key, KEYS)}write one of: {', '.join(KEYS)}"
                line = place_line(path, key)
                yield CourseError(path, f"{key}: nobody reads this in the front matter; {hint}", line)
        if not body.strip():
            yield CourseError(path, "the prompt is missing; write it below the front matter", 1)
        yield from _word_problems(path, front, found)


def _word_problems(path, front, found):
    for check in found.get("checks") or []:
        sentences = (front.get("feedback") or {}).get(check.get("id"))
        if not sentences and f'own_words("{check.get("id")}"' in _checks_text(path):
            continue  # the interface has its sentences
        if not isinstance(sentences, dict) or not sentences:
            yield CourseError(
                path,
                f"feedback.{check.get('id')} is missing; write a sentence for each message the check gives",
                key_line(path, "feedback"),
            )
    yield from _rubric_problems(path, front)
    yield from _example_problems(path, front)
    if found.get("kind") in kinds.names():
        needed = getattr(kinds.kind(found["kind"]), "needed_words", None)
        for place in needed(found) if needed else []:
            if not _has(front, place):
                yield CourseError(
                    path,
                    f"{'.'.join(place)} is missing; write it into the front matter",
                    key_line(path, *place[:-1]),
                )


def _checks_text(path):
    checks = path.with_name("checks.py")
    return checks.read_text(encoding="utf-8") if checks.is_file() else ""


def _rubric_problems(path, front):
    for row in rubric_rows(path.parent):
        entry = (front.get("rubric") or {}).get(row.get("id")) or {}
        missing = [
            level["id"] for level in row.get("levels", []) if level["id"] not in (entry.get("levels") or {})
        ]
        known = [level["id"] for level in row["levels"]]
        for name in entry.get("levels") or {}:
            if name not in known:
                hint = f"{near(name, known)}write one of: {', '.join(known)}"
                told = f"rubric.{row['id']}.levels.{name}: rubric.yml has no such level; {hint}"
                yield CourseError(path, told, place_line(path, "rubric", row["id"], "levels", name))
        if not entry.get("title") or missing:
            yield CourseError(
                path,
                f"rubric.{row.get('id')}: write its title and the levels {', '.join(missing) or '…'}",
                key_line(path, "rubric"),
            )


def _example_problems(path, front):
    """An open half has a strong and a weak example, each annotated by rows of its rubric."""
    rows = [row["id"] for row in rubric_rows(path.parent)]
    found = front.get("examples") or {}
    for name in found:
        if name not in EXAMPLES or not rows:
            told = (
                f"examples.{name}: write {' and '.join(EXAMPLES)} where there is a rubric.yml, nothing else"
            )
            yield CourseError(path, told, place_line(path, "examples", name))
    for name in EXAMPLES if rows else ():
        example = _dict(found.get(name))
        notes = _dict(example.get("notes"))
        fewest = min(FEWEST_NOTES, len(rows))
        if not isinstance(example.get("text"), str) or len(notes) < fewest:
            least = f"{FEWEST_NOTES} rows or more of the rubric" if fewest > 1 else "the rubric's row"
            told = f"examples.{name}: write its text, and under notes for {least} what it shows"
            yield CourseError(path, told, key_line(path, "examples"))
        for row in notes:
            if row not in rows:
                told = f"examples.{name}.notes.{row}: rubric.yml has no such row; {near(row, rows)}"
                told += f"write one of: {', '.join(rows)}"
                yield CourseError(path, told, place_line(path, "examples", name, "notes", row))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _has(front, place):
    for key in place:
        # A value of a scale may be a number in the YAML; the widget finds its words by text.
        found = {str(name): value for name, value in front.items()} if isinstance(front, dict) else {}
        if key not in found:
            return False
        front = found[key]
    return bool(front)
