"""``localsdg agenda``."""

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from localsdg import course
from localsdg_build import order
from localsdg_build.agenda import checking, facts, files, planning, reading, rules, telling, text_file
from localsdg_build.check.shapes import near

FORMATS = ("text", "csv", "ics", "docx")


@click.command
@click.option(
    "--time",
    default="one-day",
    show_default=True,
    metavar="MINUTES|" + "|".join(name for name, _, _ in rules.NAMED),
    help="How long it lasts, with breaks. More than 480 minutes are shared among several days.",
)
@click.option(
    "--audience", default="technical", show_default=True, metavar="|".join(rules.AUDIENCES), help="Who comes."
)
@click.option(
    "--modules", default="", metavar="1,3", help="Modules to choose from, by number or name. Default: all."
)
@click.option("--start", default="09:00", show_default=True, metavar="HH:MM", help="When each day begins.")
@click.option(
    "--date", default="", metavar="YYYY-MM-DD", help="The first day, for ics. Default: next Monday."
)
@click.option("--language", default=course.LANGUAGE, show_default=True, help="Of the plan.")
@click.option(
    "--format", "shape", default="text", show_default=True, metavar="|".join(FORMATS), help="Of the plan."
)
@click.option(
    "--output", type=click.Path(path_type=Path), help="The file to write. Default: standard output."
)
@click.option(
    "--check", "changed", type=click.Path(path_type=Path), help="Check a CSV plan that was changed."
)
@click.pass_context
def command(
    context: click.Context, changed: Path | None, shape: str, output: Path | None, **given: str
) -> None:
    """Plan a workshop: a timetable whose minutes add up, from the trainer's notes of the lessons.

    The plan says what is needed, what is read before, and what is left out and why. Days follow one another
    from --date on, at local times. With --check FILE a plan in CSV that you changed is read again: each
    problem is named with its line and what to write, and the exit code is 1; --time, if you give it, is what
    the minutes must sum to.
    """
    language = _one_of("language", given["language"], course.languages())
    known, words = facts.facts(course.root(), language), facts.told(language)
    if changed:
        is_given = context.get_parameter_source("time") is not click.core.ParameterSource.DEFAULT
        _check(changed, known, words, sum(_lengths(given["time"])) if is_given else 0)
        return
    shape = _one_of("format", shape, FORMATS)
    wanted = {
        "lengths": _lengths(given["time"]),
        "audience": _one_of("audience", given["audience"], rules.AUDIENCES),
        "modules": _modules(given["modules"], known),
        "start": _start(given["start"]),
    }
    date = _date(given["date"])
    try:
        plan = planning.plan(known, wanted)
    except planning.NoPlanError as problem:
        raise click.ClickException(telling.filled(words[problem.key], problem.values)) from None
    _write(_made(shape, known, words, plan, date), output)


def _check(path, known, words, total):
    rows, lines = reading.rows(path, known, words)
    found = checking.problems(known, rows, total)
    for one in found:
        where = f"{path}:{lines[one['row']]}" if one["row"] >= 0 else f"{path}"
        click.echo(f"{where}: {telling.filled(words['check_' + one['key']], one['values'])}")
    if found:
        sys.exit(1)
    minutes = sum(row["minutes"] for row in rows)
    click.echo(telling.filled(words["check_good"], {"minutes": minutes, "days": rows[-1]["day"]}))


def _made(shape: str, known: dict[str, Any], words: dict[str, Any], plan: dict[str, Any], date: str) -> bytes:
    if shape == "csv":
        return files.csv_text(known, words, plan["rows"]).encode()
    if shape == "ics":
        return files.ics_text(known, words, plan["rows"], date).encode()
    blocks, about = telling.timetable(known, words, plan), telling.about(words, plan)
    blocks += telling.explained(known, words, plan)
    if shape == "docx":
        # Loads lxml, for which the other formats need not wait.
        from localsdg_build.agenda import docx_file

        return docx_file.document(words["title"], about, blocks, known["language"])
    return text_file.lines(words["title"], about, blocks).encode()


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        if content.startswith(b"PK") and sys.stdout.isatty():
            raise click.ClickException("a Word file is not for a terminal; name a file: --output plan.docx")
        click.echo(content, nl=False)
        return
    if output.is_dir():
        raise click.ClickException(
            f"{output} is a folder; name a file in it, for example --output {output / 'plan.csv'}"
        )
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise click.ClickException(
            f"{output} cannot be written: {problem.strerror}; name another file"
        ) from None


def _lengths(text: str) -> list[int]:
    if text.isdecimal():
        if found := rules.shared(int(text[:9])):
            return found
        least, most = rules.SHORTEST, rules.DAY * rules.DAYS
        raise click.ClickException(f"--time {text}: a workshop lasts from {least} to {most} minutes")
    names = [name for name, _, _ in rules.NAMED]
    return rules.named(_one_of("time", text, names, "minutes, or "))


def _modules(text: str, known: dict[str, Any]) -> list[str]:
    names = [one["id"] for one in known["modules"]]
    numbers = order.by_number(names)
    asked = [part for part in text.replace(",", " ").split() if part]
    return [numbers.get(part) or _one_of("modules", part, names) for part in asked]


def _start(text: str) -> int:
    if (minute := rules.minute_of(text)) < 0:
        raise click.ClickException(f"--start {text}: this is no time of day; write for example 09:00")
    return minute


def _date(text: str) -> str:
    if not text:
        today = datetime.date.today()
        return (today + datetime.timedelta(days=7 - today.weekday())).isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.ClickException(f"--date {text}: this is no date; write for example 2027-03-01") from None


def _one_of(option: str, given: str, known: Any, also: str = "") -> str:
    if given in known:
        return given
    hint = near(given, known)
    raise click.ClickException(
        f"--{option}: there is no {given!r}; {hint}write {also}one of: {', '.join(known)}"
    )
