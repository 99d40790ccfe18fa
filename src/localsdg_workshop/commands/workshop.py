"""``localsdg workshop``."""

import sys
from pathlib import Path

import click

DATA = "workshop"


@click.group(invoke_without_command=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(DATA),
    show_default=True,
    help="Folder of the workshop's file.",
)
@click.option("--port", default=8500, show_default=True, envvar="PORT", help="Port on this computer.")
@click.option("--lan", is_flag=True, help="Let the phones of the local network in; else this computer alone.")
@click.option("--open", "is_shown", is_flag=True, help="Open the board in the browser.")
@click.pass_context
def command(context: click.Context, data: Path, port: int, lan: bool, is_shown: bool) -> None:
    """Serve a workshop on this laptop: phones join by a code, the board shows their work.

    The same folder goes on with the same workshop.
    """
    context.obj = data
    if context.invoked_subcommand is None:
        from localsdg_workshop import start  # the server's libraries, which the other commands do not need

        sys.exit(start.run(data, port, lan, is_shown))


@command.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", metavar="CODE", default="en", show_default=True, help="Of report and papers.")
@click.pass_obj
def export(data: Path, out: Path, language: str) -> None:
    """Write what the workshop made into the folder OUT.

    OUT/hand-ins is for 'autograder grade'; answers.csv, attendance.csv and report.html are for people, and
    attendance.html and certificates.html to print: open them in a browser.
    """
    from localsdg_workshop.export import Failed  # as above
    from localsdg_workshop.export import export as write

    try:
        for line in write(_file(data), out, language=language):
            click.echo(line)
    except Failed as problem:
        raise click.ClickException(str(problem).removeprefix("Error: ")) from None


@command.command()
@click.argument("names", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Remove everybody, and start a new workshop.")
@click.pass_obj
def wipe(data: Path, names: tuple[str, ...], everybody: bool) -> None:
    """Remove people (by the NAMES that the board shows) with all that they made. Stop the server first."""
    from localsdg_workshop.store import InUse  # as above
    from localsdg_workshop.wipe import wipe as remove

    if bool(names) == everybody:
        raise click.UsageError("Say whom to remove: NAMES, or --all.")
    try:
        gone, unknown = remove(_file(data), names, everybody)
    except InUse:
        raise click.ClickException("The server of this workshop runs. Stop it first: Ctrl+C.") from None
    click.echo(f"Removed: {gone}.")
    for name in unknown:
        click.echo(f"There is nobody called {name!r}.", err=True)
    if unknown:
        sys.exit(1)


def _file(data: Path) -> Path:
    from localsdg_workshop import store  # as above

    if not (data / store.FILE).is_file():
        raise click.UsageError(f"There is no workshop in {data}. Name its folder: --data FOLDER")
    return data
