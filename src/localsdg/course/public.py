"""What anybody receives of the course: the one filter for the page, the wheel and the sandbox.

It names what is public; whatever else stands in a folder or a file (hidden checks, samples, an author's
notes, how a table was made) stays with the course. A new public field or file is added here.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from localsdg.course import exercises, lesson_marks, translations
from localsdg.course.data import about
from localsdg.course.data import names as dataset_names
from localsdg.course.files import LANGUAGE, languages, read_words, read_yaml, root

# Of an exercise.yml, of each of its checks, of rubric.yml's rows and of their levels.
SETTINGS = ("module", "kind", "objectives", "minutes", "points", "checks", "parameters", "datasets")
CHECK = ("id", "points", "objective")
RUBRIC_ROW = ("id", "objective", "levels")
RUBRIC_LEVEL = ("id", "points")
# Of an exercise's front matter.
WORDS = ("title", "summary", "hints", "labels", "feedback", "rubric", "examples")
# What ``exercises.exercise`` adds to them.
_ADDED = ("rubric", "texts", "codes", "language", "direction", "cases")
_WORDS_ADDED = ("prompt", "ui")
# Files that are public as they are.
_AS_THEY_ARE = ("checks.py", "starter.py")


def exercise(slug: str, language: str = LANGUAGE, course: Path | None = None) -> dict[str, Any]:
    """``exercises.exercise`` without what is private: of hidden checks not even a sentence."""
    spec = exercises.exercise(slug, language, course)
    return {
        "version": version(spec, exercises.checks_source(slug, course)),
        **_settings(spec),
        **_only(spec, _ADDED),
        "rubric": _rubric_rows(spec["rubric"]),
        "words": {**_words(spec["words"], spec), **_only(spec["words"], _WORDS_ADDED)},
    }


def version(spec: dict[str, Any], checks: str) -> str:
    """A short hash of what an answer to an exercise means: its settings, its checks, what they can say.

    It stands beside each answer. Page, notebook and grader make the same one, for they ask what is public;
    other words for the same message, or in another language, do not change it.
    """
    feedback = _words(spec["words"], spec).get("feedback") or {}
    keys = {check: sorted(sentences) for check, sentences in feedback.items()}
    content = json.dumps([_settings(spec), checks, keys], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def exercise_files(folder: Path, languages: list[str]) -> dict[str, bytes]:
    """An exercise's public files by name: settings, words in ``languages``, checks, rubric, starter."""
    settings = read_yaml(folder / "exercise.yml")
    found = {"exercise.yml": _as_yaml(_settings(settings)).encode()}
    for name in _AS_THEY_ARE:
        if (folder / name).is_file():
            found[name] = (folder / name).read_bytes()
    if (folder / "rubric.yml").is_file():
        rows = read_yaml(folder / "rubric.yml")["rows"]
        found["rubric.yml"] = _as_yaml({"rows": _rubric_rows(rows)}).encode()
    course = folder.parents[1]
    for language in languages:
        path = folder / f"{language}.md"
        if path.is_file() and translations.spoken(course, folder.name, language) == language:
            words, prompt = read_words(path)
            shown = _words(words, settings)
            as_it_is = shown == words
            found[path.name] = path.read_bytes() if as_it_is else _with_front_matter(shown, prompt)
    return found


def dataset_files(name: str, course: Path | None = None) -> dict[str, bytes]:
    """A dataset's public files by name: its description, what to know of it, and the tables it describes."""
    folder = (course or root()) / "datasets" / name
    wanted = ["datapackage.json", "README.md", *(table["path"] for table in about(name, course)["resources"])]
    return {path: (folder / path).read_bytes() for path in wanted if (folder / path).is_file()}


def files(course: Path | None = None) -> dict[str, bytes]:
    """All that a learner's computer, or a learner's code, may have of a course: ``{path: content}``.

    Exercises, datasets, and the interface's words; ``CourseError`` if one cannot be read.
    """
    course = Path(course or root())
    spoken = languages(course)
    found = {
        f"book/{language}/interface.yml": (course / "book" / language / "interface.yml").read_bytes()
        for language in spoken
    }
    slugs = exercises.exercise_ids(course)
    if marks := lesson_marks.content(course, slugs, spoken):
        found[lesson_marks.FILE] = marks
    for slug in slugs:
        for name, content in exercise_files(course / "exercises" / slug, spoken).items():
            found[f"exercises/{slug}/{name}"] = content
    for dataset in dataset_names(course):
        for name, content in dataset_files(dataset, course).items():
            found[f"datasets/{dataset}/{name}"] = content
    return found


def write_files(course: Path, into: Path) -> Path:
    """Write ``files`` of a course below the folder ``into``, and return it: a course of its own."""
    for name, content in files(course).items():
        path = Path(into) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Path(into)


def _settings(settings: dict[str, Any]) -> dict[str, Any]:
    found = _only(settings, SETTINGS)
    if found.get("checks"):
        found["checks"] = [_only(check, CHECK) for check in found["checks"]]
    return found


def _rubric_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [_only(row, RUBRIC_ROW) for row in rows]
    for row in found:
        row["levels"] = [_only(level, RUBRIC_LEVEL) for level in row["levels"]]
    return found


def _words(words: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """The words of an exercise without private ones and without those of its hidden checks."""
    found = _only(words, WORDS)
    if found.get("feedback"):
        hidden = {check["id"] for check in settings.get("hidden_checks") or []}
        found["feedback"] = {check: text for check, text in found["feedback"].items() if check not in hidden}
    return found


def _only(value: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key in keys}


def _with_front_matter(words: dict[str, Any], body: str) -> bytes:
    return f"---\n{_as_yaml(words)}---\n{body}\n".encode()


def _as_yaml(value: Any) -> str:
    """JSON, which is YAML as well and is written and read many times faster; other YAML where that fails."""
    with contextlib.suppress(TypeError):
        text = json.dumps(value, ensure_ascii=False)
        if json.loads(text) == value:  # JSON has only texts as keys
            return f"{text}\n"
    import yaml  # only who makes a copy of the course writes it; Python in a browser has none

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
