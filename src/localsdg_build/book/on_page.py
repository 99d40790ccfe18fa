"""The list *On this page*: beside the text where there is room, folded below the title on a narrow screen."""

import html

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build.book import in_english


def below_title(body: str, listed: list[tuple[str, str, bool]], title: str) -> str:
    """A page's HTML with the folded list below its title; a list of one section helps nobody."""
    before, end, after = body.partition("</h1>")
    if not end or len(listed) < 2:
        return body
    lines = "".join(
        f'<li><a href="{html.escape(anchor)}"{_lang(is_english)}>{text}</a></li>'
        for anchor, text, is_english in listed
    )
    summary = f"<summary>{html.escape(title)}</summary>"
    return f'{before}{end}<details class="lsdg-sections">{summary}<ul>{lines}</ul></details>{after}'


def _lang(is_english):
    return f' lang="{course.LANGUAGE}"' if is_english else ""


def sections(app: Sphinx, pagename: str) -> list[tuple[str, str, bool]]:
    """The page's sections as ``[(anchor, title as HTML, is it in English), ...]``."""
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
