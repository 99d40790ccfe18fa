"""``localsdg``: the author's command line. Its commands are the modules of the package ``commands``.

Rooms that stand on this one (``localsdg_workshop``) have a package ``commands`` of their own beside it.
"""

import importlib
import importlib.util
import pkgutil
from pathlib import Path
from typing import Any

import click

from localsdg.course import CourseError, root
from localsdg_build import commands


class _Commands(click.Group):
    """Finds the commands, and imports the one that is called: another's libraries take seconds.

    A mistake in the course's files is told in one line, without a traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(_packages())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or ``None``."""
        package = _packages().get(cmd_name)
        return importlib.import_module(f"{package}.{cmd_name}").command if package else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except CourseError as problem:
            click.echo(f"Error: {problem}", err=True)
            ctx.exit(1)


def _packages() -> dict[str, str]:
    """``{command: the package that has it}``; a room that is there and not installed yet has none."""
    beside = Path(__file__).parents[1].glob("localsdg_*/commands")
    known = [path for path in beside if importlib.util.find_spec(path.parent.name)]
    places = {f"{path.parent.name}.commands": path for path in known}
    places[commands.__name__] = Path(commands.__path__[0])
    return {one.name: name for name, path in places.items() for one in pkgutil.iter_modules([str(path)])}


_WRITES_SOURCES = ("new", "translated")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--pack", metavar="NAME", envvar="LOCALSDG_PACK", help="The course with packs/NAME.")
@click.pass_context
def main(ctx: click.Context, pack: str | None) -> None:
    """Build, check and extend the course Localizing the SDGs.

    With --pack NAME every command works on the course with this country pack, and writes below
    _build/packs/NAME. Facilitators who grade submissions use the command `autograder` instead.
    """
    if not pack:
        return
    if ctx.invoked_subcommand in _WRITES_SOURCES:
        raise click.UsageError(f"'{ctx.invoked_subcommand}' writes into the course itself: leave out --pack.")
    from localsdg_build import with_pack  # loads the rules of the check, which other commands do not wait for

    with_pack.use(root(), pack)
