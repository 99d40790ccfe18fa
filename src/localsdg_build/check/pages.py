"""The rule about a page by itself: fences, directives, roles, headings, HTML, footnotes, tables."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import yaml

from localsdg.course import LANGUAGE, CourseError, languages
from localsdg.course.before_after import FOLDER
from localsdg_build import order
from localsdg_build.check import fences, known, page_text
from localsdg_build.check.shapes import near
from localsdg_build.translation import parts

_NO_HTML = {"script", "iframe", "object", "embed", "style", "form"}
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
# A role that stands in the text as it is: no ` is right behind it, or nothing between two of them.
_BARE_ROLE = re.compile(rf"\{{({'|'.join(map(re.escape, known.ROLES))})\}}")
_EXAMPLES = {
    "term": "needs assessment", "doc": "../other-lesson/en", "download": "table.csv",
    **dict.fromkeys(("ref", "numref", "eq"), "the-name"),
    **{name: "key" for name in known.ROLES if name.startswith("cite")},
}  # fmt: skip
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}[\s|:-]*\|[\s|:-]*\Z|\s*\|\s*:?-+:?\s*\|\s*\Z")


def all_pages(course: Path) -> list[Path]:
    """All pages: lessons, module pages and the book's own."""
    own = [course / f"{page}.md" for page in order.pages(course) if page.startswith("book/")]
    lessons = [path for path in course.glob(f"modules/**/{LANGUAGE}.md") if path.parent.name != FOLDER]
    return sorted(lessons) + [path for path in own if path.is_file()]


def prompts(course: Path) -> list[Path]:
    """All prompts: they stand on a page and in the notebook."""
    return sorted(course.glob(f"exercises/*/{LANGUAGE}.md"))


def translated(course: Path, files: list[Path]) -> list[Path]:
    """These English files and their translations into all of the course's languages."""
    names = [file.relative_to(course).as_posix() for file in files]
    others = [language for language in languages(course) if language != LANGUAGE]
    found = [course / parts.translation(name, language) for language in others for name in names]
    return files + [path for path in found if path.is_file()]


def blocks(course: Path) -> Iterator[CourseError]:
    """The fences of each page and prompt are closed, its directives are known, its code is Python."""
    for path in translated(course, all_pages(course) + prompts(course)):
        fence = list(fences.problems(path))
        yield from fence
        for found in [] if fence else page_text.read(path).directives:
            if found.name not in known.DIRECTIVES and found.name not in known.CELLS:
                names = [*known.DIRECTIVES, *known.CELLS]
                hint = f"{near(found.name, names)}write one of: {', '.join(sorted(names))}"
                yield CourseError(path, f"there is no directive {{{found.name}}}; {hint}", found.line)
            elif found.name in known.CELLS:
                yield from _cell_problems(path, found)
            elif known.directive(found.name).required_arguments and not found.argument:
                told = f"write behind {{{found.name}}} what it shows"
                yield CourseError(path, told, found.line)


def pages(course: Path) -> Iterator[CourseError]:
    """Each page and prompt is in order by itself."""
    for path in translated(course, all_pages(course)):
        yield from _parts_problems(path)
        yield from _heading_problems(path)
    for path in translated(course, prompts(course)):
        yield from _parts_problems(path)


def _parts_problems(path):
    page = page_text.read(path)
    for directive in page.directives:
        if directive.name not in known.CELLS:
            yield from _directive_problems(path, directive)
    for role in page.roles:
        if role.name not in known.ROLES:
            hint = f"{near(role.name, known.ROLES)}write one of: {', '.join(known.ROLES)}"
            yield CourseError(path, f"there is no role {{{role.name}}}; {hint}", role.line)
        elif not role.text.strip() or role.text.rstrip().endswith("<>"):
            yield _empty(path, role.name, role.line)
    for part in page.plain:
        for name in _BARE_ROLE.findall(part.text):
            yield _empty(path, name, part.line)
        if part.text.startswith("$$"):
            told = "the formula that begins here is not closed; write $$ below it"
            yield CourseError(path, told, part.line)
        if "**" in part.text:
            told = (
                "here ** stays as it is: beside a sign such as 。 or 「 it makes nothing bold; "
                "put the sign outside (**强调**。), or a blank between"
            )
            yield CourseError(path, told, part.line)
    for part in page.substitutions:
        told = f"{{{{ {part.name} }}}} means nothing here; write the text itself"
        yield CourseError(path, told, part.line)
    yield from _html_problems(path, page.html)
    yield from _note_problems(path, page)
    yield from _table_problems(path, page.plain)


def _empty(path, name, line):
    """A role that leads nowhere: the build is silent about it, or shows its name to readers."""
    told = f"{{{name}}} is empty; write {{{name}}}`{_EXAMPLES.get(name, 'text')}`, or remove it"
    return CourseError(path, told, line)


