"""The trainer's folder: which wheels for whom, and what its starter says where it cannot start."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from localsdg import course
from localsdg_build.bundle import make, starter, wheels
from localsdg_build.words import bundle as words

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / wheels.LOCK).read_text(encoding="utf-8")
SMALL = """one-thing==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via x
for-windows==2 ; sys_platform == 'win32' \\
    --hash=sha256:cc
for-old==3 ; python_full_version < '3.12' \\
    --hash=sha256:dd
"""
SYSTEMS = {one.name: one for one in wheels.SYSTEMS}


def test_a_system_gets_what_its_markers_ask_for():
    """pip judges markers by the computer that it runs on, which is another one."""

    def names(system, python):
        return [line.partition("==")[0] for line in wheels.wanted(SMALL, SYSTEMS[system], python)]

    assert names("linux-x86_64", "3.12") == ["one-thing"]
    assert names("win-amd64", "3.11") == ["one-thing", "for-windows", "for-old"]
    first = wheels.wanted(SMALL, SYSTEMS["macos-arm64"], "3.13")[0]
    assert first == "one-thing==1.0 --hash=sha256:aa --hash=sha256:bb"


def test_versions_are_those_of_the_course_and_no_page_builder_is_among_them():
    ours = {text.partition(" ;")[0] for text in wheels.blocks(LOCK)}
    everywhere = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    known = set(re.findall(r"^([\w.-]+==[\w.]+)", everywhere, re.M))
    assert {one for one in ours if not one.startswith("pip==")} <= known and len(ours) > 8
    assert not {one.partition("==")[0] for one in ours} & {"sphinx", "pandas", "plotly", "docutils"}
    assert all("--hash=sha256:" in hashes for hashes in wheels.blocks(LOCK).values())


@pytest.fixture
def registry(monkeypatch):
    """A registry that has everything but what is added to the set: ``(name, tag of a system)``."""
    lacking, asked = set(), []

    def run(command):
        lines = Path(command[command.index("-r") + 1]).read_text(encoding="utf-8").splitlines()
        out, python = Path(command[-1]), command[command.index("--python-version") + 1]
        tag = command[command.index("--platform") + 1]
        assert "--require-hashes" in command and "--only-binary=:all:" in command
        asked.append((python, tag, len(lines)))
        for line in lines:
            name, version = line.partition(" ")[0].split("==")
            if (name, tag) in lacking:
                return "ERROR: No matching distribution found"
            kind = f"cp{python.replace('.', '')}-{tag}" if name == "compiled" else "py3-none-any"
            (out / f"{name.replace('-', '_')}-{version}-{kind}.whl").touch()
        return ""

    monkeypatch.setattr(wheels, "_run", run)
    return lacking, asked


MORE = SMALL + "compiled==4 \\\n    --hash=sha256:ee\n"


def test_what_the_registry_lacks_is_listed_and_the_others_are_there(registry, tmp_path):
    lacking, asked = registry
    lacking.add(("compiled", "win_amd64"))
    found = wheels.fetch(MORE, tmp_path, lambda line: None)
    assert found.missing == [f"{python} win-amd64: compiled==4" for python in wheels.PYTHONS]
    assert "3.13 macos-arm64" in found.whole and not [one for one in found.whole if "win" in one]
    assert len(found.whole) == len(wheels.PYTHONS) * (len(wheels.SYSTEMS) - 1)
    # What serves every system is asked for once.
    assert sum(count for _, _, count in asked if count > 1) < 12
    assert len(list(tmp_path.glob("compiled-*"))) == len(found.whole)


@pytest.mark.parametrize(
    "said",
    [
        "WARNING: Retrying (Retry(total=0 …\nERROR: No matching distribution found",
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
    ],
)
def test_without_a_registry_or_with_other_files_nothing_is_called_missing(said, tmp_path, monkeypatch):
    monkeypatch.setattr(wheels, "_run", lambda command: said)
    with pytest.raises(course.CourseError, match="could not be downloaded"):
        wheels.fetch(MORE, tmp_path, lambda line: None)


def test_what_is_installed_is_ours_and_not_the_installer(tmp_path):
    wheel = tmp_path / "localsdg-0.9.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    lines = wheels.to_install(LOCK, wheel).splitlines()
    assert lines[-1].startswith("localsdg==0.9.0 --hash=sha256:")
    assert not [line for line in lines if line.startswith("pip==")]
    assert "python_full_version" in "\n".join(lines)  # here the starter's pip judges, on its own computer


@pytest.mark.parametrize(
    ("told", "machine", "name"),
    [
        ("linux-x86_64", "", "linux-x86_64"),
        ("linux-aarch64", "", "linux-aarch64"),
        ("macosx-10.13-universal2", "arm64", "macos-arm64"),
        ("macosx-11.0-x86_64", "x86_64", "macos-x86_64"),
        ("win-amd64", "", "win-amd64"),
    ],
)
def test_the_starter_names_systems_as_the_folder_does(told, machine, name):
    assert starter.system(told, machine) == name and name in SYSTEMS


def test_a_32_bit_python_is_none_of_them():
    assert starter.system("win32", "AMD64") not in SYSTEMS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An unpacked folder, as far as the starter looks at it before it installs."""
    top = tmp_path / "trainer"
    for name in ("course/_build/html/index.html", "wheels/a-1-py3-none-any.whl"):
        (top / name).parent.mkdir(parents=True)
        (top / name).touch()
    monkeypatch.setattr(starter, "TOP", str(top))
    monkeypatch.setattr(starter, "COURSE", str(top / "course"))
    monkeypatch.setattr(starter, "WHEELS", str(top / "wheels"))
    monkeypatch.setattr(starter, "user_data", lambda: str(tmp_path / "user"))
    return top


