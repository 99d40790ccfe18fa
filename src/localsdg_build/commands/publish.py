"""``localsdg publish``."""

import sys
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build.commands import edition_option, live_option
from localsdg_build.publish.publish import publish


@click.command
@click.argument("out", type=click.Path(path_type=Path))
@edition_option
@live_option
def command(out: Path, edition: str, live: bool) -> None:
    """Build the book and make of it the folder OUT, which any static host can show.

    publish.yml says who publishes it, and where. OUT is made anew each time.
    """
    sys.exit(publish(root(), out, edition, live))
