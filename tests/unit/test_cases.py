"""Each learner a case of their own: the same one always, all of them used, every one solvable."""

import json
import statistics
from pathlib import Path

import pytest

from localsdg import checks, course, data, kinds
from localsdg.course import cases

ROOT = Path(__file__).parents[2]
SLUG = "needs-assessment"
PLACES = data.rows("bolivia-municipalities/municipalities", ROOT)
LOWER = ("malnutrition", "overcrowding")


@pytest.fixture(scope="module")
def spec():
    return course.exercise(SLUG, course=ROOT)


@pytest.fixture(scope="module")
def functions():
    return checks.load(course.checks_source(SLUG, ROOT))


@pytest.fixture(scope="module")
def parameters(spec):
    return course.check_parameters(SLUG, spec, ROOT)


def options(spec, question):
    return next(item["options"] for item in spec["parameters"]["questions"] if item["id"] == question)


def solution(place, spec):
    """The right answers for a municipality, found the way a person would with a spreadsheet."""

    def median(column, group):
        return statistics.median(row[column] for row in PLACES if row[group] == place[group])

    def behind(column):
        gap = median(column, "size") - place[column]
        return -gap if column in LOWER else gap

    without = (100 - place["water"]) / 100
    return {
        "case": place["municipality_id"],
        "answers": {
            "lowest": sorted(options(spec, "lowest"), key=place.get)[:2],
            "department_gap": round(place["sanitation"] - median("sanitation", "department"), 1),
            "without_water": round(without * place["population"]),
            "other_estimate": round(without * place["population_gridded"]),
            "furthest": max(options(spec, "furthest"), key=behind),
            "multiply": "malnutrition",
            "sentence": "asked",
        },
    }


def test_a_learner_always_gets_the_same_case():
    # Written down, so that no later version of Python or of the course deals the cases anew.
    assert [cases.assigned(name, 339) for name in ("ana", "ana@example.org", "李明")] == [308, 161, 7]
    assert cases.assigned(" Ana ", 339) == cases.assigned("ana", 339)


def test_cases_are_spread_evenly_and_all_of_them_are_given():
    counts = [0] * 12
    for number in range(1200):
        counts[cases.assigned(f"learner-{number}", 12)] += 1
    assert min(counts) > 60 and max(counts) < 140


@pytest.mark.parametrize(("name", "count"), [("", 3), ("  ", 3), ("ana", 0), ("ana", -1)])
def test_nobody_and_nothing_have_no_case(name, count):
    with pytest.raises(ValueError, match="a learner's name"):
        cases.assigned(name, count)


def test_the_case_follows_the_id_and_not_the_order_of_the_table(spec):
    table = spec["cases"]
    turned = {"columns": table["columns"], "rows": table["rows"][::-1]}
    assert cases.case_of("ana", table) == cases.case_of("ana", turned)
    assert cases.case_of("ana", table) in {place["municipality_id"] for place in PLACES}


def test_the_server_names_the_learner(monkeypatch):
    for variable in cases.LEARNER_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert cases.learner() is None
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert cases.learner() == "ana"
    monkeypatch.setenv("LOCALSDG_LEARNER", "ben")
    assert cases.learner() == "ben"


def test_a_notebook_gives_a_known_learner_the_case_of_that_name(monkeypatch, spec):
    from localsdg import notebook

    monkeypatch.setenv("LOCALSDG_COURSE", str(ROOT))
    monkeypatch.setenv("LOCALSDG_LEARNER", "ana")
    assert notebook._spec(SLUG)["assigned"] == cases.case_of("ana", spec["cases"])
    monkeypatch.delenv("LOCALSDG_LEARNER")
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    assert "assigned" not in notebook._spec(SLUG)


def test_only_an_exercise_that_draws_carries_cases(spec):
    assert len(spec["cases"]["rows"]) == len(PLACES)
    assert {len(row) for row in spec["cases"]["rows"]} == {len(spec["cases"]["columns"])}
    assert "cases" not in course.exercise("check-why-report", course=ROOT)


def test_every_municipality_can_be_answered_in_full(spec, functions, parameters):
    for place in PLACES:
        answer = solution(place, spec)
        records = checks.run(functions, course.check_points(spec), answer, parameters)
        wrong = [record for record in records if record["earned"] != record["points"]]
        assert not wrong, (place["municipality"], wrong)


def test_the_answers_of_another_municipality_earn_little(spec, functions, parameters):
    scores = []
    for place, other in zip(PLACES[::7], PLACES[100::7], strict=False):
        answer = {**solution(place, spec), "case": other["municipality_id"]}
        records = checks.run(functions, course.check_points(spec), answer, parameters)
        scores.append(checks.total(records))
    assert statistics.mean(scores) < 0.4 * spec["points"]


def test_a_grader_can_insist_on_the_assigned_case(spec, functions, parameters):
    mine, other = PLACES[3], PLACES[4]
    strict = {**parameters, "case": mine["municipality_id"]}
    right = checks.run(functions, course.check_points(spec), solution(mine, spec), strict)
    assert checks.total(right) == spec["points"]
    wrong = checks.run(functions, course.check_points(spec), solution(other, spec), strict)
    assert {record["message"] for record in wrong if not record["earned"]} == {"other_case"}
    assert checks.total(wrong) == 3  # the two questions that are not about a place


def test_a_notebook_that_knows_its_learner_says_at_once_whose_case_it_is(monkeypatch, spec):
    from localsdg import notebook

    monkeypatch.setenv("LOCALSDG_COURSE", str(ROOT))
    monkeypatch.setenv("LOCALSDG_LEARNER", "ana")
    known = notebook._spec(SLUG)
    mine = next(place for place in PLACES if place["municipality_id"] == known["assigned"])
    other = next(place for place in PLACES if place["municipality_id"] != known["assigned"])
    assert notebook.checked(SLUG, known, solution(mine, spec))["score"] == spec["points"]
    refused = notebook.checked(SLUG, known, solution(other, spec))
    assert [record["message"] for record in refused["records"]].count("other_case") == 5
    del known["assigned"]
    assert notebook.checked(SLUG, known, solution(other, spec))["score"] == spec["points"]


def test_a_reader_sees_which_case_an_answer_is_about(spec):
    lines = kinds.kind("choice").summary(solution(PLACES[0], spec), spec)
    assert lines[0] == f"{PLACES[0]['municipality']}, {PLACES[0]['department']}"
    for value in (None, 7, [], {}, {"case": []}, {"case": "?"}, {"case": {"a": 1}}):
        assert kinds.kind("choice").summary(value, spec)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [{}], {"a": 1}, 10**400, "9" * 5000])
def test_no_value_anywhere_in_an_answer_stops_a_check(spec, functions, parameters, value):
    names = [item["id"] for item in spec["parameters"]["questions"]]
    for case in (PLACES[0]["municipality_id"], value):
        answer = {"case": case, "answers": {name: value for name in names}}
        records = checks.run(functions, course.check_points(spec), answer, parameters)
        assert "error" not in [record["message"] for record in records], json.dumps(value)[:40]