def here():
    return f"{starter.python()} {starter.system()}"


def test_it_says_what_is_missing(folder, monkeypatch):
    def refused(known):
        with pytest.raises(starter.Refused) as problem:
            starter.check(known)
        return problem.value.key, problem.value.values

    starter.check({"whole": [here()]})
    key, values = refused({"whole": [f"3.2 {starter.system()}", "3.3 other-system"]})
    assert (key, values) == ("no_wheels", {"here": here(), "usable": "3.2"})
    assert refused({"whole": []})[1]["usable"] == "–"
    (folder / "course/_build/html/index.html").unlink()
    assert refused({"whole": [here()]}) == ("unpack", {})
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert refused({"whole": [here()]})[0] == "old_python"


def test_the_workshop_goes_on_where_it_was(folder, tmp_path):
    beside, other = tmp_path / "trainer-data", tmp_path / "user" / starter.NAME / "data"
    assert starter.data_folder(str(tmp_path / "named")) == str(tmp_path / "named")
    other.mkdir(parents=True)
    assert starter.data_folder("") == str(other)
    beside.mkdir()
    assert starter.data_folder("") == str(beside)


def test_where_nothing_can_be_written_another_place_is_taken(tmp_path):
    (tmp_path / "file").touch()
    no, yes = str(tmp_path / "file" / "below"), str(tmp_path / "free")
    assert starter.writable([no, yes]) == yes
    assert os.listdir(yes) == []
    with pytest.raises(starter.Refused) as problem:
        starter.writable([no])
    assert problem.value.key == "not_writable" and problem.value.values["folders"] == no


def test_the_starter_has_words_for_all_that_it_says():
    source = Path(starter.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r'(?:say|Refused)\("(\w+)"', source)) | {"no_venv", "not_installed"}
    assert used == set(make._SAID)
    for language in course.languages(ROOT):
        told = words(language)
        for key in make._SAID:
            places = set(re.findall(r"\{(\w+)\}", told[key]))
            assert places == set(re.findall(r"\{(\w+)\}", words()[key])), (language, key)


def test_the_starter_knows_old_pythons():
    tree = ast.parse(Path(starter.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
    used = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    used |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in used} <= set(sys.stdlib_module_names)


def test_starters_are_whole(tmp_path):
    (tmp_path / "program").mkdir()
    make._write_program(tmp_path, ROOT, "A course")
    for name in ("start-workshop.command", "start-workshop.sh"):
        text = (tmp_path / name).read_text()
        assert "@@" not in text and subprocess.run(["sh", "-n", tmp_path / name]).returncode == 0
        assert os.access(tmp_path / name, os.X_OK)
    windows = (tmp_path / "Start workshop.bat").read_bytes().decode("utf-8")
    assert windows.count("\n") == windows.count("\r\n") and "@@" not in windows
    assert set(re.findall(r"^:(\w+)", windows, re.M)) == set(re.findall(r"goto (\w+)", windows))
    assert "-3.14 -3.13 -3.12 -3.11" in windows
    readme = (tmp_path / "READ-ME.txt").read_bytes().decode("utf-8")
    assert "{" not in readme and "Start workshop.bat" in readme and "nobody has tried" in readme
    assert set(json.loads((tmp_path / "program/words.json").read_text())) == set(course.languages(ROOT))


def test_another_folder_of_that_name_is_left_alone(tmp_path):
    mine = tmp_path / "localizing-the-sdgs-trainer"
    mine.mkdir()
    (mine / "letter.txt").touch()
    with pytest.raises(course.CourseError, match="no trainer's folder"):
        make.make(tmp_path, tmp_path, tmp_path, ROOT)
    assert (mine / "letter.txt").exists()
