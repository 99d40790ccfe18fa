"""What goes back: each file as the commands write it, and what stays empty in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.desk import filling
from autograder.desk.lists import Listed, Lists
from autograder.errors import CourseFolderError
from autograder.lms import base
from autograder.messages import message
from autograder.notebook.wording import title
from autograder.reports import dashboard, export, feedback, letters, paper, returns, similar, spreadsheets
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, jobs
from autograder.store.ledger.opening import readable
from localsdg_build.zips import zipped

MOST_PAPERS = 300  # feedback pages as PDF that a browser waits for


@dataclass
class File:
    """A file to download. ``told``: the command's sentences; ``rows``: see ``filling.rows``."""

    name: str
    data: bytes
    told: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def offers(folder: CourseFolder, lists: Lists, language: str) -> list[dict[str, Any]]:
    """``[{what, table, platform, name, assignment, title}, ...]``: the platforms' tables, by assignment.

    A table whose name says an assignment is for that one alone.
    """
    released = folder.assignments()
    with readable(folder) as database, database.reading() as connection:
        having = set(jobs.counts(connection))
    having |= {assignment for _, assignment in excusing.of(folder)}
    graded = sorted(having & set(released))
    return [
        {
            "what": what,
            "table": table.dropped.id,
            "platform": table.platform,
            "name": table.dropped.name,
            "assignment": name,
            "title": title(released[name], name, language),
        }
        for name in graded
        for table in lists.tables
        if table.is_filled and table.assignment in ("", name)
        for what in ("filled", "feedback")
    ]


def filled(
    folder: CourseFolder, table: Listed, assignment: str, lists: Lists, scale: bool, language: str
) -> File:
    """A platform's table with the grades of one assignment."""
    told: list[str] = []
    template = table.dropped.path.read_bytes()
    made = export.of_course(
        folder, table.platform, assignment, template, lists.roster, scale=scale, say=told.append
    )
    rows = filling.rows(folder, table.platform, template, made.data, assignment, lists.roster, language)
    return File(f"{assignment}-{table.platform}.csv", made.data, told, rows)


def feedback_for(folder: CourseFolder, table: Listed, assignment: str, lists: Lists) -> File:
    """The learners' feedback as a platform takes it."""
    told: list[str] = []
    found, template = excusing.marked(folder), table.dropped.path.read_bytes()
    data, _ = returns.write(
        table.platform, found, folder.assignments(), assignment, template, lists.roster, told.append
    )
    ending = base.named(table.platform).takes_feedback.rpartition(".")[2]
    return File(f"{assignment}-feedback-{table.platform}.{ending}", data, told)


def table_of_all(folder: CourseFolder, marks: str) -> File:
    """All grades as a plain table. ``marks``: see ``spreadsheets.MARKS``; else as the command writes it."""
    data = export.of_course(folder, "csv").data
    return File("grades.csv", spreadsheets.respelled(data, marks) if marks in spreadsheets.MARKS else data)


def spreadsheet(folder: CourseFolder) -> File:
    """All grades as a spreadsheet's file."""
    return File("grades.xlsx", spreadsheets.xlsx(export.of_course(folder, "csv").data))


def cohort(folder: CourseFolder, lists: Lists) -> File:
    """The cohort's dashboard, one page to open in a browser."""
    place, code = folder.root / "dashboard.html", similar.code_reader(folder)
    found, name = excusing.marked(folder), folder.root.name
    dashboard.write(found, place, folder.assignments(), lists.roster, code, name, folder.language)
    return File(place.name, place.read_bytes())


def pages(folder: CourseFolder) -> File:
    """All feedback pages, a folder for each learner."""
    return File("feedback.zip", _zip(folder.root / "feedback", feedback.write_all(folder)))


def papers(folder: CourseFolder) -> File:
    """The same as PDF; what cannot be made into one is there as its page. Large classes use the command."""
    with readable(folder) as database, database.reading() as connection:
        count = sum(jobs.counts(connection).values())
    if count > MOST_PAPERS:
        raise CourseFolderError(
            message("pdf_too_many", count=count, most=MOST_PAPERS, folder=str(folder.root))
        )
    made = [path for path, _ in paper.write_all(list(feedback.write_all(folder)))]
    return File("feedback-pdf.zip", _zip(folder.root / "feedback", made))


def all_letters(folder: CourseFolder, lists: Lists) -> File:
    """A letter to each learner from whom something is missing, and the table for a mail merge."""
    if not letters.write(folder, lists.roster):
        raise CourseFolderError(message("desk_no_letters"))
    place = folder.root / letters.FOLDER
    return File("letters.zip", _zip(place, sorted(place.iterdir())))


def _zip(place: Path, paths: Iterable[Path]) -> bytes:
    return zipped((path.relative_to(place).as_posix(), path.read_bytes()) for path in paths)
