"""An exercise's widget in a running notebook, and the output below it that keeps the answer in the file."""

import asyncio
import functools
import os
from collections.abc import Callable
from typing import Any

from IPython.display import display, update_display

from localsdg import beside, kinds, notebook_file
from localsdg.answer_store import Store
from localsdg.answers import bundle

RENEW_AFTER = 1.5  # seconds that the other outputs wait: whoever types changes an answer many times a second


# How to write each bundle that was shown anew, by exercise: every one carries all answers.
bundles: dict[str, Callable] = {}


def show_bundle(slug: str, make: Callable) -> None:
    """Display a bundle of an exercise, and keep it up to date; ``make()`` gives it as it is then."""
    name = f"localsdg-{slug}"
    display(make(), raw=True, display_id=name)
    bundles[slug] = lambda: update_display(make(), raw=True, display_id=name)


def renew(slug: str) -> None:
    """Write an exercise's bundle anew, if it is shown."""
    if slug in bundles:
        bundles[slug]()


class Shown:
    """One exercise in this kernel: its widget (if there can be one) and its bundle in the outputs."""

    def __init__(self, slug: str, spec: dict, store: Store, summary: Callable, checked: Callable) -> None:
        """``summary(answer)``: an answer in words. ``checked(answer)``: what the Check button replies."""
        self.slug, self._exercise, self.store = slug, spec, store
        self.summary, self.checked = summary, checked
        self.widget: Any = None  # of the class that ``_widget_class`` makes
        self.later: asyncio.TimerHandle | None = None

    @property
    def spec(self) -> dict:
        """The exercise with what its store tells: the options' order, and if its answer is one of before."""
        answered = self.store.get(self.slug) is not None
        is_other = self.store.all_versions().get(self.slug) != self._exercise.get("version")
        return {**self._exercise, "order": self.store.order(), "earlier": answered and is_other}

    def show(self) -> None:
        """Display the widget and below it the bundle with the answer so far."""
        answer = self.store.get(self.slug)
        widget = self._open(answer)
        if widget is not None:
            widget.rejoined = False
            display(widget)
        show_bundle(self.slug, self._bundle)

    def _open(self, answer):
        """The widget, made at the first call; ``None`` where none can be shown."""
        make = _widget_class(self._exercise["kind"])
        if make is None or os.environ.get("LOCALSDG_WIDGETS") == "0":
            return None
        if self.widget is None or self.widget.comm is None:
            self.widget = make(spec=self.spec, answer=answer)
            self.widget.observe(self._changed, "answer")
            self.widget.observe(self._asked, "turn")
            self.widget.on_msg(self._message)
        else:  # another file may have taken the notebook's place
            if self.widget.answer != answer:
                self.widget.answer = answer
            self._follow_store()
        return self.widget

    def _follow_store(self):
        if self.widget.spec != self.spec:
            self.widget.spec = self.spec

    def _bundle(self):
        answer = self.store.get(self.slug)
        text, kept = self.summary(answer), self.store
        return bundle(
            self.slug,
            answer,
            text,
            every=kept.all(),
            versions=kept.all_versions(),
            language=notebook_file.language(),
            order=kept.order(),
            first=kept.beside.firsts.get(self.slug),
            checked=kept.beside.checks.get(self.slug),
        )

    def _changed(self, change):
        self._keep(change["new"])

    def _asked(self, change):
        """The page waits to hear that its change (the ``turn``) has arrived; the answer came with it."""
        self.widget.send({"type": "kept", "turn": change["new"]})

    def _keep(self, answer):
        ui = self._exercise["words"]["ui"]
        if not self.store.keep(self.slug, answer, self._exercise.get("version")):
            self.widget.send({"type": "note", "text": ui["notebook_no_file"]})
        self._follow_store()
        bundles[self.slug]()
        self._renew_others(at_once=answer is None)
        if self.widget.rejoined:
            self.widget.send({"type": "note", "text": ui["notebook_run_again"]})

    def _renew_others(self, at_once):
        """Put the change also into the outputs of the other exercises, when the typing rests."""
        if self.later is not None:
            self.later.cancel()
        others = [renew for slug, renew in bundles.items() if slug != self.slug]

        def renew():
            for one in others:
                one()

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # not in a kernel
            at_once = True
        if at_once:
            renew()
        else:
            self.later = loop.call_later(RENEW_AFTER, renew)

    def _message(self, widget, content, buffers):
        """The Check button: answer by a message, whatever happens. Or a view that was just opened."""
        if not isinstance(content, dict):
            return
        if content.get("type") == "recall" and (found := self._recalled()):
            widget.send(found)
        if content.get("type") != "check":
            return
        try:
            reply = self.checked(content.get("answer"))
        except Exception as problem:  # the course's own fault: the learner is told, the answer is kept
            text = self._exercise["words"]["ui"]["notebook_check_failed"]
            reply = {"type": "problem", "text": text.replace("{problem}", str(problem))}
        widget.send(reply)

    def _recalled(self):
        """What the last check found, as a message; ``None`` where nothing is kept or nothing is answered."""
        answer = self.store.get(self.slug)
        found = self.store.beside.check(self.slug, self._exercise.get("version"))
        if answer is None or found is None:
            return None
        is_of_before = not beside.is_same_answer(found["answer"], answer)
        return {**found, "type": "checked", "isRecalled": True, "isOfBefore": is_of_before}


@functools.cache
def _widget_class(kind):
    """A widget class for a kind of exercise; ``None`` where anywidget is not installed."""
    try:
        import anywidget  # not every Jupyter has it
        import traitlets  # which it brings
    except ImportError:
        return None

    class Exercise(anywidget.AnyWidget):
        _esm = kinds.esm(kind)
        _css = kinds.css(kind)
        spec = traitlets.Dict().tag(sync=True)
        answer = traitlets.Any(None, allow_none=True).tag(sync=True)
        turn = traitlets.Int(0).tag(sync=True)  # the page counts its changes here
        # Has a page joined that did not run the cell? Such a page (reloaded, reopened) shows the widget,
        # but no longer knows which output to renew: what it saves would hold the answer of before.
        rejoined = False

        def get_state(self, key=None, drop_defaults=False):
            # A page that joins asks for all widgets' whole state; the first whole state is our own opening.
            if key is None and self.comm is not None:
                self.rejoined = True
            return super().get_state(key=key, drop_defaults=drop_defaults)

        def __repr__(self):
            return self.spec.get("words", {}).get("title", "")

    Exercise.__name__ = Exercise.__qualname__ = f"Exercise_{kind}"  # anywidget tells style sheets apart by it
    return Exercise
