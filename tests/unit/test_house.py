"""The house keeps its shape: imports one way, small rooms, nothing built or foreign in git."""

import ast
import graphlib
import re
import subprocess
from pathlib import Path

import import_graph
import pytest

from localsdg_build.book import page_python

ROOT = Path(__file__).parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
PYTHON = [path for path in TRACKED if path.suffix == ".py"]
SOURCES = [
    path for path in PYTHON if path.is_relative_to(ROOT / "src") or path.is_relative_to(ROOT / "autograder")
]

# Which of our packages each package may import.
DOORS = {
    "localsdg": {"localsdg"},
    "localsdg_web": {"localsdg", "localsdg_web"},
    "localsdg_build": {"localsdg", "localsdg_web", "localsdg_build"},
    "localsdg_workshop": {"localsdg", "localsdg_web", "localsdg_build", "localsdg_workshop"},
    "autograder": {"localsdg", "localsdg_web", "localsdg_build", "autograder"},
}


def imported(path):
    return {module for module, _ in import_graph.imported(path)}


def package(path):
    return (
        "autograder" if path.is_relative_to(ROOT / "autograder") else path.relative_to(ROOT / "src").parts[0]
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    ours = {name.split(".")[0] for name in imported(path)} & set(DOORS)
    assert ours <= DOORS[package(path)]


PACKAGES = [package for package in sorted((ROOT / "src").iterdir()) if (package / "__init__.py").is_file()]
PACKAGES.append(ROOT / "autograder")
MODULES = {name: path for package in PACKAGES for name, path in import_graph.modules(package).items()}
# The grader's rooms: each may import those before it in this list.
ROOMS = [
    "notebook", "lms", "intake", "sandbox", "store", "run", "nbgrader", "reports", "badges", "desk",
    "commands",
]  # fmt: skip


def test_there_is_no_circle():
    """Neither among modules nor among rooms, imports inside functions counted."""
    modules = import_graph.graph(MODULES)
    assert "localsdg.course.files" in modules["localsdg_build.book.sphinx_ext"] | modules["localsdg.course"]
    for found in (modules, import_graph.of_rooms(modules)):
        try:
            graphlib.TopologicalSorter(found).prepare()
        except graphlib.CycleError as problem:
            pytest.fail(" <- ".join(problem.args[1]))


def test_no_room_of_the_grader_imports_one_above_it():
    found = import_graph.of_rooms(import_graph.graph(MODULES))
    for place, room in enumerate(ROOMS):
        above = {f"autograder.{other}" for other in ROOMS[place + 1 :]}
        assert not found[f"autograder.{room}"] & above, room
    assert {f"autograder.{room}" for room in ROOMS} == {room for room in found if _is_room(room)}


def _is_room(name):
    return name.startswith("autograder.") and (ROOT / name.replace(".", "/")).is_dir()


INTAKE = [path for name, path in MODULES.items() if name.startswith("autograder.intake.")]


@pytest.mark.parametrize("path", INTAKE, ids=lambda path: path.name)
def test_what_comes_in_names_no_learning_platform(path):
    """What is a platform's own stands in its module of ``autograder/lms``: a new one is a new file."""
    from autograder.lms import base

    names = {platform.name for platform in base.platforms()}
    assert names == {"moodle", "canvas"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        said = [getattr(node, field, None) for field in ("id", "attr", "arg", "name", "value", "module")]
        assert not names & {word.casefold() for word in said if isinstance(word, str)}


def test_only_the_command_line_knows_the_commands():
    found = import_graph.of_rooms(import_graph.graph(MODULES))
    knowing = {room for room, others in found.items() if "localsdg_build.commands" in others}
    assert knowing == {"localsdg_build.cli"}


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES.keys())
def test_an_import_inside_a_function_says_why(path):
    assert list(import_graph.unexplained(path)) == []


def test_the_map_of_the_rooms_names_what_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w*<>-])[\w/.-]*\w\.(?:py|js|css|md)\b", text))
    tracked = [f"/{path.relative_to(ROOT).as_posix()}" for path in TRACKED]
    assert len(named) > 40
    assert not [name for name in named if not any(path.endswith(f"/{name}") for path in tracked)]
    rooms = {path.name for path in (ROOT / "autograder").iterdir() if (path / "__init__.py").is_file()}
    assert not [room for room in rooms if f"{room}/" not in text]


# MicroPython reads these and knows no types.
WITHOUT_TYPES = tuple(f"localsdg.{name}" for name in page_python.MODULES)


@pytest.mark.parametrize("name", [name for name in MODULES if name not in WITHOUT_TYPES])
def test_public_functions_say_their_types(name):
    untyped = [
        function.name
        for function in public_functions(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if function.returns is None or any(one.annotation is None for one in arguments(function))
    ]
    assert untyped == []


def public_functions(tree):
    """Functions, and methods of classes, that are there for others: ``__init__`` and its like, too."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node)
        elif isinstance(node, import_graph.FUNCTIONS) and is_public(node.name):
            yield node


def is_public(name):
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def arguments(function):
    args = function.args
    given = [*args.posonlyargs, *args.args, *args.kwonlyargs, *filter(None, (args.vararg, args.kwarg))]
    return [one for one in given if one.arg not in ("self", "cls")]


def test_the_shared_files_import_only_what_both_pythons_have():
    from localsdg_build.check.code import SHARED_MODULES

    shared = SHARED_MODULES | set(WITHOUT_TYPES)
    for name in page_python.MODULES:
        assert set(imported(ROOT / "src" / "localsdg" / f"{name}.py")) <= shared


def longest(node_types, tree):
    return [
        (node.end_lineno - node.lineno + 1, node.name)
        for node in ast.walk(tree)
        if isinstance(node, node_types)
    ]


def test_rooms_stay_liveable():
    """Files of about 300 lines, functions of about 40: a little over is fine, half as much again is not."""
    too_long = []
    for path in TRACKED:
        if path.suffix in {".py", ".js", ".css"}:
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > 350:
                too_long.append(f"{path.relative_to(ROOT)}: {lines} lines")
    for path in PYTHON:
        for length, name in longest(
            (ast.FunctionDef, ast.AsyncFunctionDef), ast.parse(path.read_text("utf-8"))
        ):
            if length > 50:
                too_long.append(f"{path.relative_to(ROOT)}: {name}() has {length} lines")
    assert not too_long, "\n".join(too_long)


def test_nothing_built_or_foreign_is_in_git():
    foreign = {".ipynb", ".wasm", ".whl", ".woff", ".woff2", ".zip", ".db", ".pyc"}
    found = [
        str(path.relative_to(ROOT)) for path in TRACKED if path.suffix in foreign or ".min." in path.name
    ]
    assert not found


def test_no_package_registry_is_named():
    # Spelled in pieces so that this test does not name one itself.
    hosts = re.compile(
        "|".join(
            [
                "py" + "pi.org",
                "files.python" + "hosted",
                "registry.npm" + "js",
                "deb.deb" + "ian",
                "jsde" + "livr",
                "unp" + "kg",
                "cdn" + "js",
            ]
        )
    )
    named = []
    for path in TRACKED:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}: {match.group()}" for match in hosts.finditer(text)]
    assert not named


def test_no_package_called_datasets():
    assert not (ROOT / "datasets" / "__init__.py").exists()


def test_the_course_is_in_order():
    from localsdg_build.check.rules import check_course

    problems, _ = check_course(ROOT)
    assert [str(problem) for problem in problems] == []
