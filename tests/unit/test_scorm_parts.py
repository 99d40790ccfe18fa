"""Parts of a lesson in a platform: points, checks as interactions, time, two copies of the work as one."""

import json

import pytest
import scorm_modules

from localsdg.records import rounded


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return scorm_modules.stage(tmp_path_factory.mktemp("scorm") / "site")


def test_percentages_are_rounded_as_the_grader_rounds(modules):
    values = [score / 8 for score in range(200)] + [1.005, 2.675, 66.665, 33.335, 12.345]
    found = scorm_modules.run(
        modules,
        'const { rounded } = await import("./scorm/score.js"); return given.map((one) => rounded(one, 2));',
        values,
    )
    assert found == [rounded(value) for value in values]
    code = 'const { total } = await import("./scorm/score.js"); return given.map(total);'
    checked = [{"points": 8, "mark": [5, 8, True]}, {"points": 20, "mark": [13.33, 20, False]}]
    unchecked = {"points": 4, "mark": None}
    earlier = {"points": 4, "mark": [1, 2, False]}  # it had two points then
    found = scorm_modules.run(modules, code, [checked, [*checked, unchecked], [earlier], []])
    assert [(one["score"], one["points"]) for one in found] == [(18.33, 28), (18.33, 32), (2, 4), (0, 0)]
    assert [one["percent"] for one in found] == [rounded(1833 / 28), rounded(1833 / 32), 50, 0]


def test_a_check_is_said_in_the_words_of_scorm(modules):
    spec = {"slug": "check-a", "parameters": {"questions": [
        {"id": "one", "type": "single", "options": ["x", "y"]}, {"id": "more", "type": "multiple", "options": ["x", "y", "z"]},
        {"id": "pairs", "type": "matching", "items": ["l", "m"], "options": ["x", "y"]}, {"id": "weeks", "type": "number"}]}}  # fmt: skip
    answer = {
        "answers": {"one": "y", "more": ["z", "x", "unknown"], "pairs": {"m": "x", "l": "y"}, "weeks": "1,5"}
    }
    records = [
        {"id": "one", "state": "met", "points": 1, "earned": 1}, {"id": "more", "state": "partly", "points": 3, "earned": 1},
        {"id": "pairs", "state": "unmet", "points": 2, "earned": 0}, {"id": "weeks", "state": "unmet", "points": 1, "earned": 0},
        {"id": "order", "state": "advice", "points": 0, "earned": 0, "message": "too late"},
    ]  # fmt: skip
    code = """
    const { interaction } = await import("./scorm/score.js");
    return [false, true].map((isNew) => given.records.map((one) => interaction(given.spec, one, given.answer, isNew)));"""
    old, new = scorm_modules.run(modules, code, {"spec": spec, "answer": answer, "records": records})
    assert [(one["type"], one["response"], one["result"]) for one in old] == [
        ("choice", "b", "correct"), ("choice", "c,a", "0.33"), ("matching", "b.a,a.b", "wrong"), ("numeric", "1.5", "wrong"),
        ("performance", "too_late", "neutral"),
    ]  # fmt: skip
    assert [(one["type"], one["response"], one["result"]) for one in new] == [
        ("choice", "y", "correct"), ("choice", "z[,]x", "0.33"), ("matching", "m[.]x[,]l[.]y", "incorrect"),
        ("numeric", "1.5", "incorrect"), ("other", "too_late", "neutral"),
    ]  # fmt: skip
    assert [one["id"] for one in old] == [f"check-a.{one['id']}" for one in records]
    assert [one["weighting"] for one in old] == ["1", "3", "2", "1", "0"]


