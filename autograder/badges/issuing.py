"""Write badges into the course folder: for each learner a folder with the badge, a page and a picture."""

from datetime import datetime
from pathlib import Path

from autograder import open_halves
from autograder.badges import credential, named_rows, page, status, tokens
from autograder.badges import shown as work
from autograder.badges.asked import Asked
from autograder.badges.credential import Course
from autograder.badges.earned import Found
from autograder.badges.keys import Key
from autograder.badges.shown import Shown
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.reports import record_page
from autograder.store import files
from autograder.store.course_folder import BADGES, CourseFolder
from localsdg import course as sources
from localsdg_build import order

TOKEN, PAGE, PICTURE = "badge.jwt", "badge.html", "badge.svg"
NO_BADGE = message("badge_none")
NO_LIST = message("badge_no_list")
REVOKED = message("badge_revoked_already")
_YES = {"yes", "y", "1", "true", "x"}


def place(folder: CourseFolder) -> Path:
    """The folder of all badges."""
    return folder.root / BADGES


def issue(
    folder: CourseFolder, asked: Asked, found: Found, key: Key, shown: Shown, now: datetime
) -> Path | None:
    """Write a learner's badge, page and picture; the folder they are in. ``None``: there is one already."""
    where = place(folder) / found.learner
    if (where / TOKEN).is_file() and not _is_revoked(folder, where):
        return None
    language = folder.language
    modules = {one: _title(one, language) for one in asked.assignments}
    is_read = bool(open_halves.read_by_people(folder.settings))
    course = Course(record_page.course_title(language), language, modules, is_read)
    number = status.take(place(folder)) if asked.status else None
    done = work.of(folder, found.learner, found.points, modules, shown)
    said = credential.payload(asked, course, key.did, shown.name, done, number, now)
    token = tokens.signed(said, key)
    files.write(where / TOKEN, token)
    files.write(where / PICTURE, page.picture(said, token, language))
    files.write(where / PAGE, page.printed(said, token, asked.page, language))
    return where


def _title(assignment: str, language: str) -> str:
    root = sources.root()
    module = order.assignments(root)[assignment]
    return order.title(order.in_language(root / "modules" / module, language))


def revoke(folder: CourseFolder, asked: Asked, learner: str, now: datetime) -> None:
    """Note a learner's badge as revoked; the list is to be written then. Raises ``CourseFolderError``."""
    where = place(folder) / learner
    if not (where / TOKEN).is_file():
        raise CourseFolderError(NO_BADGE.format(learner=learner))
    number = _number(where)
    if not asked.status or number is None:
        raise CourseFolderError(NO_LIST)
    if _is_revoked(folder, where):
        raise CourseFolderError(REVOKED.format(learner=learner))
    status.revoke(place(folder), number, now)


def _is_revoked(folder: CourseFolder, where: Path) -> bool:
    number = _number(where)
    return number is not None and bool(status.numbers(place(folder)).get(str(number)))


def _number(where: Path) -> int | None:
    """The place in the list that a badge of ours names."""
    said = tokens.opened((where / TOKEN).read_text(encoding="utf-8"))
    listed = said.get("credentialStatus")
    return int(listed["statusListIndex"]) if listed else None


def chosen(folder: CourseFolder, path: Path | None) -> dict[str, Shown]:
    """What learners chose to show, by id: from a table with the columns ``learner`` and ``name``, and if you
    like ``points`` and ``record``. Raises ``course_yml.Unusable``.
    """
    rows = named_rows.read(folder, path, "name") if path else ()
    return {
        learner: Shown(
            " ".join(row["name"].split()), *(_is_yes(row, column) for column in ("points", "record"))
        )
        for learner, row in rows
    }


def _is_yes(row, column):
    return row.get(column, "").strip().casefold() in _YES
