"""``localsdg``: the author's command line. Each command lives in its own module; this file names them."""

import sys
from pathlib import Path

import click

from localsdg.course import CourseError, root
from localsdg_build import editions


class _Commands(click.Group):
    """A mistake in the course's files is told in one line, without a traceback."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except CourseError as problem:
            click.echo(f"Error: {problem}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Build, check and extend the course Localizing the SDGs.

    Facilitators who grade submissions use the command `autograder` instead.
    """


_edition = click.option(
    "--edition",
    type=click.Choice(editions.NAMES),
    default=editions.LEARNER,
    show_default=True,
    help="The trainer's edition shows trainer's notes at the end of each lesson.",
)


@main.command()
@_edition
def build(edition):
    """Build the book into _build/html, the trainer's edition into _build/trainer.

    Only what changed is made again.
    """
    # jsonschema would read a grammar of internet addresses that no file here is checked by: half a second.
    sys.modules.setdefault("rfc3987_syntax", None)
    from localsdg_build.build import build_book

    sys.exit(build_book(root(), edition=edition))


@main.command()
@_edition
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port on this computer.")
def serve(edition, port):
    """Serve the built book at http://127.0.0.1:PORT until Ctrl+C."""
    from localsdg_build.serve import serve_book

    sys.exit(serve_book(root() / "_build" / editions.edition(edition).html, port))


@main.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def release(out):
    """Write the learner's notebooks to OUT/<assignment>/<assignment>.ipynb.

    Nothing hidden is inside: no hidden checks, no solutions, no sample answers.
    """
    from localsdg_build.release.notebooks import release_all

    for path in release_all(out):
        click.echo(path)


@main.command()
def check():
    """Check every source file of the course; name file, line and what to write."""
    from localsdg_build.check.rules import check_course

    problems = check_course(root())
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} problems found." if problems else "The course is in order.")
    sys.exit(1 if problems else 0)


@main.group()
def new():
    """Start a new exercise, lesson or dataset from a template that works."""


@new.command("exercise")
@click.argument("slug")
@click.option("--kind", default="choice", show_default=True, help="Kind of exercise, e.g. board or sheet.")
@click.option("--module", default="3-monitoring-reporting", show_default=True, help="Module folder.")
def new_exercise(slug, kind, module):
    """Make exercises/SLUG with every file an exercise needs."""
    from localsdg_build.scaffold import exercise

    _say_made(exercise(root(), slug, kind, module))


@new.command("lesson")
@click.argument("slug")
@click.option("--module", default="3-monitoring-reporting", show_default=True, help="Module folder.")
def new_lesson(slug, module):
    """Make modules/MODULE/SLUG/en.md and add it to the table of contents."""
    from localsdg_build.scaffold import lesson

    _say_made(lesson(root(), slug, module))


@new.command("dataset")
@click.argument("slug")
def new_dataset(slug):
    """Make datasets/SLUG with datapackage.json, README.md, build.py and a first table."""
    from localsdg_build.scaffold import dataset

    _say_made(dataset(root(), slug))


def _say_made(paths):
    for path in paths:
        click.echo(f"made {path}")
    click.echo("Now write what stands between << and >>, then run: localsdg check")
