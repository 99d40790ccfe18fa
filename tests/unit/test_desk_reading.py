"""Reading texts at the desk, what needs no course folder: sums, gaps of comments, alike texts, states."""

import pytest

from autograder.desk.reading import alike, bank
from autograder.desk.reading.texts import CHANGED, DIFFER, ELSEWHERE, READ, SECOND, UNREAD, state_of
from autograder.desk.reading.writing import Rubric, Unusable
from autograder.errors import CourseFolderError
from autograder.model import ByHand
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger.readings import DECISION, Reading

ROWS = [
    {"id": "gap", "levels": [{"id": "none", "points": 0}, {"id": "shown", "points": 2}]},
    {"id": "voice", "levels": [{"id": "none", "points": 0}, {"id": "here", "points": 3}]},
]
RUBRIC = Rubric({row["id"]: {one["id"]: one["points"] for one in row["levels"]} for row in ROWS}, 5)


def test_levels_add_up_once_every_row_has_one():
    assert RUBRIC.points({"gap": "shown"}) is None
    assert RUBRIC.points({"gap": "shown", "voice": "here"}) == 5
    for levels in ({"gap": "here"}, {"other": "none"}):
        with pytest.raises(Unusable):
            RUBRIC.points(levels)


def test_gaps_of_a_comment_are_filled_and_nothing_else_is():
    values = {"name": "{points}", "points": "3", "most": "5"}
    assert (
        bank.fill("{name}: {points} of {most}, {other} {weakest}", values)
        == "{points}: 3 of 5, {other} {weakest}"
    )
    assert bank.extremes(ROWS, {"gap": "shown", "voice": "none"}) == ("gap", "voice")
    assert bank.extremes(ROWS, {}) == ("", "")


def test_the_comment_bank_is_a_file_of_the_course_folder(tmp_path):
    folder = CourseFolder(tmp_path)
    bank.add(folder, "  Name your source. ")
    kept = bank.add(folder, "Name your source.")
    assert [one["text"] for one in kept] == ["Name your source."] and kept == bank.read(folder)
    assert bank.remove(folder, kept[0]["id"]) == bank.read(folder) == []
    (tmp_path / bank.FILE).write_text("[{]")
    with pytest.raises(CourseFolderError):
        bank.add(folder, "New")
    assert (tmp_path / bank.FILE).read_text() == "[{]"  # what somebody may want to mend stays


def test_alike_texts_are_found_and_what_is_alike_is_marked():
    one = "The council of Salta counted every well in the valley before winter came. We ask."
    other = f"My own start. {one.partition('.')[0]}! Nothing else."
    texts = {"amina": one, "boris": other, "chidi": "Nobody wrote about roads, bridges, or the harbour yet."}
    found = alike.partners(alike.found(texts, "", "story"), "amina")
    assert [name for name, _ in found] == ["boris"]
    for pieces, text in zip(alike.marked(one, other), (one, other), strict=True):
        assert "".join(piece for piece, _ in pieces) == text
        assert [piece.strip(" .!") for piece, is_alike in pieces if is_alike] == [one.partition(". We")[0]]


def test_alike_texts_without_spaces_and_long_ones():
    left, right = alike.marked("我们市在冬天之前数了每一口井", "他们说我们市在冬天之前数了每一口井")
    assert [piece for piece, is_alike in right if is_alike] == ["我们市在冬天之前数了每一口井"] and left[0][1]
    alike.marked("a b " * 50_000, "b a " * 50_000)  # ends


def given(points, comment=None, is_open=False):
    return ByHand(points, None, comment, is_open, None)


A = Reading("Kofi", "hash", {"gap": "shown"}, 2, "", True)
B = Reading("Ama", "hash", {"gap": "none"}, 0)


@pytest.mark.parametrize(
    "stands, readings, reader, state",
    [
        (None, [], "Kofi", UNREAD),
        (given(2), [A], "Kofi", READ),
        (given(2), [A], "Ama", SECOND),
        (given(2), [A, B], "Ama", DIFFER),
        (
            given(2),
            [A, B, Reading("Ama", "hash", {"gap": "shown"}, 2, "", True, kind=DECISION)],
            "Kofi",
            READ,
        ),
        (given(1), [A], "Kofi", ELSEWHERE),
        (given(2, "From formgrader"), [A], "Kofi", ELSEWHERE),
        (given(2), [], "Kofi", ELSEWHERE),
        (given(2, None, True), [], "Kofi", CHANGED),
    ],
)
def test_how_a_text_stands_for_a_reader(stands, readings, reader, state):
    assert state_of(stands, readings, reader) == state
