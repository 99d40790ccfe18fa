"""The course's knowledge checks as questions of a bank. Pure: reads files, writes nothing.

What is right, and what is said to whom, is asked of the checks themselves (``localsdg.judge``), so a bank
says what page and grader say.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg import judge
from localsdg.feedback import fill
from localsdg_build import good_answers, order, words

SINGLE, MULTIPLE, NUMBER, MATCHING = "single", "multiple", "number", "matching"
_FAR = 1e9  # nobody's right number lies as far from another one
_DIGITS = 6  # of a range's ends
_HALVES = 54  # of so far a way leave less than such a digit


@dataclass(frozen=True)
class Option:
    """One option: ``feedback`` is said to whoever chose it; ``""``: nothing of its own."""

    id: str
    text: str
    is_right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Pair:
    """An item with the id of the option that belongs to it; ``feedback``: if another one is chosen."""

    id: str
    text: str
    option: str
    feedback: str


@dataclass(frozen=True)
class Question:
    """A question as all formats need it. ``least`` and ``most``: between which a number is right.

    ``says``: sentences by message (``met``, ``none``, ``missing``, ``too_low``, ``too_high``, ``other``).
    ``in_order``: the options have an order and are not shuffled in the course.
    """

    exercise: str
    id: str
    number: int
    title: str
    type: str
    text: str
    points: float
    objective: str
    options: tuple[Option, ...]
    pairs: tuple[Pair, ...]
    least: float
    most: float
    says: dict[str, str]
    in_order: bool

    @property
    def name(self) -> str:
        """Unique in the course."""
        return f"{self.exercise}.{self.id}"

    @property
    def label(self) -> str:
        """What lists show: the check's title with the question's number in it."""
        return f"{self.title} {self.number}"


@dataclass(frozen=True)
class Check:
    """One knowledge check. ``lesson``: the title of the lesson that it belongs to, ``""`` for none."""

    exercise: str
    title: str
    lesson: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Bank:
    """All checks of one module, and ``left_out``: what no bank can carry, with the reason."""

    module: str
    title: str
    language: str
    checks: tuple[Check, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def questions(self) -> list[Question]:
        """Those of all checks."""
        return [question for check in self.checks for question in check.questions]


def of_module(course: Path, module: str, language: str) -> Bank:
    """The bank of one module. ``CourseError`` where a question cannot be read or is not checked."""
    checks, left = [], []
    titles = {
        slug: order.title(path)
        for _, _, path in order.lessons(course, module, language)
        for slug in order.shown_exercises(path.read_text(encoding="utf-8"))
    }
    for slug in order.exercises_of(course, module, language):
        spec = sources.exercise(slug, language, course)
        if spec["kind"] != "choice":
            continue
        if spec["parameters"].get("draw"):
            left.append((slug, words.questions(language)["left_case"]))
            continue
        checks.append(_check(course, slug, spec, titles.get(slug, ""), language))
    title = order.title(order.in_language(Path(course, "modules", module), language))
    return Bank(module, title, language, tuple(checks), tuple(left))


def _check(course, slug, spec, lesson, language):
    title = spec["words"]["title"]
    worth = {one["id"]: one for one in spec["checks"]}
    questions = []
    for number, asked in enumerate(spec["parameters"]["questions"], 1):
        ask = _asker(course, slug, language, asked["id"])
        labels = spec["words"]["labels"]
        options, pairs = _options(asked, labels, ask), _pairs(asked, labels, ask)
        least, most = _range(course, slug, spec, asked, ask)
        questions.append(
            Question(
                slug, asked["id"], number, title, asked["type"], _text(asked, labels),
                worth[asked["id"]]["points"], worth[asked["id"]]["objective"], options, pairs, least, most,
                _says(asked, spec, language), set(asked.get("last", ())) == set(asked.get("options", ["-"])),
            )
        )  # fmt: skip
    return Check(slug, title, lesson, tuple(questions))


Ask = Callable[[Any], dict[str, Any]]


def _asker(course: Path, slug: str, language: str, question: str) -> Ask:
    """A function from what is given to the question to the check's explained record."""

    def ask(given):
        records = judge.judge(slug, {"answers": {question: given}}, language, course)
        return next(record for record in records if record["id"] == question)

    return ask


def _text(asked, labels):
    """The question with its help and, of a number, its unit."""
    label, unit = labels["questions"][asked["id"]], asked.get("unit")
    parts = [label["title"], label.get("help", "")] if isinstance(label, dict) else [label]
    parts += [f"({labels.get('units', {}).get(unit, unit)})"] if unit else []
    return " ".join(" ".join(part.split()) for part in parts if part)


def _options(asked, labels, ask):
    if "options" not in asked:
        return ()
    texts, found = labels["options"][asked["id"]], []
    for name in asked["options"]:
        text, right, said = texts[name], False, ""
        if asked["type"] in (SINGLE, MULTIPLE):
            record = ask(name if asked["type"] == SINGLE else [name])
            right = record["earned"] > 0
            said = record["text"] if asked["type"] == SINGLE or not right else ""
        found.append(Option(name, text, right, said))
    return tuple(found)


def _pairs(asked, labels, ask):
    if asked["type"] != MATCHING:
        return ()
    right = {
        item: next(option for option in asked["options"] if ask({item: option})["earned"] > 0)
        for item in asked["items"]
    }
    texts = labels["items"][asked["id"]]
    return tuple(
        Pair(item, texts[item], right[item], ask({**right, item: ""})["text"]) for item in asked["items"]
    )


def _range(course, slug, spec, asked, ask):
    """Between which numbers all are right: a good answer's number, and how far one may go from it."""
    if asked["type"] != NUMBER:
        return 0.0, 0.0
    path = good_answers.sample(Path(course) / "exercises" / slug, spec)
    right = float(json.loads(path.read_text(encoding="utf-8"))["answer"]["answers"][asked["id"]])

    def is_right(number):
        return ask(number)["earned"] >= ask(number)["points"]

    if not is_right(right):
        raise sources.CourseError(path, f"the number of {asked['id']} is not right; give one that is")
    return tuple(round(_end(is_right, right, far), _DIGITS) for far in (right - _FAR, right + _FAR))


def _end(is_right, inside, outside):
    """Where on the way from ``inside`` to ``outside`` numbers are no longer right, by halving it."""
    for _ in range(_HALVES):
        middle = (inside + outside) / 2
        if is_right(middle):
            inside = middle
        else:
            outside = middle
    return inside


def _says(asked, spec, language):
    """The sentences of a question that name no option; ``{given}`` has no place in a platform's sentence."""
    labels, ui = spec["words"]["labels"], spec["words"]["ui"]
    given = {"given": words.questions(language)["given"]}
    sentences = spec["words"]["feedback"].get(asked["id"], {})
    return {
        message: fill(sentence, given, labels, ui)
        for message, sentence in sentences.items()
        if not message.startswith("not_") and "{option}" not in sentence and "{item}" not in sentence
    }


def left_out(banks: list[Bank], language: str) -> Iterator[str]:
    """A line for each exercise that no bank carries, and for what none carries at all."""
    for bank in banks:
        yield from (f"{slug}: {why}" for slug, why in bank.left_out)
    yield words.questions(language)["left_before_after"]
