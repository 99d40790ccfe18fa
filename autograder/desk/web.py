"""What all pages of the desk share: the key, the language, problems said in a sentence, templates."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from autograder import system
from autograder.desk import inbox
from autograder.desk.desk import Desk
from autograder.errors import CourseFolderError
from autograder.messages import said
from localsdg import course
from localsdg_web import look, sending
from localsdg_web.secret import PARAMETER, Secret
from localsdg_web.words import Words

WORDS = Words("desk.yml")
NO_STORE = {"cache-control": "no-store"}
RESTORE = "/care/restore"  # where an archive comes in
COURSE = "x-localsdg-course"  # the header in which a page's scripts say of which course it is
_SOUGHT = 200  # letters that are looked for in a list
_STATIC = Path(__file__).parent / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


Values = Callable[[Request, str], Mapping[str, Any]]


def language_of(request: Request) -> str:
    """The desk's language that the browser asks for."""
    return WORDS.spoken(request.headers.get("accept-language", ""))


def part_of(request: Request) -> tuple[str, int]:
    """Which part of a long list is asked for: what is looked for in it, and the row to begin with."""
    asked = request.query_params
    at = int(asked["at"]) if asked.get("at", "").isdecimal() else 0
    return asked.get("wanted", "")[:_SOUGHT], at


def saved_as(name: str) -> dict[str, str]:
    """Headers of an answer that the browser saves as a file of this name, and keeps nowhere else."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}", **NO_STORE}


class Door:
    """Who may come in, and how pages answer. ``desk``: whose they are."""

    def __init__(self, desk: Desk, secret: Secret) -> None:
        self.desk, self.secret = desk, secret

    def page(self, template: str, words: Words = WORDS, values: Values = lambda *_: {}) -> Callable:
        """A page made from ``template``, which gets the desk's words and those of ``words`` as ``w``.

        ``values``: what else it gets, of a request and a language; it may take its time. With the key in the
        address first to a cookie, and to the address without it.
        """

        async def answer(request: Request) -> Response:
            if header := self.secret.exchange(request.query_params.get(PARAMETER)):
                return RedirectResponse(request.url.path, 303, headers={"set-cookie": header})
            language = language_of(request)
            if not self._knows(request):
                return PlainTextResponse(f"{WORDS.of(language)['no_key']}\n", 403)
            told = {
                "w": {**WORDS.of(language), **words.of(language)},
                "language": language,
                "direction": course.direction(language),
                "course": self.desk.folder.root,
                "course_id": self.desk.id,
                "place": request.url.path,
            }
            try:
                more = await run_in_threadpool(values, request, language)
            except CourseFolderError as problem:
                return PlainTextResponse(f"{self._sentence(problem, language)}\n", 409)
            text = look.templates(_STATIC).get_template(template).render(**told, **more)
            return HTMLResponse(text, headers={"content-security-policy": _POLICY, **NO_STORE})

        return answer

    def own(self, answer: Callable) -> Callable:
        """An address that is for who has the cookie alone; what is to mend is said in a sentence."""

        async def asked(request: Request) -> Response:
            language = language_of(request)
            told = WORDS.of(language)
            if not self._knows(request):
                return JSONResponse({"problem": told["no_key"]}, 403)
            if request.headers.get(COURSE, self.desk.id) != self.desk.id:
                return JSONResponse(
                    {"problem": told["other_course"].format(folder=self.desk.folder.root)}, 409
                )
            try:
                return await answer(request)
            except inbox.BadName:
                return JSONResponse({"problem": told["bad_name"]}, 400)
            except inbox.Busy:
                return JSONResponse({"problem": told["busy_removing"]}, 409)
            except CourseFolderError as problem:
                return JSONResponse({"problem": self._sentence(problem, language)}, 409)
            except OSError as problem:
                if problem.filename is None:
                    raise
                return JSONResponse({"problem": said(system.told(problem), language)}, 409)

        return asked

    def _sentence(self, problem: CourseFolderError, language: str) -> str:
        return self.desk.inbox.shorter(said(str(problem), language))

    def _knows(self, request: Request) -> bool:
        return self.secret.admits(request.cookies)


def words_for_scripts(words: Words) -> Callable:
    """The address of the words of a language (``{language}`` in its path), for scripts."""

    async def answer(request: Request) -> Response:
        named = request.path_params["language"]
        return JSONResponse(words.of(named if named in words.languages() else course.LANGUAGE))

    return answer


async def static(request: Request) -> Response:
    """A script or style."""
    return sending.static(request, _STATIC)
