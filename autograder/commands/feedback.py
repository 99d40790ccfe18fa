"""``autograder feedback``: pages for the learners, and the ways they go back through a platform."""

from pathlib import Path

import click

from autograder.commands.common import COURSE, EXISTING, made, read_roster
from autograder.commands.paths import Output
from autograder.store import files

_OUT = Output(dir_okay=False, path_type=Path)


@click.command()
@COURSE
@click.option("--moodle", "moodle_path", metavar="FILE.zip", type=_OUT,
              help="Also write a zip for Moodle's Upload multiple feedback files.")  # fmt: skip
@click.option("--canvas", "canvas_path", metavar="FILE.csv", type=_OUT,
              help="Also write the comments for Canvas as a table.")  # fmt: skip
@click.option("--assignment", metavar="NAME", help="Only this one. Moodle and Canvas take one at a time.")
@click.option("--template", metavar="FILE", type=EXISTING,
              help="Moodle's grading worksheet or Canvas's gradebook as downloaded.")  # fmt: skip
@click.option("--roster", "roster_path", metavar="FILE", type=EXISTING,
              help="CSV of your learners (id, name, email).")  # fmt: skip
def feedback(
    course_path: Path,
    moodle_path: Path | None,
    canvas_path: Path | None,
    assignment: str | None,
    template: Path | None,
    roster_path: Path | None,
) -> None:
    """Write one feedback page for each learner and assignment.

    The pages are DIR/feedback/<learner>/<assignment>/<assignment>.html. Each is one file that explains
    every check in the exercise's words; send it, or print it, or let nbgrader release_feedback bring it to
    its learner. Points and comments given in formgrader are in it.

    \b
    Examples:
      autograder feedback --course course
      autograder feedback --course course --assignment 3-monitoring-reporting
          --moodle feedback.zip --template Grades-Monitoring.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import returns
    from autograder.reports.feedback import write_all
    from autograder.store.ledger import excusing

    if moodle_path and canvas_path:
        raise click.UsageError("Say --moodle or --canvas: each has a template of its own.")
    folder = made(course_path)
    paths = list(write_all(folder))
    click.echo(f"{len(paths)} feedback pages in {course_path / 'feedback'}")
    given = template.read_bytes() if template else None
    roster = read_roster(roster_path)

    def say(said: str) -> None:
        click.echo(said, err=True)

    if moodle_path:
        found = excusing.marked(folder)
        data, count = returns.for_moodle(found, folder.assignments(), assignment, given, roster, say)
        files.write(moodle_path, data)
        click.echo(f"{count} pages in {moodle_path}: in Moodle, Upload multiple feedback files in a zip.")
    if canvas_path:
        text, count = returns.for_canvas(excusing.marked(folder), assignment, given, roster, say)
        files.write(canvas_path, text)
        click.echo(f"{count} comments in {canvas_path}")
