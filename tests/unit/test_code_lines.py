"""Which line of a learner's code feedback on a variable means."""

import json
import subprocess
from pathlib import Path

from localsdg_build import vendor

LINES = Path(__file__).parents[2] / "src/localsdg/kinds/code/lines.js"
CODE = """
import {{ readFileSync }} from "node:fs";
const source = encodeURIComponent(readFileSync({path}, "utf-8"));
const {{ lineOf }} = await import("data:text/javascript," + source);
console.log(JSON.stringify({cases}.map(([code, name]) => lineOf(code, name))));
"""
CASES = [
    ("gap = 1\nother = 2\ngap = 3", "gap", 3),
    ("x = 1\nif x:\n    gap = 3  # here", "gap", 3),
    ("gap: float = 3\nprint(gap == 3)", "gap", 1),
    ("low, gap = 1, 2", "gap", 1),
    ("gap, low = 1, 2", "gap", 1),
    ("gap_change = 2\nthe_gap = 1", "gap", 0),
    ("print(gap)\n# gap = 1", "gap", 0),
    ("", "gap", 0),
]


def test_the_last_line_that_gives_a_variable_its_value():
    cases = json.dumps([[code, name] for code, name, _ in CASES])
    done = subprocess.run(
        [vendor.node() or "node", "--input-type=module", "-"],
        input=CODE.format(path=json.dumps(str(LINES)), cases=cases),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [line for *_, line in CASES]
