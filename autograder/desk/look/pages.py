"""The addresses of one learner's page and of one exercise's, and what can be done there."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from autograder.desk.look import exercise, learner
from autograder.desk.reading import readers
from autograder.desk.web import WORDS as OF_DESK
from autograder.desk.web import Door, language_of
from autograder.errors import CourseFolderError
from autograder.store import files
from autograder.store.ledger import excusing
from localsdg_web.asking import json_object
from localsdg_web.words import Words

WORDS = Words("look.yml")


class Pages:
    """A closer look, for one desk. What is done there is what the commands of that name do."""

    def __init__(self, door: Door) -> None:
        self._door, self.desk = door, door.desk
        self._version, self._found = "", dict[tuple[str, str], dict[str, Any] | None]()

    def routes(self) -> list[Route]:
        """Its addresses."""
        own, page = self._door.own, self._door.page
        return [
            Route("/learner", page("learner.html.j2", WORDS, self._learner)),
            Route("/exercise", page("exercise.html.j2", WORDS, self._exercise)),
            Route("/learner/override", own(self.override), methods=["POST"]),
            Route("/learner/excuse", own(self.excuse), methods=["POST"]),
            Route("/learner/regrade", own(self.regrade), methods=["POST"]),
        ]

    def _learner(self, request: Request, language: str) -> dict[str, Any]:
        named = request.query_params.get("learner", "")
        folder = self.desk.folder
        if not folder.is_made or not named:
            return {"learner": named, "name": named, "modules": [], "history": []}
        return learner.shown(folder, self.desk.lists(), named, language)

    def _exercise(self, request: Request, language: str) -> dict[str, Any]:
        folder, asked = self.desk.folder, request.query_params
        if not folder.is_made:
            return {"modules": [], "found": None}
        name, slug = asked.get("assignment", ""), asked.get("exercise", "")
        found = self._shown(name, slug, language) if slug else None
        return {"modules": exercise.choices(folder, language), "found": found}

    def _shown(self, name: str, slug: str, language: str) -> dict[str, Any] | None:
        """One exercise, for which all results are read: remembered for as long as nothing changes."""
        version = f"{self.desk.id} {now}" if (now := self.desk.version(language)) else ""
        if not version or version != self._version:
            self._version, self._found = version, {}
        remembered = self._found  # another request may put another one in its place meanwhile
        if (name, slug) not in remembered:
            found = exercise.shown(self.desk.folder, self.desk.lists(), name, slug, language)
            remembered[name, slug] = found
        return remembered[name, slug]

    async def override(self, request: Request) -> Response:
        """Give points, whatever the checks say."""
        asked = await json_object(request)
        try:
            points = float(str(asked.get("points", "")).replace(",", "."))
        except ValueError:
            return JSONResponse({"problem": WORDS.of(language_of(request))["look_no_number"]}, 400)
        place = str(asked.get("learner", "")), str(asked.get("exercise", ""))
        why, name = str(asked.get("why", "")), str(asked.get("assignment", ""))

        def done() -> None:
            # What grades takes its time to load: the desk's first page would wait for it.
            from autograder.run import on_paper

            folder = self.desk.folder
            on_paper.override(folder, *place, points, readers.signed(folder), why, name)

        return await self._done(request, done, why)

    async def excuse(self, request: Request) -> Response:
        """Excuse from an assignment, or take that back."""
        asked = await json_object(request)
        place = str(asked.get("learner", "")), str(asked.get("assignment", ""))
        why, takes_back = str(asked.get("why", "")), bool(asked.get("take_back"))

        def done() -> None:
            folder = self.desk.folder
            excusing.excuse(folder, *place, readers.signed(folder), why, takes_back)

        return await self._done(request, done, why)

    async def _done(self, request, act, why):
        if not why.strip():
            return JSONResponse({"problem": WORDS.of(language_of(request))["look_no_reason"]}, 400)
        await run_in_threadpool(act)
        return JSONResponse({})

    async def regrade(self, request: Request) -> Response:
        """Grade again what the course folder keeps of a learner."""
        named = str((await json_object(request)).get("learner", ""))
        told = OF_DESK.of(language_of(request))
        if not files.holds_folder(self.desk.folder.root / "submitted", named):
            raise CourseFolderError(WORDS.of(language_of(request))["look_no_file"])
        who = readers.signed(self.desk.folder)
        why_not = await run_in_threadpool(self.desk.regrade, named, who)
        if why_not:
            return JSONResponse({"problem": told[why_not]}, 409)
        return JSONResponse({})
