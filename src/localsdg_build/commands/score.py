"""``localsdg score``."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from localsdg import checks, course
from localsdg.judge import judge_all

_OF_HIDDEN = ("id", "points", "earned", "state")


@click.command
@click.argument("slug")
@click.argument("files", metavar="ANSWER.json...", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(slug: str, files: tuple[Path, ...]) -> None:
    """Score answers to the exercise SLUG as the grader does: one JSON line for each file.

    A line is {"file", "score", "points", "records": [...]}: what the checks gave, how many points they have
    to give, and what each of them found. Points that a person gives are in neither number. "score" is null
    where a check is broken. Hidden checks count, as in the grader; their records say "id", "points",
    "earned" and "state", and no more.

    A file holds an answer, or an object with the answer under "answer", such as a sample; if "exercise"
    stands beside it, it must be SLUG.

    A file that cannot be scored is named on the error output, with the reason; the others are scored all
    the same. The exit code is then 1, and also where a check is broken.
    """
    course.exercise(slug)  # an unknown one is told once, not for each file
    failed = False
    for path in files:
        try:
            found = _scored(slug, _answer(slug, path))
        except ValueError as problem:
            click.echo(f"{path}: {problem}", err=True)
            failed = True
            continue
        click.echo(json.dumps({"file": str(path), **found}, ensure_ascii=False))
        failed = failed or found["score"] is None
    sys.exit(1 if failed else 0)


def _answer(slug: str, path: Path) -> Any:
    """The answer in a file. ``ValueError`` with the reason, where there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_number)
    except OSError as problem:
        raise ValueError(f"cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError("is no text in UTF-8") from None
    except json.JSONDecodeError as problem:
        raise ValueError(f"is no JSON: {problem}") from None
    except RecursionError:
        raise ValueError("is nested too deep") from None
    if not isinstance(content, dict) or "answer" not in content:
        return content
    if content.get("exercise", slug) != slug:
        raise ValueError(f"is an answer to {content['exercise']!r}, not to {slug!r}")
    return content["answer"]


def _no_number(name):
    raise ValueError(f"is no JSON: {name} is no number")


def _scored(slug: str, answer: Any) -> dict[str, Any]:
    public, hidden = judge_all(slug, answer)
    shown = [{key: record[key] for key in _OF_HIDDEN} for record in hidden]
    points = checks.total([{"earned": record["points"]} for record in public + hidden])
    return {"score": checks.total(public + hidden), "points": points, "records": public + shown}
