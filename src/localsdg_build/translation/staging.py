"""A course that is whole in one language: its translations, and English with a mark where there is none.

The book of a language is built from it, as the English one is from the checkout: the same folders, with pages
called after the language. What is the same in all languages are links to the checkout's own files.
"""

import functools
import os
import re
import shutil
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import LANGUAGE, before_after, translations
from localsdg_build import publisher
from localsdg_build.translation import pages, parts
from localsdg_build.translation.state import CURRENT, state

_SAME = (
    "datasets",
    ".vendor",
    "book/static",
    "book/theme",
    "book/references.bib",
    "book/goal-cards.yml",
    "book/forms.yml",
)
_SAME_IN_FOLDERS = (
    "modules/*/module.yml",
    "modules/*/icon.svg",
    "modules/*/*/drawing.svg",
    f"modules/*/{before_after.FOLDER}/{before_after.SETTINGS}",
    "book/*/interface.yml",
)


def stage(course: Path, language: str, folder: Path) -> Path:
    """Make the course in ``folder`` anew, and return it. What did not change keeps its time stamp."""
    course = Path(course).resolve()
    _link_same(course, folder)
    wanted = {**_pages(course, language), **_words(course, language)}
    wanted["book/_toc.yml"] = _contents(course, language)
    for name, text in wanted.items():
        _write(folder / name, text)
    _link_exercises(course, language, folder)
    kept = {folder / name for name in wanted}
    for path in [*folder.glob("book/*/*"), *folder.glob("modules/**/*.md")]:
        linked = path.is_symlink() or path.parent.is_symlink()  # these are the checkout's own files
        if path not in kept and path.is_file() and not linked:
            path.unlink()
    return folder


def _link_same(course, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(course.iterdir()):
        if path.is_file():
            _link(path, folder / path.name)
    named = [course / name for name in _SAME]
    for pattern in _SAME_IN_FOLDERS:
        named += course.glob(pattern)
    named += [course / name for name in publisher.own_files(course)]
    for path in named:
        if path.exists():
            _link(path, folder / path.relative_to(course))


def _link_exercises(course, language, folder):
    """Each exercise in the language, or in English where it is not translated or old."""
    shutil.rmtree(folder / "exercises", ignore_errors=True)
    for path in sorted(course.glob("exercises/*")):
        if path.is_file():
            _link(path, folder / "exercises" / path.name)
            continue
        spoken = translations.spoken(course, path.name, language)
        for one in path.iterdir():
            if one.suffix != ".md" or one.stem in (spoken, LANGUAGE):
                _link(one, folder / one.relative_to(course))


def _words(course, language):
    """The files of words, key by key: an English sentence where there is none of today's English."""
    found = {}
    for file in (file for file in parts.files(course) if file.endswith(".yml")):
        english = sources.read_yaml(course / file)
        path = course / parts.translation(file, language)
        theirs = sources.read_yaml(path) if path.is_file() else {}
        good = {one.english.name for one in state(course, language, file) if one.state == CURRENT}
        merged = {key: theirs[key] if key in good else value for key, value in english.items()}
        found[parts.translation(file, language)] = parts.dumped(merged)
    return found


def _pages(course, language):
    texts = {}
    for file in (file for file in parts.files(course) if file.endswith(".md")):
        if parts.is_page(file):
            texts[file] = pages.page(course, file, state(course, language, file), language)
        elif not file.startswith("exercises/"):
            one = state(course, language, file)[0]
            shown = one.translated if one.state == CURRENT and one.translated else one.english
            texts[file] = shown.text
            if shown is one.english and Path(file).parent.name == before_after.FOLDER:  # its page says so
                texts[file] = texts[file].replace("---\n", f"---\nspoken: {LANGUAGE}\n", 1)
    anchor = functools.partial(_anchor, course, texts, {})
    return {
        parts.translation(file, language): pages.linked(file, text, language, anchor)
        for file, text in texts.items()
    }


def _anchor(course, texts, known, file, anchor):
    """The anchor of the heading that has the anchor ``anchor`` in the English file."""
    if file not in texts:
        return anchor
    if file not in known:
        english = pages.anchors((course / file).read_text(encoding="utf-8"))
        ours = pages.anchors(texts[file])
        known[file] = dict(zip(english, ours, strict=False)) if len(english) == len(ours) else {}
    return known[file].get(anchor, anchor)


def _contents(course, language):
    """The table of contents with the pages of the language, and its captions in the language's words."""
    words = sources.interface_words(language, course)

    def spoken(entry: Any) -> Any:
        if isinstance(entry, list):
            return [spoken(one) for one in entry]
        if not isinstance(entry, dict):
            return entry
        changed = {key: spoken(value) for key, value in entry.items()}
        for key in ("root", "file"):
            if isinstance(entry.get(key), str):
                english = entry[key].removesuffix(".md") + ".md"
                changed[key] = parts.translation(english, language).removesuffix(".md")
        if isinstance(entry.get("caption"), str):
            changed["caption"] = words.get(caption_key(entry["caption"]), entry["caption"])
        return changed

    return parts.dumped(spoken(sources.read_yaml(course / "book" / "_toc.yml")))


def caption_key(caption: str) -> str:
    """The key in ``interface.yml`` under which a caption of the table of contents has its words."""
    return "toc_" + re.sub(r"\W+", "_", caption.lower()).strip("_")


def _link(source, target):
    if target.is_symlink() and os.readlink(target) == str(source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink() or target.exists():
        target.unlink()
    target.symlink_to(source)


def _write(target, text):
    """A file that stays as it is keeps its time stamp, by which Sphinx knows what to read again."""
    if target.is_symlink():
        target.unlink()
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
