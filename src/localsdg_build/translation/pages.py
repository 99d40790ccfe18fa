"""A page put together from its translated parts; where one is missing or old, from English, with a mark."""

import re
from collections.abc import Callable
from pathlib import Path

from localsdg.course import LANGUAGE, lesson_text, parse_yaml
from localsdg.course.fences import fence
from localsdg_build.translation import english_code, parts
from localsdg_build.translation.parts import FRONT, NOTES, SPOKEN
from localsdg_build.translation.state import CURRENT, Found

PAGE, QUIET = "page", "quiet"  # why a part is in English: its whole page is; and it was said above
_OPTION = re.compile(r"^\s*:[\w-]+:")
_LINK = re.compile(r"(\]\()([^()\s#]*)(#[^()\s]*)?(\))")
_ROLE = re.compile(r"\{[\w:-]+\}`[^`]*`")


def page(course: Path, file: str, found: list[Found], language: str) -> str:
    """The text of a page in ``language``; its links still name English files."""
    untranslated = all(one.state != CURRENT for one in found)
    front = _front(course, file, language)
    done = [next((_front_words(one) for one in found if one.english.name == FRONT), front)]
    said = False
    for one in found:
        if one.english.name == FRONT:
            continue
        why = "" if one.state == CURRENT else one.state
        if untranslated:
            why, said = QUIET if said else PAGE, True
        if why or not one.translated:
            done.append(marked(_shown(one), why) if why else "")
        else:
            done.append(english_code.tagged(one.translated.text, one.english.text))
    return "".join(done)


def _shown(one):
    return one.translated if one.state == CURRENT and one.translated else one.english


def _front_words(one):
    """A front matter that holds words; it says so where they are in English."""
    text = _shown(one).text
    return text if one.state == CURRENT else text.removesuffix("---\n") + f"{SPOKEN}: {LANGUAGE}\n---\n"


def _front(course, file, language):
    """The English settings of a lesson, with the minutes that its translation takes to read."""
    front, _, _ = parts.split_front((course / file).read_text(encoding="utf-8"))
    path = course / parts.translation(file, language)
    theirs = parts.split_front(path.read_text(encoding="utf-8"))[0] if path.is_file() else ""
    ours, other = (_settings(text, path) for text in (front, theirs))
    try:
        read = other["lesson"]["minutes"]["read"]
        if read == ours["lesson"]["minutes"]["read"]:
            return front
        ours["lesson"]["minutes"]["read"] = read
    except (KeyError, TypeError):
        return front
    return f"---\n{parts.dumped(ours)}---\n"


def _settings(front, path):
    found = parse_yaml(front.strip().strip("-"), path) if front else {}
    return found if isinstance(found, dict) else {}


def marked(part: parts.Part, why: str) -> str:
    """An English part with the directive ``untranslated`` after its heading (or the notes' options)."""
    lines = part.text.splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if line.startswith("#")), -1) + 1
    if part.name.startswith(NOTES):
        at = next((number for number, line in enumerate(lines[1:], 1) if not _OPTION.match(line)), 1)
        lines = _with_room(lines)
    return "".join([*lines[:at], f"\n```{{untranslated}} {why}\n```\n\n", *lines[at:]])


def _with_room(lines):
    """The notes between longer fences: else the mark inside closes them, and learners read the rest."""
    first = fence(lines[0])
    assert first  # notes begin with their fence
    marks = first.marks
    ends = (number for number, line in enumerate(lines) if (mark := fence(line)) and mark.closes(marks))
    last = max(ends, default=None)
    return [marks[0] + line if number in (0, last) else line for number, line in enumerate(lines)]


def linked(file: str, text: str, language: str, anchor: Callable[[str, str], str]) -> str:
    """The text with links to pages of ``language``. ``anchor(file, English anchor)`` gives the page's own."""

    def moved(match):
        opening, address, fragment, closing = match.groups()
        if "://" in address or address.startswith("mailto:") or not (address or fragment):
            return match[0]
        target = _target(file, address)
        if fragment:
            fragment = f"#{anchor(target, fragment[1:])}"
        address = re.sub(rf"(^|/){LANGUAGE}\.md$", rf"\g<1>{language}.md", address)
        address = address.replace(f"book/{LANGUAGE}/", f"book/{language}/")
        return f"{opening}{address}{fragment or ''}{closing}"

    done: list[str] = []
    inside: list[tuple[str, bool]] = []  # fences that are open, and whether they hold code
    for line in text.splitlines(keepends=True):
        mark, is_code = fence(line.rstrip("\n")), bool(inside) and inside[-1][1]
        if inside and mark and mark.closes(inside[-1][0]):
            inside.pop()
        elif mark and not is_code:
            inside.append((mark.marks, mark.name is None or mark.name.startswith("code")))
        done.append(line if is_code else _LINK.sub(moved, line))
    return "".join(done)


def _target(file, address):
    """The English file that a link of ``file`` leads to, as a path from the course's folder."""
    if not address:
        return file
    names = [*file.split("/")[:-1]]
    for name in address.split("/"):
        if name == "..":
            names = names[:-1]
        elif name not in ("", "."):
            names.append(name)
    return "/".join(names)


def anchors(text: str) -> list[str]:
    """The anchors of a page's headings in their order, as MyST makes them of plain headings."""
    from myst_parser.mdit_to_docutils.base import default_slugify  # loads Sphinx, which only a build needs

    found: list[str] = []
    for heading, _ in lesson_text.read(text).headings:
        slug = default_slugify(re.sub(r"[*`]", "", _ROLE.sub("", heading)))
        again, number = slug, 1
        while again in found:
            again, number = f"{again}-{number}", number + 1
        found.append(again)
    return found
