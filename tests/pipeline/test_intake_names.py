"""Whose is it, and which one counts: names of files and folders, and several files of one learner."""

import json
import os

import pytest
from handed_in import EMPTY, NAME, OTHER, as_bytes, chosen, marked, put, zipped
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.intake import choosing, disk, finding, levels, naming

# ---- Who and what ---------------------------------------------------------------------------


def who_and_what(path, top):
    """``(learner, assignment or None)`` of the only file of an input called ``top``."""
    parts = tuple(path.split("/"))
    found = levels.Levels([parts], top, [NAME, OTHER])
    place = found.place(parts)
    return naming.learner_id(place.name), found.assignment(place, parts)


@pytest.mark.parametrize(
    ("path", "top", "learner", "assignment"),
    [
        (f"amina/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/my work.ipynb", "in", "amina", NAME),
        (f"cohort/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"submitted/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"submitted/amina/{NAME}/deep/{NAME}.ipynb", "in", "amina", NAME),
        (f"x/submitted/amina/{NAME}/deep/{NAME}.ipynb", "in", "x", NAME),
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
    assert who_and_what(path, top) == (learner, assignment)


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
    put(tmp_path, f"cleo/{NAME}.ipynb")
    put(tmp_path, f"cleo/{OTHER}.ipynb")
    told = []
    hand_ins = finding.collect([tmp_path], [NAME, OTHER], tell=told.append)
    submissions = choosing.choose(hand_ins, [NAME, OTHER], tell=told.append)
    got = [(one.learner, one.assignment) for one in submissions]
    assert got == [
        ("amina", OTHER),
        ("cleo", NAME),
        ("cleo", OTHER),
    ]
    (sentence,) = told  # two assignments are as usual as each other: nobody says which one this is
    assert "ben.ipynb (ben) was passed over" in sentence and f"{NAME}, {OTHER}" in sentence


def test_a_broken_file_among_several_assignments_is_of_none(tmp_path):
    """One name that tells an assignment tells nothing of the others: it would take another's grade away."""
    of_other = {**EMPTY, "metadata": {"localsdg": {"assignment": OTHER}}}
    put(tmp_path, f"Boris {NAME}.ipynb", json.dumps(EMPTY).encode())
    put(tmp_path, "amina.ipynb", json.dumps(of_other).encode())
    put(tmp_path, "dan.ipynb", json.dumps({**of_other, "nbformat_minor": 4}).encode())
    put(tmp_path, "carla.ipynb", b"")
    told = []
    got = chosen(tmp_path, assignments=[NAME, OTHER], tell=told.append)
    assert {one: got[one].assignment for one in got} == {"Boris": NAME, "amina": OTHER, "dan": OTHER}
    assert len(told) == 1 and "carla.ipynb (carla) was passed over" in told[0]


def test_in_a_download_one_odd_name_does_not_say_the_assignment(tmp_path):
    of_other = json.dumps({**EMPTY, "metadata": {"localsdg": {"assignment": OTHER}}}).encode()
    names = ["Amina_1", "Boris_2", "Carla_3", "Dan_4"]
    files = [(f"{NAME}.ipynb", as_bytes()), ("work.ipynb", of_other), ("w.ipynb", of_other), ("x.ipynb", b"")]
    entries = [
        (f"{one}_assignsubmission_file_/{name}", data) for one, (name, data) in zip(names, files, strict=True)
    ]
    got = chosen(zipped(tmp_path / "all.zip", entries), assignments=[NAME, OTHER])
    assert [got[one].assignment for one in ("Amina", "Boris", "Carla", "Dan")] == [NAME, OTHER, OTHER, OTHER]


# ---- Awkward names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("..", "unnamed"),
        (" . ", "unnamed"),
        ("Amina\n\x1b[31m", "Amina___31m"),
        ("a\u202egnp.exe", "a_gnp.exe"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("a<b>:c|d?*", "a_b__c_d__"),
        ("amina. ", "amina"),
        ("José", "José"),
        ("Jose\u0301", "José"),
        ("نرگس\u200cفر", "نرگس\u200cفر"),  # a joiner that belongs into the name
    ],
)
def test_awkward_names_become_safe_ones(name, learner):
    assert naming.learner_id(name) == learner


def test_long_names_fit_into_a_file_system_and_stay_two():
    for letter in ("a", "é", "报"):
        one, two = naming.learner_id(letter * 300 + "1"), naming.learner_id(letter * 300 + "2")
        assert one != two and len(one.encode()) <= 200 and naming.learner_id(one) == one


def test_names_that_differ_by_case_are_two_learners_and_by_form_one(tmp_path):
    for folder in ("Amina", "amina", "Jose\u0301", "José"):
        put(tmp_path, f"{folder}/{NAME}.ipynb", marked("the same"))
    assert sorted(chosen(tmp_path)) == ["Amina", "José", "amina"]


def test_two_names_that_would_become_one_are_told(tmp_path):
    put(tmp_path, f"a:b/{NAME}.ipynb", marked("x"))
    put(tmp_path, f"a_b/{NAME}.ipynb", marked("x"))
    assert "Two names would be one learner: a:b and a_b." in chosen(tmp_path)["a_b"].reason


def test_a_name_in_old_letters_is_read(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"Jos\xe9")).mkdir()
    except OSError:
        pytest.skip("this file system has UTF-8 names alone")
    put(tmp_path, os.fsdecode(b"Jos\xe9") + f"/{NAME}.ipynb", as_bytes())
    assert list(chosen(tmp_path)) == ["José"]


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME} (1).ipynb", f"{NAME}(2).ipynb", f"{NAME} (1) (1).ipynb", f"{NAME} - Copy.ipynb",
        f"{NAME} - Copy (2).ipynb", f"{NAME}-Copy1.ipynb", f"Copy of {NAME}.ipynb", f"{NAME} copy 2.ipynb",
        f"{NAME}.ipynb.txt", f"{NAME}.ipynb.json", f"{NAME}.IPYNB", f"{NAME}-3.ipynb", f"Amina_{NAME}.ipynb",
        f"{NAME}_amina.ipynb", f"{NAME} - Kopie.ipynb",
    ],
)  # fmt: skip
def test_names_that_browsers_and_people_made_tell_the_assignment(name):
    assert naming.is_notebook(name)
    assert who_and_what(f"amina/{name}", "in") == ("amina", NAME)


