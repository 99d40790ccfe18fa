"""What ``make check`` runs of the tests of exercises: those of the ones that changed."""

import changed
import pytest


@pytest.mark.parametrize(
    ("nodeid", "is_of"),
    [
        ("tests/exercises/test_samples.py::test_sample_scores_as_stated[logical-framework/full]", True),
        ("tests/exercises/test_two_pythons.py::test_both[logical-framework]", True),
        ("tests/exercises/test_logical_framework.py::test_anything", True),
        ("tests/exercises/test_two_pythons.py::test_both[check-logical-framework]", False),
        ("tests/exercises/test_two_pythons.py::test_a_difference_would_be_seen", False),
    ],
)
def test_which_tests_are_of_an_exercise_that_changed(nodeid, is_of):
    slugs = changed.exercises(["exercises/logical-framework/checks.py", "src/localsdg/checks.py"])
    assert slugs == {"logical-framework"}
    assert changed.concerns(nodeid, slugs) is is_of
