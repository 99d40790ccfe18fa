"""The server's addresses: the book, joining, checking, what was revealed; and the trainer's pages."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from localsdg_web import limits, sending
from localsdg_web.asking import json_object
from localsdg_web.guard import Guard
from localsdg_web.secret import PARAMETER, Secret
from localsdg_workshop import allowance, papers, people, phones, words
from localsdg_workshop import book as books
from localsdg_workshop.board import catalog, feed, pages
from localsdg_workshop.checker import Checker
from localsdg_workshop.join.code import is_code, is_written_as_code
from localsdg_workshop.revealed import Revealed
from localsdg_workshop.room import Refused, Room

_PENANCE = 60.0  # seconds in which who tried too many codes is not heard
SEEN = 60.0  # seconds after which it is written down who is still here
_YEAR = 365 * 24 * 3600


class Server:
    """One workshop's server: its room, the book that it shows, and who may be a trainer."""

    def __init__(self, room: Room, book: Path, code: str, secret: Secret, addresses: list[str]) -> None:
        """``addresses``: where people join, the best first; they stand on the projector's page."""
        self.room, self.book, self.code, self.secret = room, books.Book(book), code, secret
        self.addresses = addresses
        self.checker = Checker(book)
        self._revealed = Revealed(room)
        self._wrong = limits.Rate(
            30, _PENANCE
        )  # wrong codes of one address; behind a router a room shares it
        self._refused: dict[str, float] = {}  # by address: until when none of its codes is looked at
        self._joined = limits.Rate(150, 600)

    # ---- Joining ----

    async def join_page(self, request: Request) -> Response:
        """The page on which one joins; who has joined goes to the book."""
        if self._person(request) and "again" not in request.query_params:
            return RedirectResponse("/", 303)
        code = request.path_params.get("code", "")
        # Any code is shown: else this page would tell the right one, as often as it is asked.
        return pages.html("join", _language(request), code=code if is_written_as_code(code) else "")

    async def join(self, request: Request) -> Response:
        """``{code, name, team}`` to a person, whose token stands in a cookie from now on."""
        address = request.client.host if request.client else ""
        language = _language(request)
        told = words.words(language)
        found = await json_object(request)
        if self._refused.get(address, 0) > time.monotonic():
            return JSONResponse({"problem": told["join_too_often"]}, 429)
        if not is_code(found.get("code"), self.code):
            if not self._wrong.allows(address):
                self._refused[address] = time.monotonic() + _PENANCE
            return JSONResponse({"problem": told["join_wrong_code"]}, 403)
        if not self._joined.allows(address):
            return JSONResponse({"problem": told["join_too_often"]}, 429)
        try:
            token = await self.room.join(found.get("name", ""), found.get("team", ""), language)
        except Refused as problem:
            return JSONResponse({"problem": told[str(problem)]}, 400)
        return JSONResponse({"to": self.book.front(language)}, headers={"set-cookie": people.cookie(token)})

    # ---- Participants ----

    async def phone(self, websocket: WebSocket) -> None:
        """The socket of a participant's page."""
        await phones.serve(self.room, websocket)

    async def check(self, request: Request) -> Response:
        """``{slug, language, answer, first}`` (JSON texts) to what the page's own worker would say."""
        person = self._person(request)
        if person is None and not self._is_trainer(request):
            return PlainTextResponse("403\n", 403)
        if person and not person.checking.takes():
            return PlainTextResponse("429\n", 429)
        found = await json_object(request)
        texts = [found.get("answer"), found.get("first")]
        is_known = self.checker.knows(found.get("language"), found.get("slug"))
        if not is_known or not all(isinstance(text, str) and len(text) <= allowance.TEXT for text in texts):
            return PlainTextResponse("400\n", 400)
        reply = await self.checker.check(found["language"], found["slug"], found["answer"], found["first"])
        if reply is None:
            return PlainTextResponse("500\n", 500)
        return Response(reply, media_type="application/json")

    async def revealed(self, request: Request) -> Response:
        """The room's answers as one view, once the trainer has revealed them."""
        if self._person(request) is None and not self._is_trainer(request):
            return PlainTextResponse("403\n", 403)
        reply = self._revealed.reply(request.query_params.get("key", ""), _language(request))
        if reply is None:
            return PlainTextResponse("403\n", 403)
        return Response(reply, media_type="application/json", headers={"cache-control": "no-store"})

    # ---- The trainer ----

    async def board_page(self, request: Request) -> Response:
        """The board; with the key in the address first to a cookie, and to the address without it."""
        return self._trainer_page(request, "board")

    async def screen_page(self, request: Request) -> Response:
        """What the projector shows: how to join, and what is asked and revealed now."""
        return self._trainer_page(request, "screen")

    async def paper(self, request: Request) -> Response:
        """The sheet of who attended, or the certificates, as of now."""
        name = request.path_params["name"]
        if not self._is_trainer(request) or name not in papers.NAMES:
            return PlainTextResponse("403\n", 403)
        await self._note_who_is_here()
        return pages.response(papers.paper(name, self.room, _language(request)))

    def _trainer_page(self, request, name):
        if header := self.secret.exchange(request.query_params.get(PARAMETER)):
            return RedirectResponse(request.url.path, 303, headers={"set-cookie": header})
        if not self._is_trainer(request):
            told = words.words(_language(request))["board_secret"]
            return PlainTextResponse(f"{told}\n", 403)
        language = _language(request)
        more = {"code": self.code, "addresses": self.addresses, "fields": papers.about(self.room, language)}
        return pages.html(name, language, **more)

    async def board(self, websocket: WebSocket) -> None:
        """The socket of a board."""
        if not self.secret.admits(websocket.cookies):
            await websocket.accept()
            await websocket.close(phones.UNKNOWN)
            return
        await feed.serve(self.room, websocket, _language(websocket))

    async def catalog(self, request: Request) -> Response:
        """What the trainer can choose from."""
        if not self._is_trainer(request):
            return PlainTextResponse("403\n", 403)
        return JSONResponse(await run_in_threadpool(catalog.catalog, _language(request)))

    # ---- Files ----

    async def words(self, request: Request) -> Response:
        """The words of a language, for scripts."""
        language = request.path_params["language"]
        known = language if language in words.languages() else words.spoken(language)
        return JSONResponse(words.words(known), headers={"cache-control": "no-cache"})

    async def static(self, request: Request) -> Response:
        """A script or style of the workshop."""
        return pages.static(request)

    async def page(self, request: Request) -> Response:
        """A file of the book. Its pages are for those who have joined, and for the trainer."""
        path = self.book.find(request.path_params["path"])
        if path is None:
            return PlainTextResponse("404\n", 404)
        person = self._person(request)
        if path.suffix == ".html" and not (person or self._is_trainer(request)):
            return RedirectResponse("/workshop/", 303)
        answer = self.book.answer(path, request.headers["host"] if person else "")
        if answer.path:
            return FileResponse(answer.path, media_type=answer.kind)
        return _file(request, answer)

    def _person(self, request):
        return self.room.person(request.cookies.get(people.COOKIE))

    def _is_trainer(self, request):
        return self.secret.admits(request.cookies)

    @contextlib.asynccontextmanager
    async def running(self, app: Any) -> AsyncIterator[None]:
        """What goes on as long as the server runs."""
        task = asyncio.create_task(self._keep_noting())
        try:
            yield
        finally:
            task.cancel()
            await self.checker.stop()

    async def _keep_noting(self):
        while True:
            await asyncio.sleep(SEEN)
            await self._note_who_is_here()

    async def _note_who_is_here(self):
        await self.room.seen([one for one in self.room.by_id.values() if one.sockets])


