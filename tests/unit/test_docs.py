"""What the guides for authors say is true of the code."""

import json
import re
from pathlib import Path

import pytest

from localsdg import kinds
from localsdg_build.check import micropython
from localsdg_build.check.messages import _MADE

ROOT = Path(__file__).parents[2]
KINDS = ROOT / "docs" / "kinds"


def keys(schema):
    """Every key that a schema of parameters names, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys(inner)


@pytest.mark.parametrize("kind", kinds.names())
def test_the_page_of_a_kind_names_all_its_parameters(kind):
    text = (KINDS / f"{kind}.md").read_text(encoding="utf-8")
    named = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    words = set(re.findall(r"\w+", " ".join(named)))
    assert set(keys(kinds.kind(kind).PARAMETERS)) <= words
    assert f"Kind `{kind}`" in text and "## Messages" in text and "What a learner sees." in text


def test_every_page_is_about_a_kind():
    assert {path.stem for path in KINDS.glob("*.md")} == set(kinds.names())


def test_the_page_of_knowledge_checks_names_all_messages():
    text = (KINDS / "choice.md").read_text(encoding="utf-8")
    for maker, messages in _MADE.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{maker}` | `met`")]
        assert set(messages) <= set(re.findall(r"`(\w+)`", row)), row


def test_what_is_said_to_be_missing_in_the_browser_is_missing_there(tmp_path):
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs/browser-python.md").read_text("utf-8"), re.MULTILINE)
    asked = {}
    for row in rows:
        where = re.match(r"of (texts|numbers)|`(collections|functools|itertools|math|re)`:", row)
        if where:
            asked[where[1] or where[2]] = re.findall(r"`(\w+)`", row)[0 if where[1] else 1 :]
    assert len(asked) == 7
    program = f"""
import json
asked = json.loads({json.dumps(asked)!r})
there = []
for where in asked:
    one = {{"texts": [str], "numbers": [int, float]}}.get(where) or [__import__(where)]
    there += [where + "." + name for name in asked[where] if any([hasattr(part, name) for part in one])]
found = json.dumps(there)
"""
    folder = micropython.folder(ROOT, tmp_path, {})
    assert micropython.ask(micropython.node_program(), folder, [{"python": program}]) == [[]]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/browser-python.md"])
def test_links_of_the_guides_lead_to_files(name):
    path = ROOT / name
    targets = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith("http")]
    assert [target for target in local if not (path.parent / target).exists()] == []
