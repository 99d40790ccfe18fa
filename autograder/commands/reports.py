"""``autograder export`` and ``autograder report``: grades for an LMS, and a picture of the cohort."""

import os
import sys
from pathlib import Path

import click

from autograder.commands.common import COURSE, EXISTING, ROSTER, made, read_roster, to_note
from autograder.commands.paths import Output
from autograder.commands.speaking import reader, shown, tell
from autograder.messages import message
from autograder.store import files


class Shapes(click.Choice):
    """``csv``, and the platforms that take grades back: each module of ``lms`` says whether it does."""

    @property
    def choices(self) -> tuple[str, ...]:
        # Loaded when somebody asks: that takes longer than all that `autograder --help` needs.
        from autograder.lms import base

        return tuple(sorted(["csv", *(one.name for one in base.platforms() if one.takes_grades)]))

    @choices.setter
    def choices(self, given: object) -> None:
        """They are found, not given."""


@click.command("export")
@COURSE
@click.option("--format", "shape", type=Shapes(()), default="csv",
              show_default=True, help="Shape of the table.")  # fmt: skip
@click.option("--assignment", metavar="NAME", help="Only this one. Moodle and Canvas take one at a time.")
@click.option("--template", metavar="FILE", type=EXISTING,
              help="Moodle's grading worksheet or Canvas's gradebook as downloaded: grades are filled in,"
              " the rest stays.")  # fmt: skip
@click.option("--column", metavar="TITLE", help="The assignment's heading in Canvas's gradebook.")
@click.option("--scale", is_flag=True, help="Convert to the points that the LMS gives, if they differ.")
@ROSTER
@click.option("--output", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Write to FILE instead of the terminal.")  # fmt: skip
def export_grades(
    course_path: Path, shape: str, assignment: str | None, template: Path | None, column: str | None,
    scale: bool, roster_path: Path | None, output: Path | None,
) -> None:  # fmt: skip
    """Write the table of grades: CSV, Moodle's grading worksheet, or Canvas's gradebook.

    With the table goes the hash of the history's last line, for `autograder audit --head`: in CSV the column
    history_head; beside a file for Moodle or Canvas (--output) one that ends in .history.txt.

    A hand-in that is ungraded or waits for a human has an empty cell for its score, never 0. Cells of
    ours that a spreadsheet would run as a formula (= + - @) begin with an apostrophe.

    \b
    For Moodle: open the assignment, choose Download grading worksheet, fill that file here, and give it
    back with Upload grading worksheet. For Canvas: Grades, Export; then Grades, Import.

    \b
    Examples:
      autograder export --course course > grades.csv
      autograder export --course course --format moodle --assignment 3-monitoring-reporting
          --template Grades-Monitoring.csv --output upload.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import export

    table = export.of_course(
        made(course_path), shape, assignment, template.read_bytes() if template else None,
        read_roster(roster_path), column=column, scale=scale, say=lambda said: tell(said, err=True),
    )  # fmt: skip
    if output:
        files.write(output, table.data)
    else:
        sys.stdout.buffer.write(table.data)
        sys.stdout.flush()
    _note(to_note(table.lines, table.head), shape, output)


def _note(said, shape, output):
    """Say the hash to note; beside a file for an LMS, whose table takes nothing of ours, keep it as well."""
    if output and shape != "csv":
        files.write(output.with_name(f"{output.name}.history.txt"), shown(said) + "\n")
    tell(said, err=True)


@click.command()
@COURSE
@ROSTER
@click.option("--language", metavar="LANGUAGE", help="Write it in this language, not in the course folder's.")
@click.option("--output", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Write to FILE instead of DIR/dashboard.html.")  # fmt: skip
@click.option("--gains", "gains_path", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Write what the before-and-after tests show to FILE, a CSV, as well.")  # fmt: skip
def report(
    course_path: Path, roster_path: Path | None, language: str | None, output: Path | None,
    gains_path: Path | None,
) -> None:  # fmt: skip
    """Write the cohort's dashboard: one HTML file to open in a browser, or to print.

    Scores, when work came in, how hard each exercise and each check was, common mistakes, hand-ins that
    are alike (a hint to look), learners who may need help; and for the group what changed from the first to
    the second form of the before-and-after tests. It names learners: it is for facilitators.

    \b
    Example:
      autograder report --course course --roster class.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import dashboard, gains, similar
    from autograder.store.ledger import excusing

    folder = made(course_path)
    if output is None:
        # A folder that can only be read can be reported on all the same.
        output = (folder.root if os.access(folder.root, os.W_OK) else Path.cwd()) / "dashboard.html"
    added = dashboard.write(
        excusing.marked(folder),
        output,
        folder.assignments(),
        read_roster(roster_path),
        similar.code_reader(folder),
        folder.root.name,
        reader(language, course_path),
    )
    tell(message("done_dashboard", path=output))
    if gains_path:
        files.write(gains_path, gains.as_csv(added.gains))
        tell(message("done_gains", path=gains_path))
