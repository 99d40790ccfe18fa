"""``localsdg new exercise``, ``new lesson``, ``new module``, ``new dataset``, ``new pack``."""

from collections.abc import Iterable
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build import scaffold, scaffold_pack

_module = click.option("--module", default="3-monitoring-reporting", show_default=True, help="Module folder.")


@click.group
def command() -> None:
    """Start a new exercise, lesson, module, dataset or country pack from a template that works."""


@command.command("exercise")
@click.argument("slug")
@click.option("--kind", default="choice", show_default=True, help="Kind of exercise, e.g. board or sheet.")
@_module
def exercise(slug: str, kind: str, module: str) -> None:
    """Make exercises/SLUG with every file an exercise needs."""
    _say_made(scaffold.exercise(root(), slug, kind, module))


@command.command("lesson")
@click.argument("slug")
@_module
def lesson(slug: str, module: str) -> None:
    """Make modules/MODULE/SLUG/en.md and add it to the table of contents."""
    _say_made(scaffold.lesson(root(), slug, module))


@command.command("module")
@click.argument("slug")
def module(slug: str) -> None:
    """Make modules/SLUG with module.yml and en.md, and add it to the table of contents."""
    _say_made(scaffold.module(root(), slug))


@command.command("dataset")
@click.argument("slug")
def dataset(slug: str) -> None:
    """Make datasets/SLUG with datapackage.json, README.md, build.py and a first table."""
    _say_made(scaffold.dataset(root(), slug))


@command.command("pack")
@click.argument("name")
@click.option("--dataset", metavar="DATASET/TABLE", default="", help="A table of the course to replace.")
@click.option("--lesson", metavar="MODULE/LESSON", default="", help="The lesson in which it is replaced.")
def pack(name: str, dataset: str, lesson: str) -> None:
    """Make packs/NAME: the course in a country's own words.

    With --dataset and --lesson also a dataset with the same columns, and the lesson's sections that show it.
    """
    if bool(dataset) != bool(lesson):
        raise click.UsageError("say both: --dataset DATASET/TABLE and --lesson MODULE/LESSON")
    _say_made(scaffold_pack.pack(root(), name, dataset, lesson))


def _say_made(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(f"made {path}")
    click.echo("Now write what stands between << and >>, then run: localsdg check")
