"""Checks: pure functions from an answer to facts about it. Runs under CPython and MicroPython.

CPython runs it in notebook and grader, MicroPython in the book's page, so it uses only what both have: no
``typing``, no dataclasses, no order in dicts.

An exercise's ``checks.py`` looks like this::

    from localsdg.checks import as_list, check, result

    @check("all_steps_placed")
    def all_steps_placed(answer, params):
        placed = [card for card in as_list(answer, "cards")]
        if not placed:
            return result(0, "none")
        return result(len(placed) / len(params["cards"]), "met")

A check gets the learner's answer (any JSON value at all) and the exercise's parameters (a dict).
It returns ``result(share, message, **details)``: ``share`` from 0 to 1 is the part of the check's
points that is earned, ``message`` names a sentence in the exercise's ``en.md``
(``feedback: {check id: {message: sentence}}``) and ``details`` fill the sentence's ``{names}``.
It must not raise, whatever the answer is; the ``as_*`` readers make that easy. It changes neither answer
nor parameters, and prints nothing.

A check that breaks these rules is a fault of the course and says nothing about the answer: its record is
``broken``, and the exercise then has no score (``total`` is ``None``).
"""

from localsdg.records import Broken, broken, is_broken, rounded, run, run_apart, total  # noqa: F401 (for those who judge)
from localsdg.typed import (  # noqa: F401 (for checks)
    as_number,
    as_typed_number,
    codes_in,
    plain_digits,
    read_code,
    target_of,
)  # fmt: skip

_registry = []  # type: list  # a comment: MicroPython reads this file as well


def check(check_id):
    """Register the function below as the check ``check_id``."""

    def register(function):
        _registry.append((check_id, function))
        return function

    return register


def once(function):
    """Remember what ``function(answer, params)`` found in the last answer: several checks ask for it."""
    kept = [None, None, None]

    def remembered(answer, params):
        if answer is None or kept[0] is not answer or kept[1] is not params:
            kept[:] = [answer, params, function(answer, params)]
        return kept[2]

    return remembered


def result(share, message, **details):
    """Say what a check found: ``share`` 0..1 of its points, a message key, details for the sentence."""
    return {"share": share, "message": message, "details": details}


def load(source, name="checks"):
    """Run the text of a ``checks.py`` and return its checks as a list of ``(id, function)``.

    Raises whatever the text raises: ``SyntaxError``, ``ImportError`` or any other.
    """
    del _registry[:]
    # Shadowed, because what a check prints stands in every learner's notebook and in the grader's terminal.
    exec(compile(source, name, "exec"), {"__name__": name, "print": _no_print})
    found = list(_registry)
    del _registry[:]
    return found


def _no_print(*values, **options):
    raise Broken("it prints", " ".join([str(value) for value in values]))


# ---- Reading an answer that may be anything -------------------------------------------------


def as_dict(value, key=None):
    """``value`` (or ``value[key]``) if it is a JSON object, else ``{}``."""
    value = _get(value, key)
    return value if isinstance(value, dict) else {}


def as_list(value, key=None):
    """``value`` (or ``value[key]``) if it is a JSON array, else ``[]``."""
    value = _get(value, key)
    return value if isinstance(value, list) else []


def as_text(value, key=None):
    """``value`` (or ``value[key]``) if it is a string, without white space around it, else ``""``."""
    if key is not None:  # as ``_get`` does, without a call: no reader is asked more often
        value = value.get(key) if isinstance(value, dict) else None
    # Named, because CPython's own list of white space is longer than MicroPython's.
    return value.strip(" \t\n\r\x0b\x0c") if isinstance(value, str) else ""


def word_count(text):
    """How many words a text has, the same under CPython and MicroPython."""
    return len(_words(text))


def _words(text):
    return [word for word in _with_spaces(text).split(" ") if word]


def _with_spaces(text):
    for space in "\n\r\t\u00a0\u3000":  # and no other: the two Pythons split at different ones
        text = text.replace(space, " ")
    return text


