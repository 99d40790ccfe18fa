"""``localsdg check``."""

import gc
import sys

import click

from localsdg.course import root
from localsdg_build.check.memory import Memory
from localsdg_build.check.rules import check_course


@click.command
def command() -> None:
    """Check every source file of the course; name file, line and what to write."""
    gc.disable()  # all is over before garbage would fill the memory: a tenth of the time
    problems, remarks = check_course(root(), Memory(root() / "_build" / "checked.json", root()))
    for problem in problems:
        click.echo(str(problem))
    found = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found."
    click.echo(found if problems else "The course is in order.")
    for remark in remarks:
        click.echo(remark)
    sys.exit(1 if problems else 0)
