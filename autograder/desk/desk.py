"""One course's desk: what was dropped, the grader at work, what stands now. Knows no web."""

import contextlib
import hashlib
import threading
from typing import Any

from autograder.desk import cohort, give, lists, preview
from autograder.desk.inbox import Inbox
from autograder.desk.lists import Lists
from autograder.desk.preview import Preview
from autograder.desk.run import Run
from autograder.store.course_folder import ROSTER, CourseFolder


class Desk:
    """The desk of a course folder, which need not be there yet."""

    def __init__(self, folder: CourseFolder) -> None:
        self.folder, self.inbox, self.run = folder, Inbox(folder), Run()
        self._lock = threading.Lock()
        self._seen: tuple[Any, Preview] | None = None

    def state(self, language: str) -> dict[str, Any]:
        """What the page shows of the files and of grading."""
        run = self.run.state()
        run["told"] = [self.inbox.shorter(one) for one in run["told"]]
        run["problem"] = self.inbox.shorter(run["problem"])
        if run["is_running"]:  # what is being graded is not looked at a second time
            return {"run": run}
        found = self.preview(language)
        learners = found.lists.roster
        return {
            "run": run,
            "files": found.files,
            "hand_ins": found.rows,
            "told": found.told,
            "list": found.lists.roster_path.name if found.lists.roster_path else "",
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
            key = (language, head, [(one.id, one.size, one.changed, one.path) for one in dropped])
            if self._seen is None or self._seen[0] != key:
                preview.prepared(self.folder)
                self._seen = key, preview.of(self.inbox, dropped, language)
            return self._seen[1]

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
        }
        graded = [one.id for one in found.inputs]

        def then(whole: bool) -> None:
            # What was graded is kept in ``submitted``; what was passed over has to be looked at.
            for one in graded if whole else ():
                self.inbox.remove(one)

        return "" if self.run.start(job, then) else "grade_busy"

    def people(self, language: str, seen: str = "") -> dict[str, Any]:
        """The class, whom something is missing from, and which files can go back.

        ``seen``: what an earlier answer had under this name; nothing but that is answered if it still holds.
        """
        now = self._version(language)
        if now and now == seen:
            return {"seen": now}
        if not self.folder.is_made:
            return {"seen": now, "rows": [], "graded": 0, "groups": [], "graders": [], "offers": []}
        found = self.lists()
        return {
            "seen": now,
            "rows": cohort.rows(self.folder, found.roster, language),
            **cohort.missing(self.folder, found.roster, language),
            "offers": give.offers(self.folder, found, language),
        }

    def _version(self, language: str) -> str:
        """A text that changes when the class may look otherwise; ``""`` where that cannot be told."""
        root = self.folder.root
        if self.folder.is_made and not self.folder.url.startswith("sqlite"):
            return ""  # another server keeps the grades
        told: list[object] = [language]
        for path in (*sorted(root.glob("gradebook.db*")), self.folder.settings, root / ROSTER):
            with contextlib.suppress(OSError):
                found = path.stat()
                told.append((path.name, found.st_mtime_ns, found.st_size))
        told += [(one.id, one.size, one.changed) for one in self.inbox.all()]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
