"""The check runtime: whatever a check returns or does, points stay finite and within their limits."""

import json

import pytest

from localsdg import checks, feedback, registry
from localsdg.judge import Checks, Copies

POINTS = [["only", 2]]


def run_one(share, answer=None):
    return checks.run([("only", lambda a, p: checks.result(share, "met"))], POINTS, answer, {})[0]


@pytest.mark.parametrize(
    ("share", "earned"),
    [(1, 2), (0, 0), (0.5, 1), (1 / 3, 0.67), (True, 2), (1 + 1e-12, 2), (-1e-12, 0), (0.1 + 0.2, 0.6)],
)
def test_earned_is_the_share_of_the_points(share, earned):
    record = run_one(share)
    assert (record["earned"], "broken" in record) == (earned, False)
    assert checks.total([record]) == earned


@pytest.mark.parametrize(
    ("value", "digits", "seen"),
    [
        (0.125, 2, 0.12), (-0.375, 2, -0.38), (1.005, 2, 1.0), (2.675, 2, 2.68), (0.1 + 0.2, 2, 0.3),
        (0.125001, 2, 0.13), (79.96, 1, 80.0), (-0.04, 1, 0), (3, 2, 3), (1e30, 2, 1e30), (2**60, 2, 2**60),
        (float("inf"), 2, float("inf")),
    ],
)  # fmt: skip
def test_a_half_is_rounded_to_the_even_digit(value, digits, seen):
    assert checks.rounded(value, digits) == seen


NO_RESULTS = {
    "a text": "full marks",
    "nothing": None,
    "a number": 1,
    "no share": {"message": "met", "details": {}},
    "share above 1": checks.result(1.01, "met"),
    "share below 0": checks.result(-0.01, "met"),
    "NaN": checks.result(float("nan"), "met"),
    "infinite": checks.result(float("inf"), "met"),
    "share as text": checks.result("1", "met"),
    "no message": checks.result(1, None),
    "message a number": checks.result(1, 3),
    "details a set": checks.result(1, "met", cards={"a"}),
    "details NaN": checks.result(1, "met", mean=float("nan")),
    "details a function": checks.result(1, "met", how=[len]),
}


@pytest.mark.parametrize("returned", NO_RESULTS.values(), ids=NO_RESULTS)
def test_a_check_that_returns_no_result_is_broken(returned):
    records = checks.run([("only", lambda a, p: returned)], POINTS, {}, {})
    assert checks.is_broken(records) and checks.total(records) is None
    json.dumps(records, allow_nan=False)


def raises(answer, params):
    raise ZeroDivisionError("the learner's words")


def ends(answer, params):
    raise SystemExit


def test_a_check_that_raises_is_broken_and_spares_the_others():
    functions = [("raises", raises), ("ends", ends), ("fine", lambda a, p: checks.result(1, "met"))]
    points = [["raises", 5], ["ends", 5], ["fine", 1], ["absent", 1]]
    records = checks.run(functions, points, {}, {}, lambda check_id, problem: {"line": len(check_id)})
    faults = [record.get("broken") for record in records]
    assert faults[0] == {"problem": "ZeroDivisionError", "says": "the learner's words", "line": 6}
    assert faults[1]["problem"] == "SystemExit"
    assert (faults[2], records[2]["earned"]) == (None, 1)
    assert faults[3]["problem"] == "it is not in the file"
    assert checks.total(records) is None
    assert checks.total(records[2:3]) == 1


def test_a_check_that_prints_is_broken():
    source = "from localsdg.checks import check, result\n\n@check('only')\ndef only(answer, params):\n"
    source += "    print('here', answer)\n    return result(1, 'met')\n"
    record = checks.run(checks.load(source), POINTS, 7, {})[0]
    assert record["broken"] == {"problem": "it prints", "says": "here 7"}


def test_checks_that_change_the_answer_are_found():
    def takes(answer, params):
        return checks.result(len([answer.pop()]), "met")

    def looks(answer, params):
        return checks.result(len(answer) / 2, "met")

    points = [["takes", 1], ["looks", 1]]
    records = checks.run_apart([("takes", takes), ("looks", looks)], points, lambda: [1, 2], {})
    assert records[0]["broken"]["problem"] == "it changes the answer"
    assert records[1]["earned"] == 1


def test_what_a_check_does_to_its_answer_reaches_no_other_file_of_checks():
    def takes(answer, params):
        answer.pop()
        return checks.result(1, "met")

    def looks(answer, params):
        return checks.result(len(answer) == 2, "met")

    taking, looking = (Checks([("c", one)], [["c", 1]], {}, "p", "") for one in (takes, looks))
    for answer in ([1, 2], [float("nan"), 2]):
        copies = Copies(answer)
        assert checks.is_broken(taking.run_over(copies))
        assert looking.run_over(copies)[0]["earned"] == looking.run(answer)[0]["earned"] == 1


def test_load_finds_checks_in_order_and_forgets_earlier_ones():
    source = "from localsdg.checks import single\nsingle('b', 'x')\nsingle('a', 'x')\n"
    assert [name for name, _ in checks.load(source)] == ["b", "a"]
    assert [name for name, _ in checks.load(source)] == ["b", "a"]


