"""The package ``localsdg`` as a wheel with the public course inside: what a learner installs.

The wheel is written directly (a wheel is a zip with three small text files, PEP 427): no network, no
subprocess, a fraction of a second, and the same sources give the same bytes. It holds the exercises without
hidden checks and samples, the datasets without their build scripts, and the interface's words; what is YAML
in the course is JSON there, which any Python reads.
"""

import base64
import hashlib
import json
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import localsdg
from localsdg import course as sources
from localsdg.course import public

_EPOCH = (2020, 1, 1, 0, 0, 0)  # one time stamp for all members, so that equal content is equal bytes
_CHECKOUT = Path(__file__).parents[3]


def project() -> dict[str, Any]:
    """What ``pyproject.toml`` says under ``[project]``; outside of a checkout, what was installed."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return tomllib.loads((_CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = metadata.metadata("localsdg")
    needs = [need for need in metadata.requires("localsdg") or [] if "extra ==" not in need]
    names = {
        "name": "Name",
        "version": "Version",
        "description": "Summary",
        "requires-python": "Requires-Python",
    }
    return {**{ours: about[theirs] for ours, theirs in names.items()}, "dependencies": needs}


def wheel_name() -> str:
    """The wheel's file name, e.g. ``localsdg-0.1.0-py3-none-any.whl``."""
    return f"localsdg-{project()['version']}-py3-none-any.whl"


def build_wheel(out: Path, course: Path | None = None) -> Path:
    """Write the wheel into folder ``out`` and return its path."""
    course = Path(course or sources.root()).resolve()
    path = Path(out) / wheel_name()
    path.parent.mkdir(parents=True, exist_ok=True)
    members = {**_package(), **_public_course(course), **_about()}
    with zipfile.ZipFile(path, "w") as wheel:
        record = []
        for name in sorted(members):
            add(wheel, name, members[name])
            record.append(f"{name},sha256={digest(members[name])},{len(members[name])}")
        listing = f"{_info()}/RECORD"
        add(wheel, listing, "\n".join([*record, f"{listing},,", ""]).encode())
    return path


# ---- What is inside -------------------------------------------------------------------------


def _package():
    """The package's own files: ``{name in the wheel: bytes}``."""
    folder = Path(str(localsdg.__file__)).parent
    files = [path for path in folder.rglob("*") if path.is_file() and _wanted(path)]
    return {f"localsdg/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


def _wanted(path):
    return "__pycache__" not in path.parts and not path.name.startswith(".")


def _public_course(course):
    """What a learner's computer needs of the course: ``{name in the wheel: bytes}``."""
    found = public.files(course)
    return {f"localsdg/course/{name}": json_for_yaml(name, content) for name, content in found.items()}


def json_for_yaml(name: str, content: bytes) -> bytes:
    """A file of the course with JSON in place of YAML: Python in a browser has no reader for YAML.

    ``CourseError`` if it says something that JSON cannot say.
    """
    path = Path(name)
    if path.suffix == ".yml":
        return _json(path, sources.parse_yaml(content.decode(), path)) + b"\n"
    if name.startswith("exercises/") and path.suffix == ".md":
        front, body = content.decode()[4:].split("\n---\n", 1)
        words = _json(path, sources.parse_yaml(front, path, first_line=2))
        return b"---\n" + words + b"\n---\n" + body.encode()
    return content


def _json(path, value):
    try:
        text = json.dumps(value, ensure_ascii=False)
    except TypeError as problem:
        raise sources.CourseError(path, f"JSON cannot say this: {problem}; put it in quotes") from None
    if json.loads(text) != value:
        raise sources.CourseError(path, "JSON has only texts as keys: put each key in quotes")
    return text.encode()


# ---- The wheel's own files ------------------------------------------------------------------


def _info():
    return f"localsdg-{project()['version']}.dist-info"


def _about():
    about = project()
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {about['name']}",
        f"Version: {about['version']}",
        f"Summary: {about['description']}",
        f"Requires-Python: {about['requires-python']}",
        *[f"Requires-Dist: {need}" for need in about["dependencies"]],
    ]
    tags = ["Wheel-Version: 1.0", "Generator: localsdg_build", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    found = {
        f"{_info()}/METADATA": ("\n".join(lines) + "\n").encode(),
        f"{_info()}/WHEEL": ("\n".join(tags) + "\n").encode(),
    }
    for path in _licences():
        found[f"{_info()}/licenses/{path.name}"] = path.read_bytes()
    return found


def _licences() -> list[Path]:
    if (_CHECKOUT / "pyproject.toml").is_file():
        return sorted(_CHECKOUT.glob("LICENSE*"))
    installed = metadata.files("localsdg") or []
    return sorted(Path(str(file.locate())) for file in installed if file.name.startswith("LICENSE"))


def add(archive: zipfile.ZipFile, name: str, content: bytes, mode: int = 0o644) -> None:
    """A member of a zip: the same bytes for the same content, whenever it is made."""
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = mode << 16
    archive.writestr(member, content)


def digest(content: bytes) -> str:
    """SHA-256 as a wheel's list of files writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
