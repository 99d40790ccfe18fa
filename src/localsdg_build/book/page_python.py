"""The Python that a page's worker loads into MicroPython, as one file: a poor line asks once."""

import ast
import json
from pathlib import Path

import localsdg
from localsdg import course

_CHECKOUT = Path(__file__).parents[3]
NAME = "python.json"
# The modules of ``localsdg`` that both Pythons run. They know no types, no dataclasses, no ``typing``.
MODULES = (
    "advice",
    "boards",
    "chance",
    "checks",
    "closed",
    "feedback",
    "grids",
    "questions",
    "reading",
    "records",
    "registry",
    "sheets",
    "taken",
    "tries",
    "typed",
)


def sources(where: Path | None = None) -> str:
    """``[[path, text], ...]`` as JSON; ``where``: the folder of a course that may have a judge.py."""
    places = [root / "book/static/exercises/judge.py" for root in (where or course.root(), _CHECKOUT)]
    judge = next(place for place in places if place.is_file())
    package = Path(localsdg.__file__).parent
    files = [(f"localsdg/{name}.py", package / f"{name}.py") for name in MODULES] + [("judge.py", judge)]
    return json.dumps([[path, short(source.read_text(encoding="utf-8"))] for path, source in files])


def short(source: str) -> str:
    """The same program without comments and docstrings, which no browser reads."""
    tree = ast.parse(source)
    for part in ast.walk(tree):
        if isinstance(part, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(part):
            part.body = part.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
