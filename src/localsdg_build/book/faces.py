"""The typefaces of the pages as web fonts, cut to what is used: a slow line brings them before any exercise.

No style sheet asks for letters lighter than ``WEIGHTS`` or bolder. The text face's own zero has a slash,
which readers take for another sign: its ten digits come out of a typeface that goes with the headings.
"""

import os
from pathlib import Path

from localsdg_build import locks

WEIGHTS = (400, 700)
DIGITS = "0123456789"
# What it is called on pages, the package it comes from, and the signs that are wanted (all).
_FACES = (
    ("source-serif-4-normal", "source-serif-4", ""),
    ("atkinson-normal", "atkinson-hyperlegible-next", ""),
    ("numerals", "source-sans-3", DIGITS),
)
_FEATURES = ["tnum", "lnum", "pnum", "kern"]  # of the numerals


def faces(modules: Path) -> dict[str, Path]:
    """The web fonts by their names on pages, made of the packages in ``node_modules``.

    Each is made once and lies beside its source, so that it goes when another version of that comes.
    """
    found = {}
    for name, package, signs in _FACES:
        folder = modules / "@fontsource-variable" / package
        made = folder / f"{name}-{'-'.join(map(str, WEIGHTS))}.woff2"
        if not made.is_file():
            with locks.alone(made.with_suffix(".lock")):  # another process may be at it
                if not made.is_file():
                    part = made.with_name(f"{made.name}.{os.getpid()}")
                    _cut(folder / "files" / f"{package}-latin-wght-normal.woff2", part, signs)
                    part.replace(made)
        found[f"{name}.woff2"] = made
    return found


def _cut(source, target, signs):
    from fontTools import subset  # here: it costs each build half a second, and is needed once
    from fontTools.varLib import instancer

    options = subset.Options(flavor="woff2", layout_features=_FEATURES, hinting=False)
    with subset.load_font(str(source), options) as font:
        if signs:
            cutter = subset.Subsetter(options)
            cutter.populate(text=signs)
            cutter.subset(font)
        instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        subset.save_font(font, str(target), options)
