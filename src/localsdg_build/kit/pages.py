"""The pages of a kit: those of the book, which say on their own what a folder cannot do."""

import base64
import json
import re
import shutil
from pathlib import Path

from localsdg import course
from localsdg_build import words
from localsdg_build.kit import one_copy

# Nothing of a kit stays in the browser of the computer that it is put into, but the learner's answers.
_NOT_IN = ("sw.js", "manifest.json", "build.json", "offline.html", ".buildinfo", "objects.inv")
_HEAD = re.compile(r"<html\b")
_DRAWING = re.compile(r"url\([\"']?([\w./-]+\.svg)[^)]*\)")
_SCRIPT = Path("book", "static", "offline", "kit-page.js")


def copy(site: Path, out: Path, root: Path, names: dict[str, str]) -> None:
    """Copy the built ``site`` to ``out``, each page with what it says when it is opened from the folder.

    ``names``: of the starters, for the words of ``offline.yml``.
    """
    shutil.copytree(site, out, ignore=lambda folder, found: [name for name in found if name in _NOT_IN])
    script = (root / _SCRIPT).read_text(encoding="utf-8")
    spoken = [one for one in course.languages(root) if one != course.LANGUAGE and (out / one).is_dir()]
    for language in [course.LANGUAGE, *spoken]:
        top = out if language == course.LANGUAGE else out / language
        said = {
            key: words.offline(language)[f"kit_{key}"].format(**names)
            for key in ("title", "note", "exercise")
        }
        (top / "_kit").mkdir()
        text = f"window.lsdgKit = {json.dumps(said, ensure_ascii=False)};\n{script}"
        (top / "_kit" / "page.js").write_text(text, encoding="utf-8")
        if language != course.LANGUAGE:
            one_copy.keep_one(out, language)
    for sheet in out.rglob("*.css"):
        sheet.write_text(with_drawings(sheet), encoding="utf-8")
    for page in (one for one in out.rglob("*.html") if "_slides" not in one.parts):
        page.write_text(with_note(page.read_text(encoding="utf-8"), _up(page, out, spoken)), encoding="utf-8")


def with_drawings(sheet: Path) -> str:
    """A style sheet with its drawings inside: a browser cuts nothing out by a file in a folder (``mask``)."""

    def inside(match):
        drawing = sheet.parent / match[1]
        if not drawing.is_file():
            return match[0]
        return f'url("data:image/svg+xml;base64,{base64.b64encode(drawing.read_bytes()).decode()}")'

    return _DRAWING.sub(inside, sheet.read_text(encoding="utf-8"))


def with_note(page: str, up: str) -> str:
    """A page (HTML) with the script of the kit; ``up``: the way to the top of its language."""
    marked = _HEAD.sub("<html data-kit", page, count=1)
    style = f'<link rel="stylesheet" href="{up}_offline/offline.css" />'
    return marked.replace("</head>", f'{style}<script defer src="{up}_kit/page.js"></script></head>', 1)


def _up(page, out, spoken):
    parts = page.relative_to(out).parts
    return "../" * (len(parts) - 1 - (parts[0] in spoken))
