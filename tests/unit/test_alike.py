"""What comes again and again in a class is worked out once, and is what it would be if it were not kept."""

import json
import os

from autograder.model import CheckResult, ExerciseResult, Fault, Outcome
from autograder.notebook import answers, graded_copy, released
from autograder.run import faults, scoring
from autograder.values import Alike
from autograder.written import Judged, Kept
from localsdg import course

SLUG = "check-local-review"
EXERCISE = released.Exercise(SLUG, "choice", 10, "", "A check")
GIVEN = {"answers": {"purpose": "inform", "page": ["prices"], "pay_gap": "0,8"}}


def answered(value):
    """The ``Answer`` as it is read out of a notebook with one cell."""
    data = {answers.MIME: {"exercise": SLUG, "answer": value, "version": 1}}
    marks = {"localsdg": {"exercise": SLUG, "role": "answer", "kind": "choice"}}
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data}]
    notebook = {"cells": [{"cell_type": "code", "metadata": marks, "source": "", "outputs": outputs}]}
    return answers.collect(notebook, released.Released("a", {"cells": []}, [EXERCISE]))[SLUG]


def test_answers_that_are_alike_are_judged_once_and_as_any_other():
    first, second = (answered(json.loads(json.dumps(GIVEN))) for _ in range(2))
    assert first.alike == second.alike and first.alike is not None
    found = scoring.score(EXERCISE, first)
    assert scoring.score(EXERCISE, second) is found
    alone = scoring.score(EXERCISE, answers.Answer(GIVEN))
    assert alone is not found and alone == found and found.score > 0
    assert found.text == json.dumps(alone.as_json(), ensure_ascii=False)


def test_what_python_calls_equal_is_not_alike():
    given = [answered({"answers": {"pay_gap": one}}).alike for one in (1, True, 1.0, "1")]
    assert len(set(given)) == len(given)


def test_texts_of_ones_own_and_long_answers_are_nobody_elses():
    assert answered({"answers": {"purpose": "x" * 3000}}).alike is None
    assert answered(None).alike is None


def test_a_check_that_broke_is_run_again(monkeypatch):
    broken = [
        ((), (Fault("page", "does not end", "exercises/x", 1),)),
        ((CheckResult("page", 2, 2, None, "met"),), ()),
    ]
    told = iter([broken[0], broken[0], broken[1]])
    monkeypatch.setattr(faults, "judged", lambda *_, **__: next(told))
    answer = answers.Answer(1, alike=Alike(1, "only here"))
    assert scoring.score(EXERCISE, answer).faults
    assert scoring.score(EXERCISE, answer).score == 2


def test_the_copy_is_the_same_whether_its_parts_were_kept_or_not():
    kept, alone = answered(GIVEN), answers.Answer(GIVEN)
    assert graded_copy._answer_text(SLUG, "choice", kept, "en") == graded_copy._answer_text(
        SLUG, "choice", alone, "en"
    )
    results = [scoring.score(EXERCISE, one) for one in (kept, alone)]
    texts = {graded_copy._score_text(one, "en") for one in results}
    assert [one.text is None for one in results] == [False, True] and len(texts) == 1


def test_results_as_text_are_their_json():
    result = scoring.score(EXERCISE, answered(GIVEN))
    judged = Judged(None, ("a note",), (result, result), {SLUG: GIVEN}, '{"cells": []}\n')
    assert Judged.of_text(judged.as_text()) == judged
    assert Judged.of_text(Judged("why").as_text()) == Judged("why")
    outcome = Outcome("amina", "a", "graded", 1, 10, "", (result,), ("a note",), language="zh-Hans")
    kept = Kept(outcome, {SLUG: GIVEN}, {SLUG: {"answer": 1}}, {"name": "Ämina"})
    plain = {"outcome": outcome.as_json(), "answers": kept.answers, "firsts": kept.firsts}
    assert kept.as_text() == json.dumps({**plain, "proposed": kept.proposed}, ensure_ascii=False)
    assert Kept.of_text(kept.as_text()) == kept


def test_a_result_of_equal_text_is_made_once():
    text = ExerciseResult("x", "graded", 1, 2).as_text()
    assert ExerciseResult.of_text(text) is ExerciseResult.of_text(str(text))
    assert ExerciseResult.of_text(text).as_text() == text


def test_a_cell_as_it_was_handed_out_is_known_and_a_changed_one_is_read():
    cell = {
        "id": "one",
        "cell_type": "code",
        "metadata": {"nbgrader": {"solution": True}},
        "source": ["a = 1"],
    }
    of = released.Released("a", {"cells": [cell]}, [])
    same, changed = json.loads(json.dumps(cell)), {**cell, "source": "a = 2"}
    assert released.marked({"cells": [same]}, of) == released.marked({"cells": [same]})
    assert released.marked({"cells": [changed]}, of)[0].source == "a = 2"


def test_words_that_changed_are_read_again(tmp_path):
    path = tmp_path / "book" / "en" / "interface.yml"
    path.parent.mkdir(parents=True)
    path.write_text("check: Check\n", encoding="utf-8")
    course.interface_words("en", tmp_path)["check"] = "changed by the caller"
    assert course.interface_words("en", tmp_path) == {"check": "Check"}
    path.write_text("check: Look\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert course.interface_words("en", tmp_path) == {"check": "Look"}
