"""JSON that cannot be changed: the parameters that all checks of all answers get.

Frozen lists and dicts are lists and dicts (``isinstance``, ``==``, ``json`` and reading work as ever); every
way to change one raises ``Frozen`` in the line that tries.
"""

from typing import Any


class Frozen(TypeError):
    """Somebody tried to change what all share."""


def _refuse(self, *rest, **more):
    raise Frozen("these values are shared by all checks and must not be changed: work on a copy")


def _itself(self, memo):
    return self


class _List(list):
    append = extend = insert = remove = pop = clear = sort = reverse = _refuse
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    __deepcopy__ = _itself


class _Dict(dict):
    pop = popitem = clear = update = setdefault = _refuse
    __setitem__ = __delitem__ = __ior__ = _refuse
    __deepcopy__ = _itself


def frozen(value: Any) -> Any:
    """A JSON value with all lists and dicts in it frozen."""
    if isinstance(value, dict):
        return _Dict({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return _List([frozen(inner) for inner in value])
    return value
