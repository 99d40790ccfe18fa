"""The form of the course's rules: comments stay, mistakes are said at fields, a stale tab loses nothing."""

import pytest

from autograder import course_yml, lateness, open_halves
from autograder.desk import courses, settings, yaml_text
from autograder.errors import CourseFolderError
from autograder.store.course_folder import CourseFolder

NAME = "3-monitoring-reporting"
WRITTEN = """\
# Agreed with the council on 3 May.
timezone: "Africa/Accra"   # where most of them live
assignments:
  # the holidays are over
  3-monitoring-reporting:
    due: 2026-12-01 18:00 # a Tuesday
    percent_per_day: 010
open: [advocacy-story]  # we read these
"""


@pytest.fixture
def folder(tmp_path):
    made = CourseFolder(tmp_path / "course")
    made.make()
    made.settings.write_text(WRITTEN, encoding="utf-8")
    return made


def form(folder):
    shown = settings.shown(folder, "en")
    assert shown["problem"] == "" and shown["errors"] == {}
    return shown


def test_what_is_not_touched_stays_byte_for_byte(folder):
    shown = form(folder)
    assert shown["values"][f"{NAME}.percent_per_day"] == "010"
    assert settings.save(folder, shown["version"], settings.given(shown["values"])) == settings.Saved()
    assert folder.settings.read_text(encoding="utf-8") == WRITTEN


BADGE = """badge:   # who gets one
  issuer: Association of Towns
  points: "060" # as agreed
  modules: 1, 3
  status: https://example.org/badges/status.jwt
"""


def test_what_a_badge_asks_for_stays_as_it_was_written(folder):
    folder.settings.write_text(WRITTEN + BADGE, encoding="utf-8")
    shown = form(folder)
    values = shown["values"] | {"timezone": "UTC", "open": "none", f"{NAME}.due": ""}
    values |= {f"{NAME}.percent_per_day": ""}
    assert settings.save(folder, shown["version"], settings.given(values)) == settings.Saved()
    assert BADGE in folder.settings.read_text(encoding="utf-8")
    asked = course_yml.read(folder.settings)[course_yml.BADGE]
    assert asked["points"] == "060" and asked["modules"] == "1, 3"


def test_new_values_are_written_and_comments_stay(folder):
    shown = form(folder)
    values = shown["values"] | {
        f"{NAME}.due": "2026-12-05",
        "default.due": "2027-01-10 12:00",
        "timezone": "UTC",
    }
    values |= {f"{NAME}.grace_minutes": "15", "open": "all", "language": "zh-Hans"}
    assert settings.save(folder, shown["version"], settings.given(values)) == settings.Saved()
    text = folder.settings.read_text(encoding="utf-8")
    for comment in (
        "# Agreed with the council on 3 May.",
        "# where most",
        "# the holidays",
        "# a Tuesday",
        "# we read",
    ):
        assert text.count(comment) == 1, text
    policy = lateness.read(folder.settings)
    assert (policy.zone.key, policy.rules[NAME].grace_minutes) == ("UTC", 15)
    assert policy.rules[NAME].due.isoformat() == "2026-12-05T23:59:59+00:00"
    assert policy.default.due.day == 10
    assert open_halves.asked(folder.settings) == "all" and folder.language == "zh-Hans"


def test_what_is_emptied_goes_and_its_comment_does_not(folder):
    shown = form(folder)
    values = shown["values"] | {f"{NAME}.{one}": "" for one in settings.FIELDS} | {"open": "capstones"}
    assert settings.save(folder, shown["version"], settings.given(values)) == settings.Saved()
    text = folder.settings.read_text(encoding="utf-8")
    assert "due" not in text and "open" not in text
    for comment in ("# the holidays are over", "# a Tuesday", "# we read these"):
        assert comment in text
    assert lateness.read(folder.settings).rules == {} and open_halves.asked(folder.settings) == "capstones"


