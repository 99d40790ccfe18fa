"""What several commands share: the course folder's option, who is at the keyboard."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.paths import Existing, nearest
from autograder.messages import message
from autograder.reports.table import printable

if TYPE_CHECKING:  # loaded when a command runs: `--help` and mistyped options are answered at once
    from autograder.intake.roster import Roster
    from autograder.store.course_folder import CourseFolder


def remembered(ctx: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
    """The callback of an option that names the course folder: see ``shown``."""
    ctx.find_root().obj = path
    return path


COURSE = click.option(
    "--course",
    "course_path",
    required=True,
    metavar="DIR",
    callback=remembered,
    type=click.Path(file_okay=False, path_type=Path),
    help="Your course folder: submissions, gradebook, feedback. `grade` makes it.",
)
EXISTING = Existing(exists=True, dir_okay=False, path_type=Path)
ROSTER = click.option("--roster", "roster_path", metavar="FILE", type=EXISTING,
                      help="CSV of your learners (id, name, email).")  # fmt: skip


def shown(sentence: str) -> str:
    """A message in the language of the command's course folder; any other text as it stands."""
    context = click.get_current_context(silent=True)
    path = context.find_root().obj if context else None
    if path is None:
        return sentence
    # Loaded when something is said: `--help` and mistyped options are answered at once.
    from autograder.messages import said
    from autograder.store.course_folder import language_of

    return said(sentence, language_of(path))


def tell(sentence: str, err: bool = False) -> None:
    """Print a line as ``shown``; names in it steer no terminal. ``err``: to standard error."""
    click.echo(printable(shown(sentence)), err=err)


def spoken(language: str | None) -> str | None:
    """A language of the course; a usage error for any other. ``None`` stays ``None``."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from localsdg import course

    if language not in (None, *course.languages()):
        known = ", ".join(course.languages())
        raise click.UsageError(f"The course has no words in {language!r}; its languages: {known}.")
    return language


def made(path: Path) -> "CourseFolder":
    """The ``CourseFolder`` at ``path``; a usage error if ``grade`` has not made it yet."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.course_folder import CourseFolder

    folder = CourseFolder(path)
    if not folder.is_made:
        meant = nearest(path, lambda one: CourseFolder(one).is_made)
        raise click.UsageError(
            f"{path} is no course folder.{meant} Make it with: autograder grade INPUT --course {path}"
        )
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
