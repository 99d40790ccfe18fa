"""``localsdg score``: one JSON line a file, as the grader counts; a file that cannot be scored is named."""

import json

import pytest
from click.testing import CliRunner
from small_course import QUIZ

from localsdg import course
from localsdg_build.cli import main

CHOICE, CODE = "check-aligning-a-plan", "distance-to-target"
ANSWERS = course.root() / "exercises"


def run(slug, *files, code=0):
    ran = CliRunner().invoke(main, ["score", slug, *map(str, files)], catch_exceptions=False)
    assert ran.exit_code == code, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr


def sample(slug, name="full"):
    path = ANSWERS / slug / "samples" / f"{name}.json"
    return path, json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("form", ["sample", "bare", "case"])
def test_each_form_of_a_file_scores_as_the_sample_says(tmp_path, form):
    path, content = sample(CHOICE)
    forms = {
        "sample": content,
        "bare": content["answer"],
        "case": {"exercise": CHOICE, "scored": 1, "of": 9, "answer": content["answer"]},
    }
    path = tmp_path / "one.json"
    path.write_text(json.dumps(forms[form]), encoding="utf-8")
    [line], said = run(CHOICE, path)
    assert list(line) == ["file", "score", "points", "records"] and not said
    assert (line["file"], line["score"], line["points"]) == (str(path), content["score"], content["score"])
    assert sum(record["earned"] for record in line["records"]) == line["score"]
    assert all(record["text"] for record in line["records"])


def test_hidden_checks_count_and_their_sentences_stay_hidden():
    path, content = sample(CODE)
    [line], _ = run(CODE, path)
    assert line["score"] == line["points"] == content["score"]
    spec = course.exercise(CODE)
    hidden = {check["id"] for check in spec["hidden_checks"]}
    shown = {record["id"]: record for record in line["records"]}
    assert hidden and hidden <= set(shown)
    assert {key for name in hidden for key in shown[name]} == {"id", "points", "earned", "state"}
    assert sum(record["points"] for record in line["records"]) == line["points"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is no JSON"),
        ('{"answers": {"yard": NaN}}', "is no JSON: NaN is no number"),
        (b"\xff\xfe", "is no text in UTF-8"),
        ("[" * 200_000, "is nested too deep"),
        ('{"exercise": "another", "answer": {}}', f"is an answer to 'another', not to '{CHOICE}'"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_cannot_be_scored_is_named_and_the_others_are_scored(tmp_path, content, told):
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    good, stated = sample(CHOICE)
    [line], said = run(CHOICE, bad, good, code=1)
    assert line["score"] == stated["score"]
    assert f"{bad}: {told}" in said


def test_any_json_is_an_answer(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text("[1, null]", encoding="utf-8")
    assert run(CHOICE, path)[0][0]["score"] == 0


def test_an_unknown_exercise_is_told_once(tmp_path):
    lines, said = run("no-such-one", tmp_path / "a.json", tmp_path / "b.json", code=1)
    assert lines == [] and said.count("there is no exercise") == 1


def test_a_broken_check_leaves_no_score(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    path = course / QUIZ / "checks.py"
    path.write_text("raise ValueError('broken')\n", encoding="utf-8")
    answer = course / "answer.json"
    answer.write_text("{}", encoding="utf-8")
    [line], _ = run("check-first", answer, code=1)
    assert line["score"] is None and line["points"] > 0


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("400,000", 2),
        ("400 000 euros", 2),
        ("४००,०००", 2),
        (400000, 2),
        ("400.000", 0),
        ("much", 0),
        (400, 0),
    ],
)
def test_a_number_that_stayed_text_counts_where_it_can_mean_one_number_alone(tmp_path, typed, points):
    _, content = sample(CHOICE)
    content["answer"]["answers"]["yard"] = typed
    path = tmp_path / "typed.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    [line], _ = run(CHOICE, path)
    assert [record["earned"] for record in line["records"] if record["id"] == "yard"] == [points]
