"""``localsdg translated``."""

from pathlib import Path

import click

from localsdg.course import LANGUAGE, CourseError, languages, root
from localsdg_build.translation import parts, recording


@click.command
@click.argument("language")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(language: str, files: tuple[Path, ...]) -> None:
    """Remember that the translations into LANGUAGE are of today's English.

    FILES: the English files or their translations; all of the language, where none is named. When the
    English changes, 'localsdg check' names what to translate again, and readers get the English until then.
    """
    course = root()
    if language == LANGUAGE or language not in languages(course):
        told = "translate book/en/interface.yml first, into the folder of the language"
        raise CourseError(Path("book", language, "interface.yml"), told)
    named = [_english(course, language, path) for path in files] or None
    for file in recording.write(course, language, named):
        click.echo(parts.translation(file, language))


def _english(course, language, path):
    given = (Path.cwd() / path).resolve()
    for file in parts.files(course):
        if given in ((course / file).resolve(), (course / parts.translation(file, language)).resolve()):
            return file
    raise CourseError(path, "this is no file that is translated")