def application(server: Server) -> ASGIApp:
    """The application of a server, behind its guard."""
    routes = [
        Route("/j/{code}", server.join_page),
        Route("/workshop/", server.join_page),
        Route("/workshop/join", server.join, methods=["POST"]),
        Route("/workshop/check", server.check, methods=["POST"]),
        Route("/workshop/revealed", server.revealed),
        Route("/workshop/words/{language}.json", server.words),
        Route("/workshop/static/{name}", server.static),
        Route("/workshop/board", server.board_page),
        Route("/workshop/screen", server.screen_page),
        Route("/workshop/paper/{name}", server.paper),
        Route("/workshop/catalog.json", server.catalog),
        WebSocketRoute("/workshop/phone", server.phone),
        WebSocketRoute("/workshop/feed", server.board),
        Route("/{path:path}", server.page),
    ]
    return Guard(Starlette(routes=routes, lifespan=server.running), lambda scope: allowance.MESSAGE)


def _language(request: Request | WebSocket) -> str:
    named = request.query_params.get("language", "")
    return named if named in words.languages() else words.spoken(request.headers.get("accept-language", ""))


def _file(request: Request, answer: books.Answer) -> Response:
    is_for_ever = bool(request.query_params.get("v"))  # another content has another address
    headers = {
        "cache-control": f"max-age={_YEAR}, immutable" if is_for_ever else "no-cache",
        "vary": "cookie, accept-encoding",
    }
    given = answer.kind, answer.etag, answer.body, answer.is_gzip
    return sending.unless_known(request, *given, headers)
