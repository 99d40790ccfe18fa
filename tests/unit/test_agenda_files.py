"""A plan of a workshop as files and by the command: other programs read it; mistakes are told."""

import copy
import csv
import datetime
import io
import json

import pytest
from click.testing import CliRunner
from docx import Document
from icalendar import Calendar
from plans import FACTS, LESSONS, WORDS, planned, said

from localsdg import course
from localsdg_build.agenda import checking, docx_file, facts, files, planning, reading, rules, telling
from localsdg_build.commands.agenda import command


def run(*options):
    return CliRunner().invoke(command, options)


def test_csv_has_the_columns_and_comes_back_the_same(tmp_path):
    plan = planned([480, 480], "associations")
    text = files.csv_text(FACTS, WORDS, plan["rows"])
    table = list(csv.DictReader(io.StringIO(text)))
    assert list(table[0])[:4] == ["day", "start", "minutes", "what"]
    assert sum(int(row["minutes"]) for row in table) == 960
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    rows, lines = reading.rows(path, FACTS, WORDS)
    assert [{key: row[key] for key in ("day", "start", "minutes", "kind", "lesson")} for row in rows] == plan[
        "rows"
    ]
    assert lines == list(range(2, len(rows) + 2))
    assert said(rows, 960) == []


def test_csv_from_a_spreadsheet_in_another_country_is_read(tmp_path):
    """Semicolons, a mark at the beginning, seconds in times, columns that were removed, an empty line."""
    path = tmp_path / "plan.csv"
    slots = [
        "1;9:00:00;3;Opening",
        ";;;",
        "1;09:03;20;why report?",
        "1;09:23;2;Evaluation",
        "1;9:25;5;Closing",
    ]
    text = "\n".join(["day;start;minutes;what", *slots, ""])
    path.write_text(text, encoding="utf-8-sig")
    rows, lines = reading.rows(path, FACTS, WORDS)
    assert [row["kind"] for row in rows] == ["opening", "lesson", "evaluation", "closing"]
    assert rows[1]["lesson"].endswith("/why-report") and lines == [2, 4, 5, 6]
    assert said(rows, 30) == []


def test_no_cell_is_run_as_a_formula_and_none_loses_a_sign(tmp_path):
    rows = planned([30])["rows"]
    rows.insert(
        1, {"day": 1, "start": 543, "minutes": 5, "kind": "other", "lesson": "", "what": '=HYPERLINK("x")'}
    )
    text = files.csv_text(FACTS, WORDS, rows)
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and cell]
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    assert reading.rows(path, FACTS, WORDS)[0][1]["what"] == '=HYPERLINK("x")'


def test_the_calendar_has_an_event_for_each_slot_at_local_times():
    plan = planned([240, 240], "elected", start=13 * 60 + 5)
    text = files.ics_text(FACTS, WORDS, plan["rows"], "2028-02-29")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(plan["rows"])
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event, row in zip(events, plan["rows"], strict=True):
        begins = event["DTSTART"].dt
        assert begins.tzinfo is None
        day = datetime.date(2028, 2, 29) + datetime.timedelta(days=row["day"] - 1)
        assert begins == datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(
            minutes=row["start"]
        )
        assert event["DURATION"].dt == datetime.timedelta(minutes=row["minutes"])
        assert str(event["SUMMARY"]) == telling.what(FACTS, WORDS, row)


def test_what_is_moved_keeps_its_uid():
    rows = planned([480])["rows"]
    moved = copy.deepcopy(rows)
    moved[1]["minutes"] += 5
    moved = checking.restarted(moved, 600)

    def uids(some):
        return [
            str(one["UID"])
            for one in Calendar.from_ical(files.ics_text(FACTS, WORDS, some, "2026-12-07")).walk("VEVENT")
        ]

    assert uids(rows) == uids(moved)


