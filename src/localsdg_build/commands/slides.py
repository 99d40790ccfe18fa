"""``localsdg slides``."""

import sys
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build import editions, test_tools
from localsdg_build.build import build_book
from localsdg_build.slides import printing


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def command(out: Path) -> None:
    """Write the deck of each lesson to OUT as PDF, a slide a page, without the trainer's notes.

    It prints the learner's book, which is built before if it is not up to date, and needs Chromium.
    """
    if build_book(root()):
        sys.exit(1)
    site = root() / "_build" / editions.edition(editions.LEARNER).html
    made = printing.make(root(), site, out, test_tools.browser(), lambda path: click.echo(path))
    click.echo(f"{len(made)} decks in {out}")
