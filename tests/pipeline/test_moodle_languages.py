"""Moodle's grading worksheet in its languages, separators and encodings: read, and filled without a trace."""

import csv
import datetime
import io
import itertools

import pytest
import worksheets
from outcomes import outcome
from worksheets import COMMENT, GRADE, LANGUAGES

from autograder.intake import receipts, roster
from autograder.intake.roster import Match, Team
from autograder.lms import dates, encodings, worksheet
from autograder.reports import export

EACH = pytest.mark.parametrize("language", LANGUAGES)
LATE = datetime.datetime(2026, 11, 3, 22, 15, tzinfo=receipts.UTC)


def saved(language):
    """``(separator, codec)`` as Moodle and Excel save a table of the language."""
    yield from itertools.product(",;\t", ["utf-8", "utf-8-sig", "utf-16", LANGUAGES[language][-1]])


@EACH
def test_a_worksheet_is_a_list_of_learners_and_of_receipts(language, tmp_path):
    path = tmp_path / "worksheet.csv"
    for separator, codec in saved(language):
        path.write_bytes(worksheets.written(language, separator, codec))
        learners = roster.read(path)
        assert learners.ids == ["Amina Bello", "Ben Okoro", "l503@example.org", "l504@example.org"], codec
        assert learners.look_up(("Li Wei",), "504", "moodle") == Match("l504@example.org")
        assert learners.look_up(("Team 251",), "77", "moodle") == Team(
            ("Amina Bello", "Ben Okoro"), "Team 251"
        ) or (
            learners.look_up(("Team 252",), "77", "moodle")
            == Team(("l503@example.org", "l504@example.org"), "Team 252")
        )
    times = receipts.read(path, learners)
    assert times["Amina Bello", None] == LATE and ("Ben Okoro", None) not in times
    assert times["l504@example.org", None].month == 10 and len(times) == 3


@EACH
def test_an_anonymous_worksheet_is_known_by_its_numbers(language, tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(worksheets.written(language, blind=True, team=False))
    learners = roster.read(path)
    assert learners.ids[0] == "Participant_501"
    assert learners.look_up(("Participant",), "502", "moodle") == Match("Participant_502")
    assert receipts.read(path, learners)["Participant_501", None] == LATE


def cells(data, separator):
    text, encoding = encodings.decode(data)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)), encoding


@EACH
def test_what_goes_back_differs_in_grade_and_comment_alone(language, small_course):
    outcomes = [
        outcome("Amina Bello", 9.5),
        outcome("l504@example.org", None, "ungraded"),
        outcome("Li Wei_503", 3),
    ]
    for separator, codec in saved(language):
        template = worksheets.written(language, separator, codec)
        said = []
        text = export.write("moodle", outcomes, template=template, say=said.append)
        made, encoding = cells(export.as_bytes(text, template), separator)
        before, encoding_before = cells(template, separator)
        assert encoding == encoding_before
        mark = LANGUAGES[language][4]
        assert [row[GRADE] for row in made[1:]] == [f"9{mark}5", "", "3", ""]
        assert f"9.5 of {worksheets.MAXIMUM} points" in made[1][COMMENT] and made[2][COMMENT] == ""
        for row, other in zip(made, before, strict=True):
            row[GRADE], row[COMMENT] = other[GRADE], other[COMMENT]
        assert made == before
        assert bool(said) == (separator != "," or codec != "utf-8" and encoding.codec != "utf-8")


@EACH
def test_an_anonymous_worksheet_is_filled(language, small_course):
    template = worksheets.written(language, blind=True, team=False)
    text = export.write("moodle", [outcome("Participant_503", 7)], template=template, say=print)
    assert [row[GRADE - 3] for row in list(csv.reader(io.StringIO(text)))[1:]] == ["", "", "7", ""]


