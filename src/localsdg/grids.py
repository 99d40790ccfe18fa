"""What checks of grids share. For both Pythons.

The answer of kind ``matrix`` is ``{"cells": {row: {column: value}}, "picks": {id: a row or column}, ...}``.
"""

from localsdg.reading import as_dict, as_text


def picked(answer, params, name):
    """The row or column that is named below the grid as the pick ``name``; ``""`` where there is none."""
    choice = as_text(as_dict(answer, "picks"), name)
    known = [params[pick["of"]] for pick in params["picks"] if pick["id"] == name]
    return choice if known and choice in known[0] else ""
