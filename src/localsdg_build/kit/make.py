"""Write the course into a folder, and the same as a zip: for a USB stick, or a room without a network."""

import html
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from localsdg import course
from localsdg_build import publisher, words
from localsdg_build.kit import pages, start
from localsdg_build.release import wheel

STARTERS = {"windows": "start-windows.bat", "macos": "start-macos.command", "linux": "start-linux.sh"}
README = "READ-ME.txt"
_TEMPLATES = Path(__file__).parent / "templates"
_OPEN = {"macos": "open", "linux": "xdg-open"}


@dataclass(frozen=True)
class Kit:
    """What was written, and how many bytes each has."""

    folder: Path
    zip: Path
    folder_bytes: int
    zip_bytes: int


def make(site: Path, out: Path, root: Path) -> Kit:
    """Write the learner's built book ``site`` to ``out``, as a folder and as a zip of it.

    What an earlier call wrote there is replaced; other files in ``out`` stay.
    """
    title = course_title(root)
    name = file_name(title)
    folder = out / name
    if folder.exists() and not (folder / "program" / "start.py").is_file():
        raise course.CourseError(
            folder, "this folder is there already and is no kit; name another place for it"
        )
    shutil.rmtree(folder, ignore_errors=True)
    fill(folder, site, root, title)
    archive = out / f"{name}.zip"
    pack(folder, archive)
    return Kit(folder, archive, size(folder), archive.stat().st_size)


def course_title(root: Path) -> str:
    """The course's title in English, as its publisher writes it."""
    ours = publisher.read(root).course.get(course.LANGUAGE)
    return ours or str(course.read_yaml(root / "_config.yml")["title"])


def file_name(title: str) -> str:
    """A title as the name of a folder; ``course`` where it has no such letter."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "course"


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def fill(folder: Path, site: Path, root: Path, title: str) -> None:
    """Write the built book ``site`` with its starters into the new ``folder``."""
    folder.mkdir(parents=True)
    said = {language: words.offline(language) for language in course.languages(root)}
    _write_program(folder, said)  # first: by it the next call knows a kit that was never finished
    pages.copy(site, folder / "course", root, STARTERS)
    # By this the starter knows whether it is this course that is served at its address.
    shutil.copyfile(site / "_offline" / "build.json", folder / "course" / "_kit" / "kit.json")
    _write_starters(folder, said)
    readme = "\n".join(one["kit_readme"].format(title=title, **STARTERS) for one in said.values())
    _write(folder / README, readme, "\r\n")
    _write(folder / "index.html", _way_in(title))


def _write_program(folder, said):
    program = folder / "program"
    program.mkdir()
    shutil.copyfile(Path(start.__file__), program / "start.py")
    told = ("kit_open", "kit_leave", "kit_running", "kit_moved", "kit_unpack")
    spoken = {language: {key: one[key] for key in told} for language, one in said.items()}
    _write(program / "words.json", json.dumps(spoken, ensure_ascii=False))
    _write(program / "no-python.txt", "\n".join(one["kit_no_python"] for one in said.values()) + "\n")


def _write_starters(folder, said):
    missing = "\n".join(f"echo {for_cmd(one['kit_unpack'])}" for one in said.values())
    windows = (_TEMPLATES / "start-windows.bat").read_text(encoding="utf-8").replace("@@unpack@@", missing)
    _write(folder / STARTERS["windows"], windows, "\r\n")
    unix = (_TEMPLATES / "start-unix.sh").read_text(encoding="utf-8")
    for system, program in _OPEN.items():
        path = folder / STARTERS[system]
        _write(path, unix.replace("@@open@@", program))
        path.chmod(0o755)


def for_cmd(text: str) -> str:
    """A text as Windows' ``echo`` shows it."""
    return re.sub(r"([&|<>^()])", r"^\1", text).replace("%", "%%")


def _way_in(title):
    """``index.html`` of the folder leads into the course."""
    shown, page = html.escape(title), "course/index.html"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{shown}</title>'
        f'<meta http-equiv="refresh" content="0; url={page}"></head>'
        f'<body><main><h1><a href="{page}">{shown}</a></h1></main></body></html>\n'
    )


def pack(folder: Path, archive: Path) -> None:
    """Write a zip of a folder, with the folder's name in it; starters can be run."""
    with zipfile.ZipFile(archive, "w", compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder.parent).as_posix()
            wheel.add(packed, name, path.read_bytes(), 0o755 if path.stat().st_mode & 0o100 else 0o644)


def _write(path, text, line_end="\n"):
    path.write_text(text, encoding="utf-8", newline=line_end)
