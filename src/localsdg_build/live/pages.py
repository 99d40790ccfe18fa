"""What pages need besides ``runtime`` to run code: the editor, and ``live.json``, which tells of all."""

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from localsdg import course
from localsdg_build.live import FOLDER, editor, lock, runtime

NAME = "live.json"
TABLES = ("pandas",)  # live-worker.js fetches it while the learner reads
# What is said of code that runs on its page. Errors and variables have sentences for all places.
_WORDS = ("live_", "variable_", "error_near", "figure_unnamed", "figure_table")


def publish(root: Path, out: Path, languages: Iterable[str], say: Callable[[str], None] = print) -> None:
    """Add all of it to the book ``out``, in which ``runtime.publish`` has put Python."""
    live = out / FOLDER
    code = editor.bundle(root, live, say)
    about = _about(live / "pyodide", code)
    for language in languages:
        top = out if language == course.LANGUAGE else out / language
        if not (top / "_exercises").is_dir():
            continue  # nobody has built it yet
        to_root = "../" if language == course.LANGUAGE else "../../"
        known = {"root": f"{to_root}{FOLDER}/", **about, "words": words(root, language)}
        (top / "_exercises" / NAME).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def words(root: Path, language: str) -> dict[str, str]:
    """The sentences that a page says about code."""
    said = course.interface_words(language, root)
    return {key: text for key, text in said.items() if key.startswith(_WORDS)}


def _about(folder: Path, code: Path) -> dict[str, Any]:
    """What is fetched, by the click that starts Python: names, bytes, and megabytes over a line."""
    sizes = json.loads((folder / runtime.SIZES).read_text(encoding="utf-8"))
    packages = json.loads((folder / runtime.LOCK).read_text(encoding="utf-8"))["packages"]
    wheel = packages["localsdg"]["file_name"]
    tables = [one["file_name"] for one in lock.closure(packages, TABLES).values()]
    names = [name for name in runtime.CORE if name != "pyodide.js"]  # that is for classic scripts
    fetched = {name: sizes[name] for name in [*names, runtime.LOCK, wheel, *tables]}
    sent = sum(size["sent"] for size in fetched.values()) + len(gzip.compress(code.read_bytes(), 6))
    return {
        "wheel": wheel,
        "megabytes": f"{sent / 1e6:.0f}",
        "bytes": {name: size["bytes"] for name, size in fetched.items()},
    }
