"""How long tests search that search at random: a sample in ``make test``, far longer in ``make soak``."""

import os

LONG = bool(os.environ.get("LOCALSDG_SOAK"))


def many(sample, long):
    """How many to try: ``sample``, or ``long`` in ``make soak``. Mark such a test ``soak``."""
    return long if LONG else sample
