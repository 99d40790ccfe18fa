"""``autograder verify``: a record is compared with the answers that were handed in, and with nothing else."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from autograder import exercise_cache
from autograder.cli import main
from autograder.reports import verifying
from localsdg import course

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, by_hand


def record(answer=RIGHT, **more):
    """As the page makes it of an answer to the choice of the small course."""
    checks = exercise_cache.spec(CHOICE)["checks"]
    given = dict(zip([one["id"] for one in checks], [one["points"] for one in checks], strict=True))
    earned: dict[str, float] = {}
    for one in checks:
        earned[one["objective"]] = earned.get(one["objective"], 0) + given[one["id"]]
    exercise = {
        "exercise": CHOICE,
        "version": exercise_cache.version(CHOICE),
        "points": sum(one["points"] for one in checks),
        "answered": True,
        "score": sum(given.values()),
        "checks": given,
        "answer": verifying.digest(CHOICE, answer),
    }
    objectives = [
        {"objective": name, "earned": points, "points": most(name)} for name, points in earned.items()
    ]
    module = {"assignment": NAME, "exercises": [{**exercise, **more}], "objectives": objectives}
    return {"record": 1, "made": "2026-11-28T00:00:00Z", "modules": [module]}


def most(objective):
    """The points that the checks of the small course give for an objective."""
    every = [one for slug in course.exercise_ids() for one in exercise_cache.spec(slug).get("checks") or []]
    return sum(one["points"] for one in every if one["objective"] == objective)


def page(data):
    text = data if isinstance(data, str) else json.dumps(data).replace("<", "\\u003c")
    return (
        f'<!doctype html><title>x</title><script type="application/json" id="localsdg-record">{text}</script>'
    )


@pytest.fixture
def run(maker, tmp_path):
    """``run(record)``: ``(exit code, output)`` of ``verify`` on a zip with it and the right answer."""

    def verify(data, answer=RIGHT):
        path = tmp_path / "hand-in.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("record.html", page(data))
            archive.writestr(f"{NAME}.ipynb", json.dumps(maker.by_page({CHOICE: answer}, text=STORY)))
        done = CliRunner().invoke(main, ["verify", str(path)])
        return done.exit_code, done.output

    return verify


def test_a_record_agrees_with_its_answers_and_with_no_others(run):
    code, said = run(record())
    assert (code, "Does not agree" in said) == (0, False), said
    assert f"{NAME}: 1 exercise." in said and "who did the work" in said
    code, said = run(record(), answer=HALF)
    assert code == 1 and "not the one that the record is of" in said and "the answer gets" in said
    code, said = run(record(score="9" * 10_000))
    assert code == 1 and len(said) < 5_000
    code, said = run(record(score=99))
    assert code == 1 and "the record says 99 points" in said
    code, said = run(record(version="0" * 12))
    assert code == 1 and "another version of this exercise" in said
    forged = record()
    forged["modules"][0]["objectives"][0]["earned"] = 50
    code, said = run(forged)
    assert code == 1 and "the record says 50, the answers get" in said
    forged = record()
    forged["modules"][0]["objectives"][0]["points"] = 1
    code, said = run(forged)
    assert code == 1 and " of 1, it is " in said
    stranger = record()
    stranger["modules"][0]["assignment"] = "\u001b[31mnone"
    code, said = run(stranger)
    assert code == 1 and "no such module" in said and "\u001b" not in said


def test_nothing_counts_twice_or_unanswered_and_the_points_are_named(run):
    (objective,) = {one["objective"] for one in record()["modules"][0]["objectives"]}
    earned = record()["modules"][0]["objectives"][0]["earned"]
    _, said = run(record())
    assert f"{objective} {earned} of {most(objective)}" in said  # for whoever reads the page beside it
    twice = record()
    twice["modules"][0]["exercises"] *= 2
    twice["modules"][0]["objectives"][0]["earned"] = 2 * earned
    code, said = run(twice)
    assert code == 1 and "tells of this exercise more than once" in said and f"answers get {earned}" in said
    code, said = run({**record(), "modules": record()["modules"] * 2})
    assert code == 1 and "tells of this module more than once" in said
    code, said = run(record(answered=False))
    assert code == 1 and "gives points for what is not answered" in said


def test_of_two_notebooks_of_a_module_none_is_chosen(maker, tmp_path):
    path = tmp_path / "hand-in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("record.html", page(record()))
        for name in ("old", "new"):
            archive.writestr(f"{name}/{NAME}.ipynb", json.dumps(maker.by_page({CHOICE: RIGHT})))
    done = CliRunner().invoke(main, ["verify", str(path)])
    assert done.exit_code == 2 and f"more than one notebook of {NAME}" in done.output


def test_what_is_no_record_is_told(run, maker, tmp_path):
    for data, words in {
        "{": "damaged",
        '{"record": 1}': "damaged",
        '{"record": 2, "modules": []}': "newer version",
        "[" * 100_000: "damaged",
    }.items():
        code, said = run(data)
        assert code == 2 and words in said
    code, said = run(
        {"record": 1, "modules": [None, {"assignment": NAME, "exercises": [7, {}], "objectives": 3}]}
    )
    assert code == 1
    code, said = run({"record": 1, "modules": []})
    assert code == 1 and "nothing that could be compared" in said
    plain = tmp_path / "x.html"
    plain.write_text("<p>hello")
    done = CliRunner().invoke(main, ["verify", str(plain)])
    assert done.exit_code == 2 and "holds no record" in done.output


def test_record_and_notebook_may_come_apart(maker, tmp_path):
    (tmp_path / "record.html").write_text(page(record()))
    path = tmp_path / "work.ipynb"
    path.write_text(json.dumps(maker.by_page({CHOICE: RIGHT})))
    done = CliRunner().invoke(main, ["verify", str(tmp_path / "record.html"), str(path)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["verify", str(tmp_path / "record.html")])
    assert done.exit_code == 1 and "not in the hand-in" in done.output
    assert TEXT not in done.output


def test_the_grader_s_record_says_what_a_person_judged(maker, hand_in, graded, folder, tmp_path):
    place = hand_in("zoltan", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hidden = graded(place)["zoltan"].exercises[0].checks[-1]
    assert hidden.hidden
    output = tmp_path / "zoltan.html"
    command = ["record", "zoltan", "--course", str(folder.root), "--output", str(output)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert "not judged yet" in output.read_text()
    by_hand(folder, "zoltan", 3)
    CliRunner().invoke(main, command)
    text = output.read_text()
    assert "not judged yet" not in text and "Judged by a person" in text and "3 of " in text
    assert "zoltan" not in text and hidden.id not in text and STORY[:20] not in text
    handed_in = next(place.glob("zoltan/*.ipynb"))
    done = CliRunner().invoke(main, ["verify", str(output), str(handed_in)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["record", "nobody", "--course", str(folder.root)])
    assert done.exit_code != 0 and not (tmp_path / "record.html").exists()
