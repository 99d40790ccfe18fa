"""What each page's template gets: the interface's words, the menu, and only the scripts the page needs."""

import functools
import zlib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import editions
from localsdg_build import words as interface
from localsdg_build.book import (
    assets,
    english_titles,
    glance,
    mend,
    menu,
    module_signs,
    on_page,
    page_modules,
    term_notes,
)
from localsdg_build.book.exercise_directives import exercise_node

FIGURES = "figures.js"
PLOTLY = "vendor/plotly.min.js"
TEMPLATES = "figure-templates.js"
_GLOSSARY = term_notes.Glossary()


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Sphinx event ``html-page-context``."""
    words = interface.interface(app.config.language)
    metadata = app.env.metadata.get(pagename, {})
    context["words"] = words
    context["trainer_edition"] = app.config.lsdg_edition == editions.TRAINER
    context["for_teachers"] = context["trainer_edition"] or "for_teachers" in metadata
    untranslated = english_titles.titles(app, pagename)
    context["english_titles"] = untranslated
    context["marked_head"] = lambda text: english_titles.marked_head(str(text), untranslated)
    context["front_page"] = pagename == app.config.root_doc
    context["sections"] = [] if context["front_page"] else on_page.sections(app, pagename)
    if "body" in context:
        body = mend.mend(context["body"], app.config.language or course.LANGUAGE)
        body = on_page.below_title(body, context["sections"], words["site_on_page"])
        context["body"] = english_titles.marked(body, untranslated)
    context["eyebrow"] = _eyebrow(app, pagename, words)
    context["statement"] = _statement(app)
    context["has_exercises"] = "exercises" in metadata
    context["progress_script"] = context["pathto"]("_exercises/progress.js", 1)
    context["live"] = app.config.lsdg_live
    context["menu"] = lambda: english_titles.marked(
        menu.menu(context, words, module_signs.marks(app)), untranslated
    )
    if context["has_exercises"]:
        here = doctree.findall(exercise_node) if doctree is not None else []
        needed = page_modules.needed({node["spec"]["kind"] for node in here})
        context["host_script"] = context["pathto"](f"_exercises/{page_modules.HOST}", 1)
        context["modules"] = [context["pathto"](f"_exercises/{name}", 1) for name in needed]
    app.add_css_file(assets.SHEET, priority=100)
    if doctree is not None and any(doctree.findall(_is_figure)):
        later = {"data-plotly": PLOTLY, "data-templates": TEMPLATES}  # which figures.js loads when it must
        addresses = {name: _address(app, context["pathto"], file) for name, file in later.items()}
        app.add_js_file(FIGURES, loading_method="defer", priority=602, **addresses)
    context["term_notes"] = _GLOSSARY.of_page(app, pagename, doctree, words)
    if context["term_notes"]:
        app.add_js_file(term_notes.SCRIPT, loading_method="defer", priority=603)
    own = metadata.get("files", [])
    for file in own:
        if file.endswith(".js"):
            app.add_js_file(file, loading_method="defer", priority=603)
        else:
            app.add_css_file(file)
    _only_needed(pagename, context, doctree, own)


def _address(app, pathto, file):
    """A static file's address with its checksum, as Sphinx gives to scripts that a page loads itself."""
    path = Path(app.outdir) / "_static" / file
    return pathto(f"_static/{file}", 1) + f"?v={_checksum(path, path.stat().st_mtime_ns):08x}"


@functools.cache
def _checksum(path, changed):
    """Of a file as it has been since it ``changed``: plotly has 1.5 MB, and most pages name it."""
    return zlib.crc32(path.read_bytes())


def _statement(app):
    """The page that says for whom the course works, beside the front page; a course may have none."""
    page = f"{app.config.root_doc.rpartition('/')[0]}/accessibility"
    return page if page in app.env.found_docs else None


def _is_figure(node):
    return isinstance(node, nodes.raw) and "lsdg-plotly" in node.get("classes", [])


def _only_needed(pagename, context, doctree, own):
    """Leave out scripts and styles that Sphinx and extensions give to every page alike.

    ``own`` are files that a directive of the page asked for: ``env.metadata[page]["files"]``.
    """
    keep = {FIGURES, "site.js", "menu.js", term_notes.SCRIPT, *own}
    if doctree is not None and any(
        "sd-tab-set" in node.get("classes", []) for node in doctree.findall(nodes.container)
    ):
        keep.add("design-tabs.js")

    def needed(script):
        name = str(getattr(script, "filename", script) or "")
        return any(name == f"_static/{one}" for one in keep) or "mathjax" in name or not name

    context["script_files"][:] = [script for script in context["script_files"] if needed(script)]
    unneeded = ["pygments", "basic.css", "mystnb", *assets.sheets()]
    unneeded += [] if context["for_teachers"] else [assets.TEACH]
    unneeded += [] if "sd-" in context.get("body", "") else ["sphinx-design"]
    context["css_files"][:] = [
        style for style in context["css_files"] if not any(part in str(style.filename) for part in unneeded)
    ]


def _eyebrow(app, pagename, words):
    """Above a lesson's title: its module, and which lesson of how many it is."""
    if not glance.lesson_data(app.env.metadata.get(pagename, {})):
        return None
    for parent, children in app.env.toctree_includes.items():
        lessons = [name for name in children if glance.lesson_data(app.env.metadata.get(name, {}))]
        if pagename in lessons:
            place = words["lesson_place"].format(number=lessons.index(pagename) + 1, count=len(lessons))
            return {"module": app.env.titles[parent].astext(), "page": parent, "place": place}
    return None
