"""The rule about messages: each that a check can give has its sentence, and each sentence its details."""

import ast
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from localsdg.course import CourseError, read_words
from localsdg_build.check.exercises import all_checks, readable
from localsdg_build.check.lines import place_line
from localsdg_build.check.shapes import near

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
OTHER = "other"  # the sentence for every message that has none of its own


@dataclass
class Given:
    """What one check can say: ``messages`` as {message: {details} or None if any}, ``line``: where it is.

    ``whole``: no other message can come from it, as far as its text shows.
    """

    line: int
    whole: bool = True
    messages: dict = field(default_factory=dict)

    def add(self, message: str, details: set | None) -> None:
        """One more ``result(share, message, **details)``."""
        before = self.messages.get(message, set())
        self.messages[message] = None if details is None or before is None else before | details


def messages(course: Path) -> Iterator[CourseError]:
    """Every message that the text of ``checks.py`` shows has its sentence in ``en.md``, with its details."""
    for path, check_id, sentences, given in _sentences(course):
        for message, details in given.messages.items():
            where, sentence = f"feedback.{check_id}.{message}", sentences.get(message)
            if message not in sentences and OTHER not in sentences:
                told = (
                    f"{where} is missing; write the sentence for this message (checks.py, line {given.line})"
                )
                yield CourseError(path, told, place_line(path, "feedback", check_id))
            elif isinstance(sentence, str):
                line = place_line(path, "feedback", check_id, message)
                yield from unfilled(path, where, sentence, details, line)


def unsaid(course: Path) -> Iterator[CourseError]:
    """Every sentence of ``en.md`` is one that a check says."""
    for folder, settings in readable(course):
        path, known = folder / "en.md", [check["id"] for check in all_checks(settings)]
        for name in read_words(path)[0].get("feedback") or {}:
            if name not in known:
                hint = f"{near(name, known)}write one of: {', '.join(known)}"
                line = place_line(path, "feedback", name)
                yield CourseError(path, f"feedback.{name}: there is no such check; {hint}", line)
    for path, check_id, sentences, given in _sentences(course):
        for message, sentence in sentences.items():
            where, line = f"feedback.{check_id}.{message}", place_line(path, "feedback", check_id, message)
            if not isinstance(sentence, str) or not sentence.strip():
                yield CourseError(path, f"{where}: write a sentence", line)
            elif message not in given.messages and given.whole and message != OTHER:
                says = ", ".join(given.messages)
                yield CourseError(path, f"{where}: the check says only: {says}; mend or remove this", line)


def _sentences(course):
    """``(en.md, check id, its sentences, what it can say)`` of each check that has both."""
    for folder, settings in readable(course):
        feedback = read_words(folder / "en.md")[0].get("feedback") or {}
        if (folder / "checks.py").is_file():
            for check_id, given in given_messages(folder / "checks.py", settings).items():
                sentences = feedback.get(check_id)
                if isinstance(sentences, dict) and sentences:  # else ``words`` says what is missing
                    yield folder / "en.md", check_id, sentences, given


def unfilled(path: Path, where: str, sentence: str, details: set | None, line: int) -> Iterator[CourseError]:
    """Placeholders of a sentence that no detail fills (``None``: any name may be one)."""
    for name in dict.fromkeys(PLACEHOLDER.findall(sentence)):
        if details is not None and name not in details:
            known = ", ".join(f"{{{one}}}" for one in sorted(details)) or "none"
            told = f"{where}: nothing fills {{{name}}}; with this message the check gives: {known}"
            yield CourseError(path, told, line)


def given_messages(path: Path, settings: dict) -> dict[str, Given]:
    """``{check id: Given}`` of a file of checks, as far as its text shows it."""
    questions = {one["id"]: one for one in (settings.get("parameters") or {}).get("questions") or []}
    return _given_in(path.read_text(encoding="utf-8"), json.dumps(questions))


@functools.lru_cache(maxsize=256)  # two rules ask
def _given_in(text, questions):
    tree, questions = ast.parse(text), json.loads(questions)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    found = {}
    for function in functions.values():
        for check_id in _names_of(function):
            found[check_id] = _given(function, functions)
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            call = node.value
            maker = call.func.id if isinstance(call.func, ast.Name) else ""
            if maker in _MADE and maker not in functions and (check_id := _constant(call.args[:1])):
                found[check_id] = _made(maker, call, questions.get(check_id, {}))
    return found


def _names_of(function):
    """The ids that ``@check("id")`` gives a function."""
    for one in function.decorator_list:
        called = isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "check"
        if called and (name := _constant(one.args[:1])):
            yield name


def _given(function, functions):
    given, waiting, seen = Given(function.lineno), [function], set()
    while waiting:
        one = waiting.pop()
        seen.add(one.name)
        own = _own_names(one)
        for node in ast.walk(one):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "result":
                _add_result(given, node)
            elif isinstance(node, ast.Name) and node.id in functions.keys() - seen - own:
                seen.add(node.id)
                waiting.append(functions[node.id])
    return given


def _own_names(function):
    """Names that mean something else inside a function: its parameters and what it gives values to."""
    nodes = list(ast.walk(function))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {node.arg for node in nodes if isinstance(node, ast.arg)}


def _add_result(given, node):
    details = {keyword.arg for keyword in node.keywords} - {"share", "message"}
    given_as = [keyword.value for keyword in node.keywords if keyword.arg == "message"]
    said = node.args[1:2] or given_as
    parts = [said[0].body, said[0].orelse] if said and isinstance(said[0], ast.IfExp) else said
    for part in parts or [None]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            given.add(part.value, None if None in details else details)
        else:
            given.whole = False


def _made(maker, call, question):
    """What a check of a knowledge check says; see ``localsdg.checks``."""
    given = Given(call.lineno)
    for message, details in _MADE[maker].items():
        given.add(message, details)
    right = call.args[1] if len(call.args) > 1 else None
    if maker == "single":
        for option in question.get("options") or []:
            if not isinstance(right, ast.Constant) or option != right.value:
                given.add(f"not_{option}", set())
        given.whole = isinstance(right, ast.Constant)
    if maker == "multiple" and isinstance(right, (ast.List, ast.Set, ast.Tuple)):
        if len(right.elts) == 1:  # with one right option, right ones alone are all of them
            del given.messages["missing"]
        if len(right.elts) == len(question.get("options") or []):
            del given.messages["extra"]
    return given


_MADE: dict[str, dict] = {
    "single": {"met": set(), "none": set()},
    "multiple": {"met": set(), "none": set(), "missing": set(), "extra": {"option"}},
    "number": {"met": set(), "none": set(), "too_low": {"given"}, "too_high": {"given"}},
    "matching": {"met": set(), "none": set(), "wrong": {"item"}},
}


def _constant(nodes):
    return nodes[0].value if nodes and isinstance(nodes[0], ast.Constant) else None
