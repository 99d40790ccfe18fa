"""Tables of grades: our own CSV, Moodle's worksheet and Canvas's gradebook, filled in."""

import csv
import io

import pytest
from outcomes import NAME, outcome, with_first

from autograder.errors import CourseFolderError
from autograder.intake.roster import Learner, Roster
from autograder.model import Late
from autograder.reports import export

MOODLE = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
    '"Participant 501","Diallo, Amina",amina@example.org,"Submitted for grading - ",,12.00,Yes,'
    '"Monday, 2 November 2026, 10:00 AM",-,\r\n'
    '"Participant 502","O""Brien,  José",=jose@example.org,"No submission",7.00,'
    '12.00,Yes,-,-,"<p>old</p>"\r\n'
    '"Participant 503","=HYPERLINK(1)",x@example.org,"Submitted for grading - ",,12.00,Yes,-,-,\r\n'
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,"
    "First week (77),Module three (78),Current Score,Final Score\n"
    ",,,,,,,Manual Posting,(read only),(read only)\n"
    "    Points Possible,,,,,,5,12.0,(read only),(read only)\n"
    '"Diallo, Amina",901,s-1,amina@example.org,Section A,"a ""note""",4.50,,90,90\n'
    '"O\'Brien, José",902,s-2,jose,Section A,,,3.00,,\n'
    '"Student, Test",903,,,Section A,,,,,\n'
)


def rows(text, **options):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), **options))


@pytest.fixture
def fill(small_course):
    """``fill(shape, outcomes, template, ...)`` -> ``(text, what was said)``."""

    def run(shape, outcomes, template=None, **options):
        said = []
        template = template.encode() if isinstance(template, str) else template
        text = export.write(shape, outcomes, template=template, say=said.append, **options)
        return export.as_bytes(text, template).decode(), said

    return run


# ---- Our own CSV ----------------------------------------------------------------------------------


def test_the_csv_tells_when_what_was_mended_and_what_lateness_cost(fill):
    late = Late("2026-11-02T10:00:00+01:00", "…", 2, 10, 1.5, "…")
    notes = ["=Cells were put back.", "Twice."]
    text, _ = fill(
        "csv", [outcome("amina", late=late, notes=notes), outcome("ben", received="2026-11-01T09:00:00Z")]
    )
    amina, ben = rows(text)
    assert amina["received"] == "2026-11-02T10:00:00+01:00" and amina["late_penalty"] == "1.5"
    assert amina["notes"] == "'=Cells were put back. Twice."
    assert (ben["received"], ben["late_penalty"], ben["notes"]) == ("2026-11-01T09:00:00Z", "", "")


def test_one_assignment_at_a_time_for_an_lms(fill):
    two = [outcome("amina"), outcome("amina", assignment="1-sdg-introduction")]
    assert len(rows(fill("csv", two)[0])) == 2
    assert len(rows(fill("csv", two, assignment=NAME)[0])) == 1
    with pytest.raises(CourseFolderError, match="--assignment 1-sdg-introduction or --assignment 3-mon"):
        fill("moodle", two)
    with pytest.raises(CourseFolderError, match="no grades for 9-none. There are for: 1-sdg"):
        fill("moodle", two, assignment="9-none")
    with pytest.raises(CourseFolderError, match="no grades to export yet"):
        fill("canvas", [])
    with pytest.raises(CourseFolderError, match="add --format"):
        fill("csv", two, CANVAS)


# ---- Moodle ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_moodles_worksheet_comes_back_byte_for_byte_with_grades_and_comments(fill, start):
    learners = ["Amina Diallo", "O'BRIEN, José_502_assignsubmission_file"]
    template = (start + MOODLE).replace('"O""Brien,  José"', '"José  O\'Brien"')
    text, said = fill("moodle", [outcome(learners[0]), outcome(learners[1], 12)], template)
    made, before = rows(text), rows(template)
    assert said == [
        "Other grades stood in the worksheet: O'BRIEN, José_502_assignsubmission_file (7.00 becomes 12)."
    ]
    assert text.startswith(start + "Identifier,")
    assert [row["Grade"] for row in made] == ["9.5", "12", ""]
    assert "9.5 of 12 points" in made[0]["Feedback comments"] and made[1]["Feedback comments"].startswith(
        "<p>old</p><div"
    )
    changed = {"Grade", "Feedback comments"}
    for one, other in zip(made, before, strict=True):
        assert {k: v for k, v in one.items() if k not in changed} == {
            k: v for k, v in other.items() if k not in changed
        }
    last = '"Participant 503","=HYPERLINK(1)",x@example.org,"Submitted for grading - ",,12.00,Yes,-,-,\r\n'
    assert text.endswith(last)  # a row that is not ours, and what Moodle wrote, stay as they are
    assert '"Submitted for grading - ",9.5,12.00,Yes,"Monday, 2 November 2026, 10:00 AM",-,' in text


