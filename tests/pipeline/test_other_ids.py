"""A list that gives learners other ids than before: no hand-in is graded twice, and what to do is said."""

import json

import pytest
from handed_in import put

from autograder.intake import renamed, roster
from autograder.store.ledger import history, opening

from .conftest import CHOICE, NAME, RIGHT, grade_all

FILE = f"{NAME}.ipynb"
MOODLE = "Amina Bello_501_assignsubmission_file_"


@pytest.fixture
def listed(tmp_path):
    def read(text):
        return roster.read(put(tmp_path, "class.csv", f"id,name,group\n{text}".encode()))

    return read


@pytest.fixture
def graded_as(folder, tmp_path):
    """``graded_as(roster, input, ...)``: ``(learners of the course folder, what was told)``."""

    def run(learners, *inputs, **options):
        told = []
        outcomes = grade_all(
            inputs or [tmp_path / "in"], folder, roster=learners, tell=told.append, **options
        )
        return sorted(one.learner for one in outcomes), told

    return run


def test_another_list_grades_nothing_twice_and_says_what_to_do(
    maker, hand_in, listed, graded_as, folder, tmp_path
):
    hand_in("Amina Bello", maker.by_page({CHOICE: RIGHT}))
    hand_in("Ben Okoro", maker.by_page())
    assert graded_as(listed("amina,Amina Bello,\nben,Ben Okoro,\n")) == (["amina", "ben"], [])
    folder.roster_file = tmp_path / "first.csv"
    hand_in("Cleo Diaz", maker.by_page())
    other = listed("N1,Amina Bello,\nN2,Ben Okoro,\nN3,Cleo Diaz,\n")
    learners, told = graded_as(other)
    assert learners == ["N3", "amina", "ben"]  # the rest goes on
    (sentence,) = told
    for words in (
        "2 learners were passed over", "amina (now N1), ben (now N2)",
        f"The list of the last time was {tmp_path}/first.csv", "--new-ids", "autograder forget amina",
    ):  # fmt: skip
        assert words in sentence
    assert graded_as(other, new_ids=True) == (["N1", "N2", "N3", "amina", "ben"], [])
    assert graded_as(other)[1] == []  # they have these ids now


@pytest.mark.parametrize("way", [MOODLE, "Amina Bello"])
def test_one_id_that_was_corrected_is_seen_wherever_the_files_lie_now(
    maker, listed, graded_as, tmp_path, way
):
    data = json.dumps(maker.by_page({CHOICE: RIGHT})).encode()
    put(tmp_path, f"in/{way}/{FILE}", data)
    graded_as(listed("amnia,Amina Bello,\n"))
    put(tmp_path, f"download (1)/{way}/{FILE}", data + b" ")
    learners, told = graded_as(listed("amina,Amina Bello,\n"), tmp_path / "download (1)")
    assert learners == ["amnia"] and "1 learner was passed over" in told[0]


def test_names_in_place_of_an_anonymous_download_s_numbers_are_other_ids(maker, graded_as, tmp_path):
    data = json.dumps(maker.by_page({CHOICE: RIGHT})).encode()
    put(tmp_path, f"first/Participant_501_assignsubmission_file_/{FILE}", data)
    put(tmp_path, f"second/{MOODLE}/{FILE}", data)
    blind = roster.read(put(tmp_path, "blind.csv", b"id,moodle id\nParticipant_501,501\n"))
    named = roster.read(put(tmp_path, "named.csv", b"id,name,moodle id\namina,Amina Bello,501\n"))
    assert graded_as(blind, tmp_path / "first") == (["Participant_501"], [])
    learners, told = graded_as(named, tmp_path / "second")
    assert learners == ["Participant_501"] and "Participant_501 (now amina)" in told[0]


def test_the_first_list_and_no_list_any_more_are_other_ids_too(maker, hand_in, listed, graded_as):
    hand_in("Amina Bello", maker.by_page({CHOICE: RIGHT}))
    assert graded_as(None) == (["Amina Bello"], [])
    learners, told = graded_as(listed("amina,Amina Bello,\n"))
    assert learners == ["Amina Bello"] and "Amina Bello (now amina)" in told[0]
    assert "last time" not in told[0]  # there was none


