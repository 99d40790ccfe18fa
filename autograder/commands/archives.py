"""A course folder in one file, and back."""

from pathlib import Path

import click

from autograder.commands.common import COURSE, EXISTING, made
from autograder.commands.paths import Output
from autograder.commands.speaking import remembered, tell
from autograder.messages import message


@click.command()
@click.argument("out", type=Output(dir_okay=False, path_type=Path))
@COURSE
def archive(out: Path, course_path: Path) -> None:
    """Write the whole course folder into the zip OUT: for a backup, or for another computer.

    It holds hand-ins, grades, history and rules, each file with its hash. Whoever has it can read all of it.

    \b
    Example:
      autograder archive autumn.zip --course course
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store import archive as archives

    done = archives.write(made(course_path), out)
    tell(message("done_archive", path=out, count=done.files, digest=done.digest))


@click.command()
@click.argument("source", metavar="ARCHIVE", type=EXISTING)
@click.option("--course", "course_path", required=True, metavar="DIR",
              type=click.Path(file_okay=False, path_type=Path), callback=remembered,
              help="The new course folder.")  # fmt: skip
def restore(source: Path, course_path: Path) -> None:
    """Bring back the course folder that ARCHIVE holds, as the new folder DIR.

    Each file is compared with its hash first; of a damaged archive nothing is kept. Nothing is overwritten.

    \b
    Example:
      autograder restore autumn.zip --course course
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store import archive as archives

    done = archives.restore(source, course_path)
    tell(message("done_restore", path=course_path, count=done.files, digest=done.digest))
