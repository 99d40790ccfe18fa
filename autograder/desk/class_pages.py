"""Addresses for the class and for the files that go back."""

from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from autograder.desk import cohort, give
from autograder.desk.web import NO_STORE, WORDS, Door, language_of, part_of, saved_as
from autograder.errors import CourseFolderError
from autograder.messages import said
from autograder.reports import html_page

_KINDS = {
    ".zip": "application/zip",
    ".csv": "text/csv",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class _Class:
    def __init__(self, door: Door) -> None:
        self.door = door

    async def people(self, request: Request) -> Response:
        """The class, who waits for what, and which files can go back."""
        seen, language = request.query_params.get("seen", ""), language_of(request)
        found = await run_in_threadpool(self.door.desk.people, language, _states(language), seen)
        return JSONResponse(found, headers=NO_STORE)

    async def rows(self, request: Request) -> Response:
        """A page of the class."""
        language = language_of(request)
        given = language, _states(language), *part_of(request)
        return JSONResponse(await run_in_threadpool(self.door.desk.rows, *given), headers=NO_STORE)

    async def feedback(self, request: Request) -> Response:
        """One learner's feedback page. No script runs in it, whatever learners wrote."""
        learner, name = (request.query_params.get(one, "") for one in ("learner", "assignment"))
        text = await run_in_threadpool(cohort.page, self.door.desk.folder, learner, name)
        if text is None:
            return PlainTextResponse("404\n", 404)
        policy = f"{html_page.POLICY}; frame-ancestors 'none'"
        return HTMLResponse(text, headers={"content-security-policy": policy, **NO_STORE})

    async def look_at(self, request: Request) -> Response:
        """What a platform's file would say, before it is downloaded."""
        made = await run_in_threadpool(self._file, "filled", request)
        told = [said(one, language_of(request)) for one in made.told]
        return JSONResponse({"told": told, "rows": made.rows}, headers=NO_STORE)

    async def download(self, request: Request) -> Response:
        """A file that goes back."""
        return downloaded(await run_in_threadpool(self._file, request.path_params["what"], request))

    def _file(self, what: str, request: Request) -> give.File:
        desk, asked = self.door.desk, request.query_params
        folder = desk.folder
        plain: dict[str, Callable[[], give.File]] = {
            "csv": lambda: give.table_of_all(folder, asked.get("marks", "")),
            "xlsx": lambda: give.spreadsheet(folder),
            "dashboard": lambda: give.cohort(folder, desk.lists()),
            "pages": lambda: give.pages(folder),
            "pdf": lambda: give.papers(folder),
            "letters": lambda: give.all_letters(folder, desk.lists()),
        }
        if what in plain:
            return plain[what]()
        lists, language = desk.lists(), language_of(request)
        name = asked.get("assignment", "")
        table = next((one for one in lists.tables if one.dropped.id == asked.get("table")), None)
        if table is None or not table.is_filled or what not in ("filled", "feedback"):
            raise CourseFolderError(WORDS.of(language)["table_gone"])
        if what == "feedback":
            return give.feedback_for(folder, table, name, lists)
        return give.filled(folder, table, name, lists, asked.get("scale") == "1", language)


def _states(language: str) -> dict[str, str]:
    """What the page calls each state of a hand-in."""
    words = WORDS.of(language)
    return {name: words[f"status_{name}"] for name in ("graded", "needs_human", "ungraded", "excused")}


def downloaded(made: give.File) -> Response:
    """A file as an answer that the browser saves."""
    # Latin-1 files of platforms exist: nothing is said of the encoding.
    kind = _KINDS[Path(made.name).suffix]
    return Response(made.data, headers={**saved_as(made.name), "content-type": kind})


def routes(door: Door) -> list[Route]:
    """The addresses for the class and for what goes back."""
    found, own = _Class(door), door.own
    return [
        Route("/people", own(found.people)),
        Route("/rows", own(found.rows)),
        Route("/feedback", own(found.feedback)),
        Route("/look", own(found.look_at)),
        Route("/give/{what}", own(found.download)),
    ]
