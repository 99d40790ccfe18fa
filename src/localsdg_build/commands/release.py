"""``localsdg release``."""

from pathlib import Path

import click

from localsdg_build.release.notebooks import release_all


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def command(out: Path) -> None:
    """Write the learner's notebooks to OUT/<assignment>/<assignment>.ipynb.

    Nothing hidden is inside: no hidden checks, no solutions, no sample answers.
    """
    for path in release_all(out):
        click.echo(path)
