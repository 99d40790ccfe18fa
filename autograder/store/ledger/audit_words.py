"""What rows and lines say, as details of an audit's sentences."""

from collections.abc import Iterator

from autograder.locales import number
from autograder.messages import Message, message
from autograder.model import EXCUSED, GRADED, NEEDS_HUMAN, UNGRADED
from autograder.store.ledger.line import Line
from autograder.values import Points


def status(name: str) -> str:
    """The state of a hand-in in a sentence; one that nobody knows as it stands."""
    known = {
        GRADED: message("audit_graded"),
        NEEDS_HUMAN: message("audit_needs_human"),
        UNGRADED: message("audit_ungraded"),
    }
    return known.get(name, str(name))


def source(name: str | None) -> str:
    """From where a time of receipt is known."""
    known = {
        "receipts": message("audit_from_receipts"),
        "exchange": message("audit_from_exchange"),
        "first seen": message("audit_from_first_seen"),
    }
    return known.get(name or "", str(name))


def origin(name: str) -> str:
    """Where points by hand came from."""
    known = {
        "formgrader": message("audit_by_formgrader"),
        "override": message("audit_by_override"),
        "imported": message("audit_by_imported"),
        "read": message("audit_by_read"),
    }
    return known.get(name, str(name))


def given(content: tuple[Points | None, Points | None, str | None] | None) -> list[str]:
    """What a person gave: points, extra credit, whether there is a comment."""
    manual, extra, comment = content or (None, None, None)
    parts = [number(manual)]
    parts += [message("audit_extra", points=extra)] if extra else []
    return [*parts, message("audit_a_comment")] if comment else parts


def changes(entry: Line) -> Iterator[Message]:
    """A sentence for each score that a line changes, and for each comment; it lacks the ``place``."""
    for slug, now in entry.now.items():
        was, one = entry.was.get(slug), entry.given.get(slug)
        told = message("audit_change")
        if one and one.comment:
            told = message("audit_change_comment", comment=one.comment)
        yield told.format(exercise=plain(slug), was=plain(was), now=plain(now))


def plain(value: object) -> str:
    """What somebody wrote into a row, whatever it is; nothing is ``–``."""
    if value == EXCUSED:
        return message("audit_word_excused")
    return "–" if value is None else str(value)
