"""What the page keeps in the browser's storage: a deletion is taken back, how far exercises are."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
MODULES = ("kept.js", "kept-check.js", "same.js")
STORAGE = """
const held = new Map();
globalThis.localStorage = {
  getItem: (key) => held.get(key) ?? null, setItem: (key, text) => held.set(key, String(text)),
  removeItem: (key) => held.delete(key), key: (place) => [...held.keys()][place] ?? null,
  get length() { return held.size; },
};
globalThis.StorageEvent = class extends Event {};
globalThis.dispatchEvent = () => true;
const { stateOf, stillAway, everything, write } = await import("./kept.js");
"""


@pytest.fixture
def told(tmp_path):
    """``told(script)``: what a script says with the storage's modules at hand, as JSON in its last line."""
    for name in MODULES:
        shutil.copy(ROOT / "book/static/exercises" / name, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def tell(script):
        (tmp_path / "run.js").write_text(STORAGE + script, encoding="utf-8")
        run = [vendor.node() or "node", "run.js"]
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return tell


def test_taking_a_deletion_back_leaves_what_was_made_meanwhile(told):
    found = told("""
    write({ "localsdg:a": '"old"', "localsdg-version:a": '"v"', "localsdg-checked:a": '{}' });
    write({ "localsdg:b": '"kept"' });
    const before = everything();
    write(Object.fromEntries(Object.keys(before).map((key) => [key, null])));
    write({ "localsdg:a": '"another tab"' });
    write(stillAway(before, everything()));
    console.log(JSON.stringify(everything()));
    """)
    assert found == {"localsdg:a": '"another tab"', "localsdg:b": '"kept"'}


def test_a_check_of_an_earlier_version_does_not_count(told):
    found = told("""
    const check = { answer: 1, score: 2, points: 2, version: "v1" };
    write({ "localsdg:a": "1", "localsdg-checked:a": JSON.stringify(check) });
    const exercise = { slug: "a", kind: "choice" };
    const versions = ["v1", "v2", undefined];
    console.log(JSON.stringify(versions.map((version) => stateOf({ ...exercise, version }, null))));
    """)
    assert found == ["checked", "answered", "checked"]
