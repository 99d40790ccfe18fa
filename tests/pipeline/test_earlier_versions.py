"""An answer that was given for another version of its exercise is kept, checked, and said to be so."""

import copy

from autograder import exercise_cache
from localsdg.answers import MIME

from .conftest import CHOICE, RIGHT, scores


def answered(maker, version, release=None):
    notebook = copy.deepcopy(maker.by_page({CHOICE: RIGHT}))
    for output in maker.cell(notebook, f"{CHOICE}-answer")["outputs"]:
        output["data"][MIME]["versions"] = {CHOICE: version} if version else {}
    if release:
        notebook["metadata"]["localsdg"]["version"] = release
    return notebook


def noted(outcome):
    return [note for note in outcome.notes if "have changed since they were answered" in note]


def test_an_answer_for_another_version_is_scored_and_said(maker, hand_in, graded):
    outcome = graded(hand_in("amina", answered(maker, "0123456789ab")))["amina"]
    assert scores(outcome)[CHOICE] == 5
    assert len(noted(outcome)) == 1 and exercise_cache.title(CHOICE) in noted(outcome)[0]


def test_an_answer_for_this_version_and_one_of_this_release_need_no_word(maker, hand_in, graded):
    now = exercise_cache.version(CHOICE)
    for version in (now, None):
        assert noted(graded(hand_in("amina", answered(maker, version)))["amina"]) == []


def test_a_file_of_another_release_that_tells_no_versions_is_said_to_be_of_before(maker, hand_in, graded):
    outcome = graded(hand_in("amina", answered(maker, None, release="2714e8b00000")))["amina"]
    assert scores(outcome)[CHOICE] == 5 and len(noted(outcome)) == 1
