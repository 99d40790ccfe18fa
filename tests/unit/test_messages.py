"""What the grader says: keys and details travel, the words are found where they are read."""

import copy
import datetime
import json
import pickle

import pytest

from autograder import locales, messages
from autograder.errors import Unreadable
from autograder.lms import calendar_words
from autograder.messages import Message, message, said, together

DUE = datetime.datetime(2026, 11, 3, 22, 15, tzinfo=datetime.UTC)
MESSAGES = [
    message("file_empty"),
    message("file_large", size=50, smaller=message("file_smaller")),
    together(message("score_person"), "A sentence as it stands.", message("look_text_elsewhere", cell=3)),
    message("late_when", received=DUE, due=DUE, zone="UTC"),
    message("note_twice", titles=["One", message("is_pdf")]),
    message("of_exercises", exercises="a, b", reason=together(message("file_empty"), message("file_deep"))),
]


@pytest.mark.parametrize("one", MESSAGES, ids=range(len(MESSAGES)))
def test_a_message_survives_json_and_copies(one):
    as_json = json.loads(json.dumps(messages.to_json(one)))
    ways = (messages.from_json(as_json), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), str(one))
    for again in (*ways, str(Unreadable(one))):
        assert (type(again), again, again.parts) == (Message, one, one.parts)


def test_a_message_is_a_text_in_english():
    assert message("file_is", what=message("is_pdf")).startswith("This is a PDF document, not a Jupyter")
    assert MESSAGES[1].startswith("The file is larger than 50 MB. Ask the learner to clear only")
    assert str(MESSAGES[2]) == (
        "A person gives the points for this text. A sentence as it stands. It stands in a cell that the "
        "learner added (cell 3); its own cell says nothing."
    )
    assert MESSAGES[3] == "received 3 November 2026, 22:15, due 3 November 2026, 22:15, UTC time"
    assert MESSAGES[5].startswith("a, b: The file is empty.")


def test_a_text_without_a_key_is_said_as_it_stands():
    assert said("As an older ledger has it.", "es") == "As an older ledger has it."
    assert messages.from_json("As an older ledger has it.") == "As an older ledger has it."
    assert type(messages.from_json("x")) is str and messages.keys("x") == []


def test_what_a_detail_says_is_not_filled():
    one = message("is_named", name="{what}", what="a {name}")
    assert one == "{what} (a {name})"


def test_the_same_with_other_details():
    one = together(message("is_named", name="a", what="b"), message("file_is", what="b"))
    assert one.format(what="c").startswith("a (c) This is c, not")


@pytest.fixture
def in_spanish(tmp_path, monkeypatch):
    folder = tmp_path / "book" / "es"
    folder.mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (folder / "interface.yml").write_text("check: Comprobar\n", encoding="utf-8")
    text = """
score_shows: "Su celda muestra {saved} puntos."
late_when: "recibido el {received}"
late: {one: "{count} día ({when})", many: "{count} de días", other: "{count} días ({when})"}
is_pdf: un PDF
file_is: "Esto es {what}."
"""
    (folder / "grading.yml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("LOCALSDG_COURSE", str(tmp_path))
    return "es"


def test_words_numbers_and_times_are_the_readers(in_spanish):
    assert said(message("score_shows", saved=12.5), in_spanish) == "Su celda muestra 12,5 puntos."
    assert said(message("late_when", received=DUE), in_spanish) == "recibido el 3 de noviembre de 2026, 22:15"
    assert said(message("file_is", what=message("is_pdf")), in_spanish) == "Esto es un PDF."
    late = [said(message("late", count=days, when="hoy"), in_spanish) for days in (1, 2)]
    assert late == ["1 día (hoy)", "2 días (hoy)"]


def test_what_a_language_lacks_is_said_in_english(in_spanish):
    assert said(message("file_empty"), in_spanish) == message("file_empty")
    assert said(message("score_shows", saved=1), "xx") == message("score_shows", saved=1)


def test_a_key_that_nobody_knows_is_no_error():
    assert said(message("of_a_later_version", place=1), "en") == "of_a_later_version"


def test_words_of_all_languages_in_tables_spoil_no_times():
    """What tables are read by is not merged with what it inherits; times are written by what is."""
    calendar_words.letters()
    locales.locale.cache_clear()
    assert locales.moment(DUE, "de-AT") == "3. November 2026, 22:15"
    assert locales.moment(DUE, "en") == "3 November 2026, 22:15"
