"""Wheels for the browser that are not Pyodide's: from PyPI, made lighter, and small ones of our own."""

import io
import re
import tempfile
import zipfile
from pathlib import Path

from localsdg_build.live import pip_download
from localsdg_build.release import wheel as wheel_file

# The browser has them from the page already; they are most of what the wheel weighs.
_SCRIPTS = re.compile(r"plotly/package_data/[^/]+\.js|plotly/labextension/.*|[^/]+\.data/.*")
# plotly shows a figure in a notebook only if `nbformat` is there, and asks nothing but its version. The
# others are installed before JupyterLite's kernel starts, which goes on without what they hold: encryption (a
# page has the browser's) and suggestions while one types. As Pyodide has them they weigh 3.7 MB.
_OURS = {"nbformat-5.10.4": '__version__ = "5.10.4"', "ssl-1.0.0": "", "jedi-0.19.1": ""}


def plain(root: Path) -> dict[str, bytes]:
    """The wheels that ``book/live/wheels.txt`` names: ``{file name: content}``."""
    with tempfile.TemporaryDirectory() as folder:
        found = pip_download.wheels(root / "book" / "live" / "wheels.txt", Path(folder))
        wheels = {path.name: path.read_bytes() for path in found}
    for name, content in wheels.items():
        if name.startswith("plotly-"):
            wheels[name] = without(content, _SCRIPTS)
    return {
        **wheels,
        **{f"{name}-py3-none-any.whl": _of_one_line(name, line) for name, line in _OURS.items()},
    }


def without(wheel: bytes, left_out: re.Pattern[str]) -> bytes:
    """The wheel without the members that match, and without their lines in its list of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            if left_out.fullmatch(member.filename):
                continue
            content = old.read(member)
            if member.filename.endswith(".dist-info/RECORD"):
                lines = content.decode().splitlines()
                content = _lines(line for line in lines if not left_out.fullmatch(line.split(",")[0]))
            wheel_file.add(new, member.filename, content)
    return made.getvalue()


def _of_one_line(full_name, line):
    """A wheel with a module of one line, or with none."""
    name, version = full_name.split("-")
    info = f"{full_name}.dist-info"
    members = {
        **({f"{name}.py": _lines([line])} if line else {}),
        f"{info}/METADATA": _lines(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]),
        f"{info}/WHEEL": _lines(["Wheel-Version: 1.0", "Root-Is-Purelib: true", "Tag: py3-none-any"]),
    }
    listed = [
        f"{member},sha256={wheel_file.digest(content)},{len(content)}" for member, content in members.items()
    ]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as wheel:
        for member, content in members.items():
            wheel_file.add(wheel, member, content)
        wheel_file.add(wheel, f"{info}/RECORD", _lines([*listed, f"{info}/RECORD,,"]))
    return made.getvalue()


def _lines(lines):
    return "".join(f"{line}\n" for line in lines).encode()
