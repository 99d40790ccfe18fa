"""The search in languages that write no spaces (Chinese, Japanese): two signs beside each other are a word.

Sphinx finds words in Chinese with a dictionary that this book does not load; without it no text is found.
"""

import re

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage

_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PARTS = re.compile(rf"[{_SIGNS}]+|[^\W{_SIGNS}]+")
_LANGUAGES = ("zh", "ja")


class SearchSigns(SearchLanguage):
    """Index and page split a text alike; words in Latin letters stay whole."""

    lang = "signs"
    language_name = "Signs without spaces"
    js_splitter_code = r"""
function splitQuery(query) {
  const signs = /^[SIGNS]/;
  const pairs = (part) => part.length < 3 ? [part]
    : [...part].slice(1).map((sign, place) => part[place] + sign);
  return (query.match(/[SIGNS]+|[^\s\p{P}SIGNS]+/gu) ?? [])
    .flatMap((part) => signs.test(part) ? pairs(part) : [part]);
}
""".replace("SIGNS", _SIGNS.encode("unicode_escape").decode())

    def split(self, input: str) -> list[str]:
        found: list[str] = []
        for part in _PARTS.findall(input):
            if not re.match(f"[{_SIGNS}]", part) or len(part) < 3:
                found.append(part)
            else:
                found += [part[place : place + 2] for place in range(len(part) - 1)]
        return found

    def word_filter(self, word: str) -> bool:
        return bool(word)


def speak(app: Sphinx, config: Config) -> None:
    """Choose it where the language needs it (Sphinx event ``config-inited``)."""
    if (config.language or "").split("-")[0] in _LANGUAGES:
        config.html_search_language = SearchSigns.lang


def register(app: Sphinx) -> None:
    """Called at the extension's setup."""
    app.add_search_language(SearchSigns)
    app.connect("config-inited", speak)
