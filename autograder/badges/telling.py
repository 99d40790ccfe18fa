"""What ``autograder verify`` says of a badge."""

from pathlib import Path

from autograder import messages
from autograder.badges import tokens, verifying
from autograder.badges.shown import WORDS
from autograder.badges.tokens import Invalid
from autograder.notebook.wording import fill
from autograder.reports.table import printable
from autograder.values import Json, member
from localsdg import course

_MARKS = ("localsdg-badge", "openbadges:credential")  # of the page, and of the picture


def is_badge(path: Path) -> bool:
    """Whether a file is to be verified as a badge: by its name, or a mark of ours in it."""
    if path.suffix.casefold() in (".jwt", ".svg"):
        return True
    if path.suffix.casefold() not in (".html", ".htm"):
        return False
    return any(mark in _text(path) for mark in _MARKS)


def verified(path: Path, listed: Path | None, language: str = course.LANGUAGE) -> tuple[bool, list[str]]:
    """``(whether the badge holds, sentences in a language)``."""
    said = messages.words(language, WORDS)
    try:
        found = verifying.verify(_text(path), _text(listed) if listed else None)
    except Invalid as problem:
        return False, [fill(said[problem.key], **problem.values)]
    return True, [printable(line) for line in _lines(found, said)]


def _lines(found, said):
    told = verifying.told(found.badge)
    yield said["valid"]
    yield f"  {told['name']}"
    yield f"  {said['issuer']}: {told['issuer']}, {told['date']}"
    yield f"  {said['learner']}: {told['learner'] or said['names_nobody']}"
    yield from (f"  {title}: {earned} / {most}" for title, earned, most in verifying.results(found.badge))
    yield fill(said[found.listed], list=_address(found.badge))
    yield fill(said["whose"], key=found.key)


def _address(badge: Json) -> str:
    return str(member(member(badge, "credentialStatus"), "statusListCredential") or "")


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(tokens.LONGEST)
