"""In which language a command speaks: that of its course folder, or the one that was asked for."""

from pathlib import Path

import click

from autograder.messages import message
from autograder.reports.table import printable


def remembered(ctx: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
    """The callback of an option that names the course folder: see ``shown``."""
    ctx.find_root().obj = path
    return path


def shown(sentence: str) -> str:
    """A message in the language of the command's course folder; any other text as it stands."""
    context = click.get_current_context(silent=True)
    path = context.find_root().obj if context else None
    if path is None:
        return sentence
    # Loaded when something is said: `--help` and mistyped options are answered at once.
    from autograder.messages import said
    from autograder.store.course_folder import language_of

    return said(sentence, language_of(path))


def tell(sentence: str, err: bool = False) -> None:
    """Print a line as ``shown``; names in it steer no terminal. ``err``: to standard error."""
    click.echo(printable(shown(sentence)), err=err)


def refused(sentence: str) -> click.UsageError:
    """The usage error that says a message as ``shown``."""
    return click.UsageError(shown(sentence))


def spoken(language: str | None) -> str | None:
    """A language of the course; a usage error for any other. ``None`` stays ``None``."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from localsdg import course

    if language not in (None, *course.languages()):
        known = ", ".join(course.languages())
        raise refused(message("ask_no_language", language=repr(language), known=known))
    return language


def reader(language: str | None, path: Path | None) -> str:
    """The language in which a reader is told: the one that was asked for, else that of a course folder."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.course_folder import language_of
    from localsdg import course

    return spoken(language) or (language_of(path) if path else course.LANGUAGE)
