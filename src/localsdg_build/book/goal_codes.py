"""Codes of targets and indicators in the course's text, each marked with the colour of its Goal.

Authors write the code alone. What is marked stands after a word for it ("target 11.2", "indicators 6.1.1
and 11.6.1"), is an indicator's code of three parts, has a letter (4.a), or begins a cell of a table whose
column is about targets. A number like 1.5 anywhere else stays a number. `[2.2.2]{.lsdg-no-goal}` is left
alone: a code of somebody else's list. In prose the mark is a thin bar, in tables, lists and boxes a chip.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg.course import data
from localsdg_build.words import interface

CLASS, NONE = "lsdg-sdg", "lsdg-no-goal"
_CODE = r"(?:1[0-7]|[1-9])\.(?:\d{1,2}|[a-d])(?:\.\d{1,2})?"
_FIND = re.compile(rf"(?<![a-z\d_.,*%/-])({_CODE})(?![a-z\d_%/万亿倍个吨]|[.,]\d)", re.I)
_BETWEEN = re.compile(r"\s*(?:,|、|–|-|\w{1,3}|, ?\w{1,3})\s*")  # a comma, a dash, "and", "or"
_NOT_IN = (
    nodes.title, nodes.literal, nodes.math, nodes.reference, nodes.raw, nodes.literal_block, nodes.term,
    addnodes.pending_xref,
)  # fmt: skip


@functools.cache
def known(root: Path | None = None) -> frozenset[str]:
    """The codes of all targets and indicators; none in a course without the table of them."""
    if not ((root or course.root()) / "datasets" / "sdg-framework").is_dir():
        return frozenset()
    targets = {row["target"] for row in data.rows("sdg-framework/targets", root)}
    return frozenset(targets | {row["indicator"] for row in data.rows("sdg-framework/indicators", root)})


def parts(text: str, words: str, codes: frozenset[str], begins: bool = False) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a code to mark.

    ``words``: what stands before a code, a pattern; ``begins``: a code at the very beginning counts.
    """
    named = re.compile(rf"(?:{words})\s*\Z", re.I)
    done = last = 0  # how far the text is given out; where the last code ended that counts
    for match in _FIND.finditer(text):
        code, before = match[1], text[: match.start()]
        if code not in codes:
            continue
        follows = last and _BETWEEN.fullmatch(text[last : match.start()])
        sure = code.count(".") == 2 or code[-1].isalpha() or (begins and not before.strip())
        if not (follows or sure or named.search(before)):
            continue
        yield text[done : match.start()], False
        yield code, True
        done = last = match.end()
    yield text[done:], False


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Mark the codes of a page (Sphinx event ``doctree-read``)."""
    if not app.env.docname.startswith(("modules/", "book/")):
        return
    said = interface(app.config.language or course.LANGUAGE)["goal_code_after"]
    words, codes = "|".join(map(re.escape, said.split("|"))), known(course.root())
    about = set(_cells(doctree, re.compile(words, re.I)))
    for text in list(doctree.findall(nodes.Text)):
        if _left_alone(text):
            continue
        begins = _first_of(text) in about
        found = list(parts(text.astext(), words, codes, begins))
        if len(found) > 1:
            made = [_chip(piece) if is_code else nodes.Text(piece) for piece, is_code in found if piece]
            text.parent.replace(text, made)


def _left_alone(text):
    node = text.parent
    while node is not None:
        if isinstance(node, _NOT_IN) or NONE in node.get("classes", ()):
            return True
        node = node.parent
    return False


def _cells(doctree, words):
    """The cells of those columns whose heading names targets or indicators."""
    for table in doctree.findall(nodes.tgroup):
        heads = [entry.astext() for head in table.findall(nodes.thead) for entry in head.findall(nodes.entry)]
        for row in (row for body in table.findall(nodes.tbody) for row in body.findall(nodes.row)):
            for entry, head in zip(row.findall(nodes.entry), heads, strict=False):
                if words.search(head):
                    yield entry


def _first_of(text):
    """The table's cell of which a text is the very beginning, or None."""
    node = text
    while node.parent is not None and node.parent.index(node) == 0:
        node = node.parent
        if isinstance(node, nodes.entry):
            return node
    return None


def _chip(code):
    return nodes.inline("", code, classes=[CLASS, f"{CLASS}-{code.split('.')[0]}"])
