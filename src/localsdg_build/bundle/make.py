"""Write the trainer's folder, and a zip of it: a workshop's server with all that it needs, without internet.

``course/`` is the one root that the server is told (``LOCALSDG_COURSE``): the built learner's book in
``course/_build/html``, and beside it what is public of exercises and datasets, with the texts of lessons.
Another program for this folder (a desk) is a starter more beside ``start-workshop.py``, an entry in
``STARTERS``, and its packages in ``requirements-workshop.in``.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from localsdg import course
from localsdg.course import public
from localsdg_build import editions, words
from localsdg_build.bundle import starter, wheels
from localsdg_build.kit import make as kits

PROGRAM = "start-workshop.py"
STARTERS = {
    "windows": "Start workshop.bat",
    "macos": "start-workshop.command",
    "linux": "start-workshop.sh",
}
README = "READ-ME.txt"
MISSING = "MISSING.txt"  # in the folder of wheels: what the registry did not have
BOOK = "trainers-book"
_TEMPLATES = Path(__file__).parent / "templates"
# Beside what is public: the order of lessons, their texts, the words of pages. What English a translation was
# made from is left out: of exercises the public part lies here, which is not that English.
_TEXTS = ("_config.yml", "publish.yml", "book/*.yml", "book/*/*.yml",
          "modules/*/module.yml", "modules/*/*.md", "modules/*/*/*.md")  # fmt: skip
_NOT = "translated.yml"
_SAID = ("ask_lan", "data", "installing", "no_venv", "no_wheels", "not_installed", "not_writable",
         "old_python", "unpack")  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """What was written, how many bytes each has, and the wheels that no registry had."""

    folder: Path
    zip: Path
    folder_bytes: int
    zip_bytes: int
    missing: list[str]


def make(learners: Path, trainers: Path, out: Path, root: Path, say: Callable[[str], None] = print) -> Bundle:
    """Write the built books, the programs and their packages to ``out``, as a folder and as a zip of it.

    What an earlier call wrote there is replaced; other files in ``out`` stay.
    """
    title = kits.course_title(root)
    folder = out / f"{kits.file_name(title)}-trainer"
    if folder.exists() and not (folder / "program" / "starter.py").is_file():
        raise course.CourseError(
            folder, "this folder is there already and is no trainer's folder; name another place for it"
        )
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "program").mkdir(parents=True)
    shutil.copyfile(Path(starter.__file__), folder / "program" / "starter.py")
    found = _write_packages(folder, root, say)
    _write_program(folder, root, title)
    _write_course(folder / "course", learners, root)
    kits.fill(folder / BOOK, trainers, root, title)
    archive = out / f"{folder.name}.zip"
    kits.pack(folder, archive)
    return Bundle(folder, archive, kits.size(folder), archive.stat().st_size, found.missing)


def _write_packages(folder: Path, root: Path, say: Callable[[str], None]) -> wheels.Fetched:
    """The wheels, and what the starter reads of them: ``to-install.txt``, ``bundle.json``."""
    lock = (root / wheels.LOCK).read_text(encoding="utf-8")
    place = folder / "wheels"
    place.mkdir()
    found = wheels.fetch(lock, place, say)
    install = wheels.to_install(lock, wheels.own(place))
    _write(folder / "program" / "to-install.txt", install)
    known = {"id": hashlib.sha256(install.encode()).hexdigest()[:12], "whole": found.whole}
    _write(folder / "program" / "bundle.json", json.dumps(known))
    _write(place / MISSING, "".join(f"{one}\n" for one in found.missing) or "-\n")
    return found


def _write_course(folder: Path, learners: Path, root: Path) -> None:
    public.write_files(root, folder)
    for pattern in _TEXTS:
        for path in root.glob(pattern):
            if path.name != _NOT:
                target = folder / path.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    shutil.copytree(learners, folder / "_build" / editions.edition(editions.LEARNER).html)


def _write_program(folder: Path, root: Path, title: str) -> None:
    """The starters, and what they and the folder say in each language of the course."""
    told = {language: words.bundle(language) for language in course.languages(root)}
    spoken = {language: {key: one[key] for key in _SAID} for language, one in told.items()}
    _write(folder / "program" / "words.json", json.dumps(spoken, ensure_ascii=False))
    _write(folder / "program" / "no-python.txt", "".join(f"{one['no_python']}\n" for one in told.values()))
    readme = "\n".join(one["readme"].format(title=title, book=BOOK, **STARTERS) for one in told.values())
    _write(folder / README, readme, "\r\n")
    shutil.copyfile(_TEMPLATES / PROGRAM, folder / PROGRAM)
    newest = sorted(wheels.PYTHONS, key=lambda one: int(one.partition(".")[2]), reverse=True)
    missing = "\n".join(f"echo {kits.for_cmd(one['unpack'])}" for one in told.values())
    windows = _filled("start-windows.bat", " ".join(f"-{one}" for one in newest)).replace(
        "@@unpack@@", missing
    )
    _write(folder / STARTERS["windows"], windows, "\r\n")
    unix = _filled("start-unix.sh", " ".join(f"python{one}" for one in newest))
    for name in ("macos", "linux"):
        path = folder / STARTERS[name]
        _write(path, unix)
        path.chmod(0o755)


def _filled(name: str, pythons: str) -> str:
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    return text.replace("@@pythons@@", pythons).replace("@@program@@", PROGRAM)


def _write(path: Path, text: str, line_end: str = "\n") -> None:
    path.write_text(text, encoding="utf-8", newline=line_end)
