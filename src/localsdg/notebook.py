"""What the cells of a course notebook call: ``exercise(slug)`` and ``grade(slug)``.

``exercise`` shows the widget and keeps its answer in the cell's own output (see ``localsdg.answers``).
``grade`` shows the feedback and ends with the score. Both also run where no widget can be shown (a grader,
a conversion, a Jupyter without anywidget): then the kept answer is shown as text. Nothing is written to
stderr, because nbgrader scores a cell that does at 0.
"""

import functools
import html
import os
from pathlib import Path

from IPython.display import display, update_display

from localsdg import cases, course, kinds
from localsdg.answers import Store, bundle, notebook_path
from localsdg.judge import cell_points, judge, public_points
from localsdg.score import grade_value
from localsdg.variables import collect

_MARKS = {"met": "✓", "partly": "◐", "unmet": "○"}


def exercise(slug):
    """Show an exercise; an earlier answer is found again. Raises ``CourseError`` if there is none such."""
    spec = _spec(slug)
    if spec["kind"] in ("code", "text"):
        _say(spec["words"]["ui"][f"notebook_is_{spec['kind']}"])
        return
    shown = _shown(slug)
    shown.show()


def grade(slug, namespace=None):
    """Check the answer, show the feedback, and return the score (``localsdg.score.grade_value``).

    ``namespace``: for a code exercise the notebook's ``globals()``; its variables become the answer, which
    is kept in this cell's output. A text exercise is judged by a person: a sentence says so, and the result
    is ``None``.
    """
    spec = _spec(slug)
    if spec["kind"] == "text":
        _say(spec["words"]["ui"]["notebook_is_text"])
        return None
    problems = []
    if spec["kind"] == "code":
        variables = spec["parameters"].get("variables") or []
        answer, problems = collect(variables, _names(namespace))
        problems += _columns(variables, answer["variables"])
        display(bundle(slug, answer, summary(spec, answer)), raw=True)
    else:
        answer = store().get(slug)
    outcome = checked(slug, spec, answer)
    notes = [_problem_text(spec, *problem) for problem in problems]
    display(feedback_bundle(outcome, spec, notes), raw=True)
    return _value(outcome["records"], spec)


def _value(records, spec):
    """What a check cell ends with: the score.

    nbgrader's *Validate* wants all points of the cell. Hidden checks are not for learners to try, so there
    the public ones are all.
    """
    worth = cell_points(spec)
    score = grade_value(records, worth)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and score >= public_points(spec):
        return grade_value([{"earned": worth}], worth)
    return score


def checked(slug, spec, answer):
    """The message that answers a check: ``{type, records, score, points}`` (``points``: of public checks)."""
    records = judge(slug, answer, case=spec.get("assigned"))
    points = public_points(spec)
    return {"type": "checked", "records": records, "score": grade_value(records, points), "points": points}


def summary(spec, answer):
    """An answer as text for people who see the notebook without the widget."""
    words = spec["words"]
    if answer is None:
        return words["ui"]["notebook_no_answer"].replace("{title}", words["title"])
    lines = kinds.kind(spec["kind"]).summary(answer, spec)
    lines = lines.splitlines() if isinstance(lines, str) else lines
    return "\n".join([words["ui"]["notebook_answer"].replace("{title}", words["title"]), *lines])


@functools.cache
def store():
    """The answers of the folder that this kernel works in (the folder at the first use stays)."""
    folder = Path.cwd()
    return Store(folder, notebook_path(folder))


def _spec(slug):
    spec = course.exercise(slug)
    spec.pop("hidden_checks", None)
    spec["place"] = "notebook"
    if "cases" in spec and (learner := cases.learner()):
        spec["assigned"] = cases.case_of(learner, spec["cases"])
    return spec


def _names(namespace):
    if namespace is not None:
        return namespace
    from IPython import get_ipython

    shell = get_ipython()
    return shell.user_ns if shell else {}


def _columns(variables, values):
    """Problems of numbers that are still a column or a list: often the last step was forgotten."""
    names = [one["name"] for one in variables if one.get("type") == "number"]
    return [(name, "column", "") for name in names if isinstance(values.get(name), dict | list)]


def _say(text):
    display({"text/plain": text, "text/markdown": text}, raw=True)


# ---- The widget -----------------------------------------------------------------------------


@functools.cache
def _shown(slug):
    return _Shown(slug, _spec(slug))


