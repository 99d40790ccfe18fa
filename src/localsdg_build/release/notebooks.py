"""The learner's notebook of each module, made from the exercise folders.

One assignment per module. The same notebook serves a learner who works in Jupyter, the page's *Download my
work*, and (as its source version) an nbgrader course. Nothing hidden is read: no ``hidden_checks.py``, no
``samples/``. The same sources give the same bytes: cell ids come from slugs, the version from the content.
"""

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from localsdg import course as sources
from localsdg import open_half
from localsdg.course import public
from localsdg.judge import open_points
from localsdg_build import order, read_again, town_questions
from localsdg_build.packs import model
from localsdg_build.release import table_preview
from localsdg_build.release.wheel import wheel_name

NBGRADER_SCHEMA = 3
OVERVIEW = "from localsdg import overview\noverview()"  # the last cell: what is done, what is to do


def release_all(
    out: Path, course: Path | None = None, language: str = sources.LANGUAGE, read: Collection[str] = ()
) -> list[Path]:
    """Write ``OUT/<assignment>/<assignment>.ipynb`` for every module that has exercises.

    ``read``: the exercises whose open halves a person reads in this course; they have their rubric's points,
    all others none. Returns the paths written, in reading order. Raises ``CourseError`` if a source cannot be
    used.
    """
    course = Path(course or sources.root()).resolve()
    written = []
    for name in order.assignments(course):
        path = Path(out) / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook_text(name, course, language, read), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def notebook_text(
    assignment: str,
    course: Path | None = None,
    language: str = sources.LANGUAGE,
    read: Collection[str] = (),
) -> str:
    """The released notebook of one assignment as the text of an ``.ipynb`` file; see ``release_all``."""
    return nbformat.writes(notebook(assignment, course, language, read)) + "\n"


def notebook(
    assignment: str,
    course: Path | None = None,
    language: str = sources.LANGUAGE,
    read: Collection[str] = (),
) -> NotebookNode:
    """The released notebook of one assignment as a validated ``NotebookNode`` (nbformat 4.5).

    ``read``: see ``release_all``.
    """
    course = Path(course or sources.root()).resolve()
    module = order.assignments(course)[assignment]
    placed = order.placed_exercises(course, language)
    headings = {slug: _lesson_title(course, name, lesson, language) for slug, name, lesson in placed}
    lessons = {slug: (name, lesson) for slug, name, lesson in placed}
    cells = [_introduction(assignment, module, course, language)]
    last = None
    for slug in order.exercises_of(course, module, language):
        heading = headings.get(slug)
        if heading and heading != last:
            cells.append(_markdown(f"lesson-{slug}", f"# {heading}"))
        last = heading
        again = read_again.sections(course, slug, *lessons[slug], language) if slug in lessons else []
        spec = public.exercise(slug, language, course)
        cells += exercise_cells(slug, spec, course, slug in read, again, language)
    if len(cells) > 1:
        cells.append(_overview())
    made = new_notebook(cells=cells, metadata=_metadata(assignment, language, cells, course))
    nbformat.validate(made)
    return made


def _overview():
    """The last cell. It is none of nbgrader's: a course that has grades takes no further cell from it."""
    metadata = {"localsdg": {"role": "overview"}, "deletable": False, "editable": False}
    return new_code_cell(OVERVIEW, id="overview", metadata=metadata)


def _lesson_title(course, module, lesson, language):
    return order.title(order.in_language(course / "modules" / module / lesson, language))


def _metadata(assignment, language, cells, course):
    # Who reads open halves, and so what they are worth, is each course folder's: it is no other notebook.
    told = [{**cell, "metadata": _without_worth(cell.metadata)} for cell in cells]
    content = json.dumps([assignment, language, told], sort_keys=True, ensure_ascii=False)
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "localsdg": {
            "assignment": assignment,
            "language": language,
            "version": hashlib.sha256(content.encode()).hexdigest()[:12],
            **({"pack": pack} if (pack := model.name_of(course)) else {}),
        },
    }


def _without_worth(metadata):
    marks = metadata.get("nbgrader") or {}
    if not (marks.get("grade") and marks.get("solution")):
        return metadata
    kept = {key: value for key, value in marks.items() if key not in ("points", "checksum")}
    return {**metadata, "nbgrader": kept}


