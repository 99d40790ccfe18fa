"""``autograder desk``: the same as the other commands, as a page in the browser."""

import sys
from pathlib import Path

import click

_NEW = "my-course"


@click.command()
@click.option("--course", "course_path", metavar="DIR", default=_NEW, show_default=True,
              type=click.Path(file_okay=False, path_type=Path),
              help="Your course folder; it is made when the first file is dropped.")  # fmt: skip
@click.option("--port", default=8600, show_default=True, envvar="PORT", help="Port on this computer; 0: any.")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def desk(course_path: Path, port: int, no_browser: bool) -> None:
    """Open the facilitator's desk: a page to grade a class without further commands.

    Drop the zip that Moodle or Canvas gives, and its table; see whose each file is and what cannot be read;
    grade; look at the class; download the filled table, feedback and letters. The address with its secret
    stands on a line of its own: only this computer can open it. Stop with Ctrl+C.

    \b
    Example:
      autograder desk --course my-course
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.desk import start

    sys.exit(start.run(course_path, port, not no_browser))
