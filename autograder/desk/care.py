"""What the page *Care* does: what is kept of whom, forget, results without names, history, archive."""

import os
import tempfile
from pathlib import Path
from typing import Any

from autograder import times
from autograder.account import who
from autograder.desk import courses
from autograder.desk.desk import Desk
from autograder.desk.give import File
from autograder.desk.parts import Parts, sought
from autograder.errors import CourseFolderError
from autograder.messages import message, said
from autograder.reports import anonymous, holdings
from autograder.store import archive, files
from autograder.store.ledger import auditing, changing
from localsdg_build.zips import zipped


def held(desk: Desk, wanted: str, at: int) -> dict[str, Any]:
    """What the course folder holds, and of whom: ``places`` beside a page of people (``Parts.part``).

    ``wanted``: a part of a name, of an id or of an address; ``at``: how many of those found are passed over.
    """
    people = holdings.of_people(desk.folder, desk.lists().roster)
    texts = [sought(one[part] for part in ("learner", "name", "email")) for one in people]
    return {"places": holdings.places(desk.folder), **Parts(people, texts).part(wanted, at)}


def forget(desk: Desk, learner: str, language: str) -> dict[str, Any]:
    """Remove a learner; ``{removed, remarks}`` in sentences."""
    _is_made(desk)
    with desk.inbox.held():
        done = changing.forget(desk.folder, learner, who("the desk"))
    return {"removed": said(done.removed, language), "remarks": [said(one, language) for one in done.remarks]}


def without_names(desk: Desk, answers: bool) -> File:
    """The results without names, as a zip."""
    _is_made(desk)
    with files.failures_explained(tempfile.gettempdir()), files.scratch("anonymous") as place:
        for _ in anonymous.write(desk.folder, Path(place) / "out", answers):
            pass
        found = sorted((Path(place) / "out").iterdir())
        return File("results-without-names.zip", zipped((one.name, one.read_bytes()) for one in found))


def audit(desk: Desk, head: str, language: str) -> dict[str, Any]:
    """What ``autograder audit`` finds: ``{problems, news, hand_ins, lines, head, noted, older}``."""
    _is_made(desk)
    found = auditing.audit(desk.folder, head.strip() or None)
    return {
        "problems": [said(one, language) for one in found.problems],
        "news": [said(one, language) for one in found.news],
        "hand_ins": found.hand_ins,
        "lines": found.rows,
        "head": found.head,
        "noted": found.noted,
        "older": found.older,
    }


def archived(desk: Desk) -> Path:
    """The archive of the course as a file that who asks removes."""
    _is_made(desk)
    try:
        tempfile.gettempdir()  # where nothing can be written there is none
    except FileNotFoundError:
        raise CourseFolderError(message("desk_no_temporary")) from None
    handle, name = tempfile.mkstemp(prefix="localsdg-archive-", suffix=".zip")
    os.close(handle)
    try:
        archive.write(desk.folder, Path(name))
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def archive_name(desk: Desk) -> str:
    """How the archive is called that is made now."""
    return f"{desk.folder.root.name or 'course'}-{times.now()[:10]}.zip"


def place_for(text: str) -> Path:
    """Where an archive is to be brought back to: new or empty. Raises ``CourseFolderError``."""
    if not text.strip():
        raise CourseFolderError(message("desk_no_name"))
    place = courses.named(text)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise CourseFolderError(message("archive_taken", folder=str(place)))
    return place


def _is_made(desk: Desk) -> None:
    if not desk.folder.is_made:
        raise CourseFolderError(message("desk_nothing_yet"))
