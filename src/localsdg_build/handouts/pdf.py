"""HTML to PDF: sheets of paper, the course's type, PDF/UA-1, and no page on which something does not fit."""

import contextlib
import ctypes.util
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localsdg.course import CourseError
from localsdg_build.handouts import layout

PANGO, WEASYPRINT = "pango", "weasyprint"
PAPERS = {"a4": "A4", "letter": "letter"}
_TAGGED: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
_OURS = ("file", "data")  # what a page of the course may name
MISSING = (
    "PDF needs the library Pango, which is not on this computer. "
    "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0"
)


class PaperError(CourseError):
    """Something does not fit on its page, or there is no program that makes PDF."""


@dataclass(frozen=True)
class Made:
    """A PDF that was written, and how many pages it has."""

    path: Path
    pages: int


def ready() -> str:
    """What is missing to make PDF, and what to type; ``""`` where all is there."""
    said = {"": "", PANGO: MISSING, WEASYPRINT: "PDF needs WeasyPrint: make handouts installs it"}
    return said[lacking()]


def lacking() -> str:
    """What is missing to make PDF: ``PANGO``, ``WEASYPRINT``, or ``""``."""
    if not ctypes.util.find_library("pangoft2-1.0"):
        return PANGO
    try:
        import weasyprint  # noqa: F401  # only those who make PDF need it
    except ImportError:
        return WEASYPRINT
    except OSError:
        return PANGO
    return ""


def lay_out(html: str, css: str) -> Any:
    """The pages of a document, as WeasyPrint's ``Document``; nothing is fetched from another host.

    Raises ``PaperError`` for what WeasyPrint only warns of: a typeface or a picture that it cannot read.
    """
    with _warnings() as told:
        document = _laid_out(html, css, _OURS)
    if told:
        raise PaperError("paper.css", "; ".join(dict.fromkeys(told)))
    return document


def of_strangers(html: str, css: str) -> bytes:
    """The PDF of a page in which strangers' words stand: whatever the page asks for, nothing is fetched.

    ``css``: our own style, which may name files. What WeasyPrint does not know of the page's style is left.
    """
    with _warnings():  # they would go to the terminal
        return bytes(_laid_out(html, css, ()).write_pdf(**_TAGGED))


def _laid_out(html: str, css: str, protocols: tuple[str, ...]) -> Any:
    """``protocols``: of what the page itself may name; without any, what it names is left out."""
    import weasyprint  # takes half a second, and only those who make PDF need it
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    files = URLFetcher(allowed_protocols=_OURS, fail_on_errors=True)
    own = URLFetcher(allowed_protocols=protocols, fail_on_errors=bool(protocols))
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=files)
    page = weasyprint.HTML(string=html, url_fetcher=own)
    return page.render(stylesheets=[sheet], font_config=fonts, **_TAGGED)


def write(html: str, css: str, out: Path) -> Made:
    """Write the PDF ``out``. Raises ``PaperError`` where something goes beyond its page."""
    document = lay_out(html, css)
    if wrong := layout.overflows(document):
        raise PaperError(out, "not everything fits on its page: " + "; ".join(wrong[:5]))
    out.parent.mkdir(parents=True, exist_ok=True)
    document.write_pdf(out, **_TAGGED)
    return Made(out, len(document.pages))


@contextlib.contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint warns of while this lasts."""
    told: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield told
    finally:
        logger.removeHandler(listener)
