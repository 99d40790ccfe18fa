"""``autograder verify``: does a record of work agree with what was handed in?"""

from pathlib import Path

import click

from autograder.commands.common import EXISTING
from autograder.errors import Unreadable


@click.command()
@click.argument("record", metavar="FILE", type=EXISTING)
@click.argument("hand_in", metavar="[HAND-IN]", required=False, type=EXISTING)
def verify(record: Path, hand_in: Path | None) -> None:
    """Compare a learner's record of work with the hand-in, from whose answers points are worked out anew.

    FILE is the record (record.html), and HAND-IN the zip or notebook that was handed in; or FILE is the zip
    that holds both. The record makes no claim of who did the work, and nothing here does.

    \b
    Exit code: 0 all agrees, 1 something does not, 2 the files cannot be read.

    \b
    Examples:
      autograder verify hand-in.zip
      autograder verify record.html 3-monitoring-reporting.ipynb
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import verifying

    try:
        found = verifying.verify(*verifying.read(record, hand_in))
    except Unreadable as problem:
        raise click.UsageError(str(problem)) from None
    for line in verifying.lines(found):
        click.echo(line)
    if found.differs or not found.agrees:
        raise SystemExit(1)
