"""The work of one participant as notebooks to hand in, as the page *Download my work* makes them.

The released notebook of each module is filled with what the phone kept (``book/static/exercises/kept.js``).
"""

import json
import re
from pathlib import Path
from typing import Any

from localsdg import answers, beside, course
from localsdg.kinds import kind
from localsdg_workshop.room import ANSWER, parsed

_BESIDE = {"first": "localsdg-first:", "checked": "localsdg-checked:"}
_VERSION, _NOTES, _OPENED, _TEST = (
    "localsdg-version:",
    "localsdg-notes:",
    "localsdg-opened:",
    "localsdg-test:",
)
_ORDER = "localsdg-order"


def notebooks(folder: Path, work: dict[str, str], language: str, name: str, at: float) -> dict[str, str]:
    """``{assignment: text of the notebook}`` of the modules in which there is any work.

    ``folder``: of released notebooks; ``work``: kept texts by key; ``name``: how the person calls themselves,
    a proposal; ``at``: when the newest answer was kept, in seconds since 1970.
    """
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if _filled(notebook, path.stem, {key: parsed(text) for key, text in work.items()}, language, at):
            notebook["metadata"]["localsdg"]["proposed"] = {"name": name}
            found[path.stem] = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    return found


def _filled(notebook, assignment, work, language, at):
    """Put the work into the notebook; is there any?"""
    kinds = {mark["exercise"]: mark["kind"] for cell in notebook["cells"] if "kind" in (mark := _mark(cell))}
    slugs = {mark["exercise"] for cell in notebook["cells"] if "exercise" in (mark := _mark(cell))}
    given = {slug: work[ANSWER + slug] for slug in slugs if work.get(ANSWER + slug) is not None}
    beside_it = _metadata(notebook, assignment, work)
    if not given and not beside_it:
        return False
    notebook["metadata"]["localsdg"] |= beside_it
    widgets = {slug: answer for slug, answer in given.items() if kinds.get(slug) not in (None, "code")}
    versions = {slug: work[_VERSION + slug] for slug in widgets if isinstance(work.get(_VERSION + slug), str)}
    for cell in notebook["cells"]:
        mark = _mark(cell)
        slug = mark.get("exercise")
        if mark.get("role") != "answer":
            continue
        if cell["cell_type"] == "markdown":
            _write_text(cell, given.get(slug), work.get(_BESIDE["checked"] + slug))
        elif kinds.get(slug) == "code":
            _write_code(cell, given.get(slug))
        elif given:
            more = {name: work.get(prefix + slug) for name, prefix in _BESIDE.items()}
            told = {"every": widgets, "versions": versions, "language": language, "at": at, **_known(more)}
            data = answers.bundle(slug, given.get(slug), _readable(slug, given.get(slug), language),
                                  order=beside.as_order(work.get(_ORDER)), **told)  # fmt: skip
            cell["outputs"] = [{"data": data, "metadata": {}, "output_type": "display_data"}]
    return True


def _mark(cell):
    return cell["metadata"].get("localsdg") or {}


def _known(more):
    """What a first try and a check hold, where they are what they say."""
    return {"first": beside.as_first(more["first"]), "checked": beside.as_check(more["checked"])}


def _metadata(notebook, assignment, work):
    """Notes, opened lessons and the before-and-after test of this module, for the notebook's metadata."""
    module = f"{assignment}/"
    notes = {
        key.removeprefix(_NOTES): value
        for key, value in work.items()
        if key.startswith(_NOTES + module) and isinstance(value, list) and value
    }
    opened = sorted(key.removeprefix(_OPENED) for key in work if key.startswith(_OPENED + module))
    test = work.get(_TEST + assignment)
    found: dict[str, Any] = {"notes": notes, "before_after": test if isinstance(test, dict) else None}
    found = {key: value for key, value in found.items() if value}
    return {**found, "opened": opened} if found and opened else found


def _write_text(cell, answer, checked):
    text = answer.get("text") if isinstance(answer, dict) else None
    if not isinstance(text, str) or not text.strip():
        return
    cell["source"] = re.sub(r"\\?\$", r"\\$", text).splitlines(keepends=True)
    if isinstance(answer.get("rating"), dict):
        cell["metadata"]["localsdg"]["rating"] = answer["rating"]
    if (kept := beside.as_check(checked)) is not None:
        cell["metadata"]["localsdg"]["checked"] = kept


def _write_code(cell, answer):
    code = answer.get("code") if isinstance(answer, dict) else None
    if isinstance(code, str) and code.strip():
        cell["source"] = code.splitlines(keepends=True)


def _readable(slug, answer, language):
    spec = course.exercise(slug, language)
    ui, title = spec["words"]["ui"], spec["words"]["title"]
    if answer is None:
        return ui["notebook_no_answer"].replace("{title}", title)
    try:
        lines = kind(spec["kind"]).summary(answer, spec)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        lines = []  # no widget made this answer; the grader will say what it is
    return "\n".join([ui["notebook_answer"].replace("{title}", title), *lines])
