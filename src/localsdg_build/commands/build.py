"""``localsdg build``."""

import sys

import click

from localsdg.course import root
from localsdg_build.build import build_book
from localsdg_build.commands import edition_option


@click.command
@edition_option
def command(edition: str) -> None:
    """Build the book into _build/html, the trainer's edition into _build/trainer.

    Only what changed is made again.
    """
    sys.exit(build_book(root(), edition=edition))
