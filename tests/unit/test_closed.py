"""The closed half of an answer: what checks that give points get to see."""

import pytest

from localsdg import checks, closed

PLACES = [["rows", "*", "why"], ["cards", "*", "owner", ["council"]], ["notes"]]
WHOLE = {
    "rows": [{"id": "a", "why": "because", "how": 3}, {"why": ["x"]}, "row", None],
    "cards": [{"owner": "council"}, {"owner": "my neighbour"}, {"owner": 7}],
    "notes": "a note",
    "kept": {"why": "not here"},
}


def test_texts_are_cut_out_and_the_rest_stays():
    before = repr(WHOLE)
    assert closed.without_texts(WHOLE, PLACES) == {
        "rows": [{"id": "a", "how": 3}, {}, "row", None],
        "cards": [{"owner": "council"}, {}, {}],
        "kept": {"why": "not here"},
    }
    assert repr(WHOLE) == before
    assert closed.texts_in(WHOLE, PLACES) == ["because", "my neighbour", "a note"]


@pytest.mark.parametrize(
    "odd", [None, True, 3, "text", [], ["x"], {}, {"rows": {"a": 1}}, {"rows": "x", "cards": [[]]}]
)
def test_an_odd_answer_stays_as_it_is(odd):
    assert closed.without_texts(odd, PLACES) is odd
    assert closed.texts_in(odd, PLACES) == []


def test_an_answer_without_texts_is_not_copied():
    answer = {"rows": [{"id": "a"}], "cards": [{"owner": "council"}]}
    assert closed.without_texts(answer, PLACES) is answer


def run(function, worth):
    return checks.run([("one", function)], [["one", worth]], WHOLE, {"texts": PLACES})[0]


def test_a_check_that_is_worth_points_sees_no_text_and_advice_sees_all():
    def looks(answer, params):
        return checks.result(0, "met", notes=str(answer.get("notes")))

    assert run(looks, 2)["details"] == {"notes": "None"}
    assert run(looks, 0)["details"] == {"notes": "a note"}


def test_a_check_that_changes_its_closed_half_is_named_and_the_others_count():
    def takes(answer, params):
        answer.pop("kept", None)
        return checks.result(1, "met")

    def looks(answer, params):
        return checks.result(1 if "kept" in answer else 0, "met")

    records = checks.run(
        [("takes", takes), ("looks", looks)], [["takes", 1], ["looks", 1]], WHOLE, {"texts": PLACES}
    )
    assert [record.get("broken", {}).get("problem") for record in records] == ["it changes the answer", None]
    assert records[1]["earned"] == 1


def test_the_correction_for_chance_keeps_the_ends():
    assert [checks.above_chance(share, 0.25) for share in (0, 0.25, 0.625, 1)] == [0, 0, 0.5, 1]


ADVISED = {
    "texts": [["rows", "*", "why"], ["settings", "town"]],
    "prompt": "Say in each row why this matters to the people of your town",
}


@pytest.mark.parametrize(
    ("texts", "message", "details"),
    [
        ([], "quiet", {}),
        (["because the bus comes late"], "quiet", {}),
        (["because", "the bus comes far too late"], "short", {"count": 1, "least": 4}),
        (["因为公共汽车总是来得太晚"], "quiet", {}),
        (["the bus comes late", "The bus comes late."], "repeated", {}),
        (["Ley 031, art. 84.I", "Ley 031, art. 81.I"], "quiet", {}),
        (["Say in each row why this matters to the people"], "copied", {}),
        (["> Say in each row why this matters to the people\n\nthe bus comes late"], "quiet", {}),
    ],
)
def test_advice_on_own_words(texts, message, details):
    functions = checks.load("from localsdg.checks import own_words\nown_words('own', 4)\n")
    answer = {"rows": [{"why": text} for text in texts]}
    record = checks.run(functions, [["own", 0]], answer, ADVISED)[0]
    assert (record["message"], record["details"], record["earned"]) == (message, details, 0)


def test_a_name_among_a_boards_settings_is_no_short_text():
    functions = checks.load("from localsdg.checks import own_words\nown_words('own', 4)\n")
    answer = {"settings": {"town": "Lindo"}, "rows": []}
    assert checks.run(functions, [["own", 0]], answer, ADVISED)[0]["message"] == "quiet"


def test_a_name_instead_of_a_choice_may_be_short_and_stand_twice():
    functions = checks.load("from localsdg.checks import own_words\nown_words('own', 3)\n")
    params = {"texts": [["rows", "*", "who", ["council"]], ["rows", "*", "why"]]}
    rows = [{"who": "Ms Adeyo", "why": text} for text in ("the bus comes late", "nobody was asked before")]
    assert checks.run(functions, [["own", 0]], {"rows": rows}, params)[0]["message"] == "quiet"
    rows[1]["why"] = "none"
    assert checks.run(functions, [["own", 0]], {"rows": rows}, params)[0]["message"] == "short"
