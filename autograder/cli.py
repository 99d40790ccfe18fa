"""``autograder``: the facilitator's command line. Only options and messages; the work is in other modules."""

import sys
from pathlib import Path

import click

from autograder import files, table
from autograder.reports import export
from localsdg.course import CourseError

# jsonschema, which nbformat loads, compiles 39 grammars to check addresses that no notebook holds: more than
# half of the time that these commands need to start. Without the package it leaves that check out.
sys.modules.setdefault("rfc3987_syntax", None)

EXAMPLES = """
\b
Examples:
  autograder grade handins.zip --course course
  autograder grade handins/ late/amina.ipynb --course course --json result.json
  autograder feedback --course course
  autograder export --course course --format csv > grades.csv
"""

COURSE = click.option(
    "--course",
    "course_path",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Your course folder: submissions, gradebook, feedback. `grade` makes it.",
)


class _Commands(click.Group):
    """What is the facilitator's to mend is told in one line, without a traceback; exit code 1."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except (CourseError, files.CourseFolderError) as problem:
            click.echo(f"Error: {problem}", err=True)
            ctx.exit(1)


EXISTING = click.Path(exists=True, path_type=Path)


@click.group(cls=_Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Grade learners' notebooks of the course Localizing the SDGs.

    Grade what was handed in, give points to the texts in nbgrader's formgrader (run `jupyter lab` in
    the course folder), then write feedback and the table of grades.
    """


@main.command()
@click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(exists=True, path_type=Path)
)
@COURSE
@click.option("--json", "json_path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Also write the results to FILE as JSON.")  # fmt: skip
@click.option("--time-limit", default=60.0, show_default=True, metavar="SECONDS", type=click.FloatRange(1),
              help="Longest time that one notebook's code may run.")  # fmt: skip
@click.option("--own-cases/--drawn-cases", default=None,
              help="Where each learner has a case of their own: count it only for the case of this learner's "
              "name, or (at first) for any case that was drawn. The course folder remembers it.")  # fmt: skip
def grade(inputs, course_path, json_path, time_limit, own_cases):
    """Grade hand-ins and keep the results in a course folder.

    \b
    INPUT is one or more of:
      a folder or zip with  <learner>/<assignment>.ipynb
      a folder or zip with  <learner>/<assignment>/<assignment>.ipynb
      a folder with nbgrader's  submitted/<learner>/<assignment>/…
      a course folder (its submitted/ is graded again)
      one notebook: <learner>/<assignment>.ipynb (the folder names the learner)
                    or <learner>.ipynb (the file names the learner)

    Every hand-in ends in one of three ways. "graded" has a score. "needs a human" waits for points
    that a person gives in formgrader. "ungraded" could not be graded: the reason says what to do,
    and it is never counted as 0. Points that a person gave stay when you grade again.

    \b
    Exit code: 0 all hand-ins were handled (ungraded ones too), 1 the grader failed,
    2 the command was not understood.

    \b
    Examples:
      autograder grade handins.zip --course course
      autograder grade handins/ late/amina.ipynb --course course --json result.json
    """
    from autograder import course_folder
    from autograder.grade import grade as grade_all

    if course_folder.looks_foreign(course_path):
        raise click.UsageError(
            f"{course_path} is not a course folder and is not empty. Name a new folder with --course."
        )
    folder = course_folder.CourseFolder(course_path)
    folder.prepare()
    if own_cases is not None:
        folder.own_cases = own_cases
    outcomes = list(grade_all(inputs, folder, time_limit))
    if not outcomes:
        raise click.UsageError("no notebook (.ipynb) was found. Expected: <learner>/<assignment>.ipynb")
    for line in table.rows(outcomes):
        click.echo(line)
    click.echo()
    click.echo(table.summary(outcomes))
    if json_path:
        files.write_json(json_path, outcomes)


@main.command()
@COURSE
def feedback(course_path):
    """Write one feedback page for each learner and assignment.

    The pages are DIR/feedback/<learner>/<assignment>.html. Each is one file that explains every check
    in the exercise's words; send it, or print it. Points and comments given in formgrader are in it.

    \b
    Example:
      autograder feedback --course course
    """
    from autograder.reports.feedback import write_all

    paths = list(write_all(_made(course_path)))
    click.echo(f"{len(paths)} feedback pages in {course_path / 'feedback'}")


@main.command("export")
@COURSE
@click.option("--format", "shape", type=click.Choice(sorted(export.FORMATS)), default="csv",
              show_default=True, help="Shape of the table.")  # fmt: skip
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE instead of the terminal.")  # fmt: skip
def export_grades(course_path, shape, output):
    """Write the table of grades: one row for each learner and assignment.

    A hand-in that is ungraded or waits for a human says so; its missing scores are empty cells, never
    0. Cells that a spreadsheet would run as a formula (= + - @) begin with an apostrophe.

    \b
    Example:
      autograder export --course course --format csv > grades.csv
    """
    from autograder.grade import current

    text = export.FORMATS[shape](outcome for outcome, _ in current(_made(course_path)))
    if output:
        files.write(output, text)
    else:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()


def _made(path):
    from autograder import course_folder

    folder = course_folder.CourseFolder(path)
    if not folder.is_made:
        raise click.UsageError(
            f"{path} is no course folder. Make it with: autograder grade INPUT --course {path}"
        )
    return folder


if __name__ == "__main__":
    main()
