"""A lesson's work as the text that a platform keeps: small enough for each lesson, whole again elsewhere."""

import json
import random

import pytest
import scorm_modules
from soak import many

from localsdg import checks
from localsdg.judge import judge

LIMIT = 3500
START = """
const { Lesson } = await import("./scorm/lesson.js");
const { pack, unpack } = await import("./scorm/state.js");
const filled = (lesson, answers, marks = {}) => {
  const values = new Map();
  for (const [slug, answer] of Object.entries(answers)) {
    const { version } = lesson.specs.get(slug);
    values.set(`localsdg:${slug}`, JSON.stringify(answer));
    values.set(`localsdg-version:${slug}`, JSON.stringify(version));
    const [score, points] = marks[slug] ?? [];
    if (marks[slug]) values.set(`localsdg-checked:${slug}`, JSON.stringify({ answer, score, points, version }));
  }
  return values;
};
const about = { learner: "anna", revision: 3, groups: [[12345, 7]], times: {}, holes: {} };
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return scorm_modules.stage(tmp_path_factory.mktemp("scorm") / "site")


@pytest.fixture(scope="module")
def lessons():
    return scorm_modules.lessons()


def test_a_modules_test_and_code_are_kept_and_come_back(modules):
    """The test is one more part of the work; code is a learner's own text, which gives way where room is short."""
    tested = {"first": "b", "forms": {form: {"done": form == "b", "answers": {
        f"m3-objective-{at}": {"given": "unknown", "version": f"{form}{at:x}93ab41c"} for at in range(12)}}
        for form in "ab"}}  # fmt: skip
    code = (
        START
        + """
    const found = [given.code, given.code.repeat(900)].map((text) => {
      const specs = [{ slug: "run", version: "abcdef", kind: "code", texts: [["code"]] }];
      const [here, there] = [0, 1].map(() => new Lesson("m/before-after", specs, [], "m"));
      const values = filled(here, { run: { code: text } });
      values.set("localsdg-test:m", JSON.stringify(given.tested));
      const { text: packed } = pack(here.work(values, about), here.codes, 3500);
      return { length: packed.length, of: [here.of("localsdg-test:m"), here.of("localsdg-test:n")],
        copy: there.copy(unpack(packed, there.codes, "anna").work) };
    });
    return found;
    """
    )
    text = "".join(chr(33 + (at * 7919) % 90) for at in range(60))
    short, long = scorm_modules.run(modules, code, {"tested": tested, "code": text})
    for one in (short, long):
        assert one["length"] <= LIMIT and one["of"] == ["before-after", None]
        assert json.loads(one["copy"]["values"]["localsdg-test:m"]) == tested
    assert json.loads(short["copy"]["values"]["localsdg:run"]) == {"code": text}
    assert long["copy"]["holes"] == {} or long["copy"]["holes"] == {"run": ["/code"]}


def test_every_lesson_fits_with_the_largest_sample_of_each_exercise(modules, lessons):
    """In 3,500 characters, points and texts and all; and another browser has the same answers."""
    given = [
        {
            "name": name,
            "specs": specs,
            "answers": {one["slug"]: scorm_modules.largest(one["slug"]) for one in specs},
        }
        for name, specs in lessons.items()
    ]
    code = (
        START
        + """
    return given.map(({ name, specs, answers }) => {
      const [here, there] = [0, 1].map(() => new Lesson(name, specs, []));
      const marks = Object.fromEntries(Object.keys(answers).map((slug) => [slug, [3.33, 8]]));
      const { text, texts, answers: out } = pack(here.work(filled(here, answers, marks), about), here.codes, 3500);
      const { work, problem, other } = unpack(text, there.codes, "anna");
      return { name, length: text.length, away: texts.size + out.size, problem, other, values: there.copy(work).values };
    });"""
    )
    found = scorm_modules.run(modules, code, given)
    assert len(found) == len(lessons) > 30
    for one, asked in zip(found, given, strict=True):
        assert one["length"] <= LIMIT and one["away"] == 0, one["name"]
        assert one["problem"] is None and one["other"] is False
        for slug, answer in asked["answers"].items():
            assert json.loads(one["values"][f"localsdg:{slug}"]) == answer, slug
            kept = json.loads(one["values"][f"localsdg-checked:{slug}"])
            assert (kept["score"], kept["points"], kept["answer"]) == (3.33, 8, answer)
    assert max(one["length"] for one in found) > 1000


