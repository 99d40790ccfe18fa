"""The trainer's folder on this computer: installed by its starter without a network, it serves and checks."""

import os
import subprocess
import sys
import zipfile

import pytest
import repacked
import workshop_server

from localsdg_build.bundle import make, starter, wheels

ROOT = workshop_server.ROOT
CHECK = "check-why-report"
# Neither a registry nor a proxy answers: who asked for one would fail.
NOWHERE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    **{name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy", "all_proxy")},
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """The folder with this environment's packages in place of those of all systems, unpacked from its zip."""
    place = tmp_path_factory.mktemp("bundle")
    (place / "course").mkdir()
    root = workshop_server.course_with_book(place / "course")
    site = root / "_build" / "html"
    (site / "_offline").mkdir()
    (site / "_offline" / "build.json").write_text('{"build": "b"}')
    (root / "_config.yml").symlink_to(ROOT / "_config.yml")
    packages = place / "packages"
    packages.mkdir()
    names = [text.partition("==")[0] for text in wheels.blocks((ROOT / wheels.LOCK).read_text())]
    (root / wheels.LOCK).write_text("".join(repacked.wheel(name, packages) for name in names))

    def fetch(lock, out, say):
        for path in packages.iterdir():
            path.rename(out / path.name)
        return wheels.Fetched([f"{starter.python()} {starter.system()}"])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wheels, "fetch", fetch)
        made = make.make(site, site, place / "out", root)
    stick = place / "a stick"
    with zipfile.ZipFile(made.zip) as packed:
        packed.extractall(stick)
    return stick / made.folder.name


class Started(workshop_server.Workshop):
    """A workshop that the folder's starter began, with this Python and without its packages."""

    def __init__(self, folder, browser):
        self.folder, self.browser = folder, browser
        super().__init__(folder.parent / f"{folder.name}-data")

    def command(self):
        return [sys.executable, "-S", "-E", str(self.folder / make.PROGRAM), "--here", "--port", "0"]

    def environment(self):
        return {**os.environ, **NOWHERE, "BROWSER": str(self.browser), "PYTHONUTF8": "1"}


@pytest.fixture
def browser(tmp_path):
    """A browser that writes down what it is to open."""
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path / "opened"}\n')
    script.chmod(0o755)
    return script


def test_it_installs_serves_and_checks_without_a_network_and_goes_on(bundle, browser):
    first = Started(bundle, browser)
    try:
        assert "installed from this folder" in first.said
        assert "Join the workshop" in first.client().get(f"/j/{first.code}").text
        phone = first.join("Amina")
        page = phone.client().get("/")
        assert page.status_code == 200 and "phone.js" in page.text
        asked = {"slug": CHECK, "language": "en", "answer": '{"answers": {}}', "first": "null"}
        found = phone.client().post("/workshop/check", json=asked).json()
        assert found["points"] > 0 and found["records"][0]["state"] == "unmet"
        _, trainer = first.board()
        assert len(trainer.get("/workshop/catalog.json").json()) == 4  # the modules' texts lie there, too
    finally:
        first.stop()
    assert (browser.parent / "opened").read_text().split() == [first.key]
    again = Started(bundle, browser)
    try:
        assert "installed from this folder" not in again.said and again.code == first.code
    finally:
        again.stop()
    # The programs that are installed are the folder's, and nothing that builds books is among them.
    (site,) = bundle.glob("installed/*/*/lib/python*/site-packages")
    there = {path.name for path in site.iterdir()}
    assert {"localsdg_workshop", "starlette"} <= there and not {"pandas", "sphinx", "pip"} & there
    assert (bundle / make.BOOK / "program" / "start.py").is_file()


def test_a_damaged_wheel_is_not_installed(bundle, tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    for path in bundle.iterdir():
        if path.name not in ("wheels", "installed"):
            (folder / path.name).symlink_to(path)
    (folder / "wheels").mkdir()
    for path in (bundle / "wheels").iterdir():
        (folder / "wheels" / path.name).write_bytes(path.read_bytes())
    (segno,) = (folder / "wheels").glob("segno-*")
    with zipfile.ZipFile(segno, "a") as packed:
        packed.writestr("segno/more.py", "")
    (folder / "program").unlink()
    (folder / "program").mkdir()
    for path in (bundle / "program").iterdir():
        (folder / "program" / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-S", "-E", str(folder / make.PROGRAM), "--here"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 1 and "could not be installed from this folder" in done.stdout
    assert "Traceback" not in done.stderr
