"""Results as text: what a worker sends (``Judged``) and what the ledger keeps (``Kept``).

Both take the texts of the exercises' results as they are: in a class the same ones come again and again.
"""

import json
from dataclasses import dataclass, field
from typing import Self

from autograder import messages
from autograder.model import ExerciseResult, Outcome
from autograder.values import Json, json_line


@dataclass(frozen=True, slots=True)
class Judged:
    """What comes out of a worker for one hand-in."""

    reason: str | None = None  # why it cannot be graded at all
    notes: tuple[str, ...] = ()
    exercises: tuple[ExerciseResult, ...] = ()
    answers: Json = field(default_factory=dict)  # by exercise, as JSON
    copy: str | None = None  # the autograded notebook
    language: str | None = None  # that the notebook was made in, if it says one of the course's
    firsts: Json = field(default_factory=dict)  # first tries by exercise, see ``notebook.answers.Answer``
    proposed: dict[str, str] = field(default_factory=dict)  # see ``notebook.proposed``
    test: Json = field(default_factory=dict)  # see ``notebook.before_after``

    @classmethod
    def of_text(cls, text: str) -> Self:
        rest, _, more = text.partition("\n")  # JSON on one line has no other line end
        given = json.loads(rest)
        *lines, copy = more.split("\n", given["exercises"])
        exercises = tuple(map(ExerciseResult.of_text, lines))
        kept = copy if given["copied"] else None
        reason, notes = messages.from_json(given["reason"]), tuple(messages.from_json(given["notes"]))
        beside = given["language"], given["firsts"], given["proposed"], given["test"]
        return cls(reason, notes, exercises, given["answers"], kept, *beside)

    def as_text(self) -> str:
        """A line of JSON, one for each exercise; then the copy: no text in JSON once more."""
        rest: Json = {"reason": messages.to_json(self.reason), "notes": messages.to_json(self.notes)}
        rest |= {"answers": self.answers, "language": self.language, "firsts": self.firsts}
        rest |= {"proposed": self.proposed, "test": self.test}
        rest |= {"exercises": len(self.exercises), "copied": self.copy is not None}
        lines = [json_line(rest), *(one.as_text() for one in self.exercises), self.copy or ""]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger keeps of a hand-in that was judged. ``answers``, ``firsts``: by exercise, as JSON."""

    outcome: Outcome
    answers: Json
    firsts: Json = field(default_factory=dict)  # first tries, which no grade looks at
    proposed: dict[str, str] = field(default_factory=dict)  # a name for its writer, which no grade looks at
    test: Json = field(default_factory=dict)  # the before-and-after test, which no grade looks at

    @classmethod
    def of_text(cls, text: str) -> Self:
        given = json.loads(text)
        found = Outcome.of_json(given["outcome"])
        more = given.get("firsts"), given.get("proposed"), given.get("test")
        return cls(found, given["answers"], *(one or {} for one in more))

    def as_text(self) -> str:
        """``{"outcome", "answers"}``, and ``firsts``, ``proposed`` and ``test`` where there are some."""
        head, tail = json_line(self.outcome.head())[:-1], json_line(self.outcome.tail())[1:]
        exercises = ", ".join([one.as_text() for one in self.outcome.exercises])
        kept = [
            f'"outcome": {head}, "exercises": [{exercises}], {tail}',
            f'"answers": {json_line(self.answers)}',
        ]
        if self.firsts:
            kept.append(f'"firsts": {json_line(self.firsts)}')
        if self.proposed:
            kept.append(f'"proposed": {json_line(self.proposed)}')
        if self.test:
            kept.append(f'"test": {json_line(self.test)}')
        return f"{{{', '.join(kept)}}}"
