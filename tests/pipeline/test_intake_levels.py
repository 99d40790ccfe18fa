"""Only the outermost name, which the platform or the facilitator wrote, says whose a hand-in is."""

import io
import os
import unicodedata
import zipfile

import pytest
from handed_in import NAME, OTHER, chosen, found, marked, put, zipped
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.intake import choosing, finding, roster

PEOPLE = {"amina": "Amina Bello", "ben": "Ben Okoro", "josé": "José Núñez", "cleo": "Cleo Li"}
MALLORY = "Mallory Mann"
NUMBERS = {"Amina Bello": 501, "Ben Okoro": 502, MALLORY: 503, "José Núñez": 504, "Cleo Li": 505}
FILE = f"{NAME}.ipynb"


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "class.csv"
    people = {**PEOPLE, "mallory": MALLORY}
    rows = [f"{id},{name},{NUMBERS[name]}" for id, name in people.items()]
    path.write_text("\n".join(["id,name,moodle id", *rows]), encoding="utf-8")
    return roster.read(path)


def moodle(name):
    return f"{name}_{NUMBERS[name]}_assignsubmission_file_"


def results(path, learners=None, assignments=(NAME, OTHER)):
    """``{(learner, assignment): what counts}`` of an input."""
    hand_ins = finding.collect([path], list(assignments), None, learners)
    return {
        (one.learner, one.assignment): (one.digest, one.reason, one.is_known)
        for one in choosing.choose(hand_ins, assignments, learners)
    }


# ---- A learner's own names ----------------------------------------------------------------------

BEN, CLEO = moodle("Ben Okoro"), moodle("Cleo Li")
CLAIMS = [
    f"submitted/Ben Okoro/{NAME}/x.ipynb",
    f"submitted/cleo/{FILE}",
    f"submitted/{BEN}/{FILE}",
    f"{BEN}x.ipynb",
    f"{BEN}/{FILE}",
    f"Ben Okoro/{FILE}",
    f"cleo/{NAME}/{FILE}",
    f"{NAME}/cleo/{FILE}",
    f"{NAME}/{CLEO}{FILE}",
    f"okoroben_502_77_{FILE}",
    f"x/okoroben_502_77_{FILE}",
    f"cleo_{FILE}",
    "cleo.ipynb",
]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("with_list", [True, False])
@pytest.mark.parametrize("packed", [True, False])
def test_nothing_in_a_moodle_download_names_another(tmp_path, listed, claim, with_list, packed):
    data = marked("mallory's")
    path, below = claim, data
    if packed:
        inner = io.BytesIO()
        zipped(inner, [(claim, data)])
        path, below = "submitted.zip", inner.getvalue()
    honest = [(f"{CLEO}/{FILE}", marked("cleo's")), (f"{moodle('Amina Bello')}/{FILE}", marked("amina's"))]
    before = results(zipped(tmp_path / "a.zip", honest), listed if with_list else None)
    claiming = zipped(tmp_path / "b.zip", [*honest, (f"{moodle(MALLORY)}/{path}", below)])
    after = results(claiming, listed if with_list else None)
    mine = {key: after.pop(key) for key in list(after) if key not in before}
    assert after == before
    assert {learner for learner, _ in mine} == {"mallory" if with_list else MALLORY}
    if with_list:
        (_, reason, _), *_ = mine.values()
        assert "names two learners: Mallory Mann and, below, " in reason


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("with_list", [True, False])
def test_nothing_in_a_learner_s_folder_names_another(tmp_path, listed, claim, with_list):
    for learner in ("amina", "cleo"):
        put(tmp_path / "in", f"{learner}/{FILE}", marked(learner))
    before = results(tmp_path / "in", listed if with_list else None)
    put(tmp_path / "in", f"mallory/{claim}", marked("mallory's"))
    after = results(tmp_path / "in", listed if with_list else None)
    mine = {key: after.pop(key) for key in list(after) if key not in before}
    assert after == before and {learner for learner, _ in mine} == {"mallory"}
    if with_list or BEN in claim or CLEO in claim:
        assert all("names two learners: mallory and, below" in reason for _, reason, _ in mine.values())


def test_a_refused_path_takes_nothing_from_the_learner_s_own_work(tmp_path, listed):
    put(tmp_path / "in", f"amina/{FILE}", marked("amina's"))
    put(tmp_path / "in", f"amina/ben/{FILE}", marked("ben's"))
    got = chosen(tmp_path / "in", roster=listed)
    assert list(got) == ["amina"] and got["amina"].notebook["metadata"] == {"x": "amina's"}
    assert "passed over: Its path names two learners: amina and, below, ben" in got["amina"].notes[0]


