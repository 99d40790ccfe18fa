"""A plan's blocks as plain text, for a terminal or a mail."""

import textwrap
import unicodedata

_WIDTH = 100


def lines(title: str, about: str, blocks: list[dict]) -> str:
    """The text. Tables of three columns stand in columns; of wider ones each row is a paragraph."""
    found = [title, "=" * _width(title), about]
    for block in blocks:
        if block["type"] == "heading":
            found += ["", block["text"], ("-" if block["level"] == 2 else "") * _width(block["text"])]
        elif block["type"] == "table":
            found += _table([[cell["text"] for cell in row] for row in block["rows"]])
        else:
            mark = "- " if block["type"] == "item" else ""
            said = "".join(run["text"] for run in block["runs"])
            found += _wrapped(said, mark, " " * len(mark))
    return "\n".join(line.rstrip() for line in found) + "\n"


def _table(rows):
    if len(rows[0]) <= 3:
        widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            yield "  ".join(
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            )
        return
    heads, *others = rows
    for name, *cells in others:
        yield name
        for head, cell in zip(heads[1:], cells, strict=True):
            if cell:
                yield from _wrapped(f"{head}: {cell}", "  ", "    ")


def _wrapped(text, first, others):
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=others) or [first]


def _width(text):
    """Places that a text takes in a terminal: a sign of Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