def test_the_word_file_holds_the_timetable():
    plan = planned([480, 480])
    blocks = telling.timetable(FACTS, WORDS, plan) + telling.explained(FACTS, WORDS, plan)
    made = Document(io.BytesIO(docx_file.document("Plan", telling.about(WORDS, plan), blocks, "en")))
    days = [table for table in made.tables if table.cell(0, 1).text == WORDS["minutes"]]
    rows = [[cell.text for cell in row.cells] for table in days for row in table.rows[1:-1]]
    assert rows == [
        [rules.clock(row["start"]), str(row["minutes"]), telling.what(FACTS, WORDS, row)]
        for row in plan["rows"]
    ]


# ---- the command ----------------------------------------------------------------------------


def test_the_command_prints_a_plan_in_each_format(tmp_path):
    done = run("--time", "half-day", "--audience", "associations")
    assert done.exit_code == 0 and "Day 1: 09:00 to 12:30" in done.output
    done = run("--time", "137", "--format", "csv", "--modules", "3,1")
    assert sum(int(row["minutes"]) for row in csv.DictReader(io.StringIO(done.output))) == 137
    done = run("--time", "30", "--format", "ics")
    begins = Calendar.from_ical(done.output).walk("VEVENT")[0]["DTSTART"].dt
    assert begins.weekday() == 0 and begins > datetime.datetime.now()
    out = tmp_path / "plan.docx"
    assert run("--format", "docx", "--output", str(out)).exit_code == 0
    assert Document(out).tables


def test_the_plan_is_in_the_language_that_is_asked_for():
    assert "第1天：09:00至17:00" in run("--language", "zh-Hans").output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--time", "29"], "from 30 to 2400 minutes"),
        (["--time", "2401"], "from 30 to 2400 minutes"),
        (["--time", "one-dya"], "did you mean one-day?"),
        (["--audience", "elcted"], "did you mean elected?"),
        (["--modules", "3-monitoring-reportin"], "did you mean 3-monitoring-reporting?"),
        (["--modules", "7"], "write one of: 1-sdg-introduction"),
        (["--language", "xx"], "write one of: en"),
        (["--format", "pdf"], "write one of: text, csv, ics, docx"),
        (["--start", "25:00"], "write for example 09:00"),
        (["--start", "17:00"], "Begin at 16:00 or earlier"),
        (["--date", "2026-02-30"], "this is no date"),
        (["--output", "/"], "is a folder"),
        (["--output", "/proc/nothing/plan.csv"], "cannot be written"),
        (["--check", "/no/such/file.csv"], "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(options, told):
    done = run(*options)
    assert done.exit_code != 0
    assert told in (done.output or "") + str(done.exception or "")
    assert not done.exception or isinstance(done.exception, (SystemExit, course.CourseError))


def test_the_least_time_is_said_where_there_is_too_little():
    few = {**FACTS, "lessons": [LESSONS["2-territorial-planning/across-boundaries"]]}
    wanted = {"lengths": [45], "audience": "elected", "modules": [], "start": 540}
    with pytest.raises(planning.NoPlanError) as found:
        planning.plan(few, wanted)
    least = found.value.values["least"]
    assert planning.plan(few, {**wanted, "lengths": [least]})["rows"]
    with pytest.raises(planning.NoPlanError):
        planning.plan(few, {**wanted, "lengths": [least - 1]})


def test_a_changed_plan_is_checked_with_lines(tmp_path):
    path = tmp_path / "plan.csv"
    assert run("--format", "csv", "--output", str(path)).exit_code == 0
    assert run("--check", str(path), "--time", "480").output.startswith("This plan is in order: 480 minutes")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:3] + lines[4:]), encoding="utf-8")  # no break in the morning
    done = run("--check", str(path), "--time", "480")
    assert done.exit_code == 1
    assert f"{path}:4: Nothing is planned for 15 minutes before this." in done.output
    assert "15 less than the 480" in done.output


def test_every_problem_and_room_has_words_in_each_language():
    keys = {json.loads(f'"{one}"') for one in WORDS}
    for language in course.languages():
        assert set(facts.told(language)) == keys
    assert {f"room_{one}" for one in rules.ROOMS} <= keys
    assert {f"kind_{one}" for one in rules.KINDS} <= keys
