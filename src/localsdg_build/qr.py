"""A QR code as SVG, for paper and for slides. Pure."""

import io

import segno


def svg(address: str) -> str:
    """The code that leads to ``address``, black on white; what it says stands in its title."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, title=address, light="#fff"
    )
    return out.getvalue().decode("utf-8")
