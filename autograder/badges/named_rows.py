"""Tables of the facilitator's (CSV) in which each row names a learner."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from autograder import course_yml, system
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import named
from autograder.store.course_folder import CourseFolder

COLUMN = "learner"


def read(folder: CourseFolder, path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """``(learner's id, row)`` of each row that names somebody; a cell that is not there is ``""``.

    Raises ``course_yml.Unusable`` for a table that cannot be read, lacks a column, or names somebody unknown.
    """
    try:
        table = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), restval="")
        rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        why = system.why(problem) if isinstance(problem, OSError) else message("yml_no_utf8")
        raise course_yml.Unusable(message("badge_table_closed", path=path, why=why)) from None
    for name in (COLUMN, *columns):
        if name not in (table.fieldnames or ()):
            raise course_yml.Unusable(message("badge_no_column", path=path, name=name))
    for line, row in enumerate(rows, 2):
        if text := row[COLUMN].strip():
            try:
                yield named.learner(folder, text), row
            except CourseFolderError as problem:
                told = message("at_line", place=path, line=line, why=str(problem))
                raise course_yml.Unusable(told) from None
