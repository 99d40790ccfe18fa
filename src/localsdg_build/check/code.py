"""Rules about the text of ``checks.py``: what it uses is in both Pythons and gives the same each time."""

import ast
from collections.abc import Iterator
from pathlib import Path

from localsdg import checks
from localsdg.course import CourseError
from localsdg_build.check.shapes import near

SHARED_MODULES = {
    "localsdg.checks",
    "json",
    "re",
    "math",
    "collections",
    "itertools",
    "functools",
    "datetime",
}
_GIVEN = "a check gets all it needs as answer and params (tables: params['tables'])"
_NO_CALLS = {
    "open": f"the page has no files: {_GIVEN}",
    "input": f"nobody is there to type: {_GIVEN}",
    "__import__": "write an import at the top",
    "eval": "an answer must never run: read it with as_dict, as_list, as_text and as_number",
    "exec": "an answer must never run: read it with as_dict, as_list, as_text and as_number",
    "round": "the two Pythons round a half in two ways: from localsdg.checks import rounded",
    "hash": "it gives another number in each run: compare the values themselves",
    "id": "it gives another number in each run: compare the values themselves",
}
_CLOCKS = {"now", "today", "utcnow"}
_SETS = {"set", "frozenset"}
_SET_METHODS = {"union", "intersection", "difference", "symmetric_difference"}
# What gives the same for a set's items in any order.
_ANY_ORDER = {"sorted", "set", "frozenset", "sum", "len", "any", "all", "min", "max"}
_IN_ORDER = {"list", "tuple", "enumerate", "iter", "zip", "map", "filter", "reversed"}


def code_problems(path: Path) -> Iterator[CourseError]:
    """What a file of checks uses and must not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        yield from _import_problems(path, node)
        if isinstance(node, ast.Call):
            yield from _call_problems(path, node)
    for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        for line in _ordered_sets(scope):
            told = "the items of a set stand in another order in each run; write sorted(…) around the set"
            yield CourseError(path, told, line)


def _import_problems(path, node):
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = [node.module or "."]
    else:
        return
    for module in modules:
        if module not in SHARED_MODULES:
            yield CourseError(
                path,
                f"checks cannot import {module!r}: it is missing in the browser's Python; "
                f"they may use {', '.join(sorted(SHARED_MODULES))}",
                node.lineno,
            )
    if modules == ["localsdg.checks"] and isinstance(node, ast.ImportFrom):
        known = sorted(name for name in vars(checks) if not name.startswith("_"))
        for alias in node.names:
            if alias.name not in known:
                hint = f"{near(alias.name, known)}it has: {', '.join(known)}"
                yield CourseError(path, f"localsdg.checks has no {alias.name!r}; {hint}", node.lineno)


def _call_problems(path, node):
    function = node.func
    if isinstance(function, ast.Name) and function.id in _NO_CALLS:
        yield CourseError(
            path, f"{function.id}() has no place in a check; {_NO_CALLS[function.id]}", node.lineno
        )
    if isinstance(function, ast.Attribute) and function.attr in _CLOCKS:
        told = f"{function.attr}() makes the score depend on the day; write the date into exercise.yml"
        yield CourseError(path, told, node.lineno)


def _ordered_sets(scope):
    """Lines of a function (or of the module, outside of functions) where a set's order shows."""
    inside = list(_own_nodes(scope))
    sets = _set_names(inside)
    calm: set[int] = set()  # comprehensions whose order nobody sees
    for node in inside:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ANY_ORDER:
            calm.update(id(part) for part in node.args)
    for node in inside:
        if isinstance(node, ast.Call) and _shows_order(node.func):
            found = any(_is_set(part, sets) for part in node.args) and id(node) not in calm
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            found = any(_is_set(part.iter, sets) for part in node.generators) and id(node) not in calm
        elif isinstance(node, ast.For):
            found = _is_set(node.iter, sets) and any(
                isinstance(part, (ast.Return, ast.Break)) or _appends(part) for part in ast.walk(node)
            )
        else:
            found = False
        if found:
            yield node.lineno


def _own_nodes(scope):
    """The nodes of a scope without those of the functions defined in it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def _set_names(nodes):
    """Names that are given sets and nothing else."""
    given: dict = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, []).append(node.value)
    return {name for name, values in given.items() if all(_is_set(value, ()) for value in values)}


def _is_set(node, names):
    if isinstance(node, (ast.Set, ast.SetComp)):
        return True
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor)):
        return _is_set(node.left, names) or _is_set(node.right, names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _SETS
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in _SET_METHODS and _is_set(node.func.value, names)
    return False


def _shows_order(function):
    if isinstance(function, ast.Attribute):
        return function.attr == "join"
    return isinstance(function, ast.Name) and function.id in _IN_ORDER


def _appends(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append"