def _introduction(assignment, module, course, language):
    front = order.in_language(course / "modules" / module, language)
    text = page_words("notebook.md", course, language)
    title = order.title(front) if front.is_file() else module
    return _markdown("introduction", fill(text, title=title, assignment=assignment, wheel=wheel_name()))


def page_words(name: str, course: Path, language: str = sources.LANGUAGE) -> str:
    """A text of ``book/<language>/`` that is put into what learners download.

    A course folder that has none of its own (a test's, a small one) takes the checkout's; where it is not
    translated, English's.
    """
    books = (Path(course) / "book", Path(__file__).parents[3] / "book")
    places = [book / spoken / name for spoken in (language, sources.LANGUAGE) for book in books]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise sources.CourseError(places[0], "this file is missing; it says what the learner reads first")
    return path.read_text(encoding="utf-8").strip("\n")


def fill(text: str, **values: object) -> str:
    """``text`` with each ``{name}`` replaced (no other braces touched)."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


# ---- One exercise ---------------------------------------------------------------------------


def exercise_cells(
    slug: str,
    spec: dict[str, Any],
    course: Path,
    is_read: bool = False,
    again: Sequence[read_again.Section] = (),
    language: str = sources.LANGUAGE,
) -> list[NotebookNode]:
    """The cells of one exercise (``spec`` from ``public.exercise``): its prompt, answer, check, open half.

    Where the exercise is in another language than the notebook's ``language``, a line above it says so. Only
    a person gives points in an open half, and only where one reads it (``is_read``). Kind ``text`` has no
    check cell: its one answer cell is the open half.
    """
    kind = spec["kind"]
    starter = course / "exercises" / slug / "starter.py"
    source = starter.read_text(encoding="utf-8").strip("\n") if starter.is_file() else ""
    how = [table_preview.previews(source, spec["words"]["ui"], course)] if kind == "code" else []
    if town_questions.takes_notes(spec):
        how.append(questions_text(spec, course))
    if kind in ("code", "text"):
        how.append(spec["words"]["ui"][f"notebook_{kind}_how"])
    note = "" if spec["language"] == language else f"*{spec['words']['ui']['site_exercise_english']}*"
    prompt = "\n\n".join(part for part in [note, prompt_text(spec, again), *how] if part)
    prompt = _markdown(f"{slug}-prompt", prompt, role="prompt", exercise=slug)
    if kind == "text":
        return [prompt, _open_half(slug, "answer", "text", spec, is_read)]
    if kind == "code":
        answer = _code(f"{slug}-answer", source, slug, "answer", solution=True)
        # After an error Jupyter empties all cells below and runs none: their answers would be lost on saving.
        answer.metadata["tags"] = ["raises-exception"]
        check = f'from localsdg import grade\ngrade("{slug}", globals())'
    else:
        source = f'from localsdg import exercise\nexercise("{slug}")'
        answer = _code(f"{slug}-answer", source, slug, "answer", locked=True)
        check = f'from localsdg import grade\ngrade("{slug}")'
    graded = _code(slug, check, slug, "check", grade=True, locked=True, points=spec["points"])
    graded.metadata["localsdg"]["kind"] = kind  # a grader need not read the sources to know it
    if not spec["rubric"]:
        return [prompt, answer, graded]
    return [prompt, answer, graded, _open_half(open_half.name_of(slug), "open", "open", spec, is_read)]


def prompt_text(spec: dict[str, Any], again: Sequence[read_again.Section] = ()) -> str:
    """What stands above an answer: title, points and minutes, prompt, help, rubric."""
    words = spec["words"]
    ui = words["ui"]
    meta = ui["notebook_meta" if spec["points"] else "notebook_meta_open"]
    meta = fill(meta, points=spec["points"], minutes=spec.get("minutes", ""))
    parts = [f"## {words['title']}", f"*{meta}*", words["prompt"]]
    if words.get("hints"):
        parts.append(_folded(words["hints"], ui, 1))
    if again:
        parts.append(f"{ui['site_help_again']} {' · '.join(f'*{one.heading}*' for one in again)}")
    if spec["rubric"]:
        parts.append(rubric_text(spec))
    return "\n\n".join(part for part in parts if part)


def _folded(hints, ui, number):
    """Hints as Jupyter folds them, each inside the one before: they open one after the other."""
    if not hints:
        return ""
    title = fill(ui["site_help_hint"], number=number)
    inner = "\n\n".join(part for part in (hints[0], _folded(hints[1:], ui, number + 1)) if part)
    return f"<details><summary>{title}</summary>\n\n{inner}\n\n</details>"


def questions_text(spec: dict[str, Any], course: Path) -> str:
    """The questions of the lessons, which a dossier answers: a notebook has no fields for notes on them."""
    parts = [f"**{spec['words']['ui']['dossier_questions']}**"]
    for one in town_questions.of_module(course, spec["module"], spec["language"]):
        if one["questions"]:
            parts.append(f"*{one['title']}*\n\n" + "\n".join(f"- {text}" for text in one["questions"]))
    return "\n\n".join(parts)


def rubric_text(spec: dict[str, Any]) -> str:
    """The rubric as a Markdown table: a row a level, the row's title on its first level."""
    ui, rubric = spec["words"]["ui"], spec["words"].get("rubric") or {}
    lines = [
        f"**{ui['notebook_rubric']}**\n",
        f"| {ui['rubric_row']} | {ui['rubric_points']} | {ui['rubric_level']} |",
        "|:---|---:|:---|",
    ]
    for row in spec["rubric"]:
        words = rubric.get(row["id"]) or {}
        title = words.get("title", row["id"])
        for level in row["levels"]:
            wording = (words.get("levels") or {}).get(level["id"], level["id"])
            cells = [title, level["points"], wording]
            lines.append("| " + " | ".join(_table_cell(cell) for cell in cells) + " |")
            title = ""
    return "\n".join(lines)


