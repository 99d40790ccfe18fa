"""Localizing the SDGs: what a course notebook or page imports.

``exercise(name)`` shows an exercise and keeps the answer in the notebook; ``grade(name)`` checks it;
``overview()`` says what is done; ``data`` reads the course's tables.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from localsdg.notebook import exercise, grade, overview

    __all__ = ["exercise", "grade", "overview"]
else:

    def __getattr__(name: str) -> Any:
        if name in ("exercise", "grade", "overview"):
            # On first use: checks run where ipywidgets and pandas are not installed.
            from localsdg import notebook

            return getattr(notebook, name)
        raise AttributeError(f"module 'localsdg' has no attribute {name!r}")
