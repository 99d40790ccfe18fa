"""JupyterLite: Jupyter's notebooks in the browser, with the same Python as the pages' own code (``runtime``).

It is built once, in an environment of its own, and holds nothing of the course: a page puts the notebook into
the browser's storage (``book/static/exercises/open-notebook.js``). It asks no other host for anything.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from localsdg_build import install, locks
from localsdg_build.live import FOLDER
from localsdg_build.vendor import VendorError

NAME = "jupyter"  # of the folder beside Python's
# The database in the browser in which it keeps files; `open-notebook.js` reads and writes them there.
STORAGE = "localsdg-notebooks"
# All else that lies in the environment stays out: nbgrader's extension, for one, needs a server.
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
    "jupyterlab-plotly",
)
APPS = ("notebooks", "tree", "edit")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_STAMP = ".made-of"
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
    """Put it below the built book ``out``."""
    target = out / FOLDER / NAME
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ensure(root, say), target, ignore=shutil.ignore_patterns(_STAMP))
    return target


def _build(root, live, folder):
    venv, source, made = live / "venv", live / "source", live / f"{NAME}.new"
    try:
        install.install(venv, [root / "book" / "live" / "jupyterlite.txt"])
    except install.InstallError as problem:
        raise VendorError(str(problem)) from None
    for old in (source, made, folder):
        shutil.rmtree(old, ignore_errors=True)
    source.mkdir()
    (source / "jupyter_lite_config.json").write_text(json.dumps(_builder(venv)), encoding="utf-8")
    (source / "jupyter-lite.json").write_text(json.dumps(_settings()), encoding="utf-8")
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")])}
    command = [str(programs / "jupyter-lite"), "build", "--output-dir", str(made)]
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True)
    if done.returncode:
        lines = "\n".join(f"  {line}" for line in (done.stderr or done.stdout).strip().splitlines()[-8:])
        raise VendorError(f"JupyterLite could not be built.\n{lines}")
    for page in made.rglob("*.html"):
        page.write_text(_closed(page.read_text(encoding="utf-8")), encoding="utf-8")
    made.rename(folder)


def _builder(venv):
    extensions = venv / "share" / "jupyter" / "labextensions"
    return {
        "LiteBuildConfig": {
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(extensions / name) for name in EXTENSIONS],
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
            "contentsStorageName": STORAGE,
            "settingsStorageName": f"{STORAGE}-settings",
            "workspacesStorageName": f"{STORAGE}-workspaces",
            "litePluginSettings": {_KERNEL: kernel},
        },
    }


def _closed(page):
    """A page of JupyterLite that says its language and asks no other host."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}" />'
    return page.replace("<html>", '<html lang="en">', 1).replace("<head>", f"<head>\n    {meta}", 1)


def _made_of(root):
    named = [root / "book" / "live" / "jupyterlite.txt", Path(__file__)]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in named)).hexdigest()
