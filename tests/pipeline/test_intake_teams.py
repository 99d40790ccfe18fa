"""Teams that hand in once for all their members."""

import pytest
from handed_in import NAME, TEAMS, chosen, marked, put, zipped


@pytest.fixture
def team_download(tmp_path):
    """As Moodle packs it: a group's own number, which is a learner's too, and no number for the rest."""
    return zipped(
        tmp_path / "teams.zip",
        [
            (f"North_503_assignsubmission_file_/{NAME}.ipynb", marked("north")),
            (f"Default group_assignsubmission_file_/{NAME}.ipynb", marked("rest")),
        ],
    )


def test_a_team_hands_in_once_for_each_of_its_members(listed, team_download):
    got = chosen(team_download, roster=listed(TEAMS))
    assert {learner: one.notebook["metadata"]["x"] for learner, one in got.items()} == {
        "Amina Bello": "north", "Ben Okoro": "north", "Cleo Diaz": "rest",
    }  # fmt: skip
    assert all(one.is_known and "each of its members" in one.notes[0] for one in got.values())


def test_a_team_is_nobody_s_learner_where_no_list_tells_its_members(listed, team_download):
    numbered = listed("Identifier,Full name\nParticipant 503,Cleo Diaz\n")
    for learners in (None, listed("id,name\namina,Amina\n"), numbered):
        got = chosen(team_download, roster=learners)
        assert not any(one.is_known for one in got.values()) and len(got) == 2
        assert all("is a team" in one.reason and "--roster" in one.reason for one in got.values())


def test_a_member_s_own_file_beside_the_team_s_is_asked_about(listed, team_download, tmp_path):
    put(tmp_path, f"in/Amina Bello_501_assignsubmission_file_/{NAME}.ipynb", marked("own"))
    put(tmp_path, f"in/North_77_assignsubmission_file_/{NAME}.ipynb", marked("north"))
    got = chosen(tmp_path / "in", roster=listed(TEAMS))
    assert "different notebooks" in got["Amina Bello"].reason and got["Ben Okoro"].notebook


@pytest.mark.parametrize("own", [False, True])
def test_the_file_of_one_team_does_not_stand_for_that_of_another(listed, tmp_path, own):
    """Copies of one learner's work may stand for each other; what two teams handed in may not."""
    learners = listed('id,name,group\namina,Amina Bello,"North, South"\nben,Ben Okoro,South\n')
    put(tmp_path, f"in/South_7_assignsubmission_file_/{NAME}.ipynb", marked("south"))
    broken = "Amina Bello_8_assignsubmission_file_" if own else "North_8_assignsubmission_file_"
    put(tmp_path, f"in/{broken}/{NAME}.ipynb", marked("north")[:20])
    got = chosen(tmp_path / "in", roster=learners)
    assert got["ben"].notebook["metadata"]["x"] == "south" and got["ben"].reason is None
    assert got["amina"].notebook is None and "the team South" in got["amina"].reason
    assert broken in got["amina"].reason and "cut off" in got["amina"].reason
    assert ("the learner alone" if own else "the team North") in got["amina"].reason


def test_a_later_input_counts_for_the_same_team_alone(listed, tmp_path):
    learners = listed('id,name,group\namina,Amina Bello,"North, South"\nben,Ben Okoro,North\n')
    for place, team, text in (("1", "North", "first"), ("2", "North", "last"), ("3", "South", "other")):
        put(tmp_path, f"{place}/{team}_7_assignsubmission_file_/{NAME}.ipynb", marked(text))
    got = chosen(tmp_path / "1", tmp_path / "2", roster=learners)
    assert {one.notebook["metadata"]["x"] for one in got.values()} == {"last"}
    got = chosen(tmp_path / "1", tmp_path / "2", tmp_path / "3", roster=learners)
    assert "different notebooks" in got["amina"].reason
    assert got["ben"].notebook["metadata"]["x"] == "last"
