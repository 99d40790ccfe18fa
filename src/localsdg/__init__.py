"""Localizing the SDGs: what a course notebook or page imports.

``exercise(name)`` shows an exercise and keeps the answer in the notebook; ``grade(name)`` checks it;
``overview()`` says what is done; ``data`` reads the course's tables.
"""


def __getattr__(name):
    # Imported on first use: checks run where ipywidgets and pandas are not installed.
    if name in ("exercise", "grade", "overview"):
        from localsdg import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'localsdg' has no attribute {name!r}")