def test_numbers_and_one_s_own_name_are_no_other_learner_s(tmp_path):
    path = put(tmp_path, "class.csv", b"id,name\n1,Amina Bello\n2,Ben Okoro\n3,Cleo Li\n")
    learners = roster.read(path)
    put(tmp_path / "in", f"Amina Bello/2/{FILE}", marked("a"))
    put(tmp_path / "in", f"Ben Okoro/okoro ben/{FILE}", marked("b"))
    put(tmp_path / "in", "3/1.ipynb", marked("c"))
    got = chosen(tmp_path / "in", roster=learners)
    assert {learner: one.reason for learner, one in got.items()} == {"1": None, "2": None, "3": None}


def test_of_two_patterns_in_one_name_the_outermost_is_the_platform_s(tmp_path, listed):
    canvas = zipped(
        tmp_path / "canvas.zip",
        [
            (f"mannmallory_503_9001_{BEN}{FILE}", marked("m")),
            (f"licleo_505_9002_{FILE}", marked("c")),
            (f"okoroben_506_9003_okorob_502_9004_{FILE}", marked("b")),
        ],
    )
    assert sorted(found(canvas)) == ["licleo", "mannmallory", "okoroben"]
    flat = zipped(
        tmp_path / "moodle.zip",
        [
            (f"Mallory_503_assignsubmission_file_cleo_505_9002_{FILE}", marked("m")),
            (f"{moodle(MALLORY)}{BEN}{FILE}", marked("m")),
            (f"{CLEO}{FILE}", marked("c")),
        ],
    )
    assert sorted(found(flat)) == ["Cleo Li", "Mallory", f"{moodle(MALLORY)}{BEN}{FILE}"]
    assert sorted(results(flat, listed)) == [("cleo", NAME), ("mallory", NAME)]


SELF_STYLED = "Ben Okoro_502_assignsubmission_file_"  # what somebody calls oneself on the platform


def test_a_person_called_like_a_platform_s_name_gets_nobody_s_grade(tmp_path, listed):
    """A folder's name is the platform's to its end; a file's that reads in two ways is nobody's."""
    folder, file = (
        f"{SELF_STYLED}_509_assignsubmission_file_/{FILE}",
        f"{SELF_STYLED}_509_assignsubmission_file_x.ipynb",
    )
    row = put(tmp_path, "more.csv", f"id,name,moodle id\nben,Ben Okoro,502\neve,{SELF_STYLED},509\n".encode())
    honest = (f"{CLEO}/{FILE}", marked("cleo's"))
    for path, learners, who, taken in (
        (folder, None, SELF_STYLED, True),
        (folder, roster.read(row), "eve", True),
        (folder, listed, SELF_STYLED, False),
        (file, None, file, False),
        (file, roster.read(row), file, False),  # the row of Ben fits, and that of Eve fits
    ):
        got = results(zipped(tmp_path / "m.zip", [honest, (path, marked("eve's"))]), learners)
        assert {learner for learner, _ in got} - {"cleo", "Cleo Li"} == {who}
        _, reason, is_known = got[who, NAME]
        assert (reason is None and is_known) == taken, (path, reason)


def test_a_person_whose_canvas_name_ends_with_a_number_gets_nobody_s_grade(tmp_path):
    entries = [(f"licleo_505_9002_{FILE}", marked("c")), (f"licleo_505_777_9003_{FILE}", marked("m"))]
    gradebook = 'Student,ID,SIS Login ID\n"Li, Cleo",505,cleo\n"licleo_505",777,eve\n"Ben",9,ben\n'
    lists = roster.read(put(tmp_path, "g.csv", gradebook.encode()))
    got = results(zipped(tmp_path / "c.zip", entries))
    assert {learner: known for (learner, _), (*_, known) in got.items()} == {
        "licleo": True, f"licleo_505_777_9003_{FILE}": False,
    }  # fmt: skip
    fair = [entries[0], ("ben_9_9004_2026_11_notes.ipynb", marked("b"))]
    assert sorted(results(zipped(tmp_path / "c.zip", fair), lists)) == [("ben", NAME), ("cleo", NAME)]


def test_one_folder_of_a_download_in_a_folder_that_sorts(tmp_path, listed):
    """Somebody unpacks the one that came late into a folder of its own; the list says whose it is."""
    path = zipped(tmp_path / "c.zip", [(f"came late/{CLEO}/{FILE}", marked("c"))])
    assert list(results(path, listed)) == [("cleo", NAME)]
    assert list(results(path)) == [("came late", NAME)]  # without a list nobody says that it sorts
    beside = [(f"came late/{CLEO}/{FILE}", marked("c")), (f"{MALLORY}/{FILE}", marked("m"))]
    got = results(zipped(tmp_path / "d.zip", beside), listed)
    assert {one for one, _ in got} == {"came late", "mallory"}  # beside a learner it may be one, too


# ---- As a kind --------------------------------------------------------------------------------

