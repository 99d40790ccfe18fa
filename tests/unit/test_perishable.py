"""Sources that age: ``localsdg check`` and the build say which of them nobody has looked up lately."""

import datetime

import pytest
from pybtex.database import parse_string
from pybtex.style.formatting.plain import Style

from localsdg_build.check import bibliography, rules
from localsdg_build.commands import check as command

TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What is said of a file of sources with these entries."""
    monkeypatch.setattr(bibliography, "_today", lambda: TODAY)

    def remarks(*entries):
        (tmp_path / "book").mkdir(exist_ok=True)
        (tmp_path / "book" / "references.bib").write_text("\n".join(entries), encoding="utf-8")
        return bibliography.remarks(tmp_path)

    return remarks


def entry(key="members", **fields):
    rest = ", ".join(f"{one}={{{text}}}" for one, text in fields.items())
    return f"@misc{{{key}, title={{Members}}, {rest}}}"


@pytest.mark.parametrize(
    "day, aged",
    [("2026-11-28", False), ("2025-05-28", False), ("2025-05-27", True), ("2024-12-30", True)],
)
def test_a_source_that_ages_is_looked_up_every_eighteen_months(told, day, aged):
    assert len(told(entry(perishable="yes", checked=day))) == aged


def test_the_warning_names_the_entry_and_says_what_to_do(told):
    (said,) = told(entry("law", checked="2012-01-01"), entry(perishable="yes", checked="2024-01-31"))
    assert said == (
        "book/references.bib:2: 'members' ages and was last checked on 2024-01-31, more than 18 months ago; "
        "look it up, correct what has changed in the course, and write checked = {2026-11-28},"
    )


def test_a_source_that_ages_and_was_never_looked_up(told):
    (said,) = told(entry(perishable="yes"))
    assert "'members' ages and has no day on which it was checked; look it up" in said


def test_other_sources_may_be_as_old_as_they_are(told):
    assert told(entry("law"), entry("treaty", checked="2001-01-01")) == []


def test_a_file_that_is_missing_or_broken_is_no_matter_of_age(told, tmp_path):
    assert bibliography.remarks(tmp_path) == []
    assert told("@misc{law, title={Law") == []


def test_the_end_of_a_month(told, monkeypatch):
    monkeypatch.setattr(bibliography, "_today", lambda: datetime.date(2026, 2, 28))
    assert told(entry(perishable="yes", checked="2024-08-31")) == []
    monkeypatch.setattr(bibliography, "_today", lambda: datetime.date(2026, 3, 1))
    assert len(told(entry(perishable="yes", checked="2024-08-31"))) == 1


def test_check_says_it_and_finds_no_problem(told, tmp_path, monkeypatch, capsys):
    told(entry(perishable="yes"))
    monkeypatch.setattr(command, "root", lambda: tmp_path)
    monkeypatch.setattr(command, "check_course", lambda *_: ([], rules.aged_sources(tmp_path)))
    with pytest.raises(SystemExit) as end:
        command.command.callback()
    assert end.value.code == 0
    assert "The course is in order.\nbook/references.bib:1: 'members' ages" in capsys.readouterr().out


def test_lists_of_sources_show_neither_mark_nor_day():
    plain, marked = (
        next(iter(parse_string(text, "bibtex").entries.values()))
        for text in (entry(year="2024"), entry(year="2024", perishable="yes", checked="2026-11-28"))
    )
    assert Style().format_entry("1", marked).text == Style().format_entry("1", plain).text
