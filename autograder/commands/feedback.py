"""``autograder feedback``: pages for the learners, and the ways they go back through a platform."""

from collections.abc import Iterable
from pathlib import Path

import click

from autograder.commands.common import COURSE, EXISTING, made, read_roster
from autograder.commands.paths import Output
from autograder.commands.speaking import refused, tell
from autograder.messages import chained, message
from autograder.store import files

_OUT = Output(dir_okay=False, path_type=Path)


class Returning(click.Command):
    """An option for each platform that takes feedback back: each module of ``lms`` says whether it does."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        # Loaded when somebody asks: that takes longer than all that `autograder --help` needs.
        from autograder.lms import base

        found = [
            click.Option(
                [f"--{one.name}"],
                type=_OUT,
                metavar=one.takes_feedback,
                help=f"Also write {one.feedback_help}.",
            )  # fmt: skip
            for one in base.platforms()
            if one.takes_feedback
        ]
        return [*found, *super().get_params(ctx)]


def _print(made: Iterable[tuple[Path, bool]]) -> None:
    """Say how many pages are there as PDF, and which are not."""
    found = list(made)
    left = [path.parents[1].name for path, is_made in found if not is_made]
    tell(message("done_pdf", count=len(found) - len(left)))
    for learner in left:
        tell(message("done_no_pdf", learner=learner), err=True)


@click.command(cls=Returning)
@COURSE
@click.option("--assignment", metavar="NAME", help="Only this one. Moodle and Canvas take one at a time.")
@click.option("--pdf", "prints", is_flag=True, help="Also write each page as PDF, beside it.")
@click.option("--template", metavar="FILE", type=EXISTING,
              help="Moodle's grading worksheet or Canvas's gradebook as downloaded.")  # fmt: skip
@click.option("--roster", "roster_path", metavar="FILE", type=EXISTING,
              help="CSV of your learners (id, name, email).")  # fmt: skip
def feedback(
    course_path: Path,
    assignment: str | None,
    prints: bool,
    template: Path | None,
    roster_path: Path | None,
    **returned: Path | None,
) -> None:
    """Write one feedback page for each learner and assignment.

    The pages are DIR/feedback/<learner>/<assignment>/<assignment>.html. Each is one file that explains
    every check in the exercise's words; send it, or print it, or let nbgrader release_feedback bring it to
    its learner. Points and comments given in formgrader are in it.

    \b
    Examples:
      autograder feedback --course course --pdf
      autograder feedback --course course --assignment 3-monitoring-reporting
          --moodle feedback.zip --template Grades-Monitoring.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.lms import base
    from autograder.reports import paper, returns
    from autograder.reports.feedback import write_all
    from autograder.store.ledger import excusing

    asked = {name: path for name, path in returned.items() if path}
    if len(asked) > 1:
        raise refused(message("ask_template", names=chained("ask_or", asked)))
    folder = made(course_path)
    paths = list(write_all(folder))
    tell(message("done_feedback", count=len(paths), path=course_path / "feedback"))
    if prints:
        _print(paper.write_all(paths))
    given = template.read_bytes() if template else None
    roster = read_roster(roster_path)
    for name, path in asked.items():
        found = excusing.marked(folder)
        data, count = returns.write(
            name, found, folder.assignments(), assignment, given, roster,
            lambda said: tell(said, err=True),
        )  # fmt: skip
        files.write(path, data)
        tell(base.named(name).feedback_told.format(count=count, path=path))
