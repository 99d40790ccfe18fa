"""A short Markdown text (a prompt, a question, a trainer's note) as HTML, without Sphinx. Pure.

It knows what such texts use of MyST: paragraphs, lists, tables, emphasis, links, the attributes of a span,
and roles, of which the words remain. HTML in a text is shown as text.
"""

import functools
import re

from markdown_it import MarkdownIt

_CITED = re.compile(r"\s*\{cite(?::\w+)?\}`[^`]*`")
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)(?:\s*<[^`>]*>)?`")
_SPAN = re.compile(r"\[([^\]]+)\]\{[.#][^}]*\}")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")


@functools.cache
def _reader():
    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])


def plain_marks(text: str) -> str:
    """The same Markdown without sources, roles, attributes and addresses: their words stay."""
    return _LINK.sub(r"\1", _SPAN.sub(r"\1", _ROLE.sub(r"\1", _CITED.sub("", text))))


def html(text: str) -> str:
    """The text as HTML blocks. It is safe: what is no Markdown is escaped."""
    return _reader().render(plain_marks(text))


def inline(text: str) -> str:
    """The text as HTML without a paragraph around it, for a heading or a cell."""
    return _reader().renderInline(plain_marks(" ".join(text.split())))


def words(text: str) -> str:
    """The text's words alone, as they are read."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`#|]", "", plain_marks(text))).strip()
