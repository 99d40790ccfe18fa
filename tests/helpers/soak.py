"""How much tests try that search through very much: a sample in ``make test``, far more in ``make soak``.

In tests that are marked ``soak``, ``many`` says how many to try and ``some`` takes a part of a list. The
marker ``sample(n)`` leaves ``n`` of a test's parameters, evenly spread (0: the test is for ``make soak``
alone); pytest's closing line counts those left out as deselected.
"""

import os

import pytest

LONG = bool(os.environ.get("LOCALSDG_SOAK"))


def many(sample, long):
    """How many to try: ``sample``, or ``long`` in ``make soak``."""
    return long if LONG else sample


def some(things, sample):
    """``sample`` of the things, evenly spread from the first to the last; all of them in ``make soak``."""
    things = list(things)
    return things if LONG else spread(things, sample)


def spread(things, sample):
    """So many of a list, from the first to the last, in order."""
    if sample >= len(things):
        return things
    last = max(sample - 1, 1)
    return [things[round(place * (len(things) - 1) / last)] for place in range(sample)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what is beyond each test's sample."""
    tests = {}
    for item in items:
        if item.get_closest_marker("sample"):
            item.add_marker("soak")
            tests.setdefault((item.path, item.originalname), []).append(item)
    if LONG:
        return
    kept = {id(one) for them in tests.values() for one in spread(them, _sample(them[0]))}
    beyond = [one for them in tests.values() for one in them if id(one) not in kept]
    if beyond:
        config.hook.pytest_deselected(items=beyond)
        left_out = {id(one) for one in beyond}
        items[:] = [item for item in items if id(item) not in left_out]


def _sample(item):
    return item.get_closest_marker("sample").args[0]
