"""``localsdg``: the author's command line. Its commands are the modules of the package ``commands``."""

import importlib
import pkgutil
from typing import Any

import click

from localsdg.course import CourseError
from localsdg_build import commands


class _Commands(click.Group):
    """Finds the commands, and imports the one that is called: another's libraries take seconds.

    A mistake in the course's files is told in one line, without a traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or ``None``."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return importlib.import_module(f"{commands.__name__}.{cmd_name}").command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except CourseError as problem:
            click.echo(f"Error: {problem}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build, check and extend the course Localizing the SDGs.

    Facilitators who grade submissions use the command `autograder` instead.
    """
