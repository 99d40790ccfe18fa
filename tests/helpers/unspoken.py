"""What of a built page is in English though the page is in another language, and does not say that it is."""

import json
import re
from html.parser import HTMLParser

import pseudo

_SILENT = {"script", "style", "code", "pre", "kbd", "samp", "math", "title-of-svg"}
_VOID = {"meta", "link", "img", "br", "hr", "input", "source", "wbr", "col", "area", "base", "embed", "track"}
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "content-shown", "data-label", "data-word-table")


_NO_WORDS = re.compile(
    r"</?(?:details|summary)>|https?://\S+|[\w.{}-]*\.(?:ipynb|whl|csv|json|md|txt|py)\b|\.\w+\(\)|`[^`]*`|\{\w+\}"
)


class _Page(HTMLParser):
    def __init__(self, spared, languages):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.spared, self.languages = [], [], spared, languages

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        hidden = bool(self.open) and self.open[-1][1]
        marked = "lang" in given and given["lang"] not in self.languages
        spared = tag in _SILENT or self.spared(tag, given)
        state = (tag, hidden or marked or spared)
        if tag == "script" and "lsdg-" in (given.get("class") or "") and not (hidden or marked):
            state = (tag, "json")
        if tag not in _VOID:
            self.open.append(state)
        if not state[1] or state[1] == "json":
            for name in _SPOKEN:
                self._look(given.get(name) or "")

    def handle_endtag(self, tag):
        while self.open:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data):
        state = self.open[-1][1] if self.open else False
        if state == "json":
            for text in _texts(json.loads(data)):
                self._look(text)
        elif not state:
            self._look(data)

    def _look(self, text):
        self.found += pseudo.english(plain(text))


def plain(text):
    """A text without what no translator touches: addresses, names of files, code, places to fill."""
    text = re.sub(r"^```.*?^```$", " ", text, flags=re.S | re.M)
    return re.sub(_NO_WORDS, " ", text)


def _texts(value):
    """The words of an exercise on a page: its ``words`` and nothing else are shown."""
    if isinstance(value, dict) and "words" in value:
        yield from _strings(value["words"])


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def english(page: str, spared=lambda tag, attributes: False, languages=pseudo.LANGUAGES) -> list[str]:
    """English words on a page (HTML) in one of ``languages``: texts, labels, words of its exercises.

    ``spared(tag, attributes)``: whether an element is an exception.
    """
    reader = _Page(spared, languages)
    reader.feed(page)
    return reader.found
