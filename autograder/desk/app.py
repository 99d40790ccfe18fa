"""The desk's addresses: its page, what was dropped, grading, the class, and the files that go back."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from autograder.desk import cohort, give, inbox
from autograder.desk.desk import Desk
from autograder.errors import CourseFolderError
from autograder.reports import html_page
from localsdg import course
from localsdg_web import guard, look
from localsdg_web.asking import json_object
from localsdg_web.secret import PARAMETER, Secret
from localsdg_web.words import Words

WORDS = Words("desk.yml")
_STATIC = Path(__file__).parent / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NO_STORE = {"cache-control": "no-store"}
_MESSAGE = 64 << 10  # bytes of what the page asks; a file that comes in may have ``inbox.LARGEST``
_TAKE = "/take"
_KINDS = {".zip": "application/zip", ".csv": "text/csv", ".html": "text/html; charset=utf-8"}


class Server:
    """The addresses of one desk."""

    def __init__(self, desk: Desk, secret: Secret) -> None:
        self.desk, self.secret = desk, secret

    async def page(self, request: Request) -> Response:
        """The page; with the key in the address first to a cookie, and to the address without it."""
        if header := self.secret.exchange(request.query_params.get(PARAMETER)):
            return RedirectResponse("/", 303, headers={"set-cookie": header})
        language = _language(request)
        if not self._knows(request):
            return PlainTextResponse(f"{WORDS.of(language)['no_key']}\n", 403)
        text = (
            look.templates(_STATIC)
            .get_template("desk.html.j2")
            .render(
                w=WORDS.of(language),
                language=language,
                direction=course.direction(language),
                course=self.desk.folder.root,
                limit=inbox.LARGEST,
            )
        )
        return HTMLResponse(text, headers={"content-security-policy": _POLICY, **_NO_STORE})

    async def state(self, request: Request) -> Response:
        """What was dropped and how far grading is."""
        return JSONResponse(await run_in_threadpool(self.desk.state, _language(request)), headers=_NO_STORE)

    async def take(self, request: Request) -> Response:
        """A file that is dropped: its bytes are the body, its name and stamp stand in the address."""
        name, stamp = request.query_params.get("name", ""), request.query_params.get("stamp", "")
        with self.desk.inbox.coming(stamp, name) as stream:
            async for chunk in request.stream():
                await run_in_threadpool(stream.write, chunk)
        return JSONResponse({"taken": name})

    async def remove(self, request: Request) -> Response:
        """Remove what was dropped."""
        found = await json_object(request)
        named = str(found.get("id", ""))
        if self.desk.inbox.get(named) is None:
            return JSONResponse({"removed": False})
        with self.desk.inbox.held():
            return JSONResponse({"removed": self.desk.inbox.remove(named)})

    async def whose(self, request: Request) -> Response:
        """Say whose a single notebook is."""
        found = await json_object(request)
        with self.desk.inbox.held():
            self.desk.inbox.name_learner(str(found.get("id", "")), str(found.get("learner", "")))
        return JSONResponse({})

    async def grade(self, request: Request) -> Response:
        """Grade what was dropped."""
        found, language = await json_object(request), _language(request)
        why_not = await run_in_threadpool(self.desk.grade, bool(found.get("without_list")), language)
        if why_not:
            return JSONResponse({"problem": WORDS.of(language)[why_not]}, 409)
        return JSONResponse({})

    async def stop(self, request: Request) -> Response:
        """Stop grading; what is graded stays."""
        await run_in_threadpool(self.desk.run.stop)
        return JSONResponse({})

    async def people(self, request: Request) -> Response:
        """The class, who waits for what, and which files can go back."""
        seen = request.query_params.get("seen", "")
        found = await run_in_threadpool(self.desk.people, _language(request), seen)
        return JSONResponse(found, headers=_NO_STORE)

    async def feedback(self, request: Request) -> Response:
        """One learner's feedback page. No script runs in it, whatever learners wrote."""
        learner, name = (request.query_params.get(one, "") for one in ("learner", "assignment"))
        text = await run_in_threadpool(cohort.page, self.desk.folder, learner, name)
        if text is None:
            return PlainTextResponse("404\n", 404)
        policy = f"{html_page.POLICY}; frame-ancestors 'none'"
        return HTMLResponse(text, headers={"content-security-policy": policy, **_NO_STORE})

    async def look_at(self, request: Request) -> Response:
        """What a platform's file would say, before it is downloaded."""
        made = await run_in_threadpool(self._file, "filled", request)
        return JSONResponse({"told": made.told, "empty": made.empty}, headers=_NO_STORE)

    async def download(self, request: Request) -> Response:
        """A file that goes back."""
        made = await run_in_threadpool(self._file, request.path_params["what"], request)
        named = f"attachment; filename*=UTF-8''{quote(made.name)}"
        kind = _KINDS[Path(made.name).suffix]
        # Latin-1 files of platforms exist: nothing is said of the encoding.
        return Response(made.data, headers={"content-disposition": named, "content-type": kind, **_NO_STORE})

    def _file(self, what: str, request: Request) -> give.File:
        folder, asked = self.desk.folder, request.query_params
        plain: dict[str, Callable[[], give.File]] = {
            "csv": lambda: give.table_of_all(folder),
            "dashboard": lambda: give.cohort(folder, self.desk.lists()),
            "pages": lambda: give.pages(folder),
            "letters": lambda: give.all_letters(folder, self.desk.lists()),
        }
        if what in plain:
            return plain[what]()
        lists, language = self.desk.lists(), _language(request)
        name = asked.get("assignment", "")
        table = next((one for one in lists.tables if one.dropped.id == asked.get("table")), None)
        if table is None or not table.is_filled or what not in ("filled", "feedback"):
            raise CourseFolderError(WORDS.of(language)["table_gone"])
        if what == "feedback":
            return give.feedback_for(folder, table, name, lists)
        return give.filled(folder, table, name, lists, asked.get("scale") == "1", language)

    async def words(self, request: Request) -> Response:
        """The words of a language, for scripts."""
        named = request.path_params["language"]
        return JSONResponse(WORDS.of(named if named in WORDS.languages() else course.LANGUAGE))

    async def static(self, request: Request) -> Response:
        """A script or style."""
        found = look.static(request.path_params["name"], _STATIC)
        if found is None:
            return PlainTextResponse("404\n", 404)
        kind, etag, body = found
        headers = {"etag": etag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(gzip.decompress(body), media_type=kind, headers=headers)

    def behind_the_key(self, answer: Callable) -> Callable:
        """An address that is for who has the cookie alone; what is to mend is said in a sentence."""

        async def asked(request: Request) -> Response:
            told = WORDS.of(_language(request))
            if not self._knows(request):
                return JSONResponse({"problem": told["no_key"]}, 403)
            try:
                return await answer(request)
            except inbox.BadName:
                return JSONResponse({"problem": told["bad_name"]}, 400)
            except inbox.Busy:
                return JSONResponse({"problem": told["busy_removing"]}, 409)
            except CourseFolderError as problem:
                return JSONResponse({"problem": self.desk.inbox.shorter(str(problem))}, 409)
            except OSError as problem:
                if problem.filename is None:
                    raise
                return JSONResponse({"problem": f"{problem.filename}: {problem.strerror}."}, 409)

        return asked

    def _knows(self, request: Request) -> bool:
        return self.secret.admits(request.cookies)


def application(desk: Desk, secret: Secret) -> guard.App:
    """The application of a desk, behind its guard."""
    server = Server(desk, secret)
    own = server.behind_the_key
    routes = [
        Route("/", server.page),
        Route("/static/{name}", server.static),
        Route("/words/{language}", server.words),
        Route("/state", own(server.state)),
        Route("/people", own(server.people)),
        Route("/feedback", own(server.feedback)),
        Route("/look", own(server.look_at)),
        Route("/give/{what}", own(server.download)),
        Route(_TAKE, own(server.take), methods=["POST"]),
        Route("/remove", own(server.remove), methods=["POST"]),
        Route("/whose", own(server.whose), methods=["POST"]),
        Route("/grade", own(server.grade), methods=["POST"]),
        Route("/stop", own(server.stop), methods=["POST"]),
    ]
    return guard.Guard(Starlette(routes=routes), _most)


def _most(scope: guard.Scope) -> int:
    return inbox.LARGEST if scope.get("path") == _TAKE else _MESSAGE


def _language(request: Request) -> str:
    return WORDS.spoken(request.headers.get("accept-language", ""))
