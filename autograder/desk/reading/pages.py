"""The addresses of the page on which texts are read."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from autograder.desk.reading import alike, bank, readers, showing, writing
from autograder.desk.reading.texts import BY_EXERCISE, BY_LEARNER, Item, Texts
from autograder.desk.web import NO_STORE, Door, language_of, words_for_scripts
from autograder.exercise_cache import spec
from autograder.exercise_cache import title as exercise_title
from autograder.lms import people
from autograder.notebook import own_words
from autograder.reports import similar
from autograder.store.ledger import jobs, readings
from autograder.store.ledger.opening import readable
from autograder.store.ledger.readings import DECISION, READING, Place
from autograder.written import Kept
from localsdg_web.asking import json_object
from localsdg_web.words import Words

WORDS = Words("reading.yml")
_PARTNERS = 8  # alike texts that are shown beside one


class Pages:
    """Reading, for one desk."""

    def __init__(self, door: Door) -> None:
        self._door, self.desk = door, door.desk
        self._texts = Texts(door.desk.folder)
        self._alike: dict[str, tuple[object, list[similar.Alike]]] = {}

    @property
    def texts(self) -> Texts:
        """Those of the course that lies on the desk now."""
        if self._texts.folder is not self.desk.folder:
            self._texts = Texts(self.desk.folder)
        return self._texts

    def routes(self) -> list[Route]:
        """Its addresses."""
        own = self._own
        return [
            Route("/read", self._door.page("read.html.j2", WORDS)),
            Route("/read/words/{language}.json", words_for_scripts(WORDS)),
            Route("/read/list", own(self.listed)),
            Route("/read/text", own(self.text)),
            Route("/read/alike", own(self.alike_ones)),
            Route("/read/save", own(self.save), methods=["POST"]),
            Route("/read/undo", own(self.undo), methods=["POST"]),
            Route("/read/reader", own(self.reader), methods=["POST"]),
            Route("/read/bank", own(self.comments), methods=["GET", "POST"]),
        ]

    def _own(self, answer: Callable) -> Callable:
        async def asked(request: Request) -> Response:
            try:
                return await answer(request)
            except writing.Gone:
                return JSONResponse({"problem": WORDS.of(language_of(request))["read_gone"]}, 409)

        return self._door.own(asked)

    async def listed(self, request: Request) -> Response:
        """All texts in order, with how each stands for the reader."""
        order = BY_LEARNER if request.query_params.get("order") == BY_LEARNER else BY_EXERCISE
        hidden = _is_anonymous(request.query_params)

        def made() -> dict[str, Any]:
            reader = readers.name(self.desk.folder)
            items = self.texts.all(reader, order, hidden) if self.desk.folder.is_made else []
            return {"reader": reader, "items": [self._brief(one, language_of(request)) for one in items]}

        return JSONResponse(await run_in_threadpool(made), headers=NO_STORE)

    def _brief(self, item: Item, language: str) -> dict[str, Any]:
        slug = item.place[2]
        return {"id": item.id, "state": item.state, "exercise": slug, "title": exercise_title(slug, language)}

    async def text(self, request: Request) -> Response:
        """One text with its rubric."""
        asked = request.query_params

        def made() -> dict[str, Any]:
            place, reader = self._place(asked.get("id")), readers.name(self.desk.folder)
            name = "" if _is_anonymous(asked) else self._name(place[0])
            return showing.text(self.texts, place, reader, language_of(request), name)

        return JSONResponse(await run_in_threadpool(made), headers=NO_STORE)

    async def save(self, request: Request) -> Response:
        """Write down levels and comment."""
        return await self._written(request, self._save)

    async def undo(self, request: Request) -> Response:
        """Take the last thing back that this page wrote about a text."""
        return await self._written(request, self._undo)

    async def _written(self, request, write):
        asked, language = await json_object(request), language_of(request)
        reader = readers.name(self.desk.folder)
        if not reader:
            return JSONResponse({"problem": WORDS.of(language)["read_reader_missing"]}, 409)
        place = self._place(asked.get("id"))
        try:
            return JSONResponse(await run_in_threadpool(write, place, reader, asked))
        except writing.Unusable:
            return JSONResponse({"problem": WORDS.of(language)["read_unusable"]}, 400)
        except writing.Changed:
            told = await run_in_threadpool(showing.text, self.texts, place, reader, language, "")
            return JSONResponse({"problem": WORDS.of(language)["read_changed"], "now": told}, 409)

    def _save(self, place: Place, reader: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        exercise = self.texts.exercise(place)
        if exercise is None:
            raise writing.Gone(str(place))
        levels, comment = asked.get("levels"), asked.get("comment")
        if not isinstance(levels, dict) or not isinstance(comment, str):
            raise writing.Unusable(str(asked))
        levels = {str(row): str(level) for row, level in levels.items()}
        kind = DECISION if asked.get("decides") else READING

        def filled(text: str, of: Mapping[str, str]) -> str:
            if "{" not in text:
                return text
            found = self._kept(place).outcome
            return bank.fill(text, showing.gaps(exercise, found, self._name(place[0]), of))

        told = writing.Told(reader, str(asked.get("seen", "")), levels, comment, kind, filled)
        done = writing.save(self.desk.folder, place, showing.rubric(exercise), told)
        return {**showing.stands(done.standing, reader), "before": done.before}

    def _undo(self, place: Place, reader: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        before = asked.get("before")
        if not isinstance(before, dict):
            raise writing.Unusable(str(before))
        done = writing.undo(self.desk.folder, place, str(asked.get("seen", "")), reader, before)
        return showing.stands(done, reader)

    async def reader(self, request: Request) -> Response:
        """Say who reads."""
        asked = await json_object(request)
        kept = await run_in_threadpool(readers.remember, self.desk.folder, str(asked.get("name", "")))
        if not kept:
            return JSONResponse({"problem": WORDS.of(language_of(request))["read_reader_missing"]}, 400)
        return JSONResponse({"reader": kept})

    async def comments(self, request: Request) -> Response:
        """The comment bank; with ``text`` one more, with ``remove`` one fewer."""
        asked = await json_object(request) if request.method == "POST" else {}
        folder = self.desk.folder
        if "remove" in asked:
            found = await run_in_threadpool(bank.remove, folder, str(asked["remove"]))
        elif "text" in asked:
            exercise = str(asked.get("exercise", ""))
            found = await run_in_threadpool(bank.add, folder, str(asked["text"]), exercise)
        else:
            found = await run_in_threadpool(bank.read, folder)
        return JSONResponse({"comments": found, "gaps": list(bank.GAPS)}, headers=NO_STORE)

    async def alike_ones(self, request: Request) -> Response:
        """Texts of the same exercise that are alike, marked."""
        asked = request.query_params

        def made() -> list[dict[str, Any]]:
            place = self._place(asked.get("id"))
            return self._partners(place, _is_anonymous(asked))

        return JSONResponse({"texts": await run_in_threadpool(made)}, headers=NO_STORE)

    def _partners(self, place: Place, is_anonymous: bool) -> list[dict[str, Any]]:
        with readable(self.desk.folder) as database, database.reading() as connection:
            keys = readings.graded_keys(connection)
            groups = self._groups(connection, place[2], keys)
            found = alike.partners(groups, self.texts.id_of(place))[:_PARTNERS]
            shares = {self.texts.place(other): share for other, share in found}
            wanted = {(*one[:2], place[2]): keys[one[:2]] for one in (place, *filter(None, shares))}
            texts = _texts(connection, place[2], wanted)
        made = []
        for where, share in shares.items():
            if where is not None and where in texts and place in texts:
                left, right = alike.marked(texts[place], texts[where])
                name = "" if is_anonymous else self._name(where[0])
                told = {"id": self.texts.id_of(where), "name": name, "share": share}
                made.append({**told, "left": left, "right": right})
        return made

    def _groups(
        self, connection: Connection, slug: str, keys: Mapping[tuple[str, str], str]
    ) -> list[similar.Alike]:
        """What is alike among all texts of an exercise, looked for again when one of them is another."""
        mark = hash((self.desk.id, frozenset(keys.items())))
        if self._alike.get(slug, (None, []))[0] != mark:
            every = _texts(connection, slug, {(*place, slug): key for place, key in keys.items()})
            texts = {self.texts.id_of(place): text for place, text in every.items()}
            given = spec(slug)["words"].get("prompt", "")
            self._alike[slug] = mark, alike.found(texts, given, slug)
        return self._alike[slug][1]

    def _kept(self, place: Place) -> Kept:
        with readable(self.desk.folder) as database, database.reading() as connection:
            counted = jobs.counted(connection, *place[:2])
            if counted is None:
                raise writing.Gone(str(place))
            return Kept.of_text(counted.result)

    def _name(self, learner: str) -> str:
        names = {one.learner: one.name for one in people.roster_rows(self.desk.lists().roster)}
        return names.get(learner) or learner

    def _place(self, named: Any) -> Place:
        place = self.texts.place(named) if isinstance(named, str) else None
        if place is None:
            raise writing.Gone(str(named))
        return place


def _texts(connection: Connection, slug: str, keys: Mapping[Place, str]) -> dict[Place, str]:
    """The texts of one exercise in the results of these jobs, by place; without those that are empty."""
    kept = readings.kept(connection, list(keys.values()))
    found = {
        place: "\n".join(own_words.lines(kept[key][1].answers.get(slug)))
        for place, key in keys.items()
        if key in kept
    }
    return {place: text for place, text in found.items() if text}


def _is_anonymous(asked: Mapping[str, str]) -> bool:
    return asked.get("anonymous") == "1"
