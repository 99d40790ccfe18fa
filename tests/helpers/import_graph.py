"""Who imports whom among our own modules, read from their sources: nothing is imported."""

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).parents[2]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules(folder):
    """``{dotted name: path}`` of a package and all modules below it; ``folder`` is the package's."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        if "templates" not in path.parts:  # files that authors get, not ours to import
            parts = path.relative_to(folder.parent).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@functools.cache
def imported(path):
    """``((module, name or None), ...)`` of all that a file imports by whole names, inside functions, too."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [(node.module, alias.name) for alias in node.names]
    return tuple(found)


def imports(path, known):
    """Which of the modules ``known`` a file imports, at its top or inside functions."""
    for module, name in imported(path):
        whole = f"{module}.{name}"
        if (found := whole if name and whole in known else module) in known:
            yield found


def graph(known):
    """``{module: set of modules that it imports}``."""
    return {name: set(imports(path, known)) - {name} for name, path in known.items()}


def of_rooms(found):
    """The graph of packages instead of their modules: ``localsdg_build.book.pages`` counts for ``…book``."""
    packages = {name.rpartition(".")[0] for name in found if "." in name}
    rooms = {}
    for name, others in found.items():
        room = rooms.setdefault(_room(name, packages), set())
        room |= {_room(other, packages) for other in others}
    return {room: others - {room} for room, others in rooms.items()}


def _room(name, packages):
    parts = name.split(".")
    return ".".join(parts[:2]) if ".".join(parts[:2]) in packages else name


def unexplained(path):
    """Lines of imports inside functions that say nothing of why: neither beside nor above them."""
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTIONS)]
    inside = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    lines = ["", *text.splitlines()]
    said = set()
    for line in sorted(inside):  # one reason serves for imports that follow one another
        if "#" in lines[line] or "#" in lines[line - 1] or line - 1 in said:
            said.add(line)
    return sorted(inside - said)