def _is_letter(sign):
    place = ord(sign)
    if 0x2000 <= place <= 0x2BFF or 0x3000 <= place <= 0x303F:  # spaces, punctuation, arrows, symbols
        return False
    return "a" <= sign <= "z" or place > 191


def letters(text):
    """A text without what may differ between copies: spaces, digits, punctuation, case (ASCII)."""
    return _lettered(text, "")


def _lettered(text, kept):
    """Small letters, and the signs in ``kept``."""
    text = text.lower()
    # Most signs are a to z: not to call a function for each saves a tenth of all grading.
    others = [sign for sign in set(text) if not ("a" <= sign <= "z" or sign in kept or _is_letter(sign))]
    if len(others) > 40:  # nobody's sentence; each replace() below would go through all of it
        return "".join([sign for sign in text if sign in kept or _is_letter(sign)])
    for sign in others:
        text = text.replace(sign, "")
    return text


def dense(text):
    """How many letters of scripts that say more in one sign (Chinese, Japanese, Korean)."""
    text = text.lower()
    if not _reaches(text, 0x2E80):
        return 0
    return len([sign for sign in letters(text) if ord(sign) > 0x2E80])


def _reaches(text, place):
    """Whether a text has a sign beyond this place: most have none, and need not be looked through."""
    return text != "" and ord(max(text)) > place


def text_length(text):
    """Words of a text; without spaces five signs stand for three words. The text widget counts alike."""
    if not _reaches(text, 0x303F):
        return word_count(text)
    # Below the surrogates: the two Pythons see what lies beyond in different ways.
    signs = [sign for sign in text if 0x303F < ord(sign) < 0xD800]
    plain = [" " if 0x303F < ord(sign) < 0xD800 else sign for sign in text]
    return word_count("".join(plain)) + len(signs) * 3 // 5


def says_something(text):
    """Whether somebody's own words can name anything: three different letters, or two of a denser script."""
    return len(set(letters(text))) >= 3 or dense(text) >= 2


def tells(text, least):
    """Whether a text can tell others something: ``least`` words, of which most are not the same word again.

    A denser script needs no spaces and fewer signs; Thai, Khmer and their like need no spaces.
    """
    spaced = _lettered(_with_spaces(text), " ")
    found = spaced.replace(" ", "")
    if _reaches(found, 0x0DFF):
        if dense(found) >= 1.5 * least:
            return len(set(found)) >= least
        if len([sign for sign in found if 0x0E00 <= ord(sign) <= 0x17FF]) >= 4 * least:
            return len(set(found)) >= 10
    told = [word for word in spaced.split(" ") if word]
    return len(told) >= least and len(set(told)) >= 0.6 * least and len(set(found)) >= 8


_prompt = ["", ""]  # the last prompt and its letters: a table asks for them once a cell


def copied(text, params):
    """Whether a whole text stands in the exercise's prompt: the task is no answer to itself."""
    prompt = as_text(params, "prompt")
    if _prompt[0] != prompt:
        _prompt[:] = [prompt, letters(prompt)]
    found = letters(text)
    return (len(found) >= 32 or dense(found) >= 16) and found in _prompt[1]


def _get(value, key):
    if key is None:
        return value
    return value.get(key) if isinstance(value, dict) else None


# ---- Boards ---------------------------------------------------------------------------------
# The answer of kind ``board`` is {"cards": [{"id": a card's id, "lane": a lane's id, ...}]}.

_MOST_CARDS = 200  # an answer with more is no board; reading on would only cost time


def cards_by_id(answer, ids):
    """``{card id: the learner's card}`` of cards with these ids; of two with one id the first counts."""
    found = {}
    for card in as_list(answer, "cards")[:_MOST_CARDS]:
        name = as_text(card, "id")
        if name in ids and name not in found:
            found[name] = card
    return found