def test_where_texts_are_too_long_what_was_chosen_is_there_and_scores_the_same(modules, lessons):
    name = "3-monitoring-reporting/reporting-roadmap"
    answers = {spec["slug"]: scorm_modules.largest(spec["slug"]) for spec in lessons[name]}
    board = answers["reporting-roadmap"]
    for card in board["cards"]:
        card["evidence"] = "".join(random.Random(card["id"]).choices("abcdefghijklmnopqrstuvwxyz äöü", k=300))
    code = (
        START
        + """
    const lesson = new Lesson(given.name, given.specs, []);
    const { text, texts } = pack(lesson.work(filled(lesson, given.answers), about), lesson.codes, 3500);
    const { work } = unpack(text, lesson.codes, "anna");
    const { values, holes } = lesson.copy(work);
    const again = lesson.work(new Map(Object.entries(values)), { ...about, holes });
    return { length: text.length, away: texts.size, values, holes, again: pack(again, lesson.codes, 3500).text === text };"""
    )
    found = scorm_modules.run(modules, code, {"name": name, "specs": lessons[name], "answers": answers})
    assert found["length"] <= LIMIT and found["away"] == len(found["holes"]["reporting-roadmap"]) > 0
    kept = json.loads(found["values"]["localsdg:reporting-roadmap"])
    assert [one["id"] for one in kept["cards"]] == [one["id"] for one in board["cards"]]
    assert "" in [one.get("evidence") for one in kept["cards"]]
    assert _score("reporting-roadmap", kept) == _score("reporting-roadmap", board) > 0
    assert found["again"]  # who opens it elsewhere sends nothing new


def _score(slug, answer):
    return checks.total(judge(slug, answer))


@pytest.mark.soak
def test_a_text_that_was_cut_off_or_changed_is_told_and_never_taken_for_another(modules, lessons):
    name = "4-decentralized-cooperation/your-training-session"
    answers = {spec["slug"]: scorm_modules.largest(spec["slug"]) for spec in lessons[name]}
    code = (
        START
        + """
    const lesson = new Lesson(given.name, given.specs, []);
    const { text } = pack(lesson.work(filled(lesson, given.answers), about), lesson.codes, 1e6);
    const read = (other) => {
      const { work, problem } = unpack(other, lesson.codes, "anna");
      return { problem, values: work && lesson.copy(work).values };
    };
    const changed = (at) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    return { length: text.length, whole: read(text), none: read(""), foreign: read("2024|page=3"), newer: read("L2abc"),
      cut: given.cuts.map((share) => read(text.slice(0, Math.floor(text.length * share)))),
      changed: given.changes.map((share) => read(changed(Math.floor(text.length * share)))),
      other: unpack(text, lesson.codes, "bert").other };"""
    )
    chance = random.Random(1)
    shares = [chance.random() for _ in range(many(60, 2000))]
    given = {
        "name": name,
        "specs": lessons[name],
        "answers": answers,
        "cuts": [*shares, 0.999],
        "changes": shares,
    }
    found = scorm_modules.run(modules, code, given)
    assert [found[key]["problem"] for key in ("whole", "none", "foreign", "newer")] == [
        None,
        "none",
        "foreign",
        "newer",
    ]
    assert found["other"] is True
    assert {one["problem"] for one in found["cut"]} == {"damaged", "cut"}
    assert {one["problem"] for one in found["changed"]} <= {"damaged", "cut", "foreign", "newer", None}
    assert found["cut"][-1]["problem"] == "cut"
    for one in found["cut"] + found["changed"]:
        for slug, answer in answers.items() if one["values"] else ():
            kept = json.loads(one["values"][f"localsdg:{slug}"])
            assert _score(slug, kept) == _score(slug, answer)  # whatever text is missing
    nearly = json.loads(found["cut"][-1]["values"]["localsdg:capstone-session"])
    assert sum(len(str(value)) for value in nearly.values()) > 500  # of the texts only the last is missing


