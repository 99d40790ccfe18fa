"""Addresses of the first page: what was dropped, whose it is, grading."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from autograder.desk import corrections, inbox, preview
from autograder.desk.web import NO_STORE, WORDS, Door, language_of, part_of
from localsdg_web.asking import json_object

TAKE = "/take"


class _Take:
    def __init__(self, door: Door) -> None:
        self.door = door

    async def state(self, request: Request) -> Response:
        """What was dropped and how far grading is."""
        found = await run_in_threadpool(self.door.desk.state, language_of(request))
        return JSONResponse(found, headers=NO_STORE)

    async def hand_ins(self, request: Request) -> Response:
        """A page of the hand-ins in what was dropped."""
        language = language_of(request)
        words = WORDS.of(language)
        states = {name: words[f"state_{name}"] for name in preview.STATES}
        given = language, states, *part_of(request)
        return JSONResponse(await run_in_threadpool(self.door.desk.hand_ins, *given), headers=NO_STORE)

    async def take(self, request: Request) -> Response:
        """A file that is dropped: its bytes are the body, its name and stamp stand in the address."""
        name, stamp = request.query_params.get("name", ""), request.query_params.get("stamp", "")
        with self.door.desk.inbox.coming(stamp, name) as stream:
            async for chunk in request.stream():
                await run_in_threadpool(stream.write, chunk)
        return JSONResponse({"taken": name})

    async def remove(self, request: Request) -> Response:
        """Remove what was dropped."""
        found, box = await json_object(request), self.door.desk.inbox
        named = str(found.get("id", ""))
        if box.get(named) is None:
            return JSONResponse({"removed": False})
        with box.held():
            return JSONResponse({"removed": box.remove(named)})

    async def whose(self, request: Request) -> Response:
        """Say whose a single notebook is."""
        found, box = await json_object(request), self.door.desk.inbox
        with box.held():
            box.name_learner(str(found.get("id", "")), str(found.get("learner", "")))
        return JSONResponse({})

    async def correct(self, request: Request) -> Response:
        """Say whose a file inside a zip or folder is, and of which module; empty: as its name says."""
        found, desk = await json_object(request), self.door.desk
        asked = [str(found.get(name, "")) for name in ("id", "place", "learner", "assignment")]
        with desk.inbox.held():
            await run_in_threadpool(corrections.correct, desk.inbox, *asked)
        return JSONResponse({})

    async def grade(self, request: Request) -> Response:
        """Grade what was dropped."""
        found, language = await json_object(request), language_of(request)
        why_not = await run_in_threadpool(self.door.desk.grade, bool(found.get("without_list")), language)
        return _begun(why_not, language)

    async def again(self, request: Request) -> Response:
        """Grade again what the folder keeps, as far as course or rules changed since."""
        return _begun(await run_in_threadpool(self.door.desk.grade_changed), language_of(request))

    async def stop(self, request: Request) -> Response:
        """Stop grading; what is graded stays."""
        await run_in_threadpool(self.door.desk.run.stop)
        return JSONResponse({})


def _begun(why_not: str, language: str) -> Response:
    return JSONResponse({"problem": WORDS.of(language)[why_not]}, 409) if why_not else JSONResponse({})


def routes(door: Door) -> list[Route]:
    """The addresses of the first page."""
    take, own = _Take(door), door.own
    return [
        Route("/", door.page("desk.html.j2", values=lambda *_: {"limit": inbox.LARGEST})),
        Route("/state", own(take.state)),
        Route("/hand-ins", own(take.hand_ins)),
        Route(TAKE, own(take.take), methods=["POST"]),
        Route("/remove", own(take.remove), methods=["POST"]),
        Route("/whose", own(take.whose), methods=["POST"]),
        Route("/correct", own(take.correct), methods=["POST"]),
        Route("/grade", own(take.grade), methods=["POST"]),
        Route("/again", own(take.again), methods=["POST"]),
        Route("/stop", own(take.stop), methods=["POST"]),
    ]