def test_who_was_no_learner_until_now_is_graded(maker, hand_in, listed, graded_as):
    """Without a place in the list the hand-in was nobody's: it is graded once there is one."""
    hand_in("Amina Bello", maker.by_page({CHOICE: RIGHT}))
    assert graded_as(listed("ben,Ben Okoro,\n")) == (["Amina Bello"], [])
    learners, told = graded_as(listed("ben,Ben Okoro,\namina,Amina Bello,\n"))
    assert "amina" in learners and told == []


def test_a_new_member_of_a_team_is_no_new_id(maker, hand_in, listed, graded_as):
    hand_in("North", maker.by_page({CHOICE: RIGHT}))
    graded_as(listed("amina,Amina Bello,North\nben,Ben Okoro,North\n"))
    learners, told = graded_as(listed("amina,Amina Bello,North\ncleo,Cleo Diaz,North\n"))
    assert learners == ["amina", "ben", "cleo"] and told == []


def test_many_ids_are_summed_up():
    said = renamed.sentence({f"N{n}": f"old{n}" for n in range(9)})
    assert "9 learners were passed over" in said and "and" in said and "4 more" in said and "old8" not in said


def test_nothing_was_written_of_what_is_passed_over(maker, hand_in, listed, graded_as, folder):
    hand_in("Amina Bello", maker.by_page({CHOICE: RIGHT}))
    graded_as(listed("amina,Amina Bello,\n"))
    with opening.opened(folder) as database, database.reading() as connection:
        before = history.head(connection)
    graded_as(listed("N1,Amina Bello,\n"))
    with opening.opened(folder) as database, database.reading() as connection:
        assert history.head(connection) == before
    assert not (folder.root / "submitted" / "N1").exists()


@pytest.mark.parametrize("form", ["{name}", "{name}_{number}_assignsubmission_file_"])
def test_a_list_whose_ids_were_sorted_by_themselves_gives_nobody_another_s_grade(
    maker, listed, graded_as, folder, tmp_path, form
):
    """What was handed in since is no file of before; names of before tell that the ids changed people."""
    amina, ben = form.format(name="Amina Bello", number=501), form.format(name="Ben Okoro", number=502)
    data, other = (json.dumps(maker.by_page(answers)).encode() for answers in ({}, {CHOICE: RIGHT}))
    put(tmp_path, f"in/{amina}/{FILE}", data)
    put(tmp_path, f"in/{ben}/{FILE}", data)
    assert graded_as(listed("amina,Amina Bello,\nben,Ben Okoro,\n")) == (["amina", "ben"], [])
    before = folder.submitted("ben", NAME).read_bytes()
    put(tmp_path, f"in/{amina}/{FILE}", other)
    put(tmp_path, f"in/Cleo Diaz/{FILE}", data)
    swapped = listed("ben,Amina Bello,\namina,Ben Okoro,\ncleo,Cleo Diaz,\n")
    learners, told = graded_as(swapped)
    assert learners == ["amina", "ben", "cleo"] and folder.submitted("ben", NAME).read_bytes() == before
    assert len(told) == 1 and "Amina Bello (was amina, now ben), Ben Okoro (was ben, now amina)" in told[0]
    assert graded_as(swapped, new_ids=True)[1] == []  # it is meant so
    assert folder.submitted("ben", NAME).read_bytes() == other


def test_a_learner_who_writes_the_name_in_another_way_keeps_the_id(maker, listed, graded_as, tmp_path):
    data = json.dumps(maker.by_page()).encode()
    people = listed("amina,Amina Bello,\nben,Ben Okoro,\n")
    for folder_name in ("Amina Bello", "bello_amina", "amina", "ben"):
        put(tmp_path, f"{folder_name} in/{folder_name}/{FILE}", data)
        assert graded_as(people, tmp_path / f"{folder_name} in")[1] == []
