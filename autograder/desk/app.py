"""The desk's application: the addresses of all its pages, behind the guard."""

import functools
import threading

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount, Route

from autograder.desk import course_pages, inbox, take_pages
from autograder.desk.desk import Desk
from autograder.desk.web import RESTORE, WORDS, Door, static, words_for_scripts
from localsdg_web import guard
from localsdg_web.secret import Secret

_MESSAGE = 64 << 10  # bytes of what a page asks
_MOST = {  # and where it may be more
    take_pages.TAKE: inbox.LARGEST,
    RESTORE: inbox.LARGEST,
    course_pages.LEARNERS: 8 << 20,
}


def application(desk: Desk, secret: Secret) -> guard.App:
    """The application of a desk, behind its guard."""
    door = Door(desk, secret)
    rest = _Rest(door)
    if desk.folder.is_made:  # an empty desk asks for nothing of it
        threading.Thread(target=rest.load_ahead, daemon=True).start()
    routes = [
        Route("/static/{name}", static),
        Route("/words/{language}.json", words_for_scripts(WORDS)),
        *take_pages.routes(door),
        *course_pages.routes(door),
        Mount("/", app=rest),
    ]
    return guard.Guard(Starlette(routes=routes), _most)


class _Rest:
    """The other addresses. Whoever opens the desk sees its page before these are loaded.

    Where there is a class, they are loaded and it is read while the page is on its way.
    """

    def __init__(self, door: Door) -> None:
        self._door, self._lock = door, threading.Lock()

    async def __call__(self, scope: guard.Scope, receive: guard.Receive, send: guard.Send) -> None:
        """Answer a request."""
        app = await run_in_threadpool(self._loaded)
        await app(scope, receive, send)

    def load_ahead(self) -> None:
        """Load them before they are asked for, and read the class."""
        self._loaded()
        self._door.desk.read_ahead()

    def _loaded(self) -> Starlette:
        with self._lock:  # pages know ids that they gave: there is one of each
            return self._app

    @functools.cached_property
    def _app(self) -> Starlette:
        # They read the ledger, and its database takes longer to load than all that is before.
        from autograder.desk import care_pages, class_pages
        from autograder.desk.look.pages import Pages as LookPages
        from autograder.desk.reading.pages import Pages as ReadingPages

        found = [*class_pages.routes(self._door), *care_pages.routes(self._door)]
        found += [*ReadingPages(self._door).routes(), *LookPages(self._door).routes()]
        return Starlette(routes=found)


def _most(scope: guard.Scope) -> int:
    return _MOST.get(scope.get("path", ""), _MESSAGE)
