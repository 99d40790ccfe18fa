"""XML made of nested calls, and written with a declaration."""

from xml.etree import ElementTree

Element = ElementTree.Element


def element(name: str, *inside: Element | str | None, **attributes: str | float) -> Element:
    """``<name attributes>inside</name>``: of ``inside`` elements are appended, a text is the text.

    ``None`` among ``inside`` is nothing. An attribute ``xml_lang`` is ``xml:lang``.
    """
    made = Element(name, {key.replace("xml_", "xml:"): shown(value) for key, value in attributes.items()})
    for one in inside:
        if isinstance(one, str):
            made.text = (made.text or "") + one
        elif one is not None:
            made.append(one)
    return made


def shown(value: str | float) -> str:
    """A number as short as it can be written without losing anything that counts: ``0.33333``, ``2``."""
    if isinstance(value, str):
        return value
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"


def written(root: Element) -> str:
    """A document, indented."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
