"""The way of an answer is as short as docs/architecture.md tells it, and reads from top to bottom."""

import re

import answer_way

from .conftest import CHOICE, NAME, grade_all

MARK = "a-word-that-stands-nowhere-else"
MOST_STOPS, MOST_RETURNS = 20, 5


def test_an_answer_walks_through_few_files_and_seldom_back(folder, maker, hand_in):
    source = hand_in("amina", maker.by_page({CHOICE: {"answers": {"who": MARK}}}))
    stops = answer_way.walk(lambda: grade_all([source], folder), MARK)
    assert stops[0] == "autograder/intake/submission.py" and stops[-1] == "autograder/store/gradebook.py"
    assert {"autograder/notebook/answers.py", "autograder/run/scoring.py"} <= set(stops)
    assert folder.autograded("amina", NAME).is_file()
    assert len(stops) <= MOST_STOPS and len(stops) - len(set(stops)) <= MOST_RETURNS, stops
    told = (answer_way.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    way = re.search(r"## An answer's way\n(.*?)\n## ", told, re.S)[1]
    assert [stop for stop in stops if stop.removeprefix("autograder/") not in way] == []
