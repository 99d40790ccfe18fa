"""Where the free texts of an answer lie: the page, CPython and MicroPython find the same in one table."""

import json
import subprocess
from pathlib import Path

import pytest

from localsdg import closed
from localsdg_build.check import micropython
from localsdg_build.check.micropython import node_program

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/tables/texts_in_answers.json").read_text("utf-8"))
ASKED = [case[:2] for case in CASES]


def same(found):
    for (answer, places, expected), texts in zip(CASES, found, strict=True):
        assert texts == expected, (answer, places)


@pytest.mark.parametrize(("answer", "places", "expected"), CASES)
def test_python_finds_what_the_table_says(answer, places, expected):
    assert closed.texts_in(answer, places) == expected


def test_the_page_finds_what_the_table_says():
    module = (ROOT / "src/localsdg/kinds/open.js").as_uri()
    program = f"""
import {{ textsIn }} from {json.dumps(module)};
console.log(JSON.stringify({json.dumps(ASKED)}.map(([answer, places]) => textsIn(answer, places))));
"""
    command = [node_program(), "--input-type=module", "--eval", program]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    same(json.loads(ran.stdout))


def test_micropython_finds_what_the_table_says(tmp_path):
    program = f"""
import json
closed = {{}}
exec(json.loads({json.dumps(Path(closed.__file__).read_text("utf-8"))!r}), closed)
asked = json.loads({json.dumps(ASKED, ensure_ascii=False)!r})
found = json.dumps([closed["texts_in"](answer, places) for answer, places in asked])
"""
    folder = micropython.folder(ROOT, tmp_path, {})
    [found] = micropython.ask(node_program(), folder, [{"python": program}])
    same(found)