def test_other_columns_that_moodle_may_put_in_are_no_trouble():
    """Further fields of a person, a marker, the marking's stage, a typed text; one learner or many."""
    headings, rows = worksheets.table("Spanish")
    more = ((3, "Número de ID", "S{}"), (6, "Evaluador", "X"), (9, "Estado", "?"), (12, "Texto en línea", ""))
    for place, heading, text in more:
        headings.insert(place, heading)
        for number, row in enumerate(rows):
            row.insert(place, text.format(number))
    for some in (rows, rows[:1]):
        found = worksheet.columns(headings, some)
        assert {found[name]: name for name in found} == {
            0: "identifier", 1: "full name", 2: "email address", 3: "id number", 4: "status", 5: "group",
            6: "marker", 7: "grade", 8: "maximum grade", 10: "grade can be changed",
            11: "last modified (submission)",
            13: "last modified (grade)", 14: "feedback comments",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        ("First name,Last name,Email address,Groups", ["a@x.org", "b@x.org"]),
        ("Vorname;Nachname;E-Mail-Adresse;Gruppen", ["a@x.org", "b@x.org"]),
        ("Nombre;Apellido(s);Dirección de correo;Grupos", ["a@x.org", "b@x.org"]),
        ("Имя;Фамилия;Адрес электронной почты;Группы", ["a@x.org", "b@x.org"]),
        ("名;姓;メールアドレス;グループ", ["a@x.org", "b@x.org"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_of_participants_is_a_list_of_learners(headings, ids, end, tmp_path):
    mark = ";" if ";" in headings else ","
    rows = [["Amina", "Bello", "a@x.org", '"North, South"'], ["Ben", "Okoro", "b@x.org", ""]]
    text = end.join([headings, *(mark.join(row) for row in rows)])
    for start in ("", f"sep={mark}{end}"):
        (tmp_path / "class.csv").write_bytes((start + text).encode("utf-8-sig"))
        learners = roster.read(tmp_path / "class.csv")
        assert learners.ids == ids and learners.look_up(("Bello Amina",)) == Match("a@x.org")
        assert learners.look_up(("South",)) == Team(("a@x.org",), "South")


# ---- Numbers, times, letters --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "learner", "staff"),
    [
        ("First name,Last name,Email address,Roles", "Student", ["Teacher", "Non-editing teacher, Manager"]),
        ("Vorname,Nachname,E-Mail-Adresse,Rollen", "Teilnehmer/in", ["Trainer/in", "Manager/in"]),
        ("Nombre,Apellido(s),Dirección de correo,Roles", "Estudiante", ["Profesor", "Gestor"]),
        ("Prénom,Nom de famille,Adresse de courriel,Rôles", "Étudiant", ["Enseignant", "Gestionnaire"]),
        ("Имя,Фамилия,Адрес электронной почты,Роли", "Студент", ["Учитель"]),
    ],
)
def test_a_list_of_participants_leaves_out_who_is_no_learner_by_role(headings, learner, staff, tmp_path):
    people = [learner, f"{staff[0]}, {learner}", "Mentor", *staff]
    rows = [f'A{number},B,a{number}@x,"{role}"' for number, role in enumerate(people)]
    path = tmp_path / "participants.csv"
    path.write_text("\n".join([headings, *rows]), encoding="utf-8")
    found = roster.read(path)
    assert [one.name for one in found] == ["A0 B", "A1 B", "A2 B"]
    assert found.staff == tuple(f"A{number} B" for number in range(3, len(people)))


def test_roles_of_another_kind_leave_nobody_out(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("id,name,roles\na,A,Manager\nb,B,Teacher\n", encoding="utf-8")  # of a town hall
    assert roster.read(path).ids == ["a", "b"]


def test_numbers_as_platforms_write_them():
    given = [
        "148",
        "148.00",
        "148,00",
        "0,5",
        "1,000.50",
        "1.000,50",
        "1 000,50",
        "١٤٨٫٥",
        "",
        "x",
        "1.2.3.4",
        "-",
    ]
    assert [worksheet.number(one) for one in given] == [
        148, 148, 148, 0.5, 1000.5, 1000.5, 1000.5, 148.5, None, None, None, None,
    ]  # fmt: skip


def moments(*texts):
    return [f"{moment:%m-%d %H:%M}" for moment in dates.read(texts).values()]


def test_the_other_times_of_a_table_decide_what_one_means():
    assert moments("03/04/2026 22:15", "13/04/2026 8:00") == ["04-03 22:15", "04-13 08:00"]
    assert moments("03/04/2026 22:15", "04/13/2026 8:00 AM") == ["03-04 22:15", "04-13 08:00"]
    assert moments("Friday, 03/04/2026 22:15") == ["04-03 22:15"]
    assert moments("03.04.2026 22:15", "2026-04-03 10:00", "2026/4/3 9.05") == [
        "04-03 10:00",
        "04-03 22:15",
        "04-03 09:05",
    ]
    assert moments("3 listopada 2026, 22:15", "5 grudnia 2026, 9:00") == [
        "11-03 22:15",
        "12-05 09:00",
    ]  # Polish
    assert moments("3 listopada 2026, 22:15", "5 prosinca 2026, 9:00") == [
        "10-03 22:15",
        "12-05 09:00",
    ]  # Croatian
    assert moments("3-Nov-26 22:15", "วันอังคาร, 3 พฤศจิกายน 2569, 22:15") == ["11-03 22:15", "11-03 22:15"]
    assert moments("asteartea, 2026(e)ko azaroaren 3(e)an, 22:15(e)tan", "12/12/2026 1:00") == [
        "11-03 22:15",
        "12-12 01:00",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2026 22:15", "may be 4 March 2026 or 3 April 2026, and no other time"),
        ("3 listopada 2026, 22:15", "may be 3 October 2026 or 3 November 2026"),
        ("Tuesday, 3 November 2026, 10:15 zork", "is no time. Write it as 2026-11-03"),  # morning or evening?
        ("Monday, 3 November 2026, 22:15", "is no time"),  # it was a Tuesday
        ("31 November 2026, 22:15", "is no time"),
        ("3 November 2026, 25:15", "is no time"),
        ("12011030", "is no time"),  # a number of a learner, not the year 1201
        ("yesterday", "is no time"),
    ],
)
def test_a_time_that_may_be_two_or_none_is_asked_back(text, words, tmp_path):
    with pytest.raises(dates.Unreadable, match=words):
        dates.read([text])
    (tmp_path / "r.csv").write_text(f'learner,received\nben,2026-11-01 10:00\namina,"{text}"\n')
    told = []
    assert set(receipts.read(tmp_path / "r.csv", tell=told.append)) == {("ben", None)}
    assert len(told) == 1 and "r.csv, line 3: " in told[0]


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("cp1252", "José Núñez, Jörg Müller, Zoë Ørsted"),
        ("cp1250", "Łukasz Świątek, Tomáš Dvořák, Jiří Novák"),
        ("cp1251", "Иван Петров, Юлия Жукова"),
        ("cp1253", "Γιώργος Παπαδόπουλος, Μαρία Ελένη"),
        ("cp1254", "Ayşe Yılmaz, Oğuz Şahin, Gülşah Çağlar"),
        ("cp1255", "יוסי כהן, שרה לוי"),
        ("cp1256", "أحمد علي, فاطمة حسن"),
        ("cp1257", "Jānis Bērziņš, Kārlis Ozoliņš"),
        ("cp874", "สมชาย ใจดี"),
        ("cp932", "山田 太郎, 鈴木 花子"),
        ("cp949", "김철수, 이영희"),
        ("gb18030", "李 小龙, 王芳"),
        ("utf-16-le", "Amina Bello, José Núñez"),
        ("utf-16-be", "Amina Bello, José Núñez"),
    ],
)
def test_letters_are_read_as_they_were_saved(codec, names):
    text = "id,name\r\n" + "".join(f"{n},{name}\r\n" for n, name in enumerate(names.split(", ")))
    found, encoding = encodings.decode(text.encode(codec))
    assert found == text and encoding.encode(found) == text.encode(codec)


def test_letters_that_an_encoding_lacks_are_kept_for_html():
    assert encodings.Encoding("cp1252").encode("né ✓") == b"n\xe9 &#10003;"
