"""Check one answer to one exercise (CPython side): the public checks, and for the grader the hidden ones."""

import functools
import json
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localsdg import checks, course, feedback
from localsdg.frozen import frozen

Record = dict[str, Any]  # what a check found, see ``records.run`` and ``feedback.explain``
Function = Callable[[Any, dict[str, Any]], Any]  # a check: answer and parameters to its result

# NaN is no JSON and equals nothing, not even its copy.
_DECODER = json.JSONDecoder(parse_constant=lambda name: None)


class Copies:
    """Copies of an answer (any JSON value), as the page's worker gets one.

    ``shared`` is what all checks look at. Once one has changed it, it is another one: what a check does to
    its answer must not reach the next.
    """

    def __init__(self, answer: Any) -> None:
        self._answer, self._text = answer, json.dumps(answer)
        self.shared = self.fresh()

    def fresh(self) -> Any:
        """A copy that nobody has seen."""
        return _DECODER.decode(self._text)

    def is_changed(self) -> bool:
        """Whether somebody has changed ``shared``."""
        if self.shared == self._answer:
            return False
        fresh = self.fresh()  # what is no plain JSON, such as NaN, is not what it was read from
        if self.shared == fresh:
            return False
        self.shared = fresh
        return True


@dataclass(frozen=True, eq=False)
class Checks:
    """One file of checks, ready to run. ``functions``: what ``checks.load`` gives, or what it raised.

    ``points``: ``[[check id, points], ...]``; ``params``: what the checks get; ``path``: the file as seen
    from the course's folder; ``source``: its text.
    """

    functions: list[tuple[str, Function]] | Exception
    points: list[list[Any]]
    params: dict[str, Any]
    path: str
    source: str

    def run(self, answer: Any, case: str | None = None) -> list[Record]:
        """Records of all checks over any JSON value ``answer``; see ``checks.run`` and ``cases``."""
        return self.run_over(Copies(answer), case)

    def run_over(self, copies: Copies, case: str | None = None) -> list[Record]:
        """``run`` over an answer of which there are ``Copies``."""
        if isinstance(self.functions, Exception):
            broken = functools.partial(checks.broken, problem=self.functions, locate=self.locate)
            return [broken(check_id, worth) for check_id, worth in self.points]
        if not self.points:
            return []
        params = self.params if case is None else {**self.params, "case": case}
        records = checks.run(self.functions, self.points, copies.shared, params, self.locate)
        if copies.is_changed():
            return checks.run_apart(self.functions, self.points, copies.fresh, params, self.locate)
        return records

    def locate(self, check_id: str, problem: BaseException) -> dict[str, Any]:
        """``{"path", "line"}`` of what went wrong: where this file raised it, else where the check is."""
        return {"path": self.path, "line": self.raised_at(problem) or self._line_of(check_id)}

    def raised_at(self, problem: BaseException) -> int | None:
        """The line of this file where an exception was raised; ``None`` if it was not."""
        line = problem.lineno if isinstance(problem, SyntaxError) else None
        at = problem.__traceback__
        while at:
            if at.tb_frame.f_code.co_filename == self.path:
                line = at.tb_lineno
            at = at.tb_next
        return line

    def _line_of(self, check_id):
        named = re.compile(rf"""["']{re.escape(str(check_id))}["']""")
        lines = self.source.splitlines()
        return next((number for number, line in enumerate(lines, 1) if named.search(line)), 1)


def judge(
    slug: str,
    answer: Any,
    language: str = course.LANGUAGE,
    where: Path | None = None,
    case: str | None = None,
) -> list[Record]:
    """Explained records of the public checks (see ``feedback.explain``) for any JSON value ``answer``.

    ``case``: the one that this learner was to work on (see ``course.cases``), if that is known; the checks
    find it in ``params["case"]``. A broken check's record says so (``checks.is_broken``).
    Raises ``CourseError`` for an unknown exercise, never because of the answer.
    """
    checks_of, _, words = prepared(slug, language, where or course.root())
    return feedback.explain(checks_of.run(answer, case), words, checks_of.locate)


def judge_all(
    slug: str,
    answer: Any,
    language: str = course.LANGUAGE,
    where: Path | None = None,
    case: str | None = None,
    filled: bool = True,
) -> tuple[list[Record], list[Record]]:
    """Explained records of one answer: of the public checks, as ``judge`` gives them, and of the hidden ones.

    Of the latter there are none where the exercise (or this copy of it) has none. ``filled``: see
    ``feedback.explain``.
    """
    copies, (public, hidden, words) = Copies(answer), prepared(slug, language, where or course.root())
    told = feedback.explain(public.run_over(copies, case), words, public.locate, filled=filled)
    if not hidden.points:
        return told, []
    return told, feedback.explain(hidden.run_over(copies, case), words, hidden.locate, True, filled)


def place(
    slug: str, problem: BaseException, language: str = course.LANGUAGE, where: Path | None = None
) -> dict[str, Any]:
    """``{"path", "line"}`` in a file of checks of this exercise where an exception was raised.

    For exceptions that no check's record tells of, such as one that stops a check from outside.
    """
    for one in prepared(slug, language, where or course.root())[:2]:
        if line := one.raised_at(problem):
            return {"path": one.path, "line": line}
    return {"path": f"exercises/{slug}", "line": 1}


@functools.lru_cache(maxsize=256)
def prepared(slug: str, language: str, where: Path) -> tuple[Checks, Checks, dict[str, Any]]:
    """``(public Checks, hidden Checks, words)`` of an exercise.

    Kept, because a grader judges thousands of answers to one exercise. Checks are pure (their parameters are
    frozen, and a test judges every sample before and after all others), so what is kept stays as it was read.
    """
    spec = course.exercise(slug, language, where)
    params = frozen(course.check_parameters(slug, spec, where))
    public = _load(slug, "checks.py", course.checks_source(slug, where), course.check_points(spec), params)
    hidden = course.hidden_checks_source(slug, where)
    return public, _load(slug, "hidden_checks.py", hidden, course.hidden_points(spec), params), spec["words"]


def _load(slug, name, source, points, params):
    path = f"exercises/{slug}/{name}"
    functions: list[tuple[str, Function]] | Exception = []
    try:
        with warnings.catch_warnings(action="ignore"):  # Python's about the source are for its author
            functions = checks.load(source, path)
    except (Exception, SystemExit) as problem:
        functions = Exception(problem) if isinstance(problem, SystemExit) else problem
    return Checks(functions, points, params, path, source)


def public_points(spec: dict[str, Any]) -> float:
    """How many points the public checks of an exercise are worth together."""
    return sum(points for _, points in course.check_points(spec))


def open_points(spec: dict[str, Any]) -> float:
    """How many points a person may give for the open half of an exercise: its rubric's best levels."""
    return sum(max(level["points"] for level in row["levels"]) for row in spec["rubric"])
