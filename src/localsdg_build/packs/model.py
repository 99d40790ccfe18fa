"""What a pack's folder holds, as it is read."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import LANGUAGE

FOLDER = "packs"
# In the pack's folder; the first also lies in the course that is made with it, which knows it by that.
SETTINGS, TERMS, COMPETENCES, REFERENCES = "pack.yml", "terms.yml", "competences.yml", "references.bib"
CASES, LESSONS, DATASETS = "cases", "lessons", "datasets"
KNOWN = (SETTINGS, TERMS, COMPETENCES, REFERENCES, CASES, LESSONS, DATASETS)
PUBLISHED = ("course", "publisher", "contact", "address")  # as in ``publish.yml``

_TEXT = {"type": "string", "minLength": 1}
_LIST = {"type": "array", "minItems": 1, "items": _TEXT}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["country"],
    "properties": {
        "country": {**_TEXT, "description": "the country's name, as pages say it"},
        "made_up": {"type": "boolean", "description": "true: pages say that there is no such country"},
        "reporting_year": {
            "type": "integer",
            "description": "the year of the country's next national review",
        },
        **{key: _TEXT for key in PUBLISHED},
        "contacts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "ask", "at"],
                "properties": {
                    "name": {**_TEXT, "description": "an office, an association, a person"},
                    "ask": {**_TEXT, "description": "what for"},
                    "at": {**_TEXT, "description": "an address of e-mail or of a page"},
                },
            },
        },
        "dataset": {
            "type": "object",
            "additionalProperties": False,
            "required": ["instead_of", "lessons"],
            "properties": {
                "instead_of": {**_TEXT, "description": "dataset/table of the course"},
                "lessons": {**_LIST, "description": "[module/lesson], in which it takes the other's place"},
            },
        },
    },
}


@dataclass(frozen=True)
class Replaced:
    """The dataset that a pack's own one takes the place of: its name and table, and in which lessons."""

    dataset: str
    table: str
    lessons: Sequence[str]


@dataclass(frozen=True)
class Pack:
    """A pack as ``read`` found it. ``cases`` and ``lessons``: files by ``<module>/<lesson>``."""

    folder: Path
    country: str
    made_up: bool = False
    year: int | None = None
    published: Mapping[str, str] = field(default_factory=dict)
    contacts: Sequence[Mapping[str, str]] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    competences: Mapping[str, str] = field(default_factory=dict)
    replaced: Replaced | None = None
    cases: Mapping[str, Path] = field(default_factory=dict)
    lessons: Mapping[str, Path] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the pack is called: its folder's name."""
        return self.folder.name

    @property
    def references(self) -> Path:
        """The pack's own sources to cite; it need not be there."""
        return self.folder / REFERENCES

    def datasets(self) -> list[Path]:
        """The folders of the pack's own datasets, sorted."""
        return sorted(path for path in (self.folder / DATASETS).glob("[!_.]*") if path.is_dir())


def names(course: Path) -> list[str]:
    """The names of all packs of a course, sorted."""
    return sorted(path.name for path in (course / FOLDER).glob("[!_.]*") if path.is_dir())


def folder(course: Path, name: str) -> Path:
    """Where the pack of that name lies. ``CourseError`` if there is none."""
    if name not in names(course):
        known = ", ".join(names(course)) or "none yet"
        told = f"there is no pack {name!r}; there are: {known}. 'localsdg new pack NAME' makes one"
        raise sources.CourseError(Path(FOLDER, name), told)
    return course / FOLDER / name


def read(course: Path, name: str) -> Pack:
    """The pack of that name. ``CourseError`` for the first that cannot be read: see ``rules`` for all."""
    place = folder(course, name)
    found = mapping(place / SETTINGS)
    replaced = found.get("dataset")
    return Pack(
        folder=place,
        country=str(found.get("country", name)),
        made_up=bool(found.get("made_up")),
        year=found.get("reporting_year"),
        published={key: str(found[key]) for key in PUBLISHED if key in found},
        contacts=found.get("contacts") or (),
        terms=_texts(place / TERMS),
        competences=_texts(place / COMPETENCES),
        replaced=_replaced(replaced) if replaced else None,
        cases=_by_lesson(place / CASES),
        lessons=_by_lesson(place / LESSONS),
    )


def mapping(path: Path) -> dict[str, Any]:
    """A YAML file of ``key: value`` pairs; ``CourseError`` if it is something else."""
    found = sources.read_yaml(path)
    if not isinstance(found, dict):
        raise sources.CourseError(path, "this file holds 'key: value' pairs", 1)
    return found


def _texts(path):
    return {str(key): str(value) for key, value in mapping(path).items()} if path.is_file() else {}


def _replaced(found):
    dataset, _, table = str(found["instead_of"]).partition("/")
    return Replaced(dataset, table, tuple(found["lessons"]))


def _by_lesson(place):
    return {path.relative_to(place).with_suffix("").as_posix(): path for path in sorted(place.rglob("*.md"))}


def of_course(course: Path) -> dict[str, Any] | None:
    """What the pack says with which the course in this folder was made, and its ``name``; or ``None``."""
    path = Path(course) / SETTINGS
    return _settings(path, path.stat().st_mtime_ns) if path.is_file() else None


@functools.lru_cache(maxsize=8)
def _settings(path, version):
    return sources.read_yaml(path)


def name_of(course: Path) -> str | None:
    """The name of the pack with which the course in this folder was made, ``None`` where there was none."""
    found = of_course(course)
    return str(found["name"]) if found else None


def checkout(course: Path) -> Path:
    """The checkout from which the course in this folder was made with a pack."""
    return course.resolve().parents[2]


def page(lesson: str) -> str:
    """The English file of a lesson, as a path from the course's folder."""
    return f"modules/{lesson}/{LANGUAGE}.md"
