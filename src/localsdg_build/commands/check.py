"""``localsdg check``."""

import gc
import sys

import click

from localsdg.course import root
from localsdg_build.check.memory import Memory
from localsdg_build.check.rules import check_course
from localsdg_build.packs import staging


@click.command
def command() -> None:
    """Check every source file of the course; name file, line and what to write."""
    gc.disable()  # all is over before garbage would fill the memory: a tenth of the time
    course = root()

    def tell(found):
        for problem in found:
            click.echo(str(staging.of_source(course, problem)))

    problems, remarks = check_course(course, Memory(course / "_build" / "checked.json", course), tell)
    found = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found."
    click.echo(found if problems else "The course is in order.")
    for remark in remarks:
        click.echo(remark)
    sys.exit(1 if problems else 0)
