"""``localsdg bundle``."""

import sys
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build import editions
from localsdg_build.build import build_book
from localsdg_build.bundle.make import MISSING, README, make


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def command(out: Path) -> None:
    """Write the trainer's folder to OUT, and the same as a zip: a workshop on a laptop without internet.

    It holds the learner's book for the room, the trainer's book, the Python packages for Linux, macOS and
    Windows (fetched now), and starters that need Python alone.
    """
    course = root()
    if build_book(course) or build_book(course, edition=editions.TRAINER):
        sys.exit(1)
    learners, trainers = (
        course / "_build" / editions.edition(name).html for name in (editions.LEARNER, editions.TRAINER)
    )
    try:
        done = make(learners, trainers, out, course, say=click.echo)
    except OSError as problem:  # a stick is full, or may not be written to
        raise click.ClickException(
            f"the folder is not whole: {problem}. Make room or name another folder, then run this again."
        ) from None
    for one in done.missing:
        click.echo(f"no wheel: {one}", err=True)
    if done.missing:
        click.echo(f"The folder does not start on these; wheels/{MISSING} in it lists them.", err=True)
    click.echo(f"{done.folder}: {done.folder_bytes / 1e6:.1f} MB; how to use it says {README}")
    click.echo(f"{done.zip}: {done.zip_bytes / 1e6:.1f} MB")
