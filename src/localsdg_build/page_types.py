"""The types of the page's modules: ``tsc`` reads their JSDoc. Run by ``make check`` and by tests/unit.

``tsconfig.json`` names the files. What is exported must say its types, too; inside a module they may be
inferred.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
_PROBLEM = re.compile(r"(?P<file>[^(\n]+)\((?P<line>\d+),\d+\): error (?P<code>TS\d+): ")
_NO_TYPE = re.compile(r"TS70(?!36)\d\d")  # "implicitly has an 'any' type" and its brothers


def problems(root: Path = ROOT) -> list[str]:
    """What ``tsc`` finds, each as it says it, over one line or several. Raises ``vendor.VendorError``."""
    modules = vendor.ensure_for_tests(root)
    command = [vendor.node() or "node", str(modules / "typescript/bin/tsc"), "--project", str(root)]
    done = subprocess.run([*command, "--noImplicitAny"], cwd=root, capture_output=True, text=True)
    found = list(_split(done.stdout))
    if done.returncode and not found:
        raise vendor.VendorError(f"The types could not be checked.\n{done.stdout}{done.stderr}")
    return [text for text in found if _counts(root, text)]


def _split(output: str) -> Iterator[str]:
    """Problems begin at the margin; lines below them that are indented explain them."""
    lines: list[str] = []
    for line in output.splitlines():
        if lines and not line.startswith(" "):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "\n".join(lines)


def _counts(root: Path, text: str) -> bool:
    """Is it a fault? A missing type is one where a module exports something."""
    where = _PROBLEM.match(text)
    if where is None or not _NO_TYPE.fullmatch(where["code"]):
        return True
    line = (root / where["file"]).read_text(encoding="utf-8").splitlines()[int(where["line"]) - 1]
    return line.startswith("export")


def main() -> int:
    """Exit code 1 if there is a fault; 0 too where there is no Node.js, with a line that says so."""
    if vendor.node() is None:
        print(
            "The types of the page's modules are not checked: there is no Node.js (make build installs one)."
        )
        return 0
    try:
        found = problems()
    except vendor.VendorError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
