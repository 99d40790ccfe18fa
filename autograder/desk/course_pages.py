"""Addresses of the page *Course*: which course lies on the desk, its rules, its learners."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from autograder.desk import courses, learners, settings
from autograder.desk.web import NO_STORE, WORDS, Door, language_of
from localsdg_web.asking import json_object

LEARNERS = "/learners"


class _Course:
    def __init__(self, door: Door) -> None:
        self.door = door
        self.before: list[Path] = []  # on the desk since it was started

    async def folders(self, request: Request) -> Response:
        """Folders to choose a course from."""
        at = request.query_params.get("at", "")
        found = await run_in_threadpool(courses.listed, at, self.door.desk.folder.root)
        return JSONResponse({**found, "before": [str(one) for one in self.before]}, headers=NO_STORE)

    async def choose(self, request: Request) -> Response:
        """Lay a course on the desk."""
        told, desk = await json_object(request), self.door.desk
        if desk.run.is_running:
            return JSONResponse({"problem": WORDS.of(language_of(request))["busy_course"]}, 409)
        asked = str(told.get("folder", "")), told.get("makes") is True
        folder = await run_in_threadpool(courses.chosen, *asked)
        self.before = [desk.folder.root, *(one for one in self.before if one != desk.folder.root)]
        self.before = [one for one in self.before if one != folder.root]
        desk.lay(folder)
        return JSONResponse({"folder": str(folder.root)})

    async def settings(self, request: Request) -> Response:
        """What the form shows."""
        found = await run_in_threadpool(settings.shown, self.door.desk.folder, language_of(request))
        return JSONResponse(found, headers=NO_STORE)

    async def save(self, request: Request) -> Response:
        """Write the form's values; mistakes by field, and what stands now where the file changed since."""
        told, folder = await json_object(request), self.door.desk.folder
        values = settings.given(told.get("values"))
        done = await run_in_threadpool(settings.save, folder, str(told.get("version", "")), values)
        now = await run_in_threadpool(settings.shown, folder, language_of(request))
        if done.errors:
            words = WORDS.of(language_of(request))
            errors = {name: words[one.pop("word")].format(**one) for name, one in done.errors.items()}
            return JSONResponse({"errors": errors})
        return JSONResponse({"stale": done.is_stale, "now": now})

    async def learners(self, request: Request) -> Response:
        """The learners, and from which table they are known."""
        found = await run_in_threadpool(learners.shown, self.door.desk)
        return JSONResponse(found, headers=NO_STORE)

    async def save_learners(self, request: Request) -> Response:
        """Write a list of learners, which counts from then on."""
        told, desk = await json_object(request), self.door.desk
        with desk.inbox.held():
            done = await run_in_threadpool(
                learners.save, desk, str(told.get("version", "")), told.get("rows")
            )
        words = WORDS.of(language_of(request))
        errors = {str(line): words[word] for line, word in done.errors.items()}
        return JSONResponse({"errors": errors, "stale": done.is_stale, "version": done.version})


def routes(door: Door) -> list[Route]:
    """The addresses of the page *Course*."""
    page, own = _Course(door), door.own
    return [
        Route("/course", door.page("course.html.j2")),
        Route("/folders", own(page.folders)),
        Route("/choose", own(page.choose), methods=["POST"]),
        Route("/settings", own(page.settings)),
        Route("/settings", own(page.save), methods=["POST"]),
        Route(LEARNERS, own(page.learners)),
        Route(LEARNERS, own(page.save_learners), methods=["POST"]),
    ]
