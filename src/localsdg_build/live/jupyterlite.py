"""JupyterLite: Jupyter's notebooks in the browser, with the same Python as the pages' own code (``runtime``).

It is built once, in an environment of its own, and holds nothing of the course: a page puts the notebook into
the browser's storage (``book/static/exercises/open-notebook.js``). It asks no other host for anything.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from localsdg_build import install, locks
from localsdg_build.live import FOLDER, lock, runtime
from localsdg_build.vendor import VendorError

NAME = "jupyter"  # of the folder beside Python's
# The database in the browser in which it keeps files; `open-notebook.js` reads and writes them there.
STORAGE = "localsdg-notebooks"
# All else that lies in the environment stays out: nbgrader's extension, for one, needs a server.
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
)
# Ours: it draws plotly's figures with the plotly.js of the book's pages. plotly's own brings 5 MB more.
_FIGURES = Path("book", "live", "figures")
APPS = ("notebooks", "tree", "edit")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_STAMP = ".made-of"
# What no browser of today asks for: each face lies there as woff2, too.
_OLD_FACES = ("fa-*.eot", "fa-*.svg", "fa-*.ttf", "fa-*.woff")
# A way to lay out diagrams that a text in mermaid's language must ask for by name; they have another one.
_ELK = b"org.eclipse.elk"
# Where a learner's browser keeps files: the top, and what `open-notebook.js` adds.
_FOLDERS = ("", ".ipynb_checkpoints", "earlier")
FIRST_LOAD = "first-load.json"
# What is loaded for the first cell of a notebook of the course, with what it needs.
_ASKED = ("localsdg", "ipython", "micropip", "sqlite3")
# Saved every few seconds: a learner who goes back to the pages finds there what was done in the notebook.
_OVERRIDES = {
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5},
    # All cells are in the page: a search, a screen reader and "print" find those that are out of view, too.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
}
# Settings and widgets compile functions, so scripts stay open; whatever they are, no other host is asked.
_POLICY = (
    "default-src 'self' data: blob:; "
    "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; form-action 'self'"
)


def ensure(root: Path, say: Callable[[str], None] = print) -> Path:
    """The folder ``.vendor/live/jupyter``, built unless it is there. ``VendorError`` if it cannot be."""
    live = root / ".vendor" / "live"
    live.mkdir(parents=True, exist_ok=True)
    folder, wanted = live / NAME, _made_of(root)
    with locks.alone(live / f".{NAME}.lock"):
        stamp = folder / _STAMP
        if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
            say("Building JupyterLite into .vendor/live …")
            _build(root, live, folder)
            stamp.write_text(wanted, encoding="utf-8")
    return folder


def publish(root: Path, out: Path, say: Callable[[str], None] = print) -> Path:
    """Put it below the built book ``out``, where ``runtime.publish`` has put Python."""
    target = out / FOLDER / NAME
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ensure(root, say), target, ignore=shutil.ignore_patterns(_STAMP))
    (target / FIRST_LOAD).write_text(json.dumps(_first_load(target, target.parent / "pyodide")))
    return target


def _first_load(folder, python):
    """Bytes over the line until the first cell has run, at most: not all of its scripts are asked for."""
    scripts = [path for part in ("build", "extensions") for path in (folder / part).rglob("*.js")]
    sizes = json.loads((python / runtime.SIZES).read_text(encoding="utf-8"))
    packages = json.loads((python / runtime.LOCK).read_text(encoding="utf-8"))["packages"]
    asked = [one["file_name"] for one in lock.closure(packages, _ASKED).values()]
    return {
        "bytes": sum(len(gzip.compress(path.read_bytes(), 6)) for path in scripts)
        + sum(sizes[name]["sent"] for name in (*runtime.CORE, *asked))
    }


def _build(root, live, folder):
    venv, source, made = live / "venv", live / "source", live / f"{NAME}.new"
    try:
        install.install(venv, [root / "book" / "live" / "jupyterlite.txt"])
    except install.InstallError as problem:
        raise VendorError(str(problem)) from None
    for old in (source, made, folder):
        shutil.rmtree(old, ignore_errors=True)
    source.mkdir()
    (source / "jupyter_lite_config.json").write_text(json.dumps(_builder(root, venv)), encoding="utf-8")
    (source / "jupyter-lite.json").write_text(json.dumps(_settings()), encoding="utf-8")
    (source / "overrides.json").write_text(json.dumps(_OVERRIDES), encoding="utf-8")
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")])}
    command = [str(programs / "jupyter-lite"), "build", "--output-dir", str(made)]
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True)
    if done.returncode:
        lines = "\n".join(f"  {line}" for line in (done.stderr or done.stdout).strip().splitlines()[-8:])
        raise VendorError(f"JupyterLite could not be built.\n{lines}")
    _leave_out(made / "build")
    for name in _FOLDERS:
        listing = made / "api" / "contents" / name / "all.json"  # it asks for it, and has no files of its own
        listing.parent.mkdir(parents=True, exist_ok=True)
        about = {"name": name, "path": name, "type": "directory", "content": []}
        listing.write_text(json.dumps(about), encoding="utf-8")
    for page in made.rglob("*.html"):
        is_app = page.parent.parent == made and page.parent.name in APPS
        page.write_text(_closed(page.read_text(encoding="utf-8"), is_app), encoding="utf-8")
    made.rename(folder)


def _leave_out(build):
    """Remove from JupyterLite's scripts, which are 18 MB, what nobody gets to see."""
    for path in [path for pattern in _OLD_FACES for path in build.glob(pattern)]:
        path.unlink()
    for path in build.glob("*.js"):
        if _ELK in path.read_bytes():
            path.unlink()


def _builder(root, venv):
    extensions = venv / "share" / "jupyter" / "labextensions"
    return {
        "LiteBuildConfig": {
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [
                *(str(extensions / name) for name in EXTENSIONS),
                str(root / _FIGURES),
            ],
            "apps": APPS,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def _settings():
    kernel = {"pyodideUrl": "./../pyodide/pyodide.js", "disablePyPIFallback": True}
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Localizing the SDGs",
            "exposeAppInBrowser": True,
            "contentsStorageName": STORAGE,
            "settingsStorageName": f"{STORAGE}-settings",
            "workspacesStorageName": f"{STORAGE}-workspaces",
            "litePluginSettings": {_KERNEL: kernel},
        },
    }


def _closed(page, is_app):
    """A page of JupyterLite that says its language and asks no other host; a program leads back, too."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}" />'
    bar = '<script type="module" src="../../../_exercises/jupyter-bar.js"></script>' if is_app else ""
    page = page.replace("<html>", '<html lang="en">', 1).replace("<head>", f"<head>\n    {meta}", 1)
    return page.replace("</body>", f"{bar}</body>", 1)


def _made_of(root):
    figures = sorted(path for path in (root / _FIGURES).rglob("*") if path.is_file())
    named = [root / "book" / "live" / "jupyterlite.txt", *figures, Path(__file__)]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in named)).hexdigest()
