"""``pip wheel .`` gives a package that works outside of the checkout, on the course it is asked about."""

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import fixture_course
import pytest

CHECKOUT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
COMMAND = "import sys; sys.path.insert(0, {site!r}); from {module} import main; main()"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder into which the wheel is installed; what it depends on is in this environment."""
    folder = tmp_path_factory.mktemp("packaging")
    sources = folder / "sources"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("src", "autograder"):
        shutil.copytree(CHECKOUT / name, sources / name, ignore=ignore)
    for path in [CHECKOUT / "pyproject.toml", *CHECKOUT.glob("LICENSE*")]:
        shutil.copy(path, sources)
    wheel = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, sources]
    subprocess.run(wheel, check=True, cwd=folder)
    (built,) = folder.glob("localsdg-*.whl")
    install = [*PIP, "install", "--no-deps", "--no-index", "--target", folder / "site", built]
    subprocess.run(install, check=True, cwd=folder)
    return folder / "site"


@pytest.fixture
def course(tmp_path):
    return fixture_course.make(tmp_path / "course", ("interface.yml", "notebook.md", "notebook-readme.md"))


def run(site, module, *arguments, cwd, **more):
    """Run an installed command as somebody who has no checkout: no variable of ours, another folder."""
    environment = {name: value for name, value in os.environ.items() if name != "LOCALSDG_COURSE"}
    code = COMMAND.format(site=str(site), module=module)
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *map(str, arguments)],
        cwd=cwd,
        env=environment | more,
        capture_output=True,
        text=True,
    )


def test_every_file_of_the_packages_is_in_the_wheel(site):
    places = [
        (CHECKOUT / "src", name)
        for name in ("localsdg", "localsdg_build", "localsdg_web", "localsdg_workshop")
    ]
    for parent, name in [*places, (CHECKOUT, "autograder")]:
        ours = {path.relative_to(parent) for path in (parent / name).rglob("*") if path.is_file()}
        lacking = [path for path in ours if "__pycache__" not in path.parts and not (site / path).is_file()]
        assert lacking == []


@pytest.mark.parametrize("below", ["", "exercises/a-mean"])
def test_it_works_on_the_course_that_it_is_called_in(site, course, tmp_path, below):
    done = run(site, "localsdg_build.cli", "release", tmp_path / "out", cwd=course / below)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out/3-monitoring-reporting/3-monitoring-reporting.ipynb").is_file()


def test_it_works_on_the_course_that_is_named(site, course, tmp_path):
    done = run(site, "localsdg_build.cli", "release", "out", cwd=tmp_path, LOCALSDG_COURSE=str(course))
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_course_it_says_where_to_go(site, tmp_path):
    done = run(site, "localsdg_build.cli", "check", cwd=tmp_path)
    assert done.returncode == 1
    assert "this is no course's folder; go to it, or name it in LOCALSDG_COURSE" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_makes_the_learner_s_wheel_without_a_checkout(site, course, tmp_path):
    code = "import sys; sys.path.insert(0, {!r}); from localsdg_build.release import wheel; "
    code += "print(wheel.build_wheel('.'))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code.format(str(site))],
        cwd=tmp_path,
        env=os.environ | {"LOCALSDG_COURSE": str(course)},
        capture_output=True,
        text=True,
        check=True,
    )
    names = zipfile.ZipFile(tmp_path / done.stdout.strip()).namelist()
    assert "localsdg/course/exercises/a-mean/checks.py" in names and "localsdg/notebook.py" in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_the_grader_starts(site, tmp_path):
    done = run(site, "autograder.cli", "--help", cwd=tmp_path)
    assert done.returncode == 0 and "grade" in done.stdout


# What only Linux (and other Unix systems) have. The sandbox and the limits of its room may need them.
ONLY_UNIX = {"fcntl", "resource", "pwd", "grp", "termios", "pyseccomp"}


def imported_at_start(path):
    """Modules that a file needs to be imported: not those inside functions, or tried."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_what_reads_builds_or_grades_without_code_needs_no_unix_module():
    files = [*(CHECKOUT / "src").rglob("*.py"), *(CHECKOUT / "autograder").rglob("*.py")]
    needing = {
        path.relative_to(CHECKOUT).as_posix(): found
        for path in files
        if "templates" not in path.parts and (found := ONLY_UNIX & set(imported_at_start(path)))
    }
    assert needing == {"autograder/sandbox/inside/confine.py": {"resource"}}


def test_no_grammar_is_compiled_to_open_a_notebook():
    """It would cost Jupyter's server, nbgrader and each of the grader's workers more than a second."""
    code = "import sys, nbformat; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
