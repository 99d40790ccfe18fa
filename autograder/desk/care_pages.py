"""Addresses of the page *Care*."""

import os
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from autograder.desk import care
from autograder.desk.class_pages import downloaded
from autograder.desk.web import NO_STORE, RESTORE, WORDS, Door, language_of, part_of, saved_as
from autograder.store import archive, files, modes
from localsdg_web.asking import json_object


class _Care:
    def __init__(self, door: Door) -> None:
        self.door = door

    async def held(self, request: Request) -> Response:
        """What is kept of whom."""
        found = await run_in_threadpool(care.held, self.door.desk, *part_of(request))
        return JSONResponse(found, headers=NO_STORE)

    async def forget(self, request: Request) -> Response:
        """Remove a learner."""
        told, language = await json_object(request), language_of(request)
        if self.door.desk.run.is_running:
            return JSONResponse({"problem": WORDS.of(language)["busy_removing"]}, 409)
        learner = str(told.get("learner", ""))
        return JSONResponse(await run_in_threadpool(care.forget, self.door.desk, learner, language))

    async def audit(self, request: Request) -> Response:
        """Compare history, results and gradebook."""
        told = await json_object(request)
        asked = str(told.get("head", "")), language_of(request)
        return JSONResponse(await run_in_threadpool(care.audit, self.door.desk, *asked))

    async def without_names(self, request: Request) -> Response:
        """The results without names."""
        answers = request.query_params.get("answers") == "1"
        return downloaded(await run_in_threadpool(care.without_names, self.door.desk, answers))

    async def archive(self, request: Request) -> Response:
        """The course in one file."""
        path = await run_in_threadpool(care.archived, self.door.desk)
        headers = saved_as(care.archive_name(self.door.desk))
        return FileResponse(
            path, media_type="application/zip", headers=headers, background=BackgroundTask(os.unlink, path)
        )

    async def restore(self, request: Request) -> Response:
        """Bring an archive back: its bytes are the body, the new folder stands in the address."""
        target = await run_in_threadpool(care.place_for, request.query_params.get("folder", ""))
        with files.failures_explained(target):
            await run_in_threadpool(modes.make_folders, target.parent)
            handle, name = tempfile.mkstemp(prefix=".restoring-", suffix=".zip", dir=target.parent)
            try:
                with open(handle, "wb") as stream:
                    async for piece in request.stream():
                        await run_in_threadpool(stream.write, piece)
                found = await run_in_threadpool(archive.restore, Path(name), target)
            finally:
                os.unlink(name)
        return JSONResponse({"folder": str(target), "files": found.files})


def routes(door: Door) -> list[Route]:
    """The addresses of the page *Care*."""
    page, own = _Care(door), door.own
    return [
        Route("/care", door.page("care.html.j2")),
        Route("/care/held", own(page.held)),
        Route("/care/forget", own(page.forget), methods=["POST"]),
        Route("/care/audit", own(page.audit), methods=["POST"]),
        Route("/care/without-names", own(page.without_names)),
        Route("/care/archive", own(page.archive)),
        Route(RESTORE, own(page.restore), methods=["POST"]),
    ]
