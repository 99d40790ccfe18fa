"""``localsdg check``."""

import sys

import click

from localsdg.course import root
from localsdg_build.check.rules import check_course


@click.command
def command() -> None:
    """Check every source file of the course; name file, line and what to write."""
    problems = check_course(root())
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} problems found." if problems else "The course is in order.")
    sys.exit(1 if problems else 0)
