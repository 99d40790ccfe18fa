"""Tables of the data page as HTML: an overview of all datasets, and a preview of each table. Pure."""

from html import escape
from typing import Any

_NUMBERS = {"integer", "number", "year"}


def overview(datasets: list[dict[str, Any]], words: dict[str, str]) -> str:
    """One row for each dataset, with a link to its section."""
    rows = "".join(
        f'<tr><th scope="row"><a href="#{anchor(one["name"])}">{escape(one["title"])}</a></th>'
        f"<td>{escape(_kind(one, words))}</td><td>{escape(one['years'])}</td>"
        f'<td class="text-right">{len(one["tables"])}</td>'
        f'<td class="text-right">{sum(table["rows"] for table in one["tables"]):,}</td></tr>\n'
        for one in datasets
    )
    heads = "".join(
        f'<th scope="col"{" class=text-right" if right else ""}>{escape(words[key])}</th>'
        for key, right in (
            ("data_dataset", False),
            ("data_kind", False),
            ("data_years", False),
            ("data_tables", True),
            ("data_rows", True),
        )
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>"
    return scrolling(table, words["data_overview"])


def anchor(name: str) -> str:
    """The address of a dataset within the page."""
    return f"data-{name}"


def facts(one: dict[str, Any], words: dict[str, str]) -> str:
    """Kind, years, source, licence and credit of a dataset as a definition list."""
    rows = [
        (words["data_kind"], escape(_kind(one, words))),
        (words["data_years"], escape(one["years"])),
        (words["data_source"], "<br>".join(_link(*source) for source in one["sources"])),
        (words["data_licence"], "<br>".join(_link(*licence) for licence in one["licences"])),
        (words["data_credit"], escape(one["credit"])),
    ]
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<dl class="lsdg-facts">{items}</dl>'


def _kind(one, words):
    return words["data_synthetic" if one["synthetic"] else "data_real"]


def _link(title, address):
    return f'<a href="{escape(address)}">{escape(title)}</a>' if address else escape(title)


def table(one: dict[str, Any], table: dict[str, Any], folder: str, words: dict[str, str]) -> str:
    """A table's title, size, download link, first rows and list of columns.

    ``folder`` is where the dataset's files lie, as seen from the page.
    """
    size = words["data_size"].format(rows=f"{table['rows']:,}", columns=len(table["fields"]))
    file = escape(f"{folder}/{table['path']}")
    name = f"{table['name']}.csv"
    download = words["data_csv"].format(file=name, size=_size(table["bytes"]))
    return (
        f'<div class="lsdg-data-table"><h3 id="{anchor(one["name"])}-{escape(table["name"])}">'
        f"{escape(table['title'])}</h3>"
        f"<p>{escape(table['description'])} <code>{escape(table['name'])}</code>: {escape(size)}.</p>"
        f'<p><a href="{file}" download="{escape(one["name"])}-{escape(name)}">{escape(download)}</a></p>'
        f"<details><summary>{escape(words['data_look'].format(table=table['title']))}</summary>"
        f"{_preview(table, words)}{_columns(table, words)}</details></div>\n"
    )


def _size(count):
    return f"{max(1, round(count / 1000)):,} kB"


def _preview(table, words):
    shown = table["fields"][: len(table["preview"][0])] if table["preview"] else []
    right = [kind in _NUMBERS for _, kind, _ in shown]
    heads = "".join(
        f'<th scope="col"{_right(to_right)}>{escape(name)}</th>'
        for (name, _, _), to_right in zip(shown, right, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_right(on)}>{escape(cell)}</td>" for cell, on in zip(row, right, strict=True))
        + "</tr>\n"
        for row in table["preview"]
    )
    label = words["data_first_rows"].format(rows=len(table["preview"]), table=table["title"])
    more = len(table["fields"]) - len(shown)
    note = f"<p>{escape(words['data_more_columns'].format(count=more))}</p>" if more else ""
    return (
        scrolling(
            f'<table class="dataframe"><caption>{escape(label)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
            label,
        )
        + note
    )


def _columns(table, words):
    items = "".join(
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{escape(words[f'data_type_{kind}'])}</td>"
        f"<td>{escape(meaning)}</td></tr>\n"
        for name, kind, meaning in table["fields"]
    )
    heads = "".join(
        f'<th scope="col">{escape(words[key])}</th>' for key in ("data_column", "data_type", "data_meaning")
    )
    label = words["data_columns"].format(table=table["title"])
    return scrolling(
        f'<table class="lsdg-columns"><caption>{escape(label)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{items}</tbody></table>",
        label,
    )


def _right(on):
    return ' class="text-right"' if on else ""


def scrolling(inside: str, label: str) -> str:
    """A box that scrolls sideways when what is inside is wider, with a name, within reach of the keyboard."""
    label = escape(label)
    return (
        f'<div class="lsdg-scroll" role="group" tabindex="0" aria-label="{label}" data-label="{label}">'
        f"{inside}</div>\n"
    )
