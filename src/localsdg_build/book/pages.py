"""What each page's template gets: the interface's words, the menu, and only the scripts the page needs."""

import html
import re
import zlib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import editions
from localsdg_build import words as interface
from localsdg_build.book import assets, english_titles, glance, in_english, mend, page_modules

FIGURES = "figures.js"
PLOTLY = "vendor/plotly.min.js"
TEMPLATES = "figure-templates.js"
_CURRENT = re.compile(r'<a class="(current reference internal)" href="#">')


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
    if "body" in context:
        body = mend.mend(context["body"], app.config.language or course.LANGUAGE)
        context["body"] = english_titles.marked(body, untranslated)
    context["eyebrow"] = _eyebrow(app, pagename, words)
    context["sections"] = _sections(app, pagename)
    context["has_exercises"] = "exercises" in metadata
    context["front_page"] = pagename == app.config.root_doc
    context["menu"] = lambda: english_titles.marked(_menu(context), untranslated)
    if context["has_exercises"]:
        needed = page_modules.needed(metadata["exercises"], app.config.language or course.LANGUAGE)
        context["host_script"] = context["pathto"](f"_exercises/{page_modules.HOST}", 1)
        context["modules"] = [context["pathto"](f"_exercises/{name}", 1) for name in needed]
    app.add_css_file(assets.SHEET, priority=100)
    if doctree is not None and any(doctree.findall(_is_figure)):
        later = {"data-plotly": PLOTLY, "data-templates": TEMPLATES}  # which figures.js loads when it must
        addresses = {name: _address(app, context["pathto"], file) for name, file in later.items()}
        app.add_js_file(FIGURES, loading_method="defer", priority=602, **addresses)
    own = metadata.get("files", [])
    for file in own:
        if file.endswith(".js"):
            app.add_js_file(file, loading_method="defer", priority=603)
        else:
            app.add_css_file(file)
    _only_needed(pagename, context, doctree, own)


def _address(app, pathto, file):
    """A static file's address with its checksum, as Sphinx gives to scripts that a page loads itself."""
    checksum = zlib.crc32((Path(app.outdir) / "_static" / file).read_bytes())
    return pathto(f"_static/{file}", 1) + f"?v={checksum:08x}"


def _is_figure(node):
    return isinstance(node, nodes.raw) and "lsdg-plotly" in node.get("classes", [])


def _only_needed(pagename, context, doctree, own):
    """Leave out scripts and styles that Sphinx and extensions give to every page alike.

    ``own`` are files that a directive of the page asked for: ``env.metadata[page]["files"]``.
    """
    keep = {FIGURES, "site.js", *own}
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


def _menu(context):
    text = str(context["toctree"](collapse=False, maxdepth=3, includehidden=True, titles_only=True))
    # A caption groups links; as a heading it would need a level, and the page has its own headings.
    text = text.replace('class="caption" role="heading"', 'class="caption"')
    return _CURRENT.sub(r'<a class="\1" href="#" aria-current="page">', text)


def _sections(app, pagename):
    """The page's sections as ``[(anchor, title, is it in English), ...]``, for the list *On this page*."""
    contents = app.env.tocs.get(pagename)
    if contents is None:
        return []
    found = []
    english = app.env.metadata.get(pagename, {}).get("english", [])
    spoken = app.config.language or course.LANGUAGE
    for item in contents.children[:1]:
        for part in item.findall(nodes.reference):
            depth, parent = 0, part.parent
            while parent is not contents:
                depth += isinstance(parent, nodes.bullet_list)
                parent = parent.parent
            if depth == 1 and part["anchorname"]:
                anchor = part["anchorname"]
                found.append((anchor, _title_html(part, spoken), anchor[1:] in english))
    return found


def _title_html(reference, language):
    """The title that a link holds; what a directive marked as English in it stays marked."""
    return "".join(
        in_english.text(part.astext(), language)
        if isinstance(part, nodes.inline) and in_english.CLASS in part["classes"]
        else html.escape(part.astext())
        for part in reference.children
    )


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
