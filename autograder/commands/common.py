"""What several commands share: the course folder's option, who is at the keyboard."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.paths import Existing, nearest
from autograder.commands.speaking import refused, remembered, tell
from autograder.messages import message

if TYPE_CHECKING:  # loaded when a command runs: `--help` and mistyped options are answered at once
    from autograder.intake.roster import Roster
    from autograder.store.course_folder import CourseFolder


COURSE = click.option(
    "--course",
    "course_path",
    required=True,
    metavar="DIR",
    callback=remembered,
    is_eager=True,  # its language is that of what is wrong with the others
    type=click.Path(file_okay=False, path_type=Path),
    help="Your course folder: submissions, gradebook, feedback. `grade` makes it.",
)
EXISTING = Existing(exists=True, dir_okay=False, path_type=Path)
ROSTER = click.option("--roster", "roster_path", metavar="FILE", type=EXISTING,
                      help="CSV of your learners (id, name, email).")  # fmt: skip


def made(path: Path) -> "CourseFolder":
    """The ``CourseFolder`` at ``path``; a usage error if ``grade`` has not made it yet."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.course_folder import CourseFolder

    folder = CourseFolder(path)
    if not folder.is_made:
        meant = nearest(path, lambda one: CourseFolder(one).is_made)
        raise refused(message("ask_no_folder", path=path, meant=meant))
    return folder


def to_note(lines: int, head: str) -> str:
    """What to note after grading, so that a history which is rewritten later can be told from this one."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.ledger import history

    return message("done_note", lines=lines, head=head[: history.SHORT])


def read_roster(path: Path | None) -> "Roster | None":
    """The ``Roster`` of a CSV file, or ``None``."""
    if path is None:
        return None
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.intake import roster

    found = roster.read(path)
    if found.staff:
        told = message("done_staff_more" if len(found.staff) > 5 else "done_staff")
        tell(told.format(path=path, names=list(found.staff[:5])), err=True)
    return found
