"""The installation: with uv if it can be had, with pip if not; whole again after it was killed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from localsdg_build import install

ROOT = Path(__file__).parents[2]
PACKAGE = "six"


@pytest.fixture(scope="module")
def requirements(tmp_path_factory):
    """One small package of the course's own, with its hashes."""
    block = re.search(rf"^{PACKAGE}==.*?(?=^\S)", (ROOT / "requirements.txt").read_text(), re.M | re.S)
    path = tmp_path_factory.mktemp("requirements") / "requirements.txt"
    path.write_text(block.group())
    return path


@pytest.fixture(scope="module")
def venv(tmp_path_factory, requirements):
    """An environment made by the command as ``make`` calls it."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    done = subprocess.run(
        [sys.executable, install.__file__, folder, requirements], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def module(venv):
    return next(venv.glob(f"lib/*/site-packages/{PACKAGE}.py"))


def installer(venv):
    return next(venv.glob(f"lib/*/site-packages/{PACKAGE}-*.dist-info/INSTALLER")).read_text().strip()


def test_uv_installs(venv):
    assert installer(venv) == "uv"
    assert not (venv / install.UNFINISHED).exists()


def test_an_installation_killed_half_way_is_made_whole_by_the_next(venv, requirements):
    file = module(venv)
    whole = file.read_bytes()
    file.unlink()  # not written into: it may be the same file as the one in uv's cache
    file.write_bytes(whole[:100])
    (venv / install.UNFINISHED).touch()
    install.install(venv, [requirements])
    assert file.read_bytes() == whole
    assert not (venv / install.UNFINISHED).exists()


def test_an_environment_without_pip_is_made_anew(tmp_path):
    """It was stopped while it was made: its Python is there, its pip is not."""
    folder = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = install.make_venv(folder)
    assert subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def test_a_python_without_venv_is_told_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(install.InstallError, match="apt install python3-venv"):
        install.make_venv(tmp_path / "venv")


def test_without_uv_pip_does_it_and_says_so(venv, requirements, tmp_path, monkeypatch):
    refused = tmp_path / "requirements-uv.txt"
    refused.write_text(f"uv==0.0.1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(install, "UV", refused)
    said = []
    (venv / install.UNFINISHED).touch()
    install.install(venv, [requirements], say=said.append)
    assert "pip does it" in said[0] and len(said) == 1
    assert installer(venv) == "pip"


def test_what_neither_can_install_is_an_error_that_says_what_to_do(venv, requirements, tmp_path):
    forged = tmp_path / "forged.txt"
    forged.write_text(re.sub("sha256:.{64}", f"sha256:{'0' * 64}", requirements.read_text()))
    said = []
    (venv / install.UNFINISHED).touch()
    with pytest.raises(install.InstallError, match="(?s)HASH.*Check the network connection"):
        install.install(venv, [forged], say=said.append)
    assert "uv could not install" in said[0]
    assert (venv / install.UNFINISHED).exists()


def test_pip_s_settings_are_uv_s_as_well(tmp_path, monkeypatch):
    settings = tmp_path / "pip.conf"
    settings.write_text(
        "[global]\nindex-url = https://mirror.example/simple\nextra-index-url =\n  https://one.example\n"
        "  https://two.example\nfind-links = /a\n  /b\n[install]\ntrusted-host = mirror.example\n"
    )
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    told = install.pip_settings(sys.executable)
    found = install.uv_settings(told, {})
    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert found["UV_INDEX"].split()[-2:] == ["https://one.example", "https://two.example"]
    assert found["UV_FIND_LINKS"].split(",")[-2:] == ["/a", "/b"]
    assert found["UV_INSECURE_HOST"] == "mirror.example"
    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple")
    told = install.pip_settings(sys.executable)
    assert install.uv_settings(told, {})["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert "UV_DEFAULT_INDEX" not in install.uv_settings(told, {"UV_DEFAULT_INDEX": "of the user's own"})


def test_settings_of_pip_s_other_commands_are_none_of_an_installation(tmp_path, monkeypatch):
    """As pip itself reads its files: `pip install` knows the sections of `global` and `install`."""
    settings = tmp_path / "pip.conf"
    settings.write_text(
        "[global]\nproxy = http://all.example\n[install]\ncert = /ours.pem\n"
        "[download]\nno-index = true\ncert = /theirs.pem\n[wheel]\nproxy = http://wheels.example\n"
        "[installed]\ntrusted-host = other.example\n"
    )
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    told = install.pip_settings(sys.executable)
    assert (told["proxy"], told["cert"]) == ("http://all.example", "/ours.pem")
    assert "no-index" not in told
    assert told.get("trusted-host") != "other.example"
