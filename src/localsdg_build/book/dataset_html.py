"""The data page as HTML: an overview of all datasets, and a preview of each table. Pure."""

from typing import Any

from localsdg import course
from localsdg_build.book import templates

_NUMBERS = {"integer", "number", "year"}


def overview(datasets: list[dict[str, Any]], words: dict[str, str], language: str = course.LANGUAGE) -> str:
    """One row for each dataset, with a link to its section."""
    return str(_macro("overview")(datasets, words, language))


def facts(one: dict[str, Any], words: dict[str, str], language: str = course.LANGUAGE) -> str:
    """Kind, years, source, licence and credit of a dataset as a definition list."""
    return str(_macro("facts")(one, words, language))


def table(
    one: dict[str, Any],
    table: dict[str, Any],
    folder: str,
    words: dict[str, str],
    language: str = course.LANGUAGE,
) -> str:
    """A table's title, size, download link, first rows and list of columns.

    ``folder`` is where the dataset's files lie, as seen from the page.
    """
    return str(_macro("table")(one, table, folder, words, language))


def anchor(name: str) -> str:
    """The address of a dataset within the page."""
    return f"data-{name}"


def _macro(name):
    return templates.macro("datasets.html.j2", name, {"anchor": anchor, "numbers": _NUMBERS})
