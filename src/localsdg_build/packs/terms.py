"""A country's own terms in place of the course's, in all that is read and in nothing that a program reads."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from localsdg.course import parse_yaml
from localsdg.course.fences import fence
from localsdg_build.translation import parts

# Directives that hold no words of the course, and one that holds them as YAML.
_WORDLESS = {
    "", "code", "code-block", "code-cell", "raw", "math", "sdg-exercise", "taught", "bibliography",
    "hand-in", "atlas", "dataset-list", "goals-table", "goals-in-town", "goal-cards", "my-work", "image",
}  # fmt: skip
_KEYED = "drawing"
_KEY = re.compile(r"^(\s*(?:- )?[\w.-]+:(?: |$))(.*)$", re.DOTALL)
_OPTION = re.compile(r"^\s*:[\w-]+:")
# What stays within a line: roles but those of the glossary, code, addresses, targets, places to fill, tags.
_KEPT = re.compile(
    r"\{term\}`(?P<term>[^`]*)`|\{[\w:-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|https?://\S+|^\([\w-]+\)=|^%.*"
    r"|\{[\w.#-]+\}|</?\w[^<>]*>"
)
_ARTICLE = re.compile(r"(?<![\w-])[Aa]n? $")
_VOWELS = tuple("aeiouAEIOU")
_BEGINS = re.compile(r"(?:^|[.?!:|])[\s*_\"“‘'(>#-]*$")  # what stands before the first word of a sentence


class Terms:
    """The course's terms and the country's: ``{ours: theirs}``. ``used``: those of ours that were met.
    ``articles``: those met after "a" or "an", where the country's asks for the other one of the two, perhaps.

    A term counts as a whole word, as it is written, and with a capital letter where a sentence begins.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms, self.used, self.articles = dict(terms), set[str](), set[str]()
        every = {*terms, *(term[:1].upper() + term[1:] for term in terms)}
        longest_first = sorted(every, key=lambda term: (-len(term), term))
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")

    def put(self, text: str, kept: Iterable[tuple[int, int]] = ()) -> str:
        """The text with the country's terms, but for the parts ``kept`` (from, to)."""
        if not self._terms:
            return text
        spans = list(kept)

        def theirs(match: re.Match[str]) -> str:
            found = match[0]
            if any(start <= match.start() < end for start, end in spans):
                return found
            if found in self._terms:
                self.used.add(found)
                if found.startswith(_VOWELS) != self._terms[found].startswith(_VOWELS):
                    self.articles |= {found} if _ARTICLE.search(text[: match.start()]) else set()
                return self._terms[found]
            small = found[:1].lower() + found[1:]
            if small not in self._terms or not _BEGINS.search(text[: match.start()]):
                return found
            self.used.add(small)
            return self._terms[small][:1].upper() + self._terms[small][1:]

        return self._pattern.sub(theirs, text)


def in_value(value: Any, terms: Terms) -> Any:
    """A value of YAML with the terms in its texts; keys stay."""
    if isinstance(value, dict):
        return {key: in_value(inner, terms) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_value(inner, terms) for inner in value]
    return _line(value, terms) if isinstance(value, str) else value


def in_exercise(text: str, terms: Terms) -> str:
    """The words of an exercise: all of its front matter, and its prompt."""
    front, body, _ = parts.split_front(text)
    return _front(front, terms) + in_page(body, terms)


def _front(front, terms):
    """The words in a front matter, which is written anew only where one of them changes."""
    inner = front.removeprefix("---\n").removesuffix("---\n")
    before = parse_yaml(inner, Path("en.md")) if inner.strip() else None
    after = in_value(before, terms)
    return front if after == before else f"---\n{parts.dumped(after)}---\n"


def in_page(text: str, terms: Terms) -> str:
    """The body of a page, line by line: what is code, an address or a name stays as it is."""
    done: list[str] = []
    inside: list[tuple[str, str]] = []  # fences that are open: their marks and names
    for line in text.splitlines(keepends=True):
        mark, name = fence(line.rstrip("\n")), inside[-1][1] if inside else None
        if inside and mark and mark.closes(inside[-1][0]):
            inside.pop()
        elif mark and name not in _WORDLESS:
            inside.append((mark.marks, mark.name or ""))
            line = _opening(line, mark, terms)
        elif name not in _WORDLESS and not (name and _OPTION.match(line)):
            line = _keyed(line, terms) if name == _KEYED else _line(line, terms)
        done.append(line)
    return "".join(done)


def _opening(line, mark, terms):
    """The title of a box is read; what stands behind other directives' names is not."""
    if mark.name != "admonition" or not mark.rest:
        return line
    head, found, tail = line.rpartition(mark.rest)
    return head + _line(found, terms) + tail


def _keyed(line, terms):
    match = _KEY.match(line)
    return match[1] + _line(match[2], terms) if match else _line(line, terms)


def _line(text, terms):
    kept = []
    for match in _KEPT.finditer(text):
        inner = match.start("term")
        kept += [match.span()] if inner < 0 else [(match.start(), inner)]
    return terms.put(text, kept)
