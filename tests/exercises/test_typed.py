"""Numbers and codes as people type them: the page, CPython and MicroPython read one table in the same way."""

import json
import subprocess
from pathlib import Path

import pytest

from localsdg import typed
from localsdg_build.check import micropython
from localsdg_build.check.micropython import node_program

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests" / "tables"
NUMBERS = json.loads((TABLES / "typed_numbers.json").read_text("utf-8"))
CODES = json.loads((TABLES / "typed_codes.json").read_text("utf-8"))
KNOWN = ["11.2", "11.b", "4.3"]


@pytest.mark.parametrize(("text", "language", "expected"), NUMBERS)
def test_a_typed_number_is_read_as_the_table_says(text, language, expected):
    assert typed.readings(text, language) == expected


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_a_typed_code_is_read_as_the_table_says(text, expected):
    assert typed.read_code(text, KNOWN) == expected


def test_the_page_reads_numbers_as_the_table_says():
    module = (ROOT / "src/localsdg/kinds/readings.js").as_uri()
    program = f"""
import {{ readings }} from {json.dumps(module)};
console.log(JSON.stringify({json.dumps(NUMBERS)}.map(([text, language]) => readings(text, language))));
"""
    command = [node_program(), "--input-type=module", "--eval", program]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    read = json.loads(ran.stdout)
    assert [[*case[:2], found] for case, found in zip(NUMBERS, read, strict=True)] == NUMBERS


def test_micropython_reads_numbers_and_codes_as_the_tables_say(tmp_path):
    source = Path(typed.__file__).read_text("utf-8")
    program = f"""
import json
typed = {{}}
exec(json.loads({json.dumps(source)!r}), typed)
numbers, codes = json.loads({json.dumps([NUMBERS, CODES])!r})
found = json.dumps([
    [typed["readings"](case[0], case[1]) for case in numbers],
    [typed["read_code"](case[0], {KNOWN!r}) for case in codes],
])
"""
    folder = micropython.folder(ROOT, tmp_path, {})
    [[numbers, codes]] = micropython.ask(node_program(), folder, [{"python": program}])
    for (text, language, expected), found in zip(NUMBERS, numbers, strict=True):
        assert found == pytest.approx(expected, rel=1e-12), (text, language)
    assert codes == [expected for _, expected in CODES]


def test_no_code_stands_in_a_word_and_numbers_beside_each_other_stay_apart():
    assert typed.codes_in("4,2; 6. Dos jardines", ["4.2"]) == ["4.2", "6"]
    assert typed.codes_in("4,6", ["4.2"]) == ["4", "6"]
    assert typed.codes_in("4.2,6", ["4.2"]) == ["4.2", "6"]
    assert typed.codes_in("६.दो", []) == ["6"]
