"""``localsdg serve``."""

import sys

import click

from localsdg.course import root
from localsdg_build import editions
from localsdg_build.commands import edition_option, live_option
from localsdg_build.follow.loop import follow_book
from localsdg_build.serve import serve_book


@click.command
@edition_option
@live_option
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port on this computer.")
@click.option("--watch/--no-watch", default=True, help="Follow the sources, or serve what is built.")
def command(edition: str, live: bool, port: int, watch: bool) -> None:
    """Build what has changed, and serve the book at http://127.0.0.1:PORT until Ctrl+C.

    Whenever sources are saved, what has changed is built again, and open pages load themselves anew.
    """
    course = root()
    if watch:
        sys.exit(follow_book(course, edition, live, port))
    sys.exit(serve_book(course / "_build" / editions.edition(edition, live).html, port))
