"""What one learner handed in for one assignment."""

import hashlib
from collections.abc import Iterable
from typing import Any

from autograder.errors import Unreadable
from autograder.intake import apart


class Submission:
    """A notebook's JSON, or the reason why there is none.

    ``data`` are the bytes as they came, ``digest`` their SHA-256 (``""`` where nothing could be read).
    ``notebook``, ``reason`` and ``notes`` are found out when first asked for; ``refused`` and ``said`` are
    the reason and the notes that are known without opening the notebook. ``is_known`` is false if a list of
    learners was given and this is nobody on it: then ``refused`` says so, ``learner`` is a mere name, and no
    gradebook may learn of it. ``lms_id`` and ``late_mark`` are the learning platform's. ``signature`` changes
    with the files (``None``: they are too new to tell by); ``is_unchanged``: the caller knew it, so nothing
    was read.
    """

    def __init__(
        self,
        learner: str,
        assignment: str,
        place: str,
        data: bytes = b"",
        reason: str | None = None,
        notes: Iterable[str] = (),
        *,
        lms_id: str | None = None,
        late_mark: bool = False,
        is_known: bool = True,
        signature: str | None = None,
        is_unchanged: bool = False,
    ) -> None:
        self.learner, self.assignment, self.place, self.data = learner, assignment, place, data
        self.lms_id, self.late_mark, self.is_known = lms_id, late_mark, is_known
        self.signature, self.is_unchanged = signature, is_unchanged
        self.refused, self.said = reason, list(notes)
        self._notebook: dict[str, Any] | None = None
        self._mended: list[str] = []
        self.digest = hashlib.sha256(data).hexdigest() if data else ""
        self._is_open = not data

    def _open(self):
        if self._is_open or self.refused is not None:
            return
        self._is_open = True
        try:
            self._notebook, self._mended = apart.read(self.data)
        except Unreadable as problem:
            self.refused = str(problem)

    @property
    def notebook(self) -> dict[str, Any] | None:
        self._open()
        return self._notebook

    @property
    def reason(self) -> str | None:
        self._open()
        return self.refused

    @reason.setter
    def reason(self, reason: str) -> None:
        self.refused = reason

    @property
    def notes(self) -> list[str]:
        self._open()
        return self.said + self._mended
