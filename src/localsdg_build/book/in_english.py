"""What a page takes from a dataset is in English in all languages; on the others' pages it says so.

A screen reader then reads it with an English voice. Pages in English stay as they are.
"""

import re
from collections.abc import Mapping

from docutils import nodes
from markupsafe import Markup, escape

from localsdg import course

CLASS = f"language-{course.LANGUAGE}"  # docutils writes it as the attribute ``lang``
_PLACE = re.compile(r"\{(\w+)\}")


def attribute(language: str) -> Markup:
    """`` lang="en"`` for an element of a page in another ``language``, else nothing."""
    return Markup("") if language == course.LANGUAGE else Markup(' lang="{}"').format(course.LANGUAGE)


def text(value: object, language: str) -> Markup:
    """A text as HTML."""
    if language == course.LANGUAGE or not str(value):
        return escape(value)
    return Markup("<span{}>{}</span>").format(attribute(language), value)


def mark(node: nodes.Element, language: str) -> nodes.Element:
    """A node of a document, marked; gives it back."""
    if language != course.LANGUAGE:
        node["classes"].append(CLASS)
    return node


def filled(sentence: str, english: Mapping[str, str], language: str) -> list[nodes.Node]:
    """A sentence of the interface as nodes, with ``{places}`` that are filled with ``english`` texts."""
    if language == course.LANGUAGE:
        return [nodes.Text(sentence.format(**english))]
    found: list[nodes.Node] = []
    for number, part in enumerate(_PLACE.split(sentence)):
        if number % 2:
            found.append(mark(nodes.inline("", english[part]), language))
        elif part:
            found.append(nodes.Text(part))
    return found
