"""The record of a workshop, and what is printed of it: who was there and what they did, and no more."""

import datetime
import json
import re

import own_loop

from localsdg_workshop import papers, people, record, store
from localsdg_workshop.board import orders
from localsdg_workshop.room import Room

CHECK, MAP = "check-why-report", "stakeholder-map"
MARKUP = "<script>alert(1)</script>"
MORNING = datetime.datetime(2026, 11, 27, 9, 0).timestamp()


def at(monkeypatch, day, minutes):
    monkeypatch.setattr(people, "now", lambda: MORNING + day * 86400 + minutes * 60)


class Socket:
    """An open page, which hears what it is told."""

    def tell(self, message):
        pass


async def obey(room, **message):
    class Board:
        def watch(self, key, together):
            pass

    await orders.obey(room, Board(), message)


def in_two_days(folder, monkeypatch, does):
    """What ``does(room)`` gives of a workshop of two days: one was there on both, one on the first."""

    async def run():
        kept = store.Store(folder)
        room = Room(kept)
        at(monkeypatch, 0, 0)
        amina = room.person(await room.join("Amina", "Table 1", "en"))
        other = room.person(await room.join(MARKUP, "", "en"))
        page = Socket()
        for person in (amina, other):
            await room.came(person, page)
        await obey(room, do="poll", line="Ready? | yes | no")
        at(monkeypatch, 0, 30)
        await room.keep(amina, {f"localsdg:{CHECK}": "{}", "lsdg-poll:p1": "0", "localsdg:no-exercise": "1"})
        at(monkeypatch, 0, 86)
        for person in (amina, other):
            await room.went(person, page)
        at(monkeypatch, 1, 0)
        await room.came(amina, page)
        at(monkeypatch, 1, 45)
        await room.keep(amina, {f"localsdg:{MAP}": json.dumps({"cards": []})})
        await room.went(amina, page)
        found = await does(room)
        kept.close()
        return found

    return own_loop.run(run())


def test_each_day_holds_who_was_there_and_what_they_did(tmp_path, monkeypatch):
    async def does(room):
        return record.record(room)

    amina, other = in_two_days(tmp_path, monkeypatch, does)
    first, second = amina.days.values()
    assert (first.minutes, first.exercises, first.polls) == (86, [CHECK], 1)
    assert (second.minutes, second.exercises, second.polls) == (45, [MAP], 0)
    assert amina.exercises == [CHECK, MAP] and amina.seconds == 131 * 60
    assert list(other.days) == [datetime.date(2026, 11, 27)] and other.exercises == []


def test_the_sheet_has_a_table_a_day(tmp_path, monkeypatch):
    async def does(room):
        return papers.paper("attendance", room, "en")

    html = in_two_days(tmp_path, monkeypatch, does)
    assert re.findall("<h2>(.*?)</h2>", html) == ["27 November 2026", "28 November 2026"]
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall("<tr><td.*?</tr>", html, re.S)]
    assert [("Amina" in row, "|86|" in row, "|45|" in row) for row in rows] == [
        (True, True, False),
        (False, True, False),
        (True, False, True),
    ]
    assert "Check: why report; polls: 1" in rows[0] and "Map the stakeholders" in rows[2]
    assert MARKUP not in html and "&lt;script&gt;" in html


def test_a_certificate_says_what_the_record_and_the_trainer_say(tmp_path, monkeypatch):
    said = {"training": "Governing together", "issuer": "Towns of Aldova", "place": MARKUP}

    async def does(room):
        before = papers.paper("certificates", room, "en")
        await obey(room, do="about", said=said)
        return before, papers.paper("certificates", room, "en"), papers.paper("certificates", room, "zh-Hans")

    before, english, chinese = in_two_days(tmp_path, monkeypatch, does)
    assert "Localizing the SDGs" in before and "Towns of Aldova" not in before
    assert english.count('<article class="certificate"') == 2
    amina = english.split('<article class="certificate"')[1]
    assert "Governing together" in amina and "Towns of Aldova" in amina
    assert "27 November 2026, 09:00 to 10:26: connected for 86 minutes" in amina
    assert "28 November 2026, 09:00 to 09:45: connected for 45 minutes" in amina
    assert amina.count("28 November 2026") == 2  # the last day is the date of issue, where none is given
    assert MARKUP not in english and "2026年11月27日" in chinese
    assert not re.search(r"\bpoints?\b|\bscore", re.sub(r"<style>.*?</style>", "", english, flags=re.S))


def test_what_the_trainer_says_is_texts_alone(tmp_path):
    async def run():
        kept = store.Store(tmp_path)
        room = Room(kept)
        for said in (
            {"issuer": ["x"], "place": " A \n B ", "date": 5},
            "nothing",
            {str(n): "" for n in range(99)},
        ):
            await obey(room, do="about", said=said)
        found = papers.about(room, "en")
        kept.close()
        return found

    found = own_loop.run(run())
    assert (found["issuer"], found["place"], found["date"]) == ("", "A B", "")


def test_the_projector_shows_what_was_revealed_until_the_room_goes_on(tmp_path):
    async def run():
        kept = store.Store(tmp_path)
        room, found = Room(kept), []
        await obey(room, do="poll", line="One?")
        await obey(room, do="reveal", key="lsdg-poll:p1", how="anonymous")
        found.append(room.stage["shown"])
        await obey(room, do="send", type="look")
        found.append(room.stage["shown"])
        await obey(room, do="poll", line="Two?")
        found.append(room.stage["shown"])
        await obey(room, do="poll", line="One?")  # asked again: its answers were revealed before
        found.append(room.stage["shown"])
        await obey(room, do="reveal", key="lsdg-poll:p1", how="")
        found.append(room.stage["shown"])
        kept.close()
        return found

    assert own_loop.run(run()) == ["lsdg-poll:p1", "lsdg-poll:p1", "", "lsdg-poll:p1", ""]
