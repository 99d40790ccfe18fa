"""At which line of a hand-in the code stopped, and with which error. What it reads is not trusted."""

import re
from collections.abc import Mapping, Sequence

from autograder.model import Stopped
from autograder.sandbox.plan import Step
from autograder.values import Json

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"\bCell In\s?\[\d+\], line (\d{1,9})")
# What Python 3.13 calls a cell that ends in the middle, a name of its own which no learner can look up.
_PRIVATE = {"_IncompleteInputError": "SyntaxError"}
_LONGEST = 300  # characters of an error's message; a person reads no more


def before(index: int, steps: Sequence[Step], outputs: Mapping[int, Sequence[Json]]) -> Stopped | None:
    """The first error in the cells above the check step ``index``, down from the check step before it.

    ``None`` if nothing failed. ``outputs``: ``{index of a step: outputs}``.
    """
    above = [place for place in range(index) if steps[place].check]
    found = []
    for place in range(above[-1] + 1 if above else 0, index):
        error = next((one for one in outputs.get(place, ()) if one.get("output_type") == "error"), None)
        here = steps[place].place
        if error is not None and here is not None:
            found.append((steps[place].slug != steps[index].slug, here, error))
    if not found:
        return None
    _, place, error = min(found, key=lambda one: one[:2])  # the exercise's own cells before others
    return Stopped(place + 1, *_described(error))


def _described(error: Json) -> tuple[int | None, str]:
    """The line, if it is known, and the error's words."""
    trace = error.get("traceback")
    lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
    line = _LINE.search(_COLOURS.sub("", "\n".join(lines)))
    name = error.get("ename", "")
    said = f"{_PRIVATE.get(name, name) if isinstance(name, str) else name}: {error.get('evalue', '')}"
    said = " ".join(said.split())
    return int(line.group(1)) if line else None, said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