def test_a_file_named_after_learner_and_assignment(tmp_path):
    put(tmp_path, f"Amina_{NAME}.ipynb", as_bytes())
    put(tmp_path, f"{NAME} ben.ipynb", as_bytes())
    got = chosen(tmp_path, assignments=[NAME, OTHER])
    assert {one.learner: one.assignment for one in got.values()} == {"Amina": NAME, "ben": NAME}


@pytest.mark.parametrize(
    ("files", "folder", "learners", "count"),
    [
        ([f"{NAME}.ipynb", f"amina/{NAME}.ipynb"], "class", ["amina"], 1),  # beside others it is nobody's
        ([f"{NAME}.ipynb", f"ben_{NAME}.ipynb"], "class", ["ben"], 1),
        ([f"{NAME}.ipynb", f"{OTHER}.ipynb"], "hand-ins", [], 1),
        ([f"{NAME}.ipynb"], "in", [], 1),
        ([f"{NAME}.ipynb"], "Ina", ["Ina"], 0),  # one folder is one learner's
        ([f"{NAME}.ipynb", "notes.txt"], "amina", ["amina"], 0),
        (["Untitled1.ipynb", f"ben/{NAME}.ipynb"], "class", ["ben"], 1),
    ],
)
def test_a_loose_notebook_is_nobody_s_where_no_name_says_whose_it_is(
    tmp_path, files, folder, learners, count
):
    for name in files:
        put(tmp_path / folder, name, as_bytes())
    told = []
    assert sorted(chosen(tmp_path / folder, assignments=[NAME, OTHER], tell=told.append)) == learners
    assert len(told) == count
    assert all(files[0] in said and "says whose it is" in said for said in told)


# ---- Several of one learner --------------------------------------------------------------------


