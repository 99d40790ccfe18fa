"""Whose is it, and which one counts: names of files and folders, and several files of one learner."""

import json

import pytest
from handed_in import EMPTY, NAME, OTHER, chosen, put
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.intake import naming

# ---- Who and what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "top", "learner", "assignment"),
    [
        (f"amina/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/my work.ipynb", "in", "amina", NAME),
        (f"cohort/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"submitted/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"x/submitted/amina/{NAME}/deep/{NAME}.ipynb", "in", "amina", NAME),
        ("submitted/amina/lesson-nine/a.ipynb", "in", "amina", "lesson-nine"),
        (f"{NAME}.ipynb", "amina", "amina", NAME),
        (f"{NAME}/{NAME}.ipynb", "amina", "amina", NAME),
        (f"amina/{NAME} (1).ipynb", "in", "amina", NAME),
        (f"amina/{NAME.upper()}.ipynb", "in", "amina", NAME),
        ("amina.ipynb", "in", "amina", None),
        ("amina/work.ipynb", "in", "amina", None),
        ("Jose\u0301/work.ipynb", "in", "José", None),
        ("submitted/work.ipynb", "in", "work", None),
    ],
)
def test_learner_and_assignment_come_from_names(path, top, learner, assignment):
    assert naming.who_and_what(path.split("/"), top, [NAME, OTHER]) == (learner, assignment)


@given(st.text(min_size=1, max_size=300))
@example("..")
@example("a/../../b")
@example("\ud800")
def test_a_learner_id_is_a_safe_folder_name(name):
    safe = naming.learner_id(name)
    assert safe and safe not in (".", "..") and not set(safe) & set('/\\\x00*?[]"')
    assert not safe.startswith(".")
    assert naming.learner_id(safe) == safe
    safe.encode()


# ---- Which one counts -----------------------------------------------------------------------


def test_the_later_input_counts_and_two_in_one_are_not_guessed(tmp_path):
    first, second = json.dumps(EMPTY).encode(), json.dumps({**EMPTY, "metadata": {"x": 1}}).encode()
    put(tmp_path, f"one/amina/{NAME}.ipynb", first)
    put(tmp_path, f"two/amina/{NAME}.ipynb", second)
    assert chosen(tmp_path / "one", tmp_path / "two")["amina"].data == second
    assert chosen(tmp_path / "two", tmp_path / "one")["amina"].data == first
    put(tmp_path, f"one/amina/{NAME} (1).ipynb", first)
    assert chosen(tmp_path / "one")["amina"].notebook is not None  # the same file twice
    put(tmp_path, f"one/amina/{NAME} (2).ipynb", second)
    both = chosen(tmp_path / "one")["amina"]
    assert both.notebook is None and "different notebooks" in both.reason


def test_with_several_assignments_the_notebook_itself_says_which(tmp_path):
    marked = {**EMPTY, "metadata": {"localsdg": {"assignment": OTHER}}}
    put(tmp_path, "amina.ipynb", json.dumps(marked).encode())
    put(tmp_path, "ben.ipynb", json.dumps(EMPTY).encode())
    got = chosen(tmp_path, assignments=[NAME, OTHER])
    assert got["amina"].assignment == OTHER and got["ben"].assignment == "unknown"
