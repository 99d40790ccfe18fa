"""The page's modules say their types and keep to them; `make check` runs the same command."""

import shutil
from pathlib import Path

import pytest

from localsdg_build import page_types, vendor

ROOT = Path(__file__).parents[2]


def installed():
    """Node.js is brought where there is none: here nothing is passed over."""
    return vendor.ensure_for_tests(ROOT, lambda said: None)


def test_the_page_s_modules_keep_to_their_types(capsys):
    installed()
    assert (page_types.main(), capsys.readouterr().out) == (0, "")


# The line that is named, what is said, the module. Types inside a module may be inferred: ``half`` is right.
MISTAKES = {
    "a value that may be missing": (
        2,
        "possibly 'null'",
        """export function length() {
  return document.querySelector("p").textContent;
}
""",
    ),
    "a wrong type": (
        3,
        "'number' is not assignable",
        """/** @param {Tools} tools */
export function body({ t }) {
  return t(3);
}
""",
    ),
    "an exported function without types": (
        4,
        "'one'",
        """function half(one) {
  return one / 2;
}
export function twice(one) {
  return half(4 * one);
}
""",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_line(tmp_path, name):
    line, said, text = MISTAKES[name]
    kinds = tmp_path / "src/localsdg/kinds"
    kinds.mkdir(parents=True)
    shutil.copy(ROOT / "tsconfig.json", tmp_path)
    shutil.copy(ROOT / "src/localsdg/kinds/types.d.ts", kinds)
    (tmp_path / "tests").mkdir()
    for listed in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests" / listed, tmp_path / "tests")
    (tmp_path / ".vendor").mkdir()
    (tmp_path / ".vendor/tests").symlink_to(installed().parent)
    (kinds / "mistake.js").write_text(text)
    [found] = page_types.problems(tmp_path)
    assert found.startswith(f"src/localsdg/kinds/mistake.js({line},") and said in found


def test_without_node_one_line_says_so(monkeypatch, capsys):
    monkeypatch.setattr(vendor, "node", lambda: None)
    assert page_types.main() == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "not checked" in said
