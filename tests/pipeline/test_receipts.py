"""Times of receipt, from tables of one's own and of platforms."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from autograder.errors import CourseFolderError
from autograder.intake import receipts, roster

NAME, OTHER = "3-monitoring-reporting", "4-decentralized-cooperation"
ACCRA, BERLIN = ZoneInfo("Africa/Accra"), ZoneInfo("Europe/Berlin")


def test_a_table_of_one_s_own(written):
    path = written(
        "learner;assignment;received\n"
        f"amina;{NAME};2026-12-01 18:30\n"
        f"ben;;2026-12-01T18:30+01:00\ncleo;{NAME.upper()};2026-12-02T00:00:00Z\n"
    )
    times = receipts.read(path, zone=BERLIN, assignments=[NAME, OTHER])
    assert times["amina", NAME] == datetime.datetime(2026, 12, 1, 17, 30, tzinfo=datetime.UTC)
    assert receipts.of(times, "ben", OTHER) == times["amina", NAME]
    assert receipts.of(times, "cleo", NAME).hour == 0 and receipts.of(times, "cleo", OTHER) is None
    assert receipts.read(path)["amina", NAME].hour == 18  # UTC where nothing is said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("learner,when\namina,2026-12-01\n", "line 1: The table needs the columns"),
        ("learner,received\namina,yesterday\n", "line 2: 'yesterday' is no time. Write it as"),
        ("learner,received\namina,\nben,-\n", "The table holds no time"),
        ("learner,received\n,2026-12-01\n", "line 2: This row names no learner"),
        ("learner,assignment,received\namina,5-x,2026-12-01\n", "line 2: There is no assignment 5-x"),
        ("learner,received\na,2026-12-01\na,2026-12-02\n", "line 3: a stands in line 2 already"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(written, text, words):
    with pytest.raises(CourseFolderError) as caught:
        receipts.read(written(text), assignments=[NAME])
    assert words in str(caught.value) and "table.csv" in str(caught.value)


WORKSHEET = """Identifier,"Full name","Email address",Status,Grade,"Last modified (submission)"
"Participant 11","Amina Bello",amina@x,"Submitted for grading",,"Tuesday, 3 November 2026, 10:15 PM"
"Participant 12","Ben Okoro",ben@x,"No submission",,-
"Participant 13","Li Wei",li@x,"Submitted for grading",,"Wednesday, 4 November 2026, 12:05 AM"
"Participant 14","Stranger",s@x,"Submitted for grading",,"Wednesday, 4 November 2026, 13:05"
"""


def test_moodle_s_grading_worksheet(written):
    path = written(WORKSHEET, f"Grades-COURSE-{NAME}-4711.csv")
    times = receipts.read(path, zone=ACCRA, assignments=[NAME, OTHER])
    assert {key: time.isoformat() for key, time in times.items()} == {
        ("Amina Bello", NAME): "2026-11-03T22:15:00+00:00",
        ("Li Wei", NAME): "2026-11-04T00:05:00+00:00",
        ("Stranger", NAME): "2026-11-04T13:05:00+00:00",
    }
    learners = roster.read(written("id,name,email\nab,A. B.,amina@x\nlw,Li Wei,\n", "class.csv"))
    times = receipts.read(written(WORKSHEET), learners)
    assert set(times) == {("ab", None), ("lw", None)}


@pytest.mark.parametrize("words", ["3 Zember 2026, 10:15 PM", "3 November 2026, 10:15 PM CST"])
def test_a_row_that_cannot_be_read_is_named_and_the_others_count(written, words):
    """A platform's table."""
    told = []
    times = receipts.read(written(WORKSHEET.replace("3 November 2026, 10:15 PM", words)), tell=told.append)
    assert set(times) == {("Li Wei", None), ("Stranger", None)}
    (said,) = told
    assert f"line 2: 'Tuesday, {words}'" in said and "first seen" in said


def test_rows_of_one_s_own_table_with_a_fault_are_named_and_the_others_count(written):
    learners = roster.read(written("id\namina\nben\ncleo\ndora\n", "class.csv"))
    rows = [
        "amina,,2026-12-01 10:00", "ben,,-", "cleo,,", "dora,,someday", "Amira,,2026-12-01",
        ",,2026-12-01", "ben,5-x,2026-12-01", f"cleo,{NAME},2026-12-01", f"cleo,{NAME},2026-12-02",
        f"dora,{NAME},2026-12-03", f"dora,{NAME},2026-12-03",
    ]  # fmt: skip
    told = []
    path = written("\n".join(["learner,assignment,received", *rows]))
    times = receipts.read(path, learners, assignments=[NAME], tell=told.append)
    assert set(times) == {("amina", None), ("dora", NAME)}
    for words in (
        "line 5: 'someday' is no time", "line 6: Amira is not in the list", "line 7: This row names no",
        "line 8: There is no assignment 5-x", "line 10: cleo stands in line 9 already, with another time",
    ):  # fmt: skip
        assert sum(words in one for one in told) == 1, words
    assert len(told) == 5


def test_a_table_of_faults_is_no_table(written):
    """Times that two orders explain are the table's fault; it is not told of each row."""
    rows = "".join(f"l{day},{day:02}/{day + 1:02}/2026 10:00\n" for day in range(1, 12)) * 3
    with pytest.raises(CourseFolderError, match="line 2: '01/02/2026 10:00' may be"):
        receipts.read(written("learner,received\n" + rows))


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("24 November 2026, 10:15 AM Central European Time", "09:15"),
        ("24 July 2026, 10:15 AM Central European Summer Time", "08:15"),
        ("Tuesday, 24 November 2026, 10:15 AM (Pacific Standard Time)", "18:15"),
        ("24 novembre 2026, 10:15 heure normale d’Europe centrale", "09:15"),
        ("24. November 2026, 10:15 Uhr MEZ", "09:15"),
        ("Tue, 24 Nov 2026 10:15:00 +0100", "09:15"),
        ("24 November 2026, 10:15 AM GMT-03:30", "13:45"),
        ("24/11/2026 10:15 UTC", "10:15"),
        ("2026-11-24 10:15 (Europe/Berlin)", "09:15"),
        ("24 November 2026, 10:15 AM", "07:15"),  # of the course
        ("10:15, TUE 24 NOV", None),
        ("10:15, 24 NOV 2026", "07:15"),
        ("2026-11-24 10:15 Mars/Base", None),
        ("24 November 2026, 10:15 AM EST", None),  # in America or in Australia
    ],
)
def test_the_time_zone_that_a_time_names_counts(written, text, utc):
    path = written(f'learner,received\namina,"{text}"\n')
    if utc is None:
        with pytest.raises(CourseFolderError, match="line 2: "):
            receipts.read(path)
        return
    moment = receipts.read(path, zone=ZoneInfo("Africa/Nairobi"))["amina", None]
    assert f"{moment.astimezone(datetime.UTC):%H:%M}" == utc


def test_an_unknown_learner_in_one_s_own_table_is_told(written):
    learners = roster.read(written("id\namina\n", "class.csv"))
    with pytest.raises(CourseFolderError, match="line 2: Amira is not in the list"):
        receipts.read(written("learner,received\nAmira,2026-12-01\n"), learners)
