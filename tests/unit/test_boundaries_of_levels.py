"""What tells a folder that only sorts from a learner's own: the last case on this side, the first beyond."""

import pytest

from autograder.intake.levels import Levels


def name(paths, path, learners=(), top="in"):
    """Whose the file ``path`` is in an input of ``paths``."""
    parts = [tuple(one.split("/")) for one in (*paths, path)]
    known = {one: one for one in learners}
    return Levels(parts, top, ["one"], known.get).place(parts[-1])


def moodle(person, number):
    return f"{person}_{number}_assignsubmission_file_/one.ipynb"


def test_a_file_that_is_called_like_a_folder_of_groups_is_a_file():
    assert name(["Group 1/amina/one.ipynb", "Group 1/ben/one.ipynb"], "Group 1").depth == 0
    assert name(["amina.ipynb"], "ben.ipynb").name == "ben"


@pytest.mark.parametrize(
    ("other", "system"), [("report_2026_11_more.ipynb", None), ("li_7_8_x.ipynb", "canvas")]
)
def test_names_like_canvas_s_count_in_a_folder_where_there_are_two_people(other, system):
    said = name([f"Group 1/{other}"], "Group 1/report_2026_11_notes.ipynb").said
    assert (said and said.system) == system


@pytest.mark.parametrize(
    ("more", "whose"),
    [
        ([], "alpha"),
        ([f"alpha/{moodle('Ben Okoro', 2)}"], "Amina Bello"),
        ([f"beta/{moodle('Li', 3)}"], "Amina Bello"),
    ],
)
def test_downloads_lie_in_folders_that_sort_if_one_of_them_has_two_people(more, whose):
    paths = [f"beta/{moodle('Cleo Li', 4)}", *more]
    assert name(paths, f"alpha/{moodle('Amina Bello', 1)}").name == whose


@pytest.mark.parametrize(("strangers", "whose"), [(["x"], "amina"), (["x", "y"], "a")])
def test_folders_are_groups_if_most_of_them_hold_people_of_the_list(strangers, whose):
    paths = ["b/ben/work/one.ipynb", *(f"{one}/who/work/one.ipynb" for one in strangers)]
    assert name(paths, "a/amina/work/one.ipynb", learners=("amina", "ben")).name == whose


def test_below_nbgrader_s_folder_of_a_learner_a_folder_is_the_assignment_and_a_file_is_not():
    levels = Levels(
        [("submitted", "amina", "other", "x.ipynb"), ("submitted", "ben", "work.zip")], "in", ["one"]
    )
    for parts, inside, known in (
        (("submitted", "amina", "other", "x.ipynb"), (), "other"),
        (("submitted", "ben", "work.zip"), ("one.ipynb",), "one"),
    ):
        assert levels.assignment(levels.place(parts), parts, inside) == known
