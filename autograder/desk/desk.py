"""One course's desk: what was dropped, the grader at work, what stands now. Knows no web."""

import contextlib
import hashlib
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from autograder.desk import corrections, lists, preview
from autograder.desk.inbox import Inbox
from autograder.desk.lists import Lists
from autograder.desk.preview import Preview
from autograder.desk.run import Run
from autograder.errors import CourseFolderError
from autograder.messages import said
from autograder.store.course_folder import ROSTER, CourseFolder

if TYPE_CHECKING:  # loaded when the class is asked for: an empty desk is shown at once
    from autograder.desk import cohort
    from autograder.store.listing import Listed


class Desk:
    """The desk of a course folder, which need not be there yet."""

    def __init__(self, folder: CourseFolder) -> None:
        self.run = Run()
        self._lock, self._reading = threading.Lock(), threading.Lock()
        self.lay(folder)

    def lay(self, folder: CourseFolder) -> None:
        """Lay another course on the desk. Pages of the one before know by ``id`` that it is another."""
        with self._lock:
            self.folder, self.inbox = folder, Inbox(folder)
            self.id = hashlib.sha256(str(folder.root).encode("utf-8", "replace")).hexdigest()[:12]
            self._seen: tuple[Any, Preview] | None = None
            self._class: tuple[str, cohort.Class] | None = None
            self._ahead: tuple[str, list[Listed]] | None = None  # see ``read_ahead``

    def state(self, language: str) -> dict[str, Any]:
        """What the page shows of the files and of grading."""
        run = self.run.state()
        run["told"] = [self.inbox.shorter(said(one, language)) for one in run["told"]]
        run["problem"] = self.inbox.shorter(said(run["problem"], language))
        if run["is_running"]:  # what is being graded is not looked at a second time
            return {"run": run}
        found = self.preview(language)
        learners = found.lists.roster
        return {
            "run": run,
            "files": found.files,
            "hand_ins": found.parts().part("", 0),
            "counts": found.counts,
            "told": found.told,
            "list": found.lists.roster_path.name if found.lists.roster_path else "",
            "modules": found.modules,
            "learners": len(learners) if learners else 0,
            "staff": list(learners.staff) if learners else [],
            "missing": found.lists.missing.name if found.lists.missing else "",
        }

    def preview(self, language: str) -> Preview:
        """What the grader would make of what was dropped; made anew when something changed."""
        with self._lock:
            dropped = self.inbox.all()
            if not dropped:
                return Preview(lists=self._lists([]))
            head = (self.folder.root / "gradebook.db").stat().st_mtime_ns if self.folder.is_made else 0
            corrected = corrections.of(self.inbox, dropped)
            key = (language, head, [(one.id, one.size, one.changed, one.path) for one in dropped], corrected)
            if self._seen is None or self._seen[0] != key:
                if not (self.folder.is_made and all(lists.is_table(one) for one in dropped)):
                    preview.prepared(self.folder)
                self._seen = key, preview.of(self.inbox, dropped, corrected, language)
            return self._seen[1]

    def hand_ins(self, language: str, states: Mapping[str, str], wanted: str, at: int) -> dict[str, Any]:
        """A page of what was dropped (``Parts.part``); what has to be looked at stands first."""
        return self.preview(language).parts(states).part(wanted, at)

    def lists(self) -> Lists:
        """The tables among what was dropped."""
        return self._lists([one for one in self.inbox.all() if lists.is_table(one)])

    def _lists(self, dropped):
        known = list(self.folder.assignments()) if self.folder.is_made else []
        return lists.read(self.folder, dropped, known)

    def grade(self, without_list: bool, language: str) -> str:
        """Grade what was dropped; ``""``, or the key of the words that say why not.

        ``without_list``: names count as they are written, though there was a list of the learners before.
        """
        found = self.preview(language)
        if not found.inputs:
            return "grade_nothing"
        if found.lists.missing and not without_list:
            return "grade_no_list"
        job = {
            "course": str(self.folder.root),
            "inputs": [str(one.path) for one in found.inputs],
            "roster": str(found.lists.roster_path) if found.lists.roster_path else None,
            "receipts": [str(path) for path in found.lists.received],
            "without_list": without_list,
            "corrections": corrections.as_json(corrections.of(self.inbox, found.inputs)),
        }
        graded = [one.id for one in found.inputs]

        def then(whole: bool) -> None:
            # What was graded is kept in ``submitted``; what was passed over has to be looked at.
            for one in graded if whole else ():
                self.inbox.remove(one)

        return "" if self.run.start(job, then) else "grade_busy"

    def grade_changed(self) -> str:
        """Grade again what the folder keeps, as far as course or rules changed since; see ``grade``."""
        if not self.folder.is_made:
            return "grade_nothing"
        return self._grade_kept("submitted")

    def regrade(self, learner: str, who: str) -> str:
        """Grade again what is kept of a learner; ``""``, or the key of the words that say why not."""
        return self._grade_kept(f"submitted/{learner}", again=f"asked for by {who}")

    def _grade_kept(self, place: str, **more: Any) -> str:
        job: dict[str, Any] = {
            "course": str(self.folder.root),
            "inputs": [str(self.folder.root / place)],
            "roster": None,
            "receipts": [],
            "without_list": False,
            "corrections": {},
            **more,
        }
        return "" if self.run.start(job, lambda whole: None) else "grade_busy"

    def people(self, language: str, states: Mapping[str, str], seen: str = "") -> dict[str, Any]:
        """The class's first rows, whom something is missing from, and which files can go back.

        ``states``: what the page calls each state. ``seen``: what an earlier answer had under this name;
        nothing but that is answered if it still holds.
        """
        now = self.version(language)
        if now and now == seen:
            return {"seen": now}
        # As in ``_read``.
        from autograder.desk import give

        found = self._read(now, language, states)
        offers = give.offers(self.folder, self.lists(), language) if self.folder.is_made else []
        told = {**found.part("", 0), **found.rest, "offers": offers}
        return {"seen": now, **told}

    def rows(self, language: str, states: Mapping[str, str], wanted: str, at: int) -> dict[str, Any]:
        """A page of the class; see ``Parts.part``."""
        return self._read(self.version(language), language, states).part(wanted, at)

    def _read(self, version: str, language: str, states: Mapping[str, str]) -> "cohort.Class":
        """The class, read once for as long as nothing changes."""
        # It reads the ledger, whose database takes longer to load than an empty desk takes to be shown.
        from autograder.desk import cohort

        with self._reading:
            if not self.folder.is_made:
                return cohort.Class()
            if not version or self._class is None or self._class[0] != version:
                found = self._ahead[1] if self._ahead and self._ahead[0] == self.version("") else None
                self._ahead = None
                self._class = version, cohort.read(self.folder, self.lists().roster, language, states, found)
            return self._class[1]

    def read_ahead(self) -> None:
        """Read what the class stands at, before anybody asks: the slow half of what ``people`` does.

        What is wrong with the course folder is told to who asks.
        """
        # As in ``_read``.
        from autograder.store import listing

        folder = self.folder
        with self._reading, contextlib.suppress(CourseFolderError, OSError):
            if folder.is_made and (version := self.version("")):
                found = list(listing.listed(folder))
                if folder is self.folder:
                    self._ahead = version, found

    def version(self, language: str) -> str:
        """A text that changes when the class may look otherwise; ``""`` where that cannot be told."""
        root = self.folder.root
        if self.folder.is_made and not self.folder.url.startswith("sqlite"):
            return ""  # another server keeps the grades
        told: list[object] = [language]
        for path in (*sorted(root.glob("gradebook.db*")), self.folder.settings, root / ROSTER):
            with contextlib.suppress(OSError):
                found = path.stat()
                # SQLite makes an empty log, and writes into its index, where somebody only reads.
                if found.st_size and not path.name.endswith("-shm"):
                    told.append((path.name, found.st_mtime_ns, found.st_size))
        told += [(one.id, one.size, one.changed) for one in self.inbox.all()]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