def test_each_check_keeps_its_place_though_advice_comes_and_goes(modules):
    code = """
    const { Lesson } = await import("./scorm/lesson.js");
    const { Report } = await import("./scorm/report.js");
    const checks = [{ id: "one", points: 1 }, { id: "hint", points: 0 }, { id: "two", points: 1 }];
    const lesson = new Lesson("m/l", [{ slug: "a", version: "1", checks, parameters: {}, rubric: [{}] }], []);
    const [told, values, copy] = [[], new Map(), { groups: [] }];
    const platform = { isNew: false, get: () => "0", set: (name, value) => told.push([name, value]) > 0 };
    const report = new Report(lesson, platform, values, { counted: ["a"], limit: 3500 });
    report.place(copy);
    for (const ids of given) {
      const records = ids.map((id) => ({ id, state: "met", points: 1, earned: 1 }));
      values.set("localsdg-checked:a", JSON.stringify({ answer: {}, records, score: 1, points: 2 }));
      report.unreported.add("a");
      report.checks(copy);
    }
    return { told: told.filter(([name]) => name.endsWith(".id")), groups: copy.groups.length };"""
    found = scorm_modules.run(modules, code, [["one", "two"], ["one", "hint", "two"]])
    places = [
        [f"cmi.interactions.{at}.id", name] for at, name in enumerate(["a.one", "a.hint", "a.two", "a-open"])
    ]
    assert found == {"told": places + places, "groups": 1}


def test_time_as_scorm_writes_it(modules):
    code = 'const { duration } = await import("./scorm/score.js"); return given.map((ms) => [duration(ms, false), duration(ms, true)]);'
    assert scorm_modules.run(modules, code, [0, 61_500, 36_000_000]) == [
        ["0000:00:00", "PT0H0M0S"], ["0000:01:01", "PT0H1M1S"], ["0010:00:00", "PT10H0M0S"]]  # fmt: skip


MERGE = """
const { Lesson } = await import("./scorm/lesson.js");
const { merged } = await import("./scorm/merge.js");
const spec = { slug: "a", version: "1", texts: [["text"], ["cards", "*", "note"]], parameters: {} };
const lesson = new Lesson("m/l", [spec], []);
const copy = (answer, at, more = {}) => answer === undefined ? null : { values: answer === null ? {} : { "localsdg:a": JSON.stringify(answer) },
  times: { a: at }, holes: {}, groups: [], revision: 1, isSent: true, away: [], ...more };
return given.map(([theirs, ours]) => merged(lesson, theirs && copy(...theirs), ours && copy(...ours)));
"""  # fmt: skip


def test_of_two_copies_the_later_counts_and_what_is_nowhere_else_is_put_aside(modules):
    one, two = {"text": "one"}, {"text": "two"}
    pairs = [
        (None, None), ([one, 5], None), (None, [two, 5]), ([one, 5], [two, 6]), ([one, 6], [two, 5]),
        ([one, 6], [two, 5, {"isSent": False}]), ([one, 6], [two, 5, {"away": ["a"]}]), ([one, 5], [two, 5]),
    ]  # fmt: skip
    found = scorm_modules.run(modules, MERGE, pairs)
    answers = [json.loads(each["values"].get("localsdg:a", "null")) for each in found]
    assert answers == [None, one, two, two, one, one, one, two]
    assert [bool(each["fresh"]) for each in found] == [False, False, True, True, False, False, False, False]
    aside = [[(each["why"], each["content"]) for each in one.get("aside") or []] for one in found]
    assert aside == [[], [], [], [], [], [("a", two)], [("a", two)], []]


def test_texts_that_are_missing_in_the_platform_are_filled_in_on_the_device_that_has_them(modules):
    theirs = {"text": "", "cards": [{"id": "y", "note": ""}, {"id": "x", "note": "kept"}]}
    ours = {"text": "long", "cards": [{"id": "x", "note": "kept"}, {"id": "y", "note": "longer"}]}
    holes = {"holes": {"a": ["/text", "/cards/#y/note"]}}
    empty = {"text": "", "cards": []}
    pairs = [([theirs, 6, holes], [ours, 5, {"away": ["a"]}]), ([theirs, 6, holes], [empty, 5]),
             ([None, 6, {"holes": {"a": ["*"]}}], [ours, 5])]  # fmt: skip
    filled, other, whole = scorm_modules.run(modules, MERGE, pairs)
    answer = json.loads(filled["values"]["localsdg:a"])
    assert answer == {"text": "long", "cards": [{"id": "y", "note": "longer"}, {"id": "x", "note": "kept"}]}
    assert "a" not in filled["holes"]
    assert json.loads(other["values"]["localsdg:a"]) == theirs and other["holes"] == holes["holes"]
    assert json.loads(whole["values"]["localsdg:a"]) == ours and "a" not in whole["holes"]
