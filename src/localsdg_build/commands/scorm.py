"""``localsdg scorm``."""

import sys
import time
from pathlib import Path

import click

from localsdg import course
from localsdg_build import editions, order
from localsdg_build.build import build_book
from localsdg_build.scorm import make, manifest, tryout


@click.command
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--module", metavar="NAME", default="", help="Only this module, by name or number.")
@click.option("--lesson", metavar="NAME", default="", help="Only this lesson, such as reporting-roadmap.")
@click.option("--version", type=click.Choice(manifest.VERSIONS), default="1.2", show_default=True)
@click.option("--language", metavar="CODE", default=course.LANGUAGE, show_default=True)
@click.option("--graded", is_flag=True, help="Without good answers to the exercises.")
@click.option("--try", "is_try", is_flag=True, help="Write nothing: show the packages in OUT in a browser.")
def command(
    out: Path, module: str, lesson: str, version: str, language: str, graded: bool, is_try: bool
) -> None:
    """Write SCORM packages to OUT, for a learning platform: one for each lesson, one for each module.

    A platform shows the lessons in its own pages, knows the learners, and puts points into its gradebook.
    """
    if is_try:
        _try(out)
        return
    root = course.root()
    wanted = make.Wanted(module and order.module_named(root, module), lesson, version, language)
    edition = editions.GRADED if graded else editions.LEARNER
    if build_book(root, edition=edition):
        sys.exit(1)
    site = root / "_build" / editions.edition(edition).html
    done = make.make(site, out, root, wanted, lambda one: click.echo(f"{one.path}: {one.bytes / 1e6:.2f} MB"))
    click.echo(f"{len(done)} packages, SCORM {version}, in {out}")


def _try(out: Path) -> None:
    with tryout.shown(out, course.root()) as address:
        click.echo(f"The packages are at {address}  (stop with Ctrl+C)")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            click.echo("")
