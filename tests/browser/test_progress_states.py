"""What a lesson's state is, for all that can be kept of it; and with which lesson to go on."""

import json

STATE = """async ([kept, exercises]) => {
  const { lessonAt } = await import("./_exercises/progress-state.js");
  localStorage.clear();
  for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, JSON.stringify(value));
  const { state, score, points } = lessonAt("m", { name: "l", minutes: 20, exercises });
  return `${state} ${score}/${points}`;
}"""
QUIZ, BOARD, TEXT, CODE = (
    ["quiz", 8, "abcd"],
    ["board", 4, "1234"],
    ["own", 0, "ffff"],
    ["code", 5, "0000", True],
)
GIVEN = {"answers": {"a": 1}}


def answered(slug, answer=GIVEN, **check):
    """What is kept of an exercise; ``check``: of its last check."""
    kept = {f"localsdg:{slug}": answer}
    return {**kept, f"localsdg-checked:{slug}": {"answer": answer, **check}} if check else kept


def of(slug, score, points, version):
    return answered(slug, score=score, points=points, version=version)


FULL_QUIZ, FULL_BOARD = of("quiz", 8, 8, "abcdef"), of("board", 4, 4, "123456")
OPENED = {"localsdg-opened:m/l": 5}
CASES = [
    ({}, [QUIZ], "none 0/8"),
    (OPENED, [QUIZ], "begun 0/8"),
    (answered("quiz"), [QUIZ], "begun 0/8"),
    (of("quiz", 0, 8, "abcdef"), [QUIZ], "checked 0/8"),  # no tick for 0 of 8
    (of("quiz", 7.5, 8, "abcdef"), [QUIZ], "checked 7.5/8"),
    (FULL_QUIZ, [QUIZ], "all 8/8"),
    (FULL_QUIZ, [QUIZ, BOARD], "begun 8/12"),
    ({**FULL_QUIZ, **FULL_BOARD}, [QUIZ, BOARD], "all 12/12"),
    ({**FULL_QUIZ, **of("board", 1, 4, "123456")}, [QUIZ, BOARD], "checked 9/12"),
    # changed since it was checked; but not by the learner's own judgement
    ({**FULL_QUIZ, "localsdg:quiz": {"answers": {"a": 2}}}, [QUIZ], "begun 8/8"),
    ({**FULL_QUIZ, "localsdg:quiz": {**GIVEN, "rating": {"r": "good"}}}, [QUIZ], "all 8/8"),
    # of another version of the exercise, or kept by an earlier version of the course
    (of("quiz", 8, 8, "zzzz"), [QUIZ], "begun 0/8"),
    (answered("quiz", score=6, points=8), [QUIZ], "checked 6/8"),
    (answered("quiz", score=6, points=6), [QUIZ], "begun 0/8"),
    # the answer was removed
    ({"localsdg-checked:quiz": FULL_QUIZ["localsdg-checked:quiz"]}, [QUIZ], "none 0/8"),
    # a text's points are a person's; code may be left out
    ({**FULL_QUIZ, **answered("own", {"text": " "})}, [QUIZ, TEXT], "begun 8/8"),
    ({**FULL_QUIZ, **answered("own", {"text": "x"})}, [QUIZ, TEXT], "all 8/8"),
    (FULL_QUIZ, [QUIZ, CODE], "all 8/8"),
    ({**FULL_QUIZ, **answered("code", {"code": "1"})}, [QUIZ, CODE], "all 8/8"),
    ({**FULL_QUIZ, **of("code", 2, 5, "000000")}, [QUIZ, CODE], "checked 10/13"),
    (OPENED, [], "all 0/0"),
    ({}, [], "none 0/0"),
    # damaged
    *[({**FULL_QUIZ, "localsdg-checked:quiz": odd}, [QUIZ], "begun 0/8") for odd in (1, [], "x", {})],
    (of("quiz", "8", 8, "abcdef"), [QUIZ], "all 8/8"),
    (of("quiz", 80, 8, "abcdef"), [QUIZ], "all 8/8"),
]  # fmt: skip


def test_a_lesson_s_state_comes_from_its_exercises_and_from_having_been_opened(hand_in_page):
    found = [hand_in_page.evaluate(STATE, [kept, exercises]) for kept, exercises, _ in CASES]
    assert json.dumps(found) == json.dumps([expected for _, _, expected in CASES])


def test_the_lesson_to_go_on_with(hand_in_page):
    def going(*lessons):
        places = [
            {"id": str(number), "number": number, "minutes": 1, "at": {"state": state, "opened": opened}}
            for number, (state, opened) in enumerate(lessons, 1)
        ]
        code = """async (all) => (await import("./_exercises/progress-front.js")).next(all)?.number ?? null"""
        return hand_in_page.evaluate(code, places)

    new = ("none", None)
    assert going(("begun", 5), new) == 1
    assert going(("all", 5), new, new) == 2
    assert going(("checked", 9), ("begun", 5), new) == 2
    assert going(new, ("all", 5), new) == 3
    assert going(new, new, ("all", 5)) == 1  # what was passed over
    assert going(("begun", 5), ("begun", 9), new) == 2  # the last that was open
    assert going(("begun", 0), ("begun", 0), new) == 2  # loaded from a file, which tells no time
    assert going(("all", 1), ("checked", 2), ("all", 3)) == 2  # all done, not all points
    assert going(("all", 1), ("all", 2)) is None
