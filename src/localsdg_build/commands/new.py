"""``localsdg new exercise``, ``new lesson``, ``new module``, ``new dataset``."""

from collections.abc import Iterable
from pathlib import Path

import click

from localsdg.course import root
from localsdg_build import scaffold

_module = click.option("--module", default="3-monitoring-reporting", show_default=True, help="Module folder.")


@click.group
def command() -> None:
    """Start a new exercise, lesson, module or dataset from a template that works."""


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


def _say_made(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(f"made {path}")
    click.echo("Now write what stands between << and >>, then run: localsdg check")
