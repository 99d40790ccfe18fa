"""Write what makes a built site a release: the service worker, its manifest, and the name of the build.

The name is a hash of all files, so two builds of the same sources have the same one and nobody fetches anew.
"""

import hashlib
import json
from pathlib import Path

from localsdg_build.offline import files, needs

WORKER = ("worker.js", "worker-asked.js")  # one below the other they are ``sw.js``
_SOURCES = Path("book", "static", "offline")
_MANIFEST = Path("_offline", "manifest.json")


def write(site: Path, edition: str, root: Path, before: Path | None = None) -> str:
    """Write ``sw.js`` and its files into the built ``site``; return the name of the build.

    ``root``: the course with the worker's source. ``before``: the last built site, whose files that are the
    same need not be measured again.
    """
    found = files.read(site, _known(before or site), before)
    worker = "\n".join((root / _SOURCES / name).read_text(encoding="utf-8") for name in WORKER)
    build = _name(found, edition, worker)
    manifest = {"build": build, "edition": edition, **_content(site, found)}
    (site / _MANIFEST).parent.mkdir(exist_ok=True)
    _write(site / _MANIFEST, manifest)
    _write(site / "_offline" / "build.json", {"build": build, "edition": edition})
    head = f"self.lsdgRelease = {json.dumps({'build': build, 'edition': edition})};\n"
    (site / "sw.js").write_text(head + worker, encoding="utf-8")
    return build


def _name(found, edition, worker):
    total = hashlib.sha256(f"{edition}\0{worker}".encode())
    for name, file in found.items():
        total.update(f"\0{name}\0{file.hash}".encode())
    return total.hexdigest()[:16]


def _content(site, found):
    """Files as a list; everything else names them by their place in it."""
    place = {name: number for number, name in enumerate(found)}
    known = needs.Needs(site, found)
    pages = [name for name in found if name.endswith(".html")]
    return {
        "files": [[name, file.hash, file.size, file.wire] for name, file in found.items()],
        "needs": {page: [place[name] for name in known.of_page(page)] for page in pages},
        "groups": {
            page: {part: [place[name] for name in names] for part, names in group.items()}
            for page, group in needs.groups(known, found).items()
        },
    }


def _known(site):
    """What the last release of a site says of its files; nothing where it is none, or an older form."""
    try:
        listed = json.loads((site / _MANIFEST).read_text(encoding="utf-8"))["files"]
        return {name: files.File(made, size, wire) for name, made, size, wire in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
