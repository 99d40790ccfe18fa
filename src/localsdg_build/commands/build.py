"""``localsdg build``."""

import sys

import click

from localsdg.course import root
from localsdg_build.build import build_book
from localsdg_build.commands import edition_option, live_option


@click.command
@edition_option
@live_option
@click.option("--language", help="Of the languages other than English, build only this one.")
def command(edition: str, live: bool, language: str | None) -> None:
    """Build the book into _build/html, the trainer's edition into _build/trainer.

    --edition graded, for cohorts that earn a grade, into _build/graded: it has no good answers.
    --live, with code that runs in the page, into _build/live: 50 MB more, fetched once.

    English stands at the top, each other language in a folder below. Only what changed is made again.
    """
    sys.exit(build_book(root(), edition=edition, live=live, language=language))
