"""A QR code as SVG, for paper, slides and a projector, or for a terminal. Pure."""

import io

import segno


def svg(text: str, margin: int = 2, title: str = "", error: str = "m") -> str:
    """The code of ``text`` (an address), black on white whatever the colours are; its title says ``text``.

    ``margin``: white around it, in modules; more where it stands on a colour. ``title``: said in its place.
    ``error``: how much of it may be lost (``l``, ``m``, ``q``, ``h``); the less, the coarser are its modules.
    """
    out = io.BytesIO()
    code = segno.make(text, error=error, micro=False)
    shown = {"omitsize": True, "border": margin, "title": title or text, "light": "#fff"}
    code.save(out, kind="svg", xmldecl=False, svgns=True, **shown)
    return out.getvalue().decode("utf-8")


def terminal(text: str) -> str:
    """The code in half blocks."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()
