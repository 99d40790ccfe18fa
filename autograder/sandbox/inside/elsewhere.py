"""What notebooks hold that were made in another program: magics and modules that do nothing here.

``skip(line)`` is told each; the rest of the cell is run.
"""

import ast
import types
from collections.abc import Callable

_COLAB = "google.colab"
MAGICS = ("config", "load_ext", "reload_ext", "unload_ext", "pdb", "debug")  # known here, and of no use


class _Quiet(types.ModuleType):
    """A module, or anything in it: all that one asks it for is there and does nothing."""

    def __init__(self, name, skip):
        super().__init__(name)
        self.__dict__["_skip"] = skip

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Quiet(f"{self.__name__}.{name}", self._skip)

    def __call__(self, *arguments, **options):
        self._skip(f"{self.__name__}(…)")


class ColabImports(ast.NodeTransformer):
    """Imports of Colab's own module that nothing guards: one in a ``try`` asks where the code runs.

    ``names``: the learner's variables.
    """

    def __init__(self, names: dict[str, object], skip: Callable[[str], object]) -> None:
        self._names, self._skip = names, skip

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = [self._without(statement) for statement in node.body]
        return node

    def _without(self, statement):
        bound = dict(self._bound(statement))
        if not bound:
            return statement
        self._skip(ast.unparse(statement))
        for name, module in bound.items():
            self._names[name] = _Quiet(module, self._skip)
        return ast.copy_location(ast.Pass(), statement)

    @staticmethod
    def _bound(statement):
        """``(name, module)`` of what a statement imports of Colab; nothing if it imports other things too."""
        if isinstance(statement, ast.ImportFrom) and statement.module and statement.level == 0:
            module = statement.module
            parts = [(one.asname or one.name, f"{module}.{one.name}") for one in statement.names]
            return parts if any(_is_colab(name) for _, name in parts) else []
        if isinstance(statement, ast.Import) and all(_is_colab(one.name) for one in statement.names):
            return [(one.asname or "google", one.name if one.asname else "google") for one in statement.names]
        return []


def _is_colab(name):
    return name == _COLAB or name.startswith(f"{_COLAB}.")
