"""Sources of pages that must fit together: the theme's sheets, colours of Goals, codes that widgets mark."""

import json
import re
import subprocess
from pathlib import Path

from localsdg_build import vendor
from localsdg_build.book import assets

ROOT = Path(__file__).parents[2]
KINDS = ROOT / "src/localsdg/kinds"
# What one page alone loads, by a directive (`env.metadata[page]["files"]`).
OWN = {"atlas.css", "before-after.css", "goal-cards.css", "my-work.css", "reference.css", assets.TEACH}
CODE = """
import {{ readFileSync }} from "node:fs";
const source = readFileSync({path}, "utf-8").replace(/^import .*/m, "");
const {{ codeAtStart }} = await import("data:text/javascript," + encodeURIComponent(source));
console.log(JSON.stringify({titles}.map(codeAtStart)));
"""


def test_every_style_sheet_of_the_site_is_loaded_by_all_pages_or_by_one():
    there = {path.name for path in (ROOT / "book/static/site").glob("*.css")}
    assert there == (
        {*assets.sheets(), *OWN} - {"tokens.css", "frame.css", "goal-code.css", "module-colours.css"}
    )


def test_every_goal_has_a_colour_and_a_class_that_gives_it():
    tokens = (KINDS / "tokens.css").read_text(encoding="utf-8")
    goals = [str(number) for number in range(1, 18)]
    assert re.findall(r"--lsdg-goal-(\d+): #", tokens) == goals
    sheet = (ROOT / "book/static/site/goal-codes.css").read_text(encoding="utf-8")
    found = re.findall(r"\.lsdg-sdg-(\d+) \{ --lsdg-goal: var\(--lsdg-goal-\1\); \}", sheet)
    assert found == goals


def test_a_title_begins_with_a_code_or_with_a_number():
    expected = {
        "11.2 Transport": "11.2",
        "6.1: safe water": "6.1",
        "2.1.2, people without food": "2.1.2",
        "4.a 学校": "4.a",
        "11.2 交通": "11.2",
        "1.5 million": "",
        "3.5": "",
        "2.10 in 2022": "",
        "18.1 No Goal": "",
    }
    source = json.dumps(str(KINDS / "goal-code.js"))
    done = subprocess.run(
        [vendor.node() or "node", "--input-type=module", "-"],
        input=CODE.format(path=source, titles=json.dumps(list(expected))),
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(zip(expected, json.loads(done.stdout), strict=True)) == expected
