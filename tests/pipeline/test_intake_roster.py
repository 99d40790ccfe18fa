"""The list of the learners: as people and platforms write it, and whose hand-in is whose."""

import unicodedata

import pytest
from handed_in import NAME, OTHER, TEAMS, as_bytes, chosen, marked, put, zipped

from autograder.errors import CourseFolderError
from autograder.intake import roster
from autograder.intake.roster import Ambiguous, Match, Unknown

CLASS = """id,name,email
amina,Amina Bello,amina@example.org
ben,Ben Okoro,b.okoro@example.org
jose,José María Núñez,jose@example.org
li1,Li Wei,li1@example.org
li2,Wei Li,li2@example.org
2021/45,Zoë Ørsted,zoe@example.org
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_list_is_read_as_any_program_saves_it(listed, codec, comma):
    learners = listed(CLASS.replace(",", comma).replace("\n", "\r\n"), codec)
    assert learners.ids == ["amina", "ben", "jose", "li1", "li2", "2021_45"]
    assert [one.name for one in learners][2] == "José María Núñez"
    assert learners.learners[5].given == "2021/45" and len(learners) == 6


@pytest.mark.parametrize(
    ("text", "ids", "names"),
    [
        ("Username;First name;Surname\nab;Amina;Bello\n", ["ab"], ["Amina Bello"]),
        ("learner,full_name\nab,\"Bello, Amina\"\n", ["ab"], ["Amina Bello"]),
        ("Name,Student ID\nAmina,7\n\n,\nBen,8\n", ["7", "8"], ["Amina", "Ben"]),
        (
            "First name,Last name,ID number,Email address\nAmina,Bello,N1,a@x\nBen,Okoro,N2,b@x\n",
            ["N1", "N2"],
            ["Amina Bello", "Ben Okoro"],
        ),
        (
            "Identifier,Full name,Email address\nParticipant 11,Li Wei,a@x\nParticipant 12,Li Wei,b@x\n"
            "Participant 13,Ben,c@x\n",
            ["a@x", "b@x", "Ben"],
            ["Li Wei", "Li Wei", "Ben"],
        ),
        (
            "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
            "\"Bello, Amina\",5,S5,abello,A\n"
            "\"Okoro, Ben\",6,S6,bokoro,A\n",
            ["abello", "bokoro"],
            ["Amina Bello", "Ben Okoro"],
        ),
        (
            "Student,ID,SIS User ID,SIS Login ID\n\"Bello, Amina\",5,,abello\n\"Fox, Eve\",6,,\n",
            ["5", "6"],
            ["Amina Bello", "Eve Fox"],
        ),
    ],
)  # fmt: skip
def test_usual_headings_are_known(listed, text, ids, names):
    learners = listed(text)
    assert learners.ids == ids and [one.name for one in learners] == names


@pytest.mark.parametrize(
    ("headings", "first", "test", "person"),
    [
        ("Student,ID", '"Bello, Amina",5', '"Student, Test",6', '"Student, Test",7'),
        ("LastName,FirstName,ID", "Bello,Amina,5", "Student,Test,6", "Student,Test,7"),
    ],
)
def test_canvas_s_test_student_is_no_learner(listed, headings, first, test, person):
    text = f"{headings},SIS User ID,SIS Login ID,Section\n{first},S5,abello,A\n{test},,e3b0c442,A\n"
    assert [one.name for one in listed(text)] == ["Amina Bello"]
    assert len(listed(f"{text}{person},S7,tstudent,A\n")) == 2  # a person who is called so


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("id,name\n", "is empty"),
        ("name,email\nAmina,a@x\nBen,a@x\n", "line 1: No column tells who is who"),
        ("id,name\namina,A\nben,B\namina,C\n", "line 4: the id amina stands in line 2 already"),
        ("id,name\nJose\u0301,A\nJosé,B\n", "line 3: the id José stands in line 2"),
        ("id,name\na:b,A\na_b,B\n", "line 3: the id a_b stands in line 2"),
        ("id,name\namina,A\n,B\n", "line 3: This row has no id"),
        ("id,name\namina,Bello, Amina\n", "line 2: This row has more cells"),
        ("id,moodle id\na,7\nb,7\n", "line 3: the number 7 stands in line 2"),
        (b"PK\x03\x04rest", "is a spreadsheet"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_with_its_line(listed, text, words):
    with pytest.raises(CourseFolderError, match="class.csv.*") as caught:
        listed(text)
    assert words in str(caught.value) and str(caught.value).endswith(".")


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CourseFolderError, match="cannot be read"):
        roster.read(tmp_path / "none.csv")


# ---- Who is it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("amina", "amina"),
        ("AMINA", "amina"),
        ("amina@example.org", "amina"),
        ("Amina Bello", "amina"),
        ("bello, amina", "amina"),
        ("BELLO_Amina", "amina"),
        ("belloamina", "amina"),
        ("AminaBello", "amina"),
        (unicodedata.normalize("NFD", "José María Núñez"), "jose"),
        ("nunez jose maria", "jose"),
        ("núñezjosémaría", "jose"),
        ("Zoe Orsted", "2021_45"),
        ("2021/45", "2021_45"),
        ("2021_45", "2021_45"),
        ("nobody", None),
        ("Amina", "amina"),
        ("Bello", None),  # half a name is no name
    ],
)
def test_a_name_is_found_however_it_is_written(listed, name, learner):
    found = listed(CLASS).look_up((name,))
    assert found == Match(learner) if learner else isinstance(found, Unknown)
    assert learner or name in found.reason


def test_who_may_be_two_is_not_guessed(listed):
    found = listed(CLASS).look_up(("Li Wei",))
    assert isinstance(found, Ambiguous) and "li1 or li2" in found.reason
    accents = listed("id,name\na,José Paz\nb,Josè Paz\n")
    assert accents.look_up(("José Paz",)) == Match("a") and accents.look_up(("Josè Paz",)) == Match("b")
    assert isinstance(accents.look_up(("Jose Paz",)), Ambiguous)
    both = listed("id,name\nAmina,A\namina,B\n")
    assert both.look_up(("Amina",)) == Match("Amina") and both.look_up(("amina",)) == Match("amina")
    assert isinstance(both.look_up(("AMINA",)), Ambiguous)


def test_a_platform_s_number_beats_a_name(listed):
    moodle = listed("Identifier,Full name,ID number\nParticipant 11,Li Wei,a\nParticipant 12,Li Wei,b\n")
    assert moodle.look_up(("Li Wei",), "12", "moodle") == Match("b")
    assert isinstance(moodle.look_up(("Li Wei",), "99", "moodle"), Ambiguous)  # another assignment's number
    assert moodle.learners[0].lms_id("moodle") == "11" and moodle.learners[0].lms_id("canvas") is None
    grouped = listed(CLASS)
    assert grouped.look_up(("Group 1-Ben Okoro",), "5", "moodle") == Match("ben")
    canvas = listed('Student,ID,SIS Login ID\n"Bello, Amina",5,ab\n')
    assert canvas.look_up(("belloamina",), "5", "canvas") == Match("ab")
    assert isinstance(canvas.look_up(("belloamina",), "6", "canvas"), Unknown)  # a namesake


# ---- In the grading -----------------------------------------------------------------------------


def test_hand_ins_become_the_list_s_learners(listed, tmp_path):
    learners = listed(CLASS)
    put(tmp_path, f"in/Bello Amina/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"in/module 3/ben/deep/{NAME}.ipynb", as_bytes())
    put(tmp_path, "in/module 3/jose.ipynb", as_bytes())
    put(tmp_path, f"in/Stranger/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"in/Li Wei/{NAME}.ipynb", as_bytes())
    got = chosen(tmp_path / "in", roster=learners)
    assert sorted(got) == ["Li Wei", "Stranger", "amina", "ben", "jose"]
    for learner in ("Stranger", "Li Wei"):
        assert not got[learner].is_known and got[learner].notebook is None
        assert learner in got[learner].reason and got[learner].data
    assert got["amina"].is_known and got["amina"].reason is None
    missing = [one.id for one in learners.without(one.learner for one in got.values() if one.is_known)]
    assert missing == ["li1", "li2", "2021_45"]


def test_two_spellings_of_one_learner_are_one(listed, tmp_path):
    put(tmp_path, f"in/Amina/{NAME}.ipynb", marked("same"))
    put(tmp_path, f"in/bello amina/{NAME}.ipynb", marked("same"))
    assert chosen(tmp_path / "in", roster=listed(CLASS))["amina"].notebook
    put(tmp_path, f"in/bello amina/{NAME}.ipynb", marked("other"))
    assert "different notebooks" in chosen(tmp_path / "in", roster=listed(CLASS))["amina"].reason


def test_namesakes_of_a_download_are_told_apart_by_the_list(listed, tmp_path):
    learners = listed(
        "Identifier,Full name,ID number\nParticipant 11,Li Wei,a\nParticipant 12,Li Wei,b\n"
        "Participant 13,Cleo,c\n"
    )
    path = zipped(
        tmp_path / "m.zip",
        [(f"Li Wei_{n}_assignsubmission_file_/{NAME}.ipynb", marked(str(n))) for n in (11, 12)]
        + [("Cleo_13_assignsubmission_file_/w.pdf", b"%PDF")],
    )
    got = chosen(path, roster=learners)
    assert {learner: one.notes for learner, one in got.items()} == {"a": [], "b": [], "c": []}
    assert "w.pdf" in got["c"].reason and got["c"].is_known
    assert got["a"].notebook["metadata"]["x"] == "11"


def test_a_download_that_is_broken_is_nobody_s_hand_in(listed, tmp_path):
    path = put(tmp_path, "moodle.zip", b"PK nothing")
    told = []
    assert not chosen(path, assignments=[NAME, OTHER], roster=listed(CLASS), tell=told.append)
    assert told == [
        f"{path}: The zip cannot be opened. It is incomplete or damaged: download or send it again."
    ]


# ---- Numbers ------------------------------------------------------------------------------------


def test_a_number_of_another_list_gives_nobody_another_s_grade(listed):
    learners = listed(TEAMS)
    assert learners.look_up(("Amina Bello",), "501", "moodle") == Match("Amina Bello")
    found = learners.look_up(("Ben Okoro",), "501", "moodle")
    assert (
        isinstance(found, Ambiguous) and "501 is Amina Bello" in found.reason and "Ben Okoro" in found.reason
    )
    assert learners.look_up(("Teilnehmerin",), "501", "moodle") == Match("Amina Bello")  # anonymous


def test_namesakes_are_the_same_two_people_in_each_module(listed, tmp_path):
    first = "Identifier,Full name,Email address\nParticipant 1,Li Wei,a@x\nParticipant 2,Li Wei,b@x\n"
    again = first.replace("Participant 1", "Participant 58").replace("Participant 2", "Participant 57")
    ids = {}
    for text, numbers in ((first, (1, 2)), (again, (58, 57))):
        learners = listed(text)
        for place, number in enumerate(numbers):
            ids.setdefault(place, set()).add(learners.look_up(("Li Wei",), str(number), "moodle").id)
    assert ids == {0: {"a@x"}, 1: {"b@x"}}


# ---- A name before another's --------------------------------------------------------------------

SHEET = "Identifier,Full name\nParticipant 501,Amina Bello\nParticipant 502,Ben Okoro\n"


def test_a_number_that_is_not_the_row_s_gives_nobody_the_row_s_grade(listed):
    learners = listed(SHEET)
    for name in ("Amina Bello", "Mallory-Amina Bello", "Group A-Amina Bello"):
        found = learners.look_up((name,), "999", "moodle")
        assert not isinstance(found, Match), name
        assert learners.look_up((name,), "501", "moodle") == Match("Amina Bello")
    assert "999" in learners.look_up(("Amina Bello",), "999", "moodle").reason
    assert not isinstance(learners.look_up(("Mallory-Amina Bello",), "502", "moodle"), Match)


def test_only_a_group_s_name_may_stand_before_a_name_where_no_number_tells(listed):
    learners = listed("id,name,group\namina,Amina Bello,North\nben,Ben Okoro,\n")
    for name in ("Group A-Amina Bello", "north-Amina Bello", "Amina Bello"):
        assert learners.look_up((name,), "501", "moodle") == Match("amina")
    assert isinstance(learners.look_up(("Mallory-Amina Bello",), "999", "moodle"), Unknown)


@pytest.mark.parametrize("prefix", ["Mallory", "Group A"])
def test_a_name_that_only_ends_like_another_s_changes_nothing_for_the_other(listed, tmp_path, prefix):
    learners = listed(CLASS)
    files = [(f"Amina Bello_501_assignsubmission_file_/{NAME}.ipynb", marked("amina's"))]
    files += [(f"{prefix}-Amina Bello_999_assignsubmission_file_/{NAME}.ipynb", marked("mallory's"))]
    got = chosen(zipped(tmp_path / "m.zip", files), roster=learners)
    assert got["amina"].notebook["metadata"]["x"] == "amina's" and got["amina"].reason is None
    other = got[f"{prefix}-Amina Bello"]
    assert not other.is_known and other.reason
