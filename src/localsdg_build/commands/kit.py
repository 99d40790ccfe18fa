"""``localsdg kit``."""

import sys
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build import editions
from localsdg_build.build import build_book
from localsdg_build.commands import live_option
from localsdg_build.kit.make import README, make


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@live_option
def command(out: Path, live: bool) -> None:
    """Write the learner's course for a USB stick to OUT: a folder, and the same as a zip.

    Lessons are read by a double click on index.html. A starter in the folder, which needs Python's standard
    library alone, makes exercises work too; no network is needed.
    """
    if build_book(root(), live=live):
        sys.exit(1)
    try:
        done = make(root() / "_build" / editions.edition(editions.LEARNER, live).html, out, root())
    except OSError as problem:  # a stick is full, or may not be written to
        raise click.ClickException(
            f"the kit is not whole: {problem}. Make room or name another folder, then run this again."
        ) from None
    click.echo(f"{done.folder}: {done.folder_bytes / 1e6:.1f} MB; how to use it says {README}")
    click.echo(f"{done.zip}: {done.zip_bytes / 1e6:.1f} MB")
