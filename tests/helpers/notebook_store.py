"""An empty notebook on disk whose answers this process keeps, as a kernel does."""

from contextlib import contextmanager

from localsdg import notebook as widgets
from localsdg import notebook_widget
from localsdg.answer_store import Store


@contextmanager
def opened(folder, course, monkeypatch):
    """The ``Store`` of ``folder/work.ipynb``; nothing of it is known before or after."""
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    path = folder / "work.ipynb"
    path.write_text('{"cells": []}')
    store = Store(folder, path)
    monkeypatch.setattr(widgets, "_stores", [store])
    monkeypatch.setattr(notebook_widget, "bundles", {})
    _forget()
    yield store
    _forget()


def _forget():
    widgets._shown.cache_clear()
    widgets._public.cache_clear()