DECOMPOSED = unicodedata.normalize("NFD", "José Núñez")
NAMES = st.sampled_from(
    [
        *PEOPLE, *PEOPLE.values(), "BEN", "Okoro, Ben", "okoroben", DECOMPOSED, "ben.", " ben", "ben ",
        "submitted", "Submitted", NAME, OTHER, "Module 3", "Group A", "late", "source", ".ipynb_checkpoints",
        "Default group_9",
        *(moodle(name) for name in PEOPLE.values()), moodle(MALLORY), "okoroben_502_77_", "licleo_505_78_x",
        "Participant_502_assignsubmission_file_", "deep", "...",
    ]
)  # fmt: skip
CLIMBING = st.sampled_from(["..", ".", "..\\..\\ben", "\\cleo", "C:", "C:\\cleo", ""])
ENDS = st.sampled_from([".ipynb", ".ipynb", " (1).ipynb", ".IPYNB", ".pdf", ".zip", ".json", ".gdoc", ""])
FILES = st.builds("{}{}".format, NAMES, ENDS) | st.just(FILE)
PATHS = st.builds(lambda folders, file: [*folders, file], st.lists(NAMES, max_size=4), FILES)
CLIMBING_PATHS = st.builds(
    lambda folders, file: [*folders, file], st.lists(NAMES | CLIMBING, max_size=4), FILES
)


def packed(paths):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number, path in enumerate(dict.fromkeys(map("/".join, paths))):
            archive.writestr(path, marked(f"inside {number}"))
    return held.getvalue()


LAYOUTS = {
    "moodle": lambda name: f"{moodle(name)}/",
    "moodle in a folder of a module": lambda name: f"{NAME}/{moodle(name)}/",
    "flat moodle": moodle,
    "canvas": lambda name: f"{''.join(reversed(name.lower().split()))}_{NUMBERS[name]}_9{NUMBERS[name]}_",
    "folders": lambda name: f"{name}/",
    "folders in a folder": lambda name: f"cohort/{name}/",
    "nbgrader": lambda name: f"submitted/{name}/{NAME}/",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("with_list", [True, False])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=20,
    derandomize=True,
)
@given(paths=st.lists(CLIMBING_PATHS, min_size=1, max_size=4), inner=st.lists(PATHS, max_size=3))
@example(paths=[["submitted", "Ben Okoro", NAME, "x.ipynb"]], inner=[["submitted", "cleo", FILE]])
def test_no_name_of_a_learner_changes_what_another_gets(tmp_path, listed, layout, with_list, paths, inner):
    start, learners = LAYOUTS[layout], listed if with_list else None
    honest = {start("Amina Bello") + FILE: marked("amina's"), start("Cleo Li") + FILE: marked("cleo's")}
    honest |= {start("José Núñez") + FILE: marked("josé's")}
    before = results(zipped(tmp_path / "x.zip", honest.items()), learners)
    assert len(before) == 3 and all(reason is None for _, reason, _ in before.values())
    mine, join = {}, "/" if start(MALLORY).endswith("/") else "_"
    for number, path in enumerate(paths):
        path = join.join(path).replace("\\", "\\" if join == "/" else "_")
        mine[start(MALLORY) + path] = marked(f"mine {number}")
    mine[f"{start(MALLORY)}submitted.zip"] = packed(inner)
    after = results(zipped(tmp_path / "x.zip", [*mine.items(), *honest.items()]), learners)
    for key, what in before.items():
        assert after.pop(key) == what
    # A file's name that can be read in two ways is nobody's without a list, and goes by the whole name.
    unclear = {learner for (learner, _), (*_, is_known) in after.items() if not is_known}
    assert all(learner.startswith(f"{MALLORY}_503_assign") for learner in unclear) and not (
        unclear and with_list
    )
    assert {learner for learner, _ in after} - unclear <= {"mallory", MALLORY, "mannmallory"}


@pytest.mark.parametrize("with_list", [True, False])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=20,
    derandomize=True,
)
@given(paths=st.lists(PATHS, min_size=1, max_size=4), link=NAMES)
def test_no_file_or_link_of_a_learner_changes_what_another_gets(
    tmp_path_factory, listed, with_list, paths, link
):
    folder, learners = tmp_path_factory.mktemp("in"), listed if with_list else None
    for name in ("Amina Bello", "Cleo Li", "José Núñez"):
        put(folder, f"{name}/{FILE}", marked(name))
    before = results(folder, learners)
    for number, path in enumerate(paths):
        try:
            put(folder, "/".join([MALLORY, *path]), marked(f"mine {number}"))
        except OSError:
            continue  # one path has a folder where another has a file
    for place, target in (
        (link, f"../Cleo Li/{FILE}"),
        (f"{link}.ipynb", f"../Cleo Li/{FILE}"),
        ("up", ".."),
    ):
        path = folder / MALLORY / place
        if not os.path.lexists(path):
            os.symlink(target, path)
    after = results(folder, learners)
    for key, what in before.items():
        assert after.pop(key) == what
    assert {learner for learner, _ in after} <= {"mallory", MALLORY}
    assert not {digest for digest, *_ in after.values()} & {digest for digest, *_ in before.values()}
