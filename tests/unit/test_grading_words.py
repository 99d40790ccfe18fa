"""``book/en/grading.yml`` has words for every key that the grader uses, and none that nobody uses."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from autograder.reports import letters
from localsdg_build.check import translations

ROOT = Path(__file__).parents[2]
WORDS = yaml.safe_load((ROOT / "book" / "en" / "grading.yml").read_text(encoding="utf-8"))
# Keys that are put together: their beginnings.
MADE = ("look_", "late_cost", "run_time", "run_memory", "changed_since")


def used():
    """Texts in the grader's code that are the first argument of what makes a message."""
    for path in (ROOT / "autograder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", ""))
            if named in ("message", "chained", "_damaged") and node.args:
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value


def test_every_key_has_words_and_every_word_is_used():
    keys = {key for key in used() if re.fullmatch(r"\w+", key) and not key.startswith("_")}
    keys = {key for key in keys if not key.endswith("_") and key not in ("late_cost", "line")}
    assert len(keys) > 100
    assert [key for key in sorted(keys) if key not in WORDS] == []
    assert [key for key in WORDS if key not in keys and not key.startswith(MADE)] == []


@pytest.mark.parametrize("words", letters._REASONS)
def test_reasons_for_letters_are_keys(words):
    assert [key for key in letters._REASONS[words] if key not in WORDS] == []


def test_each_sentence_has_its_gaps_in_all_its_forms():
    for key, sentence in WORDS.items():
        forms = sentence.values() if isinstance(sentence, dict) else [sentence]
        assert len({frozenset(re.findall(r"\{(\w+)\}", form)) for form in forms}) == 1, key
        assert all(isinstance(form, str) and form == form.strip() for form in forms), key


def test_a_translation_may_have_forms_that_english_lacks(tmp_path):
    path = tmp_path / "grading.yml"
    theirs = {"late": {"one": "{count} {when} {cost}", "few": "{count} {when} {cost}", "other": "{count}"}}
    path.write_text(yaml.safe_dump(theirs), encoding="utf-8")
    told = [str(one) for one in translations._word_problems(path, WORDS, theirs, missing=False)]
    assert len(told) == 1 and "late.other: {cost}, {when} stands in one language only" in told[0]
    theirs = {"file_empty": {"few": "x"}, "lat": "y"}
    path.write_text(yaml.safe_dump(theirs), encoding="utf-8")
    told = " ".join(map(str, translations._word_problems(path, WORDS, theirs, missing=False)))
    assert (
        "file_empty.few: the English has no such key" in told and "lat: the English has no such key" in told
    )