@pytest.mark.parametrize(
    "field, text, word",
    [
        ("timezone", "Accra", "settings_bad_zone"),
        (f"{NAME}.due", "tomorrow", "settings_bad_due"),
        (f"{NAME}.due", "", "settings_no_due"),
        (f"{NAME}.percent_per_day", "101", "settings_bad_number"),
        ("default.grace_minutes", "-1", "settings_bad_amount"),
        ("default.closed_after_days", "ten", "settings_bad_number"),
        ("open", "some", "settings_bad_open"),
        ("language", "xx", "settings_bad_language"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_written(folder, field, text, word):
    shown = form(folder)
    done = settings.save(folder, shown["version"], settings.given(shown["values"] | {field: text}))
    assert done.errors[field]["word"] == word and not done.is_stale
    assert folder.settings.read_text(encoding="utf-8") == WRITTEN


def test_all_mistakes_are_said_at_once(folder):
    values = settings.given(
        form(folder)["values"] | {"timezone": "x", "default.due": "x", f"{NAME}.due": "y"}
    )
    assert set(settings.save(folder, "", values).errors) == {"timezone", "default.due", f"{NAME}.due"}


def test_a_stale_tab_writes_nothing(folder):
    shown = form(folder)
    folder.settings.write_text("timezone: UTC\n", encoding="utf-8")
    done = settings.save(folder, shown["version"], settings.given(shown["values"]))
    assert done.is_stale and folder.settings.read_text(encoding="utf-8") == "timezone: UTC\n"
    again = settings.save(folder, form(folder)["version"], settings.given(shown["values"]))
    assert again == settings.Saved() and lateness.read(folder.settings).rules[NAME].percent_per_day == 10


@pytest.mark.parametrize(
    "text", ["a: [", "assignments: 3", "assignments:\n  unknown: {due: 2026-12-01}\n", "x: 1\n"]
)
def test_a_file_that_no_form_can_show_is_left_alone(folder, text):
    folder.settings.write_text(text, encoding="utf-8")
    shown = settings.shown(folder, "en")
    assert str(folder.settings) in shown["problem"]


def test_a_date_that_somebody_mistyped_by_hand_is_shown_at_its_field(folder):
    folder.settings.write_text(WRITTEN.replace("2026-12-01 18:00", "1.12.2026"), encoding="utf-8")
    shown = settings.shown(folder, "en")
    assert shown["problem"] == "" and set(shown["errors"]) == {f"{NAME}.due"}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\ufefftimezone: UTC\n", "timezone:\n"])
def test_an_empty_file_gets_what_is_wanted(text):
    made = yaml_text.edited(text, {"timezone": "Africa/Accra", "default": {"due": "2026-12-01 18:00"}})
    assert "timezone: Africa/Accra\n" in made and "  due: 2026-12-01 18:00\n" in made
    assert "# only a comment" in made or "#" not in text


def test_nothing_a_page_sends_makes_it_fail(folder):
    hostile = {
        "timezone": 3,
        "open_list": [1, None, "x\n: y"],
        "default.due": ["x"],
        "own_cases": "yes",
        "open": "list",
    }
    values = settings.given(hostile)
    assert (values["timezone"], values["default.due"], values["own_cases"]) == ("", "", False)
    assert settings.save(folder, "", values).errors["open"]["word"] == "settings_bad_open"


def test_a_course_is_chosen_or_made(tmp_path):
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "thesis.docx").write_text("x")
    (tmp_path / "file").write_text("x")
    for name in ("foreign", "file"):
        with pytest.raises(CourseFolderError, match="Name a new folder"):
            courses.chosen(str(tmp_path / name), True)
    with pytest.raises(CourseFolderError, match="no folder"):
        courses.chosen(str(tmp_path / "new"), False)
    assert not (tmp_path / "new").exists()
    made = courses.chosen(f' "{tmp_path / "new"}" ', True)
    assert made.root == tmp_path / "new" and made.root.stat().st_mode & 0o077 == 0
    found = courses.listed("", made.root)
    assert [one["name"] for one in found["folders"]] == ["foreign", "new"]
    assert found["at"] == str(tmp_path) and found["above"] == str(tmp_path.parent)
    for name in ("", "nowhere", "bad\0name"):
        with pytest.raises(CourseFolderError):
            courses.chosen(name and str(tmp_path / name), False)
    with pytest.raises(CourseFolderError):
        courses.listed(str(tmp_path / "nowhere"), made.root)
