"""In a notebook a widget is told that its answer is one of before, for as long as it is."""

from localsdg import notebook_widget
from localsdg.answer_store import Store

SLUG = "wells"
SPEC = {"kind": "text", "version": "now", "words": {"title": "Wells", "ui": {}}}


def test_an_answer_that_was_renewed_is_no_longer_of_before(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.keep(SLUG, {"text": "before"}, "then")
    shown = notebook_widget.Shown(SLUG, SPEC, store, str, lambda answer: {})
    monkeypatch.setitem(notebook_widget.bundles, SLUG, lambda: None)
    widget = shown._open(store.get(SLUG))
    assert widget.spec["earlier"] is True
    widget.answer = {"text": "now", "earlier": {"text": "before"}}
    assert store.all_versions() == {SLUG: "now"} and widget.spec["earlier"] is False
    assert shown._open(store.get(SLUG)).spec["earlier"] is False  # its cell is run again


def test_no_answer_is_not_of_before(tmp_path):
    shown = notebook_widget.Shown(SLUG, SPEC, Store(tmp_path), str, lambda answer: {})
    assert shown._open(None).spec["earlier"] is False
