"""What Sphinx itself says on pages (titles of links, the search), in the words of ``interface.yml``.

Sphinx brings translations for some languages, each as complete as its translators made it; ours are checked.
English pages keep Sphinx's own English.
"""

import gettext
import json
from pathlib import Path

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config

from localsdg import course
from localsdg_build.words import interface

_PAGES = {
    "Index": "search_index",
    "General Index": "search_index",
    "Symbols": "search_index",
    "Search": "search_title",
    "Search Page": "search_title",
    "Link to this heading": "site_link_heading",
    **{f"Link to this {what}": "site_link_here" for what in ("term", "definition", "table", "code", "image")},
}
_SCRIPTS = {
    "Search": "search_title",
    "Search Results": "search_results",
    "Searching": "search_searching",
    "Preparing search...": "search_preparing",
    ", in ": "search_inside",
    "Hide Search Matches": "search_hide",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that "
    "you've selected enough categories.": "search_none",
    "Search finished, found ${resultCount} page(s) matching the search query.": "search_found",
}
SCRIPT = "search-words.js"


class _Ours(gettext.NullTranslations):
    def __init__(self, words):
        super().__init__()
        self._said = {english: words[key] for english, key in _PAGES.items()}

    def gettext(self, message: str) -> str:
        return self._said.get(message, message)


def speak(app: Sphinx, config: Config) -> None:
    """Sphinx event ``config-inited``."""
    if config.language not in (None, course.LANGUAGE):
        ours = _Ours(interface(config.language))
        app.translator = locale.translators["general", "sphinx"] = ours


def write_script(app: Sphinx) -> None:
    """Write what the search says (Sphinx event ``builder-inited``)."""
    language = app.config.language or course.LANGUAGE
    if language == course.LANGUAGE or app.builder.format != "html":
        return
    words = interface(language)
    said = {english: words[key].replace("{count}", "${resultCount}") for english, key in _SCRIPTS.items()}
    # Not with Documentation.addTranslations: it makes a function of a text, which the pages' policy forbids.
    content = {"locale": language, "messages": said}
    script = f"Object.assign(Documentation.TRANSLATIONS, ({json.dumps(content)}).messages);"
    path = Path(app.outdir) / "_static" / SCRIPT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{script}\n", encoding="utf-8")
