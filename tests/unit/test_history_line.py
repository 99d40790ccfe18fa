"""Lines of the history keep the JSON that they were written in: the hashes are made of it."""

import pytest

from autograder.store.ledger.line import Line

START = {"at": "2026-11-02T10:00:00Z", "who": "ada", "why": "new hand-in", "was": {}, "now": {"a": 3}}
OF = START | {"learner": "amina", "assignment": "one"}
FACTS = {"digest": "d", "result": "r"}
TIMES = {"received": "2026-11-02T09:00:00Z", "received_from": "receipts"}
GIVEN = {"manual": 2, "extra": None, "comment": "Good", "origin": "override"}


@pytest.mark.parametrize(
    "told",
    [
        OF | {"hand_in": FACTS | TIMES | {"late": None}},
        OF | {"hand_in": FACTS | TIMES | {"late": {"days": 1, "percent": 10, "penalty": 0.3}}},
        OF | {"hand_in": FACTS | TIMES | {"late": {"days": 1, "percent": 10, "penalty": None}}},
        OF | {"hand_in": FACTS | TIMES},  # as an older ledger was brought up to date
        OF | {"hand_in": FACTS},
        OF,  # before commit 2714e8b
        OF | {"by_hand": True, "given": {"a": GIVEN}},
        OF | {"by_hand": True, "was": {"excused": None}, "now": {"excused": "excused"}},
        START | {"learner": None, "assignment": None, "rules": "late: {}\n"},
        START | {"learner": None, "assignment": None, "rules": ""},
        START | {"learner": None, "assignment": None, "rules": None},
        START | {"learner": None, "assignment": None, "forgot": [1, 2], "files": ["f"]},
        START | {"learner": None, "assignment": None, "forgot": [], "files": []},
    ],
)
def test_a_line_that_is_read_is_written_as_it_stood(told):
    line = Line.of_json(told | {"seq": 7, "salt": "s"})
    assert line.seq == 7
    assert line.as_json() == told
