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

A check that is worth points gets the answer without its free texts (``localsdg.closed``): only what can be
judged without reading earns. One that is worth none gets all of it, and advises (``localsdg.advice``).

A check that breaks these rules is a fault of the course and says nothing about the answer: its record is
``broken``, and the exercise then has no score (``total`` is ``None``).
"""

from localsdg.advice import own_words, quiet, within_words  # noqa: F401 (here and below: for checks and those who judge)
from localsdg.boards import (  # noqa: F401
    cards_by_id,
    cards_in_order,
    every_card_placed,
    judged_choices,
    judged_lanes,
    lane_ids,
    placed_cards,
)
from localsdg.chance import above_chance  # noqa: F401
from localsdg.closed import texts_in  # noqa: F401
from localsdg.grids import picked  # noqa: F401
from localsdg.questions import matching, multiple, number, single  # noqa: F401
from localsdg.reading import (  # noqa: F401
    as_dict,
    as_list,
    as_text,
    copied,
    dense,
    letters,
    says_something,
    tells,
    text_length,
    word_count,
)
from localsdg.records import Broken, broken, is_broken, rounded, run, run_apart, total  # noqa: F401
from localsdg.registry import amount, check, load, once, result  # noqa: F401
from localsdg.sheets import column_options, given_rows  # noqa: F401
from localsdg.typed import (  # noqa: F401
    as_number,
    as_typed_number,
    codes_in,
    plain_digits,
    read_code,
    target_of,
)
