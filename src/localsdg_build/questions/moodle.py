"""A bank as Moodle XML, for Moodle's *Import questions*.

The scores are the course's: a tick takes its part or gives it back, a pair gives its part, and Moodle lets no
question fall below 0, as the course does. What Moodle has no place for is said in ``limits``.
"""

import html

from localsdg_build import words
from localsdg_build.questions.bank import MATCHING, MULTIPLE, NUMBER, SINGLE, Bank, Check, Question
from localsdg_build.questions.elements import Element, element, shown, written

LIMITS = ("moodle_missing", "moodle_items", "moodle_order", "both_commas")
_FAR = 1e6  # how far a number may be below or above the right ones to be told so


def document(bank: Bank, course_title: str) -> str:
    """The file's text: a category for each knowledge check, with its questions."""
    quiz = element("quiz")
    for check in bank.checks:
        quiz.append(_category(course_title, bank, check))
        quiz.extend(_question(one, check, bank) for one in check.questions)
    return written(quiz)


def _category(course_title, bank, check):
    # A slash parts categories; two of them are a slash.
    parts = [part.replace("/", "//") for part in (course_title, bank.title, check.title)]
    path = "/".join(["$course$", "top", *parts])
    info = words.questions(bank.language)["lesson"].replace("{lesson}", check.lesson) if check.lesson else ""
    return element(
        "question",
        element("category", element("text", path)),
        _html("info", info),
        element("idnumber", check.exercise),
        type="category",
    )


def _question(question: Question, check: Check, bank: Bank) -> Element:
    lesson = words.questions(bank.language)["lesson"].replace("{lesson}", check.lesson)
    kinds = {SINGLE: _choices, MULTIPLE: _choices, NUMBER: _number, MATCHING: _matching}
    moodle = {SINGLE: "multichoice", MULTIPLE: "multichoice", NUMBER: "numerical", MATCHING: "matching"}
    return element(
        "question",
        element("name", element("text", question.label)),
        _html("questiontext", question.text),
        _html("generalfeedback", lesson if check.lesson else ""),
        element("defaultgrade", shown(question.points)),
        element("penalty", "0"),  # trying again costs nothing in the course
        element("hidden", "0"),
        element("idnumber", question.name),
        *kinds[question.type](question),
        element("tags", *[element("tag", element("text", tag)) for tag in tags(question, bank)]),
        type=moodle[question.type],
    )


def tags(question: Question, bank: Bank) -> list[str]:
    """By which a question is found: its module, objective and knowledge check."""
    return [bank.module, question.objective, question.exercise]


def _choices(question):
    right = sum(option.is_right for option in question.options)
    said = question.says if question.type == MULTIPLE else {}
    return [
        element("single", "true" if question.type == SINGLE else "false"),
        element("shuffleanswers", "false" if question.in_order else "true"),
        element("answernumbering", "none"),
        element("showstandardinstruction", "0"),
        _html("correctfeedback", said.get("met", "")),
        _html("partiallycorrectfeedback", said.get("other", "")),
        _html("incorrectfeedback", said.get("other", "")),
        *[
            _answer(_fraction(option, question, right), option.text, option.feedback)
            for option in question.options
        ],
    ]


def _fraction(option, question, right):
    if option.is_right:
        return 100 / right
    return 0 if question.type == SINGLE else -100 / right


def _answer(fraction, text, feedback):
    return element(
        "answer",
        element("text", _paragraph(text)),
        _html("feedback", feedback),
        fraction=fraction,
        format="html",
    )


def _number(question):
    """The right range first: of several that hold a number Moodle takes the first."""
    middle = (question.least + question.most) / 2
    ranges = [
        (100, middle, (question.most - question.least) / 2, "met"),
        (0, question.least - _FAR, _FAR, "too_low"),
        (0, question.most + _FAR, _FAR, "too_high"),
    ]
    return [
        *[_within(question, *one) for one in ranges],
        element("unitgradingtype", "0"),
        element("unitpenalty", "0"),
        element("showunits", "3"),
        element("unitsleft", "0"),
    ]


def _within(question, fraction, middle, tolerance, message):
    return element(
        "answer",
        element("text", shown(middle)),
        _html("feedback", question.says.get(message) or question.says.get("other", "")),
        element("tolerance", shown(tolerance)),
        fraction=fraction,
        format="moodle_auto_format",
    )


def _matching(question):
    texts = {option.id: option.text for option in question.options}
    used = {pair.option for pair in question.pairs}
    rows = [(pair.text, texts[pair.option]) for pair in question.pairs]
    rows += [("", option.text) for option in question.options if option.id not in used]
    return [
        element("shuffleanswers", "true"),
        _html("correctfeedback", question.says.get("met", "")),
        _html("partiallycorrectfeedback", question.says.get("other", "")),
        _html("incorrectfeedback", question.says.get("other", "")),
        element("shownumcorrect"),
        *[
            element(
                "subquestion",
                element("text", _paragraph(item)),
                element("answer", element("text", option)),
                format="html",
            )
            for item, option in rows
        ],
    ]


def _html(name, text):
    return element(name, element("text", _paragraph(text)), format="html")


def _paragraph(text):
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""