def test_the_readable_one_counts_and_the_other_is_told(tmp_path):
    put(tmp_path, f"amina/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"amina/{NAME} (1).ipynb", as_bytes()[:20])
    put(tmp_path, f"ben/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"ben/{NAME} (1).ipynb", b"\xef\xbb\xbf" + as_bytes())  # the same in other bytes
    got = chosen(tmp_path)
    assert got["amina"].notebook and "was passed over: The notebook is cut off" in got["amina"].notes[0]
    assert got["ben"].notebook and got["ben"].reason is None


def test_files_beside_the_notebook_are_named_and_litter_is_not(tmp_path):
    put(tmp_path, f"amina/{NAME}.ipynb", as_bytes())
    for name in ("photo.jpg", "deep/more.csv", ".DS_Store", "Thumbs.db", ".localsdg-answers.json"):
        put(tmp_path, f"amina/{name}")
    put(tmp_path, f"ben/{NAME}.ipynb", as_bytes())
    put(tmp_path, "zara/essay.pdf", b"%PDF")
    put(tmp_path, "list of learners.csv")
    got = chosen(tmp_path)
    assert got["amina"].notes == [
        "Also handed in, and not graded: more.csv (a spreadsheet), photo.jpg (a picture)."
    ]
    assert got["ben"].notes == []
    assert sorted(got) == ["amina", "ben", "zara"] and "essay.pdf (a PDF document)" in got["zara"].reason


def test_a_document_among_notebooks_named_after_learners_is_a_learner_s(tmp_path):
    put(tmp_path, "amina.ipynb", as_bytes())
    put(tmp_path, "ben.pdf", b"%PDF")
    put(tmp_path, "notes.txt", b"mine")
    assert sorted(chosen(tmp_path)) == ["amina", "ben"]


def test_a_notebook_without_marks_is_known_by_its_cells(tmp_path, maker, small_course):
    import copy

    from autograder.notebook import released

    bare = copy.deepcopy(maker.blank)
    bare["metadata"] = {}
    for cell in bare["cells"]:
        cell["metadata"] = {}
    put(tmp_path, "amina.ipynb", json.dumps(bare).encode())
    mine = released.describe(NAME, json.dumps(maker.blank))
    other = released.describe(OTHER, json.dumps(EMPTY))
    assert chosen(tmp_path, assignments={NAME: mine, OTHER: other})["amina"].assignment == NAME


def test_what_the_caller_knows_is_not_read_again(tmp_path):
    put(tmp_path, f"amina/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"ben/{NAME}.ipynb", as_bytes())
    for place in tmp_path.rglob("*.ipynb"):
        assert disk.stamp(place) is None  # changed just now: it may change again within the clock's tick
    assert {one.signature for one in chosen(tmp_path).values()} == {None}

    def signatures(**options):
        hand_ins = finding.collect([tmp_path], [NAME])
        return {one.learner: one for one in choosing.choose(hand_ins, [NAME], **options)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_TICK", 0)
        first = signatures()
        known = {(one.learner, NAME, one.signature) for one in first.values()}
        put(tmp_path, f"ben/{NAME}.ipynb", as_bytes(metadata={}))
        again = signatures(is_unchanged=lambda *those: those in known)
    assert again["amina"].is_unchanged and not again["amina"].data
    assert not again["ben"].is_unchanged and again["ben"].notebook


@pytest.mark.parametrize(
    ("before", "now", "is_other"),
    [
        ("in/a?b/x.ipynb", "a*b", True),
        ("in/a_b/x.ipynb", "a*b", True),
        ("in.zip: a?b/x.ipynb", "a_b", True),
        (f"in/a?b_{NAME}.ipynb", "a*b", True),
        ("in/a?b/x.ipynb", "a?b", False),
        (f"in/a?b_{NAME}.ipynb", "a?b", False),
        ("course/submitted/a_b/one/x.ipynb", "a?b", False),
        ("elsewhere/x.ipynb", "a?b", False),
    ],
)
def test_a_name_that_would_be_an_earlier_learner_takes_nothing_away(tmp_path, before, now, is_other):
    put(tmp_path, f"in/{now}/{NAME}.ipynb", as_bytes())
    hand_ins, told = finding.collect([tmp_path / "in"], [NAME]), []
    got = list(choosing.choose(hand_ins, [NAME], tell=told.append, places_of={"a_b": [before]}.get))
    assert (len(got), len(told)) == ((0, 1) if is_other else (1, 0))
    assert not is_other or now in told[0]
