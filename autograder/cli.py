"""``autograder``: the facilitator's command line. Only options and messages; the work is in other modules."""

import importlib
import pkgutil
from collections.abc import Iterator

import click

from autograder import commands, system
from autograder.commands import speaking, terminal
from autograder.errors import CourseFolderError
from autograder.messages import message
from localsdg.course import CourseError

EXAMPLES = """
\b
Examples:
  autograder grade moodle.zip --roster class.csv --course course
  autograder status --course course
  autograder feedback --course course
  autograder export --course course --format csv > grades.csv
  autograder report --course course
"""


class _Commands(click.Group):
    """What is the facilitator's to mend is told in one line, without a traceback; exit code 1."""

    def main(self, *arguments, **options):
        with terminal.harmless_output():
            return super().main(*arguments, **options)

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except (CourseError, CourseFolderError) as problem:
            click.echo(speaking.shown(message("done_error", why=str(problem))), err=True)
            ctx.exit(1)
        except OSError as problem:
            if problem.filename is None:  # no path that somebody gave: a fault of ours, to be seen whole
                raise
            click.echo(speaking.shown(message("done_error", why=system.told(problem))), err=True)
            ctx.exit(1)


def _found() -> Iterator[click.Command]:
    """The commands that the modules of ``commands`` make."""
    for module in pkgutil.iter_modules(commands.__path__):
        made = vars(importlib.import_module(f"{commands.__name__}.{module.name}"))
        yield from (value for value in made.values() if isinstance(value, click.Command))


@click.group(cls=_Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade learners' notebooks of the course Localizing the SDGs.

    Grade what was handed in, give points to the texts in nbgrader's formgrader (run `jupyter lab` in
    the course folder), then write feedback and the table of grades.
    """


for _command in _found():
    main.add_command(_command)


if __name__ == "__main__":
    main()
