"""Formulas of a page as MathML, made once: MathJax and its letters would be half of a lesson's weight."""

import json
import subprocess
from typing import Any

from localsdg import course
from localsdg_build import vendor

_TEX = ((r"\[", r"\]", "block"), (r"\(", r"\)", "inline"))
_MAKE = """
require("mathjax").init({ loader: { load: ["input/tex"] } }).then((MathJax) =>
  Promise.all(JSON.parse(process.argv[1]).map(([tex, display]) => MathJax.tex2mmlPromise(tex, { display })))
).then((found) => console.log(JSON.stringify(found)));
"""


def as_mathml(page: Any) -> None:
    """Put MathML in place of the TeX in a page (of BeautifulSoup)."""
    places = [(node, *_tex(node.get_text())) for node in page.select(".math")]
    places = [(node, tex, display) for node, tex, display in places if tex]
    if not places:
        return
    made = _converted([[tex, display == "block"] for _, tex, display in places])
    for (node, _, _), mathml in zip(places, made, strict=True):
        node.clear()
        node.append(type(page)(mathml, "html.parser"))


def _tex(text: str) -> tuple[str, str]:
    text = text.strip()
    for start, end, display in _TEX:
        if text.startswith(start) and text.endswith(end):
            return text[len(start) : -len(end)], display
    return "", ""


def _converted(formulas: list[list[Any]]) -> list[str]:
    modules = vendor.ensure(course.root())
    command = [vendor.node() or "node", "-e", _MAKE, json.dumps(formulas)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=modules.parent)
    if done.returncode:
        raise vendor.VendorError(f"The formulas of a lesson could not be made.\n{done.stderr}")
    return json.loads(done.stdout)
