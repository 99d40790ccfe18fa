"""Numerals for the text face: its own zero has a slash, which readers of text take for another sign.

The ten digits are cut out of a typeface that goes with the headings: 3 kB. No more of it travels.
"""

import os
from pathlib import Path

DIGITS = "0123456789"
_FOLDER = "@fontsource-variable/source-sans-3"
_FACE = "files/source-sans-3-latin-wght-normal.woff2"


def numerals(modules: Path) -> Path:
    """The digits of the typeface in ``node_modules`` as a web font in all its weights.

    It is made once and lies beside its source, so that it goes when another version of that comes.
    """
    made = modules / _FOLDER / "numerals.woff2"
    if not made.is_file():
        part = made.with_name(f"{made.name}.{os.getpid()}")
        _cut(modules / _FOLDER / _FACE, part)
        part.replace(made)
    return made


def _cut(source, target):
    from fontTools import subset  # here: it costs each build half a second, and is needed once

    options = subset.Options(flavor="woff2", layout_features=["tnum", "lnum", "pnum", "kern"], hinting=False)
    with subset.load_font(str(source), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=DIGITS)
        cutter.subset(font)
        subset.save_font(font, str(target), options)