def test_what_is_not_graded_is_an_empty_grade_and_says_why(fill):
    template = MOODLE.replace(",7.00,", ",,").replace("<p>old</p>", "")
    text, _ = fill(
        "moodle",
        [outcome("amina@example.org", 4, "needs_human"), outcome("=jose@example.org", None, "ungraded")],
        template,
    )
    amina, jose, _ = rows(text)
    assert (amina["Grade"], jose["Grade"]) == ("", "")
    assert "A person still reads" in amina["Feedback comments"]
    assert "could not be graded" in jose["Feedback comments"]


@pytest.mark.parametrize("status", ["ungraded", "needs_human"])
def test_what_a_marker_gave_stays_where_we_have_no_grade(fill, status):
    text, said = fill("moodle", [outcome("=jose@example.org", None, status)], MOODLE)
    assert text == MOODLE and said == ["Kept as it stands in the worksheet: =jose@example.org (7.00)."]


def test_a_second_export_replaces_our_part_of_a_comment_and_nothing_else(fill):
    once, _ = fill("moodle", [outcome("=jose@example.org", 3)], MOODLE)
    signed = once.replace('</div>"', '</div><p>Well done. M.</p>"')
    comment = rows(fill("moodle", [outcome("=jose@example.org", 12)], signed)[0])[1]["Feedback comments"]
    assert comment.startswith("<p>old</p><div") and comment.endswith("</div><p>Well done. M.</p>")
    assert "12 of 12 points" in comment and "3 of 12 points" not in comment
    before = MOODLE.replace("<p>old</p>", "<p>3 of 12 points</p><ul><li>who: 3 of 12 points</li></ul>")
    comment = rows(fill("moodle", [outcome("=jose@example.org", 12)], before)[0])[1]["Feedback comments"]
    assert comment.count("<ul>") == 1 and "<p>3 of" not in comment  # an export of an earlier version


def test_comments_are_safe_html(fill):
    one = outcome("amina@example.org", late=Late("", "", 2, 10, None, "<b>2 days</b>"))
    one = with_first(one, comment="=1+1 <script>alert(1)</script>\nAnd more")
    comment = rows(fill("moodle", [one], MOODLE)[0])[0]["Feedback comments"]
    assert "<script" not in comment and "&lt;script&gt;" in comment and "<br>And more" in comment
    assert "&lt;b&gt;2 days" in comment and comment.startswith("<div class=") and "So." not in comment


def test_points_that_differ_are_converted_only_when_asked_for(fill):
    template = MOODLE.replace("12.00", "100.00")
    with pytest.raises(CourseFolderError, match="Moodle gives 100 points .* the course 12.*--scale"):
        fill("moodle", [outcome("amina@example.org")], template)
    text, _ = fill("moodle", [outcome("amina@example.org")], template, scale=True)
    assert rows(text)[0]["Grade"] == "79.17"


def test_a_name_that_two_rows_have_is_not_guessed(fill):
    template = MOODLE.replace('"=HYPERLINK(1)"', '"Amina Diallo"')
    with pytest.raises(CourseFolderError, match="“Amina Diallo” stands in 2 rows .*--roster"):
        fill("moodle", [outcome("Amina Diallo")], template)
    roster = Roster([Learner("Amina Diallo", "Amina Diallo", email="x@example.org")])
    text, _ = fill("moodle", [outcome("Amina Diallo")], template, roster=roster)
    assert [row["Grade"] for row in rows(text)] == ["", "7.00", "9.5"]
    text, _ = fill("moodle", [outcome("Amina Diallo_503")], template)
    assert [row["Grade"] for row in rows(text)] == ["", "7.00", "9.5"]


