"""The desk's application: the addresses of all its pages, behind the guard."""

from starlette.applications import Starlette
from starlette.routing import Route

from autograder.desk import care_pages, class_pages, course_pages, inbox, take_pages
from autograder.desk.desk import Desk
from autograder.desk.web import WORDS, Door, static, words_for_scripts
from localsdg_web import guard
from localsdg_web.secret import Secret

_MESSAGE = 64 << 10  # bytes of what a page asks
_MOST = {  # and where it may be more
    take_pages.TAKE: inbox.LARGEST,
    care_pages.RESTORE: inbox.LARGEST,
    course_pages.LEARNERS: 8 << 20,
}


def application(desk: Desk, secret: Secret) -> guard.App:
    """The application of a desk, behind its guard."""
    door = Door(desk, secret)
    routes = [
        Route("/static/{name}", static),
        Route("/words/{language}.json", words_for_scripts(WORDS)),
        *take_pages.routes(door),
        *class_pages.routes(door),
        *course_pages.routes(door),
        *care_pages.routes(door),
    ]
    return guard.Guard(Starlette(routes=routes), _most)


def _most(scope: guard.Scope) -> int:
    return _MOST.get(scope.get("path", ""), _MESSAGE)
