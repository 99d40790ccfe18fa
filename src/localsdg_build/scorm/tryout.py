"""Show packages in a bare run-time page, so that anybody can try them without a platform.

The platform is npm's ``scorm-again``, which keeps to the limits of Moodle (``static/moodle.js``). What it is
told it keeps in the browser, for each name that somebody gives.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from localsdg.course import CourseError
from localsdg_build import vendor
from localsdg_build.scorm import manifest
from localsdg_web.folder import serving

_STATIC = Path(__file__).parent / "static"
_PROGRAMS = {"1.2": "scorm12.min.js", "2004": "scorm2004.min.js"}


@contextmanager
def shown(packages: Path, root: Path) -> Iterator[str]:
    """Serve a package (a zip), or all in a folder, while this lasts: the address of the page that lists them.

    Raises ``CourseError`` where there is none.
    """
    found = sorted(packages.glob("*.zip")) if packages.is_dir() else [packages]
    found = [path for path in found if path.is_file() and zipfile.is_zipfile(path)]
    if not found:
        raise CourseError(packages, "here are no packages; write some first: localsdg scorm OUT", 1)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        lay_out(site, found, root)
        with serving(site) as address:
            yield f"{address}/index.html"


def lay_out(site: Path, packages: list[Path], root: Path) -> None:
    """Write the run-time page and these packages, unpacked, into the folder ``site``."""
    shutil.copytree(_STATIC, site, dirs_exist_ok=True)
    programs = vendor.ensure_for_tests(root) / "scorm-again" / "dist"
    for name in _PROGRAMS.values():
        shutil.copyfile(programs / name, site / name)
    listed = []
    for path in packages:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(site / "packages" / path.stem)
            listed.append({"name": path.stem, **_read(archive.read(manifest.NAME), path)})
    (site / "packages.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")


def _read(content: bytes, path: Path) -> dict[str, object]:
    """Of a manifest: its title, version and lessons."""
    tree = ElementTree.fromstring(content)
    space = tree.tag.partition("}")[0] + "}"
    version = tree.findtext(f"{space}metadata/{space}schemaversion") or ""
    pages = {one.get("identifier"): one.get("href") for one in tree.iter(f"{space}resource")}
    title = tree.findtext(f"{space}organizations/{space}organization/{space}title") or path.stem
    scos = [
        {"title": item.findtext(f"{space}title"), "page": pages[item.get("identifierref")]}
        for item in tree.iter(f"{space}item")
    ]
    return {"title": title, "version": version[:4].strip(), "program": _program(version), "scos": scos}


def _program(version: str) -> str:
    return _PROGRAMS["2004" if version.startswith("2004") else "1.2"]
