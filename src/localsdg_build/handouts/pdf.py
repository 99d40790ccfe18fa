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

PAPERS = {"a4": "A4", "letter": "letter"}
_VARIANT = "pdf/ua-1"
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
    if not ctypes.util.find_library("pangoft2-1.0"):
        return MISSING
    try:
        import weasyprint  # noqa: F401  # only this command needs it
    except ImportError:
        return "PDF needs WeasyPrint: make handouts installs it"
    except OSError:
        return MISSING
    return ""


def lay_out(html: str, css: str) -> Any:
    """The pages of a document, as WeasyPrint's ``Document``; nothing is fetched from another host.

    Raises ``PaperError`` for what WeasyPrint only warns of: a typeface or a picture that it cannot read.
    """
    import weasyprint  # takes half a second, and only this command needs it
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    files = URLFetcher(allowed_protocols=("file", "data"), fail_on_errors=True)
    fonts = FontConfiguration()
    with _warnings() as told:
        sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=files)
        document = weasyprint.HTML(string=html, url_fetcher=files).render(
            stylesheets=[sheet], font_config=fonts, pdf_variant=_VARIANT, pdf_tags=True
        )
    if told:
        raise PaperError("paper.css", "; ".join(dict.fromkeys(told)))
    return document


def write(html: str, css: str, out: Path) -> Made:
    """Write the PDF ``out``. Raises ``PaperError`` where something goes beyond its page."""
    document = lay_out(html, css)
    if wrong := layout.overflows(document):
        raise PaperError(out, "not everything fits on its page: " + "; ".join(wrong[:5]))
    out.parent.mkdir(parents=True, exist_ok=True)
    document.write_pdf(out, pdf_variant=_VARIANT, pdf_tags=True)
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
