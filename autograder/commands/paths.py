"""Paths that are typed on the command line: what cannot be meant, or cannot be written, is told at once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from autograder import system
from autograder.commands.speaking import shown
from autograder.messages import message
from autograder.suggesting import did_you_mean

_INPUTS = (".ipynb", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz")


def may_be_input(path: Path) -> bool:
    """Whether somebody may have meant this as hand-ins: a folder, an archive, a notebook."""
    return path.is_dir() or path.suffix.lower() in _INPUTS


class Existing(click.Path):
    """A file or folder that has to be there; one that is not is compared with its neighbours.

    ``meant(path)``: whether a neighbour may be meant; at first, whether it is a file.
    """

    def __init__(self, *arguments: Any, meant: Callable[[Path], bool] = Path.is_file, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._meant = meant

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as problem:
            raise click.BadParameter(problem.message + nearest(value, self._meant), ctx, param) from None


class Output(click.Path):
    """A file or folder to write: whether that can be done is found out before any work."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = os.fsdecode(super().convert(value, param, ctx))
        if problem := unwritable(Path(path), is_folder=not self.file_okay):
            self.fail(shown(message("path_not_written", path=path, why=problem)), param, ctx)
        return self.coerce_path_result(path)


def unwritable(path: Path, is_folder: bool = False) -> str:
    """Why nothing can be written to ``path``; ``""`` if it can. Folders that are not there can be made."""
    try:
        place = path.absolute() if is_folder else path.absolute().parent
        while not place.exists():
            place = place.parent
        if not place.is_dir():
            return message("path_in_no_folder", place=place)
        if len(os.fsencode(path.name)) > os.pathconf(place, "PC_NAME_MAX"):
            return message("system_long_name")
        with tempfile.TemporaryFile(dir=place):
            return ""
    except (OSError, AttributeError) as problem:  # Windows has no pathconf, and says it when it writes
        return system.why(problem) if isinstance(problem, OSError) else ""


def nearest(path: str | os.PathLike, meant: Callable[[Path], bool] = Path.exists) -> str:
    """`` Did you mean …?`` for the first part of a path that is not there; ``""`` where nothing is alike.

    ``meant(path)``: whether a neighbour may be meant. Above the last part only folders may.
    """
    missing = Path(os.fsdecode(path))
    is_last = True
    try:
        while not missing.parent.exists():
            missing, is_last = missing.parent, False
        if missing.exists():
            return ""
        beside = [missing.parent / name for name in os.listdir(missing.parent) if not name.startswith(".")]
        may_be = meant if is_last else Path.is_dir
        names = [one.name for one in beside if may_be(one)]
        found = did_you_mean(missing.name, names, lambda name: str(missing.parent / name))
        return f" {shown(found)}" if found else ""
    except OSError:  # one may not look there
        return ""
