"""How much tests try that search through very much: a sample in ``make test``, far more in ``make soak``."""

import os

LONG = bool(os.environ.get("LOCALSDG_SOAK"))


def many(sample, long):
    """How many to try: ``sample``, or ``long`` in ``make soak``. Mark such a test ``soak``."""
    return long if LONG else sample


def some(things, sample):
    """``sample`` of the things, evenly spread from the first to the last; all of them in ``make soak``."""
    things = list(things)
    if LONG or len(things) <= sample:
        return things
    if sample == 1:
        return things[:1]
    return [things[round(place * (len(things) - 1) / (sample - 1))] for place in range(sample)]