class _Shown:
    """One exercise in this kernel: its widget (if there can be one) and its bundle in the outputs."""

    def __init__(self, slug, spec):
        self.slug, self.spec = slug, spec
        self.display_id = f"localsdg-{slug}"
        self.widget = None

    def show(self):
        """Display the widget and below it the bundle with the answer so far."""
        answer = store().get(self.slug)
        widget = self._open(answer)
        if widget is not None:
            widget.rejoined = False
            display(widget)
        display(self._bundle(answer), raw=True, display_id=self.display_id)

    def _open(self, answer):
        """The widget, made at the first call; ``None`` where none can be shown."""
        make = _widget_class(self.spec["kind"])
        if make is None or os.environ.get("LOCALSDG_WIDGETS") == "0":
            return None
        if self.widget is None or self.widget.comm is None:
            self.widget = make(spec=self.spec, answer=answer)
            self.widget.observe(self._changed, "answer")
            self.widget.on_msg(self._message)
        return self.widget

    def _bundle(self, answer):
        return bundle(self.slug, answer, summary(self.spec, answer))

    def _changed(self, change):
        self._keep(change["new"])

    def _keep(self, answer):
        ui = self.spec["words"]["ui"]
        if not store().keep(self.slug, answer):
            self.widget.send({"type": "note", "text": ui["notebook_no_file"]})
        update_display(self._bundle(answer), raw=True, display_id=self.display_id)
        if self.widget.rejoined:
            self.widget.send({"type": "note", "text": ui["notebook_run_again"]})

    def _message(self, widget, content, buffers):
        """The Check button: answer by a message, whatever happens."""
        if not isinstance(content, dict) or content.get("type") != "check":
            return
        try:
            reply = checked(self.slug, self.spec, content.get("answer"))
        except Exception as problem:  # the course's own fault: the learner is told, the answer is kept
            text = self.spec["words"]["ui"]["notebook_check_failed"]
            reply = {"type": "problem", "text": text.replace("{problem}", str(problem))}
        widget.send(reply)


@functools.cache
def _widget_class(kind):
    """A widget class for a kind of exercise; ``None`` where anywidget is not installed."""
    try:
        import anywidget
        import traitlets
    except ImportError:
        return None

    class Exercise(anywidget.AnyWidget):
        _esm = kinds.esm(kind)
        _css = kinds.css(kind)
        spec = traitlets.Dict().tag(sync=True)
        answer = traitlets.Any(None, allow_none=True).tag(sync=True)
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


# ---- Feedback -------------------------------------------------------------------------------


def feedback_bundle(outcome, spec, notes=()):
    """Feedback as HTML (every text escaped) and as plain text. ``notes``: sentences above the list."""
    ui = spec["words"]["ui"]
    head = ui["score"].replace("{score}", str(outcome["score"])).replace("{points}", str(outcome["points"]))
    records = outcome["records"]
    if records and all(record["state"] == "met" for record in records):
        head = f"{head}. {ui['all_met']}"
    rows = [(record["state"], _points(record, ui), _named(record, spec)) for record in records]
    lines = [f"{_MARKS[state]} {ui['state_' + state]}{worth}: {text}" for state, worth, text in rows]
    plain = "\n".join([head, *notes, *lines])
    return {"text/html": _feedback_html(head, notes, rows, ui), "text/plain": plain}


def _feedback_html(head, notes, rows, ui):
    items = "".join(
        f'<li style="margin:.4em 0"><span aria-hidden="true">{_MARKS[state]}</span> '
        f"<strong>{html.escape(ui['state_' + state])}</strong>{html.escape(worth)}: {html.escape(text)}</li>"
        for state, worth, text in rows
    )
    return (
        f'<section aria-label="{html.escape(ui["notebook_feedback"])}" style="max-width:44em">'
        f"<p><strong>{html.escape(head)}</strong></p>"
        + "".join(f"<p>{html.escape(note)}</p>" for note in notes)
        + f'<ul style="list-style:none;padding-left:0">{items}</ul></section>'
    )


def _named(record, spec):
    """The sentence, after the variable that it is about: a code exercise has several."""
    variables = spec["parameters"].get("variables") or []
    about = spec["kind"] == "code" and record["id"] in [one["name"] for one in variables]
    return f"{record['id']}: {record['text']}" if about else record["text"]


def _points(record, ui):
    if not record["points"]:
        return ""
    text = ui["points_short"].replace("{earned}", str(record["earned"]))
    return f" ({text.replace('{points}', str(record['points']))})"


def _problem_text(spec, name, reason, what):
    text = spec["words"]["ui"][f"variable_{reason}"]
    return text.replace("{name}", name).replace("{type}", what)
