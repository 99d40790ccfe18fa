"""What a workshop leaves: hand-ins for the grader, tables, papers and a report. The file stays as it is."""

import contextlib
import csv
import datetime
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import LANGUAGE, direction
from localsdg_web import look
from localsdg_workshop import merged, papers, record, start, store, words
from localsdg_workshop.board import feed, orders
from localsdg_workshop.hand_ins import notebooks
from localsdg_workshop.room import ANSWER, POLL, Room, parsed

HAND_INS = "hand-ins"
_NOTEBOOKS = Path("_exercises", "notebooks")
_FORMULA = re.compile(
    r"^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
)  # with which a spreadsheet would begin to calculate


class Failed(Exception):
    """Nothing, or not all, could be written. The text says why."""


def export(data: Path, out: Path, book: Path | None = None, language: str = LANGUAGE) -> list[str]:
    """Write the workshop in the folder ``data`` into ``out``; what to say about it, in lines.

    ``book``: the built book with the released notebooks; ``language``: of report and papers. Raises
    ``Failed``.
    """
    book, told = book or start.book_folder(), words.words()
    if not any((book / _NOTEBOOKS).glob("*.ipynb")):
        raise Failed(told["start_no_book"].format(folder=book))
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.closing(store.Store(data)) as kept:
            _write_all(Room(kept), book, out, language)
    except (OSError, sqlite3.Error) as problem:  # a full disk, a table that a spreadsheet has open
        raise Failed(str(problem)) from None
    pages = [f"{name}.html" for name in ("report", *papers.NAMES)]
    files = ", ".join([HAND_INS, "answers.csv", "attendance.csv", *pages])
    return [told["export_done"].format(folder=out, files=files)]


def _write_all(room: Room, book: Path, out: Path, language: str) -> None:
    _hand_ins(room, book, out / HAND_INS)
    _write(out / "answers.csv", ["name", "team", "exercise", "answer"], _answers(room))
    headings = ["name", "team", "came", "seen", "minutes", "answers"]
    _write(out / "attendance.csv", headings, [row.values() for row in attendance(room)])
    (out / "report.html").write_text(_report(room, language), encoding="utf-8")
    for name in papers.NAMES:
        (out / f"{name}.html").write_text(papers.paper(name, room, language), encoding="utf-8")


def _hand_ins(room: Room, book: Path, out: Path) -> None:
    for person in room.by_id.values():
        rows = room.store.reader.execute("SELECT key, text, at FROM work WHERE person = ?", (person.id,))
        kept = rows.fetchall()
        work, at = {key: text for key, text, _ in kept}, max((at for _, _, at in kept), default=0.0)
        own = book / person.language / _NOTEBOOKS
        is_own = person.language != LANGUAGE and own.is_dir()
        folder = own if is_own else book / _NOTEBOOKS
        language = person.language if is_own else LANGUAGE
        for assignment, text in notebooks(folder, work, language, person.name, at).items():
            path = out / learner(person.name, person.id) / f"{assignment}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def learner(name: str, number: int) -> str:
    """The folder of a person, by which the grader knows them: the name, and their number."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in unicodedata.normalize("NFC", name.casefold()))
    return f"{re.sub('-+', '-', plain).strip('-')[:40] or 'person'}-{number}"


def _answers(room: Room) -> Iterator[list[Any]]:
    rows = room.store.reader.execute("SELECT person, key, text FROM work ORDER BY person, key")
    for number, key, text in rows.fetchall():
        if not orders.is_subject(room, key):  # phones keep more; and a script may name what there is not
            continue
        person, answer = room.by_id[number], parsed(text)
        if key.startswith(ANSWER):
            slug, lines = key.removeprefix(ANSWER), feed.lines_of(key, answer, LANGUAGE)
            yield [person.name, person.team, slug, " / ".join(lines)]
        else:
            asked = room.stage["polls"][key.removeprefix(POLL)]
            options = dict(enumerate(asked["options"]))
            shown = options.get(answer) if isinstance(answer, int) else answer
            yield [person.name, person.team, asked["question"], shown if isinstance(shown, str) else ""]


def attendance(room: Room) -> list[dict[str, Any]]:
    """Who came when and how long they were connected: ``name, team, came, seen, minutes, answers``."""
    found = []
    for one in record.record(room):
        came = min(day.came for day in one.days.values())
        seen = max(day.seen for day in one.days.values())
        times = {"came": _time(came), "seen": _time(seen), "minutes": round(one.seconds / 60)}
        found.append({"name": one.name, "team": one.team, **times, "answers": len(one.exercises)})
    return found


def _time(seconds):
    return datetime.datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")


def _write(path, headings, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(headings)
        table.writerows([_plain(value) for value in row] for row in rows)


def _plain(value):
    """A cell that no spreadsheet takes for a formula: names and texts are other people's."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _report(room: Room, language: str) -> str:
    told = words.words(language)
    keys = [row[0] for row in room.store.reader.execute("SELECT DISTINCT key FROM work ORDER BY key")]
    sections = []
    for key in keys:
        if orders.is_subject(room, key):
            answers = room.answers(key)
            parts = merged.without_names(feed.parts_of(room, key, answers, language))
            title = feed.title_of(room, key, language)
            sections.append({"title": title, "n": len(answers), "parts": parts})
    template = look.templates(Path(__file__).parent / "static").get_template("report.html.j2")
    people = attendance(room)
    return template.render(
        w=told, language=language, direction=direction(language), css=look.tokens(), people=people,
        sections=sections, questions=room.questions(),
        about=told["report_about"].format(people=len(people), answers=sum(one["answers"] for one in people)),
    )  # fmt: skip
