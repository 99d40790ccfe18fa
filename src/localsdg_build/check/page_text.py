"""A page's text taken apart by MyST's own parser: directives, roles, links, headings and more, with lines.

Pure: the same parser as the build's, without Sphinx, so that it takes a hundredth of a second a page.
"""

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

_NAMED = re.compile(r"\{([^{}\s]*)\}\s*(.*)\Z", re.DOTALL)
_OPTION = re.compile(r"\s*:([\w-]+):(?:\s+(.*?))?\s*\Z")
# Directives whose text is no Markdown.
LITERAL = {
    "bibliography", "code", "code-block", "code-cell", "csv-table", "hand-in", "image", "math", "raw-cell",
    "sdg-exercise", "taught", "atlas", "dataset-list", "goals-table", "goal-cards",
    "goals-in-town", "alignment-matrix", "my-work", "privacy-note", "drawing",
}  # fmt: skip


@dataclass
class Directive:
    """```` ```{name} argument ````: its ``options`` are ``{name: (text, line)}``, ``line`` is its fence's."""

    name: str
    argument: str
    line: int
    options: dict[str, tuple[str, int]] = field(default_factory=dict)
    body: str = ""


@dataclass
class Part:
    """A role (``name``, ``text``), a link or picture (``name``: its address), a heading (``level``), HTML,
    the mark of a footnote: what it is called and says, and its line."""

    name: str
    text: str
    line: int
    level: int = 0


@dataclass
class PageText:
    """All parts of a page. ``labels``: names that links may use; ``plain``: texts as they are."""

    directives: list[Directive] = field(default_factory=list)
    roles: list[Part] = field(default_factory=list)
    links: list[Part] = field(default_factory=list)
    pictures: list[Part] = field(default_factory=list)
    headings: list[Part] = field(default_factory=list)
    nested_headings: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    labels: list[Part] = field(default_factory=list)
    plain: list[Part] = field(default_factory=list)
    substitutions: list[Part] = field(default_factory=list)


def read(path: Path) -> PageText:
    """The page of a file. Kept while the file does not change, because several rules ask."""
    return _read(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=512)
def _read(path, changed):
    page = PageText()
    _take(page, path.read_text(encoding="utf-8"), 1, None)
    return page


def _take(page, text, first, inside):
    """Add the parts of ``text``, which begins at line ``first``; ``inside``: the directive around it."""
    place, blocks = first, []
    for token in _parser().parse(text):
        place = first + token.map[0] if token.map else place
        if token.type == "front_matter":
            continue
        if token.type in ("fence", "colon_fence"):
            blocks.append((token, place))
        elif token.type == "heading_open":
            heading = Part(inside.name if inside else "", "", place, int(token.tag[1]))
            (page.nested_headings if inside else page.headings).append(heading)
        elif token.type == "html_block":
            page.html.append(Part("block", token.content, place))
        elif token.type == "myst_target":
            page.labels.append(Part(token.content, "", place))
        elif token.type == "footnote_reference_open":
            page.notes.append(Part(token.meta["label"], "definition", place))
        elif token.type == "substitution_block":
            page.substitutions.append(Part(token.content, "", place))
        elif token.type == "inline":
            _take_inline(page, token.children or [], place)
            if page.headings and not page.headings[-1].text and not inside:
                page.headings[-1].text = token.content
    for token, line in blocks:
        _take_block(page, token, line)


def _take_inline(page, tokens, line):
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "myst_role":
            page.roles.append(Part(token.meta["name"], token.content, line))
        elif token.type == "link_open":
            page.links.append(Part(str(token.attrs.get("href", "")), "", line))
        elif token.type == "image":
            page.pictures.append(Part(str(token.attrs.get("src", "")), token.content, line))
        elif token.type == "html_inline":
            page.html.append(Part("inline", token.content, line))
        elif token.type == "footnote_ref":
            page.notes.append(Part(token.meta["label"], "mark", line))
        elif token.type == "substitution_inline":
            page.substitutions.append(Part(token.content, "", line))
        elif token.type == "text":
            page.plain.append(Part("", token.content, line))


def _take_block(page, token, line):
    named = _NAMED.match(token.info.strip())
    if not named:
        return
    directive = Directive(named[1], named[2].strip(), line)
    offset = _take_options(directive, token.content)
    page.directives.append(directive)
    if name := directive.options.get("name"):
        page.labels.append(Part(name[0], "", line))
    if directive.name not in LITERAL:
        _take(page, directive.body, line + 1 + offset, directive)


def _take_options(directive, content):
    """Fill in options and body; how many lines of ``content`` come before the body."""
    lines = content.splitlines()
    if lines and lines[0].strip() == "---":
        end = next((n for n, text in enumerate(lines[1:], 1) if text.strip() == "---"), len(lines) - 1)
        try:
            found = yaml.safe_load("\n".join(lines[1:end])) or {}
        except yaml.YAMLError:
            found = {}
        for key, value in found.items() if isinstance(found, dict) else ():
            directive.options[str(key)] = (str(value), directive.line + 1)
        count = end + 1
    else:
        count = 0
        while count < len(lines) and (option := _OPTION.match(lines[count])):
            directive.options[option[1]] = (option[2] or "", directive.line + 1 + count)
            count += 1
    directive.body = "\n".join(lines[count:])
    return count


@functools.cache
def _parser():
    names = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"}
    names |= {"smartquotes", "substitution", "tasklist"}  # as in _config.yml
    return create_md_parser(MdParserConfig(enable_extensions=names), RendererHTML)