def judge(make, given):
    del registry._registry[:]
    function = make()
    return function({"answers": {"q": given}}, {"questions": [{"id": "q", "options": ["a", "b", "c", "d"]}]})


@pytest.mark.parametrize(
    ("given", "share", "message"),
    [
        ("a", 1, "met"),
        ("b", 0, "not_b"),
        ("e", 0, "none"),
        (None, 0, "none"),
        (["a"], 0, "none"),
        (" a ", 1, "met"),
    ],
)
def test_single(given, share, message):
    outcome = judge(lambda: checks.single("q", "a"), given)
    assert (outcome["share"], outcome["message"]) == (share, message)


@pytest.mark.parametrize(
    ("given", "share", "message"),
    [
        (["a", "b"], 1, "met"),
        (["b", "a", "a"], 1, "met"),
        (["a"], 0.5, "missing"),
        (["a", "b", "c"], 0.5, "extra"),
        (["a", "b", "c", "d"], 0, "extra"),
        (["zz", "a", "b", "\U000deff3"], 1, "met"),  # what is none of the options is no tick
        (["zz"], 0, "none"),
        ([], 0, "none"),
        ("ab", 0, "none"),
        ([1, None, {}], 0, "none"),
    ],
)
def test_multiple_does_not_reward_ticking_everything(given, share, message):
    outcome = judge(lambda: checks.multiple("q", ["a", "b"]), given)
    assert (outcome["share"], outcome["message"]) == (share, message)


@pytest.mark.parametrize(
    ("given", "share", "message"),
    [
        (62, 1, "met"),
        (62.4, 1, "met"),
        (61, 0, "too_low"),
        (63, 0, "too_high"),
        ("62", 1, "met"),
        ("62,000", 0, "too_high"),
        ("62.000", 0, "none"),  # 62 or 62000: nobody has said which
        ("sixty-two", 0, "none"),
        (True, 0, "none"),
        (float("nan"), 0, "none"),
        (10**400, 0, "none"),
    ],
)
def test_number(given, share, message):
    outcome = judge(lambda: checks.number("q", 62, 0.5), given)
    assert (outcome["share"], outcome["message"]) == (share, message)


def test_matching_gives_a_part_and_names_a_wrong_pair():
    outcome = judge(lambda: checks.matching("q", {"x": "1", "y": "2"}), {"x": "1", "y": "1", "z": []})
    assert (outcome["share"], outcome["message"]) == (0.5, "wrong")
    assert outcome["details"] == {"item": "items.q.y"}


def test_readers_accept_anything():
    for value in [None, True, 3, "x", [], {}, {"k": None}, float("nan"), [[[]]]]:
        assert checks.as_dict(value, "k") == {}
        assert checks.as_list(value, "k") == []
        assert checks.as_text(value, "k") == ""
        assert checks.as_number(value, "k") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The hill gains first, because nobody there has a bus today, and the square waits.", True),
        ("infrastructure " * 20, False),
        ("one two three", False),
        ("a b c d e f g h i j k l", True),
        ("先让山上的居民有公共汽车，因为他们每天步行两个小时", True),
        ("好" * 60, False),
        ("يستفيد سكان التل أولا لأنهم يمشون ساعتين كل يوم، وتنتظر الساحة حتى تأتي أموال جديدة", True),
        ("ชาวบ้านบนเขาได้ประโยชน์ก่อนเพราะต้องเดินวันละสองชั่วโมงส่วนลานต้องรอ", True),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", False),
        ("", False),
    ],
)
def test_a_text_tells_something_by_its_words_in_any_script(text, told):
    assert checks.tells(text, 12) is told


def test_a_text_without_spaces_has_a_length_too():
    assert checks.text_length("one two\nthree") == 3
    assert checks.text_length("我们的城市需要公共汽车") == 6  # 11 signs
    assert checks.text_length("SDG 6 和水 2026") == 4


def test_a_text_that_stands_in_the_prompt_is_a_copy():
    params = {
        "prompt": "1. Choose a **step** for each part, and write what you know it from.\n\n2. Then print."
    }
    assert checks.copied("choose a step for each part and write what you know", params)
    assert not checks.copied("Choose a step", params)  # short pieces are everybody's words
    assert not checks.copied("We choose a step for each part, and write what you know it from.", params)
    assert not checks.copied("choose a step for each part and write what you know", {})


def test_cards_are_placed_in_a_lane_that_exists_and_the_first_of_two_counts():
    params = {"lanes": {"ids": ["left", "right"]}, "cards": [{"id": name} for name in "abcd"]}
    cards = [
        {"id": "a", "lane": "left"}, {"id": "a", "lane": "right"}, {"id": "b", "lane": "nowhere"},
        {"id": "b", "lane": "left"}, {"id": "x", "lane": "left"}, {"lane": "left"}, None, [], "c",
    ]  # fmt: skip
    assert checks.placed_cards({"cards": cards}, params) == {"a": cards[0]}
    assert checks.placed_cards({"cards": [{}] * 300 + [cards[0]]}, params) == {}
    assert checks.placed_cards("cards", params) == {}
    assert checks.cards_in_order(["d", "x", "b"], params) == ["b", "d"]


