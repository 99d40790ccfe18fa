"""``autograder record`` and ``autograder verify``: a record of work, and whether it agrees with a hand-in.

``verify`` verifies badges, too.
"""

from pathlib import Path

import click

from autograder.commands.common import COURSE, EXISTING, made
from autograder.commands.paths import Output
from autograder.commands.speaking import reader, refused, remembered, tell
from autograder.errors import Unreadable
from autograder.messages import message, said


@click.command()
@click.argument("learner")
@COURSE
@click.option("--output", metavar="FILE", default="record.html", show_default=True,
              type=Output(dir_okay=False, path_type=Path), help="Write to FILE.")  # fmt: skip
def record(learner: str, course_path: Path, output: Path) -> None:
    """Write a record of what LEARNER did: points by objective, and what a person judged.

    It is one page to print and to give away. It names nobody. `autograder verify` compares it with the
    hand-in, as it does with the record that a learner makes.

    \b
    Example:
      autograder record amina --course course --output amina.html
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import record_page
    from autograder.store import files, named

    folder = made(course_path)
    text = record_page.of(folder, named.learner(folder, learner, False))
    if text is None:
        raise refused(message("ask_graded", learner=learner))
    files.write(output, text)
    tell(message("done_record", path=output))


@click.command()
@click.argument("record", metavar="FILE", type=EXISTING)
@click.argument("hand_in", metavar="[HAND-IN]", required=False, type=EXISTING)
@click.option(
    "--list", "list_path", metavar="LIST", type=EXISTING, help="Of a badge: its list of revoked ones."
)
@click.option("--course", "course_path", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              callback=remembered, is_eager=True,
              help="Say it in this course folder's language.")  # fmt: skip
@click.option("--language", metavar="LANGUAGE", help="Say it in this language.")
def verify(
    record: Path, hand_in: Path | None, list_path: Path | None, course_path: Path | None, language: str | None
) -> None:
    """Compare a learner's record of work with the hand-in, or verify a badge.

    FILE is the record (record.html), and HAND-IN the zip or notebook that was handed in; or FILE is the zip
    that holds both. Points are worked out anew from the answers. The record makes no claim of who did the
    work, and nothing here does.

    FILE may also be a badge (badge.html, badge.svg, badge.jwt): was a letter changed since it was signed?
    Nothing is asked of anybody; LIST is the issuer's list of revoked badges, as a file.

    \b
    Exit code: 0 all agrees, 1 something does not, 2 the files cannot be read.

    \b
    Examples:
      autograder verify hand-in.zip
      autograder verify record.html 3-monitoring-reporting.ipynb
      autograder verify badge.html --list status.jwt
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.badges import telling

    language = reader(language, course_path)
    if telling.is_badge(record):
        holds, sentences = telling.verified(record, list_path, language)
        for sentence in sentences:
            click.echo(sentence)
        raise SystemExit(0 if holds else 1)
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import verifying

    try:
        found = verifying.verify(*verifying.read(record, hand_in))
    except Unreadable as problem:
        raise click.UsageError(said(str(problem), language)) from None
    for line in verifying.lines(found, lambda text: said(text, language)):
        click.echo(line)
    if found.differs or not found.agrees:
        raise SystemExit(1)
