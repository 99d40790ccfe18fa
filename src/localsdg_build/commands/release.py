"""``localsdg release``."""

from pathlib import Path

import click

from localsdg.course import LANGUAGE, CourseError, languages
from localsdg_build.release.notebooks import release_all


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", default=LANGUAGE, show_default=True, help="Of the notebooks' words.")
def command(out: Path, language: str) -> None:
    """Write the learner's notebooks to OUT/<assignment>/<assignment>.ipynb.

    Nothing hidden is inside: no hidden checks, no solutions, no sample answers.
    """
    if language not in languages():
        told = f"this language is not there; there are: {', '.join(languages())}"
        raise CourseError(Path("book", language, "interface.yml"), told)
    for path in release_all(out, language=language):
        click.echo(path)