def test_lanes_of_months_are_lanes_too():
    params = {"lanes": {"type": "months", "from": -1, "to": 1}, "cards": [{"id": "a"}, {"id": "b"}]}
    assert checks.lane_ids(params) == ["m-1", "m0", "m1"]
    cards = [{"id": "a", "lane": "m-1"}, {"id": "b", "lane": "m2"}]
    assert checks.placed_cards({"cards": cards}, params) == {"a": cards[0]}


@pytest.mark.parametrize(
    ("lanes", "share", "message", "details"),
    [
        ([], 0, "none", {}),
        (["nowhere", "nowhere"], 0, "none", {}),
        (["nowhere", "left"], 0.5, "some", {"count": 1, "paper": "cards.a"}),
        (["left", "left"], 1, "met", {}),
    ],
)
def test_every_card_placed(lanes, share, message, details):
    checks.load("")
    checks.every_card_placed("placed", "paper")
    [(name, judge)] = registry._registry
    params = {"lanes": {"ids": ["left"]}, "cards": [{"id": "a"}, {"id": "b"}]}
    answer = {"cards": [{"id": card, "lane": lane} for card, lane in zip("ab", lanes, strict=False)]}
    assert (name, judge(answer, params)) == ("placed", checks.result(share, message, **details))


@pytest.mark.parametrize(
    ("lanes", "placed", "wrong", "share"),
    [
        ({}, [], [], 0),
        ({"a": "nowhere"}, [], [], 0),
        ({"a": "left", "b": "right"}, ["a", "b"], [], 1),
        # Of three lanes one is right, for b one is arguable: blind clicks earn 2.5 / 3 of two cards.
        ({"a": "left"}, ["a"], [], (0.75 - 2.5 / 6) / (1 - 2.5 / 6)),
        ({"a": "left", "b": "middle"}, ["a", "b"], [], (0.75 - 2.5 / 6) / (1 - 2.5 / 6)),
        ({"a": "left", "b": "left"}, ["a", "b"], ["b"], (0.5 - 2.5 / 6) / (1 - 2.5 / 6)),
        ({"b": "left"}, ["b"], ["b"], 0),
        ({"b": "nowhere"}, [], [], 0),
    ],
)
def test_judged_lanes_are_worth_what_is_above_chance(lanes, placed, wrong, share):
    params = {"lanes": {"ids": ["left", "middle", "right"]}, "cards": [{"id": name} for name in "xab"]}
    answer = {"cards": [{"id": "x", "lane": "left"}, *({"id": card, "lane": lanes[card]} for card in lanes)]}
    judged = checks.judged_lanes(answer, params, {"b": ["right"], "a": ["left"]}, {"b": ["middle"]})
    assert judged == (placed, wrong, pytest.approx(share))


def test_word_count_counts_words_between_any_white_space():
    assert checks.word_count("one\ntwo\tthree\u00a0four  five") == 5
    assert checks.word_count("   ") == 0


WORDS = {
    "ui": {"no_sentence": "Not there yet."},
    "labels": {"cards": {"survey": {"title": "Survey the members", "help": "…"}, "talk": "Talk"}},
    "feedback": {"c": {"met": "Good.", "late": "“{card}” is {months} months late.", "other": "Look again."}},
}


@pytest.mark.parametrize(
    ("message", "details", "text"),
    [
        ("met", {}, "Good."),
        ("late", {"card": "cards.survey", "months": 2}, "“Survey the members” is 2 months late."),
        (
            "late",
            {"card": ["cards.survey", "cards.talk"], "months": 0.5},
            "“Survey the members, Talk” is 0.5 months late.",
        ),
        ("unheard_of", {}, "Look again."),
    ],
)
def test_feedback_sentences(message, details, text):
    record = {"id": "c", "points": 2, "earned": 1, "message": message, "details": details}
    explained = feedback.explain([record], WORDS)[0]
    assert explained["text"] == text
    assert explained["state"] == "partly"
    assert "text" not in record


@pytest.mark.parametrize("check_id", ["unknown", "c", "numbers", "list"])
def test_a_message_without_a_sentence_is_broken_unless_no_learner_reads_it(check_id):
    sentences = {"c": {"met": "Good."}, "numbers": {"x": True}, "list": ["x"]}
    record = {"id": check_id, "points": 1, "earned": 1, "message": "x", "details": {}}
    broken = feedback.explain([record], {**WORDS, "feedback": sentences})
    assert (broken[0]["state"], broken[0]["earned"], checks.total(broken)) == ("broken", 0, None)
    hidden = feedback.explain([record], {**WORDS, "feedback": sentences}, hidden=True)[0]
    assert (hidden["text"], hidden["state"]) == ("Not there yet.", "met")


def test_records_are_json():
    record = run_one(1 / 3)
    assert json.loads(json.dumps(record)) == record
