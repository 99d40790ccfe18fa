"""``localsdg handouts``."""

from pathlib import Path

import click

from localsdg import course
from localsdg_build.handouts import make, pdf


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--paper", type=click.Choice(sorted(pdf.PAPERS)), default="a4", show_default=True)
@click.option("--exercise", metavar="NAME", default="", help="Only this exercise, with its answer key apart.")
@click.option("--language", metavar="CODE", default=course.LANGUAGE, show_default=True)
def command(out: Path, paper: str, exercise: str, language: str) -> None:
    """Write the course on paper to OUT, as PDF: exercises, answer keys apart, cards and forms.

    It needs WeasyPrint, which `make handouts` installs, and the library Pango.
    """
    made = make.make(
        course.root(),
        out,
        paper,
        language,
        exercise,
        lambda one: click.echo(f"{one.path}: {one.pages} pages"),
    )
    click.echo(f"{sum(one.pages for one in made)} pages on {pdf.PAPERS[paper]} in {out}")