def lane_ids(params):
    """The ids of a board's lanes, in order; those of months are ``m`` and the month's number."""
    lanes = params["lanes"]
    months = [] if "ids" in lanes else range(lanes["from"], lanes["to"] + 1)
    return lanes.get("ids") or ["m" + str(month) for month in months]


def placed_cards(answer, params):
    """``cards_by_id`` of the exercise's cards, those alone that are in a lane that exists."""
    cards = cards_by_id(answer, [card["id"] for card in params["cards"]])
    lanes = lane_ids(params)
    return {name: cards[name] for name in cards if as_text(cards[name], "lane") in lanes}


def cards_in_order(names, params):
    """These card ids in the exercise's order, the same under both Pythons."""
    return [card["id"] for card in params["cards"] if card["id"] in names]


def every_card_placed(check_id, detail):
    """Each card is in a lane. The message: ``met``, ``none`` or ``some`` (``count``; ``detail``: first)."""

    @check(check_id)
    def judge(answer, params):
        cards = placed_cards(answer, params)
        missing = [card["id"] for card in params["cards"] if card["id"] not in cards]
        if not cards:
            return result(0, "none")
        if not missing:
            return result(1, "met")
        details = {"count": len(missing), detail: "cards." + missing[0]}
        return result(len(cards) / len(params["cards"]), "some", **details)

    return judge


# ---- Knowledge checks: one check per question -----------------------------------------------
# The answer of kind ``choice`` is {"answers": {question id: given}}, where given is an option's id, a list
# of ids, a number, or {left: right}.


def _given(answer, question):
    return as_dict(answer, "answers").get(question)


def _options(params, question):
    """The options of a question; what a learner's answer holds besides names nothing and is not shown."""
    found = [asked["options"] for asked in as_list(params, "questions") if asked["id"] == question]
    return found[0] if found else []


def single(question, correct):
    """One right option. The message is ``met``, ``none``, or ``not_`` + the option chosen.

    What is none of the question's options is no choice: a learner's answer names no message.
    """

    @check(question)
    def judge(answer, params):
        chosen = as_text(_given(answer, question))
        if chosen == correct:
            return result(1, "met")
        return result(0, "not_" + chosen if chosen in _options(params, question) else "none")

    return judge


def multiple(question, correct):
    """Several right options: each wrong tick takes one right tick away, so ticking all earns little.

    The message is ``met``, ``none``, ``extra`` (a wrong option is ticked: details ``option``) or
    ``missing`` (only right ones, not all of them).
    """

    @check(question)
    def judge(answer, params):
        ticked = set([one for one in as_list(_given(answer, question)) if isinstance(one, str)])
        chosen = [option for option in _options(params, question) if option in ticked]
        if not chosen:
            return result(0, "none")
        right = [option for option in chosen if option in correct]
        wrong = [option for option in chosen if option not in correct]
        share = max(0, len(right) - len(wrong)) / len(correct)
        if wrong:
            return result(share, "extra", option="options." + question + "." + wrong[0])
        return result(share, "met" if len(right) == len(correct) else "missing")

    return judge


def number(question, correct, tolerance=0):
    """A number within ``tolerance``. The message is ``met``, ``none``, ``too_low`` or ``too_high``."""

    @check(question)
    def judge(answer, params):
        given = as_typed_number(as_dict(answer, "answers"), question, params)
        if given is None:
            return result(0, "none")
        if abs(given - correct) <= tolerance:
            return result(1, "met")
        return result(0, "too_low" if given < correct else "too_high", given=given)

    return judge


def matching(question, correct):
    """Pairs ``{left: right}``. The message is ``met``, ``none`` or ``wrong`` (``item``: a wrong left)."""

    @check(question)
    def judge(answer, params):
        given = as_dict(_given(answer, question))
        if not given:
            return result(0, "none")
        lefts = sorted(correct)
        wrong = [left for left in lefts if given.get(left) != correct[left]]
        share = (len(lefts) - len(wrong)) / len(lefts)
        if wrong:
            return result(share, "wrong", item="items." + question + "." + wrong[0])
        return result(1, "met")

    return judge