def test_two_learners_in_one_row_and_learners_without_one(fill):
    with pytest.raises(CourseFolderError, match="both belong to “Diallo, Amina”"):
        fill("moodle", [outcome("Amina Diallo"), outcome("amina@example.org")], MOODLE)
    with pytest.raises(CourseFolderError, match="no row for any of the learners, such as nobody, 502"):
        fill("moodle", [outcome("nobody"), outcome("502")], MOODLE)  # a number alone may be anybody's
    text, said = fill("moodle", [outcome("nobody"), outcome("=jose@example.org", None, "ungraded")], MOODLE)
    assert text == MOODLE
    assert said[0] == "the worksheet has no row for nobody. Their grades are not in the export."


def test_a_locked_grade_is_said(fill):
    text, said = fill("moodle", [outcome("amina@example.org")], MOODLE.replace("12.00,Yes", "12.00,No"))
    assert said == ["Moodle does not let 1 of these grades be changed; it will leave them as they are."]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (MOODLE.replace("example.org", "elsewhere"), "no row for any of the learners"),
        (CANVAS, "not Moodle's grading worksheet .*Download grading worksheet"),
        (b"", "no column"),
        (b"\xff\xfea\x00", "no column"),
        (b"\xff\xfea", "no encoding. Save the table again"),
        (b"PK\x03\x04rest", "The worksheet: This is a spreadsheet, not a CSV. Open it and save it as CSV"),
        (MOODLE + '"open', "quotes in line 5 are not closed"),
        (MOODLE.replace("12.00", "Competent"), "graded by a scale"),
    ],
)
def test_what_is_no_worksheet_is_refused_in_words_that_help(fill, template, message):
    with pytest.raises(CourseFolderError, match=message):
        fill("moodle", [outcome("amina@example.org")], template)


def test_without_a_worksheet_nothing_is_written_for_moodle(fill):
    with pytest.raises(CourseFolderError, match="numbers in its grading worksheet.*--template FILE"):
        fill("moodle", [outcome("amina"), outcome("ben", None, "ungraded")])


# ---- Canvas ---------------------------------------------------------------------------------------


def test_canvass_gradebook_keeps_all_but_the_one_column(fill):
    learners = [outcome("diallo amina_901"), outcome("jose", None, "ungraded")]
    text, said = fill("canvas", learners, CANVAS, column="Module three")
    expected = CANVAS.replace("4.50,,90,90", "4.50,9.5,90,90")
    assert text == expected and said == ["Kept as it stands in the gradebook: jose (3.00)."]
    assert fill("canvas", learners, CANVAS, column="module three (78)")[0] == expected
    renamed = CANVAS.replace("Module three", NAME)
    assert fill("canvas", learners, renamed)[0] == expected.replace("Module three", NAME)


def test_the_column_of_the_assignment_is_not_guessed(fill):
    with pytest.raises(
        CourseFolderError, match=r"no column for “3-mon.*“First week \(77\)”, “Module three \(78\)”\."
    ):
        fill("canvas", [outcome("jose")], CANVAS)
    with pytest.raises(CourseFolderError, match="no column for “Final Score”"):
        fill("canvas", [outcome("jose")], CANVAS, column="Final Score")
    with pytest.raises(CourseFolderError, match="several columns"):
        fill("canvas", [outcome("jose")], CANVAS.replace("First week", "Module three"), column="Module three")
    with pytest.raises(CourseFolderError, match="not Canvas's gradebook"):
        fill("canvas", [outcome("jose")], MOODLE)
    with pytest.raises(CourseFolderError, match="Canvas gives 5 points"):
        fill("canvas", [outcome("jose")], CANVAS, column="First week")


def test_semicolons_of_canvas_stay(fill):
    template = CANVAS.replace("Diallo, Amina", "Amina Diallo").replace(",", ";")
    text, _ = fill("canvas", [outcome("Amina Diallo")], template, column="Module three")
    assert text == template.replace("4.50;;90", "4.50;9.5;90")


def test_without_a_gradebook_nothing_is_written_for_canvas(fill):
    with pytest.raises(CourseFolderError, match="numbers in its gradebook.*--template FILE"):
        fill("canvas", [outcome("amina"), outcome("ben", None, "ungraded")])
