"""``localsdg serve``."""

import sys

import click

from localsdg.course import root
from localsdg_build import editions
from localsdg_build.commands import edition_option, live_option
from localsdg_build.serve import serve_book


@click.command
@edition_option
@live_option
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port on this computer.")
def command(edition: str, live: bool, port: int) -> None:
    """Serve the built book at http://127.0.0.1:PORT until Ctrl+C."""
    sys.exit(serve_book(root() / "_build" / editions.edition(edition, live).html, port))