@pytest.mark.soak
def test_any_answer_comes_back_as_it_was(modules):
    """Whatever lies in it: also what no widget makes, and what names of JavaScript mean."""
    chance = random.Random(7)

    def value(depth=0):
        kind = chance.randrange(9 if depth < 4 else 6)
        if kind < 6:
            text = "".join(chance.choices('aé漢😀 __proto__\n"', k=chance.randrange(6)))
            number = chance.choice([0, -1, 31, 32, 2**31 + 1, 1e21, -0.5, 3.33])
            return [None, True, False, text, number, chance.choice(["survey", "cards", "__proto__"])][kind]
        size = chance.choice([0, 1, 15, 16, 40]) if depth < 2 else chance.randrange(4)
        if kind == 6:
            return [value(depth + 1) for _ in range(size)]
        return {f"k{chance.randrange(300)}": value(depth + 1) for _ in range(size)}

    answers = [value() for _ in range(many(300, 20000))]
    code = """
    const { Codes, Reader, Writer } = await import("./scorm/codes.js");
    const codes = new Codes(["survey", "cards"]);
    return given.map((value) => {
      const writer = new Writer(codes);
      writer.value(value);
      return new Reader(Uint8Array.from(writer.bytes), codes).value();
    });"""
    assert scorm_modules.run(modules, code, answers) == answers


def test_after_the_authors_changed_an_exercise_what_it_still_has_is_there(modules):
    spec = {"slug": "a", "version": "111111111111", "parameters": {"questions": [
        {"id": "one", "type": "single", "options": ["red", "green"]}, {"id": "two", "type": "number"}]}}  # fmt: skip
    later = json.loads(json.dumps(spec).replace('"red"', '"violet"').replace("111111111111", "222222222222"))
    later["parameters"]["questions"].insert(0, {"id": "zero", "type": "number"})
    code = (
        START
        + """
    const [before, after] = given.map((spec) => new Lesson("m/l", [spec], []));
    const values = filled(before, { a: { answers: { one: "green", two: 4 } } }, { a: [1, 2] });
    const { text } = pack(before.work(values, about), before.codes, 3500);
    const { work } = unpack(text, after.codes, "anna");
    return after.copy(work).values;"""
    )
    values = scorm_modules.run(modules, code, [spec, later])
    assert json.loads(values["localsdg:a"]) == {"answers": {"one": "green", "two": 4}}
    assert json.loads(values["localsdg-version:a"]) == "1111"  # not the page's: it says so
    assert json.loads(values["localsdg-checked:a"])["score"] == 1


def test_an_exercise_that_the_page_has_no_more_stays_in_the_platform(modules):
    spec = {"slug": "a", "version": "111111111111", "parameters": {}}
    code = (
        START
        + """
    const [before, without] = [given, []].map((specs) => new Lesson("m/l", specs, []));
    const values = filled(before, { a: { answers: { one: "green" } } });
    const { text } = pack(before.work(values, about), before.codes, 3500);
    without.copy(unpack(text, without.codes, "anna").work);
    const kept = pack(without.work(new Map(), about), without.codes, 3500);
    return before.copy(unpack(kept.text, before.codes, "anna").work).values;"""
    )
    values = scorm_modules.run(modules, code, [spec])
    assert json.loads(values["localsdg:a"]) == {"answers": {"one": "green"}}