def _table_cell(text):
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|").strip()


# ---- Cells ----------------------------------------------------------------------------------


def _open_half(name, role, kind, spec, is_read):
    """The cell of an open half, which nbgrader gives to a person."""
    points = open_points(spec) if is_read else 0
    source = spec["words"]["ui"]["text_placeholder" if kind == "text" else "open_placeholder"]
    cell = _markdown(name, source, role=role, exercise=name, kind=kind)
    return _nbgrader(cell, name, grade=True, solution=True, points=points)


def _markdown(name, source, **course_metadata):
    metadata = {"localsdg": course_metadata} if course_metadata else {}
    return new_markdown_cell(source, id=cell_id(name), metadata=metadata)


def _code(name, source, slug, role, **flags):
    metadata = {"localsdg": {"exercise": slug, "role": role}}
    return _nbgrader(new_code_cell(source, id=cell_id(name), metadata=metadata), name, **flags)


def _nbgrader(cell, grade_id, grade=False, solution=False, locked=False, points=None):
    """Mark a cell as nbgrader's own release step does, so that the file also works handed out as it is."""
    cell.metadata["nbgrader"] = {
        "schema_version": NBGRADER_SCHEMA,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
        "cell_type": cell.cell_type,
    }
    if points is not None:
        cell.metadata.nbgrader["points"] = points
    cell.metadata.nbgrader["checksum"] = checksum(cell)
    cell.metadata["deletable"] = False
    if locked:
        cell.metadata["editable"] = False
    return cell


def checksum(cell: NotebookNode) -> str:
    """What ``nbgrader.utils.compute_checksum`` gives: a text left unchanged is known by it and earns 0.

    Written out here because importing nbgrader takes longer than the whole release (a test compares them).
    """
    flags = cell.metadata["nbgrader"]
    graded, solved = flags["grade"], flags["solution"]
    locked = not solved and (graded or flags["locked"])
    parts = [cell.source, cell.cell_type, str(graded), str(solved), str(locked), flags["grade_id"]]
    if graded:
        parts.append(str(float(flags["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def cell_id(name: str) -> str:
    """A valid cell id (letters, digits, ``-``, ``_``; at most 64) that depends on ``name`` alone."""
    clean = re.sub(r"[^A-Za-z0-9_-]", "-", name)
    if len(clean) <= 64:
        return clean
    return f"{clean[:51]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
