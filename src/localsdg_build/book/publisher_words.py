"""What pages say of who publishes them: the foot, the address for other sites, the page *Privacy*."""

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import publisher
from localsdg_build.book import made_of
from localsdg_build.words import interface

_PRIVACY, _PUBLISH = "book/{}/privacy", "book/{}/publish"
_CARD = "card.png"


def set_address(app: Sphinx, config: Config) -> None:
    """Each page knows its whole address (Sphinx event ``config-inited``)."""
    config.html_baseurl = publisher.read(course.root()).address


def copy_files(app: Sphinx) -> None:
    """Logo and picture (Sphinx event ``builder-inited``)."""
    known = publisher.read(course.root())
    if app.builder.format != "html":
        return
    for file, name in ((known.logo, _logo(known)), (known.picture, _picture(known))):
        if file:
            target = Path(app.outdir) / "_static" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(known.root / file, target)


def _logo(known):
    return f"publisher{Path(known.logo).suffix}"


def _picture(known):
    return f"publisher-card{Path(known.picture).suffix}" if known.picture else _CARD


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``."""
    known = publisher.read(course.root())
    language = app.config.language or course.LANGUAGE
    context["publisher"] = known
    if known.logo:
        context["publisher_logo"] = context["pathto"](f"_static/{_logo(known)}", 1)
    if known.address:
        context["social_picture"] = f"{known.address}_static/{_picture(known)}"
    pages = app.env.found_docs
    privacy = _PRIVACY.format(language)
    context["privacy_page"] = privacy if privacy in pages else ""


class PrivacyNote(SphinxDirective):
    """```` ```{privacy-note} ````: who publishes this copy, and what they say themselves on privacy."""

    def run(self) -> list[nodes.Node]:
        """Paragraphs; none where nobody has said anything."""
        made_of.note(self.env, [publisher.NAME])
        known = publisher.read(course.root())
        language = self.env.config.language or course.LANGUAGE
        words = interface(language)
        found: list[nodes.Node] = []
        if known.name:
            said = words["site_published"].format(publisher=known.name)
            found.append(nodes.paragraph("", said))
        spoken = language if language in known.privacy else course.LANGUAGE
        for text in known.privacy.get(spoken, "").split("\n\n"):
            if text.strip():
                marks = [] if spoken == language else [f"language-{spoken}"]
                found.append(nodes.paragraph("", " ".join(text.split()), classes=marks))
        if known.contact:
            link = nodes.reference("", known.contact, refuri=known.contact_link())
            found.append(nodes.paragraph("", f"{words['site_contact']} ", link))
        return found


def register(app: Sphinx) -> None:
    """Called at the extension's setup."""
    app.add_directive("privacy-note", PrivacyNote)
    app.connect("config-inited", set_address)
    app.connect("builder-inited", copy_files)
    app.connect("html-page-context", add_context)
