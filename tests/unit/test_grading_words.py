"""The words of messages: the keys that the grader uses have some, all are used, nothing is said without."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from autograder import messages
from autograder.reports import letters
from localsdg_build.check import translations

ROOT = Path(__file__).parents[2]
FILES = [yaml.safe_load((ROOT / "book" / "en" / name).read_text(encoding="utf-8")) for name in messages.FILES]
WORDS = FILES[0] | FILES[1]
# Keys that are put together: their beginnings.
MADE = ("look_", "late_cost", "run_time", "run_memory", "changed_since", "system_")


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


def test_no_key_has_words_in_two_files():
    assert FILES[0].keys() & FILES[1].keys() == set()


# What is raised, or told, reaches the desk or a terminal, whose reader may speak another language: it is a
# message. What is wrong with the course's own files is for its author.
ERRORS = {
    "CourseFolderError",
    "Unusable",
    "LatenessError",
    "TableError",
    "Unreadable",
    "tell",
    "say",
    "refused",
    "UsageError",
    "echo",
    "append",
}


def plain(node, constants):
    """Whether what is said is a text and no message."""
    if isinstance(node, ast.Call):
        of = node.func
        return isinstance(of, ast.Attribute) and of.attr == "format" and plain(of.value, constants)
    if isinstance(node, ast.BinOp):
        return plain(node.left, constants) or plain(node.right, constants)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value.strip()
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Name) and node.id in constants


def said_without_words(source):
    """The lines on which a text is raised or told that is no message."""
    tree = ast.parse(source)
    constants = {
        one.targets[0].id
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and plain(one.value, ())
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            of = getattr(node.func, "value", None)
            is_list = name == "append" and getattr(of, "attr", "") not in ("problems", "remarks")
            is_line = getattr(of, "id", "") == "readings"  # of the history, which is in English
            if name in ERRORS and not (is_list or is_line) and plain(node.args[-1], constants):
                yield node.lineno


def test_what_a_reader_may_meet_is_a_message():
    found = {
        (str(path.relative_to(ROOT / "autograder")), line)
        for path in sorted((ROOT / "autograder").rglob("*.py"))
        for line in said_without_words(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        'raise CourseFolderError("It is gone.")',
        'raise lateness.LatenessError(f"{path}: no")',
        'GONE = (\n    "It is {what} "\n    "gone."\n)\nraise Unusable(GONE.format(what=1))',
        'tell("It was passed over: " + why)',
        'checked.problems.append(f"Row {row} is gone.")',
    ],
)
def test_a_text_without_words_is_found(source):
    assert list(said_without_words(source))
    assert not list(said_without_words('raise CourseFolderError(message("a_b", path=path))'))


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
