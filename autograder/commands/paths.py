"""Paths that are typed on the command line: what is missing is told together with what is there."""

import os
from pathlib import Path

import click

from autograder.suggesting import did_you_mean


class Existing(click.Path):
    """A file or folder that has to be there; one that is not is compared with its neighbours."""

    def convert(self, value, param, ctx):
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as problem:
            raise click.BadParameter(problem.message + nearest(value), ctx, param) from None


def nearest(path):
    """`` Did you mean …?`` for the first part of a path that is not there; ``""`` where nothing is alike."""
    path = Path(os.fsdecode(path))
    try:
        while not path.parent.exists():
            path = path.parent
        beside = {str(path.parent / name) for name in os.listdir(path.parent)}
        return "" if path.exists() else did_you_mean(path, beside)
    except OSError:  # one may not look there
        return ""
