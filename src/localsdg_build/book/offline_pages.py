"""What the pages themselves have for working without a network; the service worker is the build's.

Each language has its scripts and words in ``_offline`` beside its pages, and a page that stands for those
that are not there.
"""

import html
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import words
from localsdg_build.book import made_of
from localsdg_build.offline import release

_PAGE = "offline"
_SOURCES = Path("book", "static", "offline")


def register(app: Sphinx) -> None:
    """What this module adds, where Sphinx comes to it."""
    app.connect("doctree-read", offer)
    app.connect("html-page-context", add_context)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", write_files)


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: the way to the top of the course, and what may be kept."""
    spoken = app.config.language or course.LANGUAGE
    context["home"] = "../" * (pagename.count("/") + (spoken != course.LANGUAGE)) or "./"
    context["offline"] = words.offline(spoken)


def offer(app: Sphinx, doctree: nodes.document) -> None:
    """Offer to keep a module on its page, below the first part of it (Sphinx event ``doctree-read``)."""
    parts = app.env.docname.split("/")
    top = next(doctree.findall(nodes.section), None)
    if parts[0] != "modules" or len(parts) != 3 or top is None:
        return
    language = app.config.language or course.LANGUAGE
    made_of.note(app.env, [f"book/{language}/offline.yml"])
    said = {key: html.escape(text) for key, text in words.offline(language).items()}
    box = (
        '<section class="lsdg-keep" aria-labelledby="keep-title">'
        f'<h2 id="keep-title">{said["keep_title"]}</h2><p>{said["keep_about"]}</p>'
        '<div class="lsdg-keep-tools"></div></section>'
    )
    sections = [place for place, child in enumerate(top.children) if isinstance(child, nodes.section)]
    top.insert(sections[0] + 1 if sections else len(top.children), nodes.raw("", box, format="html"))


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Sphinx event ``html-collect-pages``: the page in place of one that cannot be shown."""
    yield _PAGE, {}, f"{_PAGE}.html"


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Sphinx event ``build-finished``: scripts, style and words into ``_offline``."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir) / "_offline"
    out.mkdir(exist_ok=True)
    for source in sorted((course.root() / _SOURCES).glob("*.*")):
        if source.name not in release.WORKER:  # they stand at the top of the site, as sw.js
            shutil.copyfile(source, out / source.name)
    spoken = words.offline(app.config.language or course.LANGUAGE)
    said = {key: text for key, text in spoken.items() if not key.startswith("kit_")}
    (out / "words.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
