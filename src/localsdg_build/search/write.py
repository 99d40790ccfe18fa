"""Write ``_search`` beside the pages of a language: the index, the texts, the scripts.

The index is made from the finished pages, so that it is right whichever of them a build has made anew.
``make.mjs`` does it, with the scripts that the reader's browser runs: both cut texts into words alike.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from localsdg import course
from localsdg_build import order, vendor
from localsdg_build.words import interface

_UI = "search_"
_KINDS = ("goal", "target", "indicator")


@dataclass(frozen=True)
class Made:
    """How many places can be found, and how many bytes one who searches loads, compressed."""

    places: int
    bytes: int


def write(root: Path, pages: Path, modules: Path, memory: Path, language: str = course.LANGUAGE) -> Made:
    """Make the search of the pages in the folder ``pages``, which were made from the course ``root``.

    ``modules``: npm's folder; ``memory``: a file of what was found in pages, which need not be there.
    """
    words = interface(language)
    asked = {
        "modules": str(modules),
        "scripts": str(root / "book" / "static" / "search"),
        "out": str(pages),
        "memory": str(memory),
        "pages": [[f"{page}.html", _kind(page)] for page in order.pages(root)],
        "language": language,
        "ui": {key.removeprefix(_UI): text for key, text in words.items() if key.startswith(_UI)},
        "goalWords": words["search_goal_words"].split(),
        "codes": {kind: words[f"search_code_{kind}"] for kind in _KINDS},
    }
    done = subprocess.run(
        [vendor.node() or "node", str(Path(__file__).with_name("make.mjs"))],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise vendor.VendorError(f"The search could not be made.\n{done.stderr.strip()[-1000:]}")
    return Made(**json.loads(done.stdout))


def _kind(page):
    parts = page.split("/")
    return {3: "module", 4: "lesson"}.get(len(parts), "page") if parts[0] == "modules" else "page"