def _directive_problems(path, found):
    kind = known.directive(found.name)
    options = kind.option_spec or {}
    for name, (text, line) in found.options.items():
        if name not in options:
            hint = f"{near(name, options)}it takes: {', '.join(options) or 'none'}"
            yield CourseError(path, f"{{{found.name}}} has no option :{name}:; {hint}", line)
        else:
            yield from _option_problems(path, found.name, name, options[name], text, line)
    if not kind.has_content and found.body.strip():
        told = f"{{{found.name}}} takes no text; close it above, or write options as :name: value"
        yield CourseError(path, told, found.line)


def _option_problems(path, directive, name, read, text, line):
    if (directive, name) == ("trainer-notes", "minutes"):
        return  # the rule about minutes says what to write
    try:
        read(text or None)
    except Exception:
        told = f"{{{directive}}}: :{name}: cannot be {text!r}; write another value or remove the line"
        yield CourseError(path, told, line)


def _cell_problems(path, cell):
    for name, (text, line) in cell.options.items():
        try:
            yaml.safe_load(text)
        except yaml.YAMLError:
            told = f"code-cell: :{name}: {text} cannot be read; write for example :tags: [hide-input]"
            yield CourseError(path, told, line)
    first = cell.line + 1 + len(cell.options)
    try:
        ast.parse(cell.body)
    except SyntaxError as problem:
        if not re.search(r"^\s*[%!]", cell.body, re.MULTILINE):  # the notebook's own commands
            yield CourseError(path, f"this is not Python: {problem.msg}", first + (problem.lineno or 1) - 1)


def _heading_problems(path):
    page = page_text.read(path)
    for part in page.nested_headings:
        told = f"a heading cannot stand inside {{{part.name}}}; close {{{part.name}}} above it"
        yield CourseError(path, told, part.line)
    if not page.headings or page.headings[0].level != 1:
        line = page.headings[0].line if page.headings else 1
        yield CourseError(path, "the page has no title; write '# Title' as its first heading", line)
        return
    above = 0
    for heading in page.headings:
        if heading.level == 1 and above:
            told = "a page has one title; write ## for a section"
            yield CourseError(path, told, heading.line)
        elif heading.level > above + 1:
            told = f"{'#' * heading.level} stands below {'#' * above}; write {'#' * (above + 1)}"
            yield CourseError(path, told, heading.line)
        above = heading.level


class _Open(HTMLParser):
    """HTML elements that are open: ``[(name, line)]``; and what is wrong."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.line = [], [], 1

    def handle_starttag(self, tag, attrs):
        line = self.line + self.getpos()[0] - 1
        if tag in _NO_HTML or any(name.startswith("on") for name, _ in attrs):
            self.wrong.append((line, f"<{tag}> does not run in the book; remove it"))
        if tag == "img" and not dict(attrs).get("alt"):
            self.wrong.append((line, 'the picture has no alternative text; write alt="what it shows"'))
        if tag not in _VOID:
            self.open.append((tag, line))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        elif tag not in _VOID:
            told = f"</{tag}> closes nothing that is open here; remove it"
            if self.open:
                last = self.open[-1][0]
                told = f"</{tag}> stands before <{last}> is closed; write </{last}> first"
                self.open = [one for one in self.open if one[0] != tag]
            self.wrong.append((self.line + self.getpos()[0] - 1, told))


def _html_problems(path, parts):
    reader = _Open()
    for part in parts:
        if part.text.startswith("<!--"):
            if "-->" not in part.text:
                yield CourseError(path, "the comment that begins here is not closed; write -->", part.line)
            continue
        reader.reset()
        reader.line = part.line
        reader.feed(part.text)
    for line, told in reader.wrong:
        yield CourseError(path, told, line)
    for tag, line in reader.open:
        yield CourseError(path, f"<{tag}> is not closed; write </{tag}>", line)


def _note_problems(path, page):
    defined = {note.name: note.line for note in page.notes if note.text == "definition"}
    used = {note.name for note in page.notes if note.text == "mark"}
    for part in page.plain:
        for name in _NOTE.findall(part.text):
            told = f"the footnote [^{name}] has no text; write a line '[^{name}]: …' below"
            yield CourseError(path, told, part.line)
    for name, line in defined.items():
        if name not in used:
            told = (
                f"no sentence has the mark [^{name}]; write it where the footnote belongs, or remove the note"
            )
            yield CourseError(path, told, line)


def _table_problems(path, parts):
    """Lines of a table that the parser took for text: head and line below have not as many cells."""
    for above, part in zip(parts, parts[1:], strict=False):
        if part.line == above.line + 1 and "|" in above.text and _TABLE_RULE.match(part.text):
            cells = [len(one.strip().strip("|").split("|")) for one in (above.text, part.text)]
            told = (
                f"this is no table: its head has {cells[0]} cells, the line below {cells[1]}; make them equal"
            )
            yield CourseError(path, told, above.line)
