"""Answers to try on checks: any JSON, JSON shaped like a kind's answers, damaged samples. And MicroPython."""

import json
import subprocess
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from localsdg import course, kinds
from localsdg.course import root
from localsdg_build import vendor
from localsdg_build.book.assets import exercise_files
from localsdg_build.check import micropython as micropython_of_check
from localsdg_build.check.micropython import node_program
from localsdg_build.check.odd_answers import damages, known_words

ROOT = Path(__file__).parents[2]
SCRIPT = Path(micropython_of_check.__file__).with_name("micropython.mjs")


@pytest.fixture(scope="session")
def micropython(tmp_path_factory):
    """Judge answers with the files of a page, in one Node for all tests: ``[(slug, answer)]`` -> replies."""
    folder = tmp_path_factory.mktemp("two") / "_exercises"
    exercise_files(folder, vendor.ensure(ROOT))
    command = [node_program(), SCRIPT, folder]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as node:

        def run(questions):
            lines = [json.dumps({"slug": slug, "answer": json.dumps(answer)}) for slug, answer in questions]
            asking = threading.Thread(target=lambda: print(*lines, sep="\n", file=node.stdin, flush=True))
            asking.start()  # beside reading: both pipes may be full
            replies = [json.loads(node.stdout.readline()) for _ in lines]
            asking.join()
            return replies

        yield run
        node.stdin.close()
        assert node.wait(30) == 0


@pytest.fixture(scope="session")
def trial():
    """``answers(slug)`` (a hypothesis strategy), ``samples(slug)`` and ``damages(answer)`` (JSON values)."""
    return SimpleNamespace(answers=answers, samples=samples, damages=damages)


numbers = st.one_of(
    st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([0, -1, 10**400, 1e308])
)
leaves = st.one_of(st.none(), st.booleans(), numbers, st.text(max_size=12))
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def shaped(schema, words, wrong=True):
    """Answers shaped like a JSON schema, with known words, and here and there a value of any kind."""
    if "anyOf" in schema:
        right = st.one_of([shaped(one, words, wrong) for one in schema["anyOf"]])
    elif schema.get("type") == "object":
        right = _object(schema, words, wrong)
    elif schema.get("type") == "array":
        right = st.lists(shaped(schema.get("items", {}), words, wrong), max_size=6)
    elif schema.get("type") == "string":
        right = st.sampled_from(words) | st.text(max_size=20) if words else st.text(max_size=20)
    elif schema.get("type") in ("number", "integer"):
        right = numbers
    else:
        right = anything | st.sampled_from(words) if words else anything
    return st.one_of(right, right, right, anything) if wrong else right


def _object(schema, words, wrong):
    known = {key: shaped(inner, words, wrong) for key, inner in schema.get("properties", {}).items()}
    fixed = st.fixed_dictionaries({}, optional=known)
    if any(name in known for name in schema.get("required", [])):
        fixed = st.fixed_dictionaries(
            {key: known[key] for key in schema["required"]},
            optional={key: inner for key, inner in known.items() if key not in schema["required"]},
        )
    more = schema.get("additionalProperties", {})
    if more is False or (known and more == {}):
        return fixed
    keys = st.sampled_from(words) if words else st.text(max_size=6)
    extra = st.dictionaries(keys, shaped(more if isinstance(more, dict) else {}, words, wrong), max_size=6)
    return st.tuples(extra, fixed).map(lambda both: {**both[0], **both[1]})


def answers(slug):
    """Any JSON, and JSON shaped like the answers to this exercise."""
    spec = course.exercise(slug)
    return st.one_of(shaped(kinds.kind(spec["kind"]).ANSWER, known_words(spec["parameters"])), anything)


def samples(slug):
    for path in sorted((root() / "exercises" / slug / "samples").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["answer"]
