"""A QR code as SVG, for paper, slides and a projector, or for a terminal. Pure."""

import io

import segno


def svg(text: str, margin: int = 2) -> str:
    """The code of ``text`` (an address), black on white whatever the colours are; its title says ``text``.

    ``margin``: white around it, in modules; more where it stands on a colour.
    """
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=margin, title=text, light="#fff"
    )
    return out.getvalue().decode("utf-8")


def terminal(text: str) -> str:
    """The code in half blocks."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()
