"""Commands that look into the ledger or change what it says about one learner."""

import json
from collections import Counter
from pathlib import Path

import click

from autograder.account import who
from autograder.commands.common import COURSE, ROSTER, made, read_roster
from autograder.commands.paths import Output
from autograder.commands.speaking import refused, shown, tell
from autograder.messages import message
from autograder.model import UNGRADED
from autograder.reports import table

NEW = click.option("--new", "is_new", is_flag=True, help="LEARNER is in no list that was given and has "
                   "handed in nothing yet.")  # fmt: skip


@click.command()
@COURSE
@ROSTER
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def status(course_path: Path, roster_path: Path | None, as_json: bool) -> None:
    """How far grading is: counts, reasons, who is ungraded or waits for a person, who grades now.

    With --roster also who has not handed in.
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import status as ledger_status

    found = ledger_status.of(made(course_path), read_roster(roster_path))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for line in ledger_status.lines(found, shown):
        click.echo(line)


@click.command()
@COURSE
@ROSTER
def letters(course_path: Path, roster_path: Path | None) -> None:
    """Write a ready message to each learner from whom something is missing.

    To those whose work is ungraded (why, and what to do), waits for a person, or holds no answer; with
    --roster also to those who have handed in nothing. Nothing is sent: DIR/letters/<learner>.txt are texts to
    copy, DIR/letters/letters.csv is a table with addresses for a mail merge. Those of before are replaced.

    \b
    Example:
      autograder letters --course course --roster class.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import letters as written

    folder = made(course_path)
    count = len(written.write(folder, read_roster(roster_path)))
    tell(message("done_letters", count=count, path=folder.root / written.FOLDER))


@click.command()
@click.argument("learner")
@click.argument("exercise")
@click.argument("points", type=float)
@COURSE
@click.option("--because", "why", required=True, metavar="REASON", help="Why; it stands in the history.")
@click.option("--assignment", metavar="NAME", help="Needed only if two assignments have the exercise.")
@NEW
def override(
    learner: str,
    exercise: str,
    points: float,
    course_path: Path,
    why: str,
    assignment: str | None,
    is_new: bool,
) -> None:
    """Give LEARNER so many POINTS for an EXERCISE, whatever the checks say.

    The points stay when you grade again, as those given in formgrader do. A LEARNER who handed in nothing
    gets them for work on paper: the other exercises then wait for points too. LEARNER is an id, a full name
    or an address, of the list that `grade` was given last or of one who handed in; else say --new.

    \b
    Example:
      autograder override amina reporting-roadmap 18 --because "Dates of her own country" --course course
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.run import on_paper
    from autograder.store import named
    from autograder.store.ledger import changing
    from autograder.store.results import current

    folder = made(course_path)
    name, most = changing.checked(
        folder, exercise, points, why, assignment
    )  # before the learner is asked for
    learner = named.learner(folder, learner, is_new)
    if on_paper.give(folder, learner, exercise, points, who(), why, name):
        tell(message("done_on_paper", learner=learner, assignment=name))
    told = message("done_override", learner=learner, points=points, most=most)
    tell(told.format(exercise=exercise, assignment=name))
    for outcome, _ in current(folder, learner):
        if outcome.assignment == name and outcome.status == UNGRADED:
            tell(message("done_still_ungraded", why=outcome.reason))


@click.command()
@click.argument("learner")
@click.argument("assignment")
@COURSE
@click.option("--because", "why", required=True, metavar="REASON", help="Why; it stands in the history.")
@click.option("--take-back", is_flag=True, help="LEARNER has to hand it in after all.")
@NEW
def excuse(learner: str, assignment: str, course_path: Path, why: str, take_back: bool, is_new: bool) -> None:
    """Excuse LEARNER from an ASSIGNMENT: neither a zero nor missing.

    Canvas then gets EX, Moodle an empty grade, and the report does not ask for the hand-in. LEARNER is an id,
    a full name or an address, as for override.

    \b
    Example:
      autograder excuse amina 3-monitoring-reporting --because "Was ill in November" --course course
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store import named
    from autograder.store.ledger import excusing

    folder = made(course_path)
    learner = named.learner(folder, learner, is_new)
    changed = excusing.excuse(folder, learner, assignment, who(), why, take_back)
    if take_back:
        told = message("done_excuse_back" if changed else "done_excuse_back_already")
    else:
        told = message("done_excused" if changed else "done_excused_already")
    tell(told.format(learner=learner, assignment=assignment))


@click.command()
@COURSE
@click.option(
    "--head",
    metavar="HASH",
    help="A hash that you noted after grading (16 characters are enough): is that line still there?",
)
@click.option("--history", "learner", metavar="LEARNER", help="Print the history of one learner's grades.")
def audit(course_path: Path, head: str | None, learner: str | None) -> None:
    """Check that no grade and no line of the history was changed behind the grader's back.

    Whoever can write the folder can also write the whole history anew, so that all holds together. Only a
    hash that you noted elsewhere shows that: give it with --head. Who changed a grade is what the computer
    said then: the name of the account.

    Exit code: 0 if all holds together, 1 if something does not.
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.ledger import auditing

    folder = made(course_path)
    if learner is not None:
        for line in auditing.lines(folder, learner):
            click.echo(table.printable(line))
        return
    report = auditing.audit(folder, head)
    for line in _told(report):
        tell(line)
    if report.problems:
        raise SystemExit(1)


def _told(report):
    """What an audit has to say, a line each."""
    yield from report.problems
    if report.news:
        yield message("done_audit_news")
        yield from (f"  {shown(line)}" for line in report.news)
    if report.older:
        yield message("done_audit_older", last=report.older)
    told = message("done_audit_problems") if report.problems else message("done_audit_holds")
    yield told.format(hand_ins=report.hand_ins, lines=report.rows, count=len(report.problems))
    told = message("done_audit_not_noted") if report.noted is None else message("done_audit_noted")
    yield told.format(line=report.noted)
    yield message("done_audit_head", head=report.head)


@click.command()
@click.argument("learner")
@COURSE
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(learner: str, course_path: Path, yes: bool) -> None:
    """Remove all that the course folder holds of LEARNER: files, grades, feedback, history.

    Dashboards, letters and backups in the folder that may name LEARNER go too: write them again. The pages of
    the database are overwritten; where that cannot be done it is said. The history keeps a line that
    somebody was forgotten, without a name. What you exported, printed or copied elsewhere is not removed.
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store.ledger import changing

    folder = made(course_path)
    if not yes:
        click.confirm(table.printable(shown(message("ask_forget", learner=learner))), abort=True)
    done = changing.forget(folder, learner, who())
    tell(message("done_forgotten", removed=done.removed))
    for remark in done.remarks:
        tell(remark)


@click.command()
@click.argument("out", type=Output(file_okay=False, path_type=Path))
@COURSE
@click.option(
    "--answers",
    is_flag=True,
    help="Also the answers: choices, numbers and dates; of each text only how long it is.",
)
def anonymize(out: Path, course_path: Path, answers: bool) -> None:
    """Write the results into the new folder OUT without learners' names, for research or for a report.

    Each learner gets a number drawn by lot; nothing that is kept tells which. OUT/results.csv has a row
    for each hand-in, OUT/checks.csv for each check. Times are rounded to the day. No text that a learner
    chose is written, be it a file's name or an answer.
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import anonymous

    if out.exists() and any(out.iterdir()):
        raise refused(message("ask_not_empty", path=out))
    for name, count in Counter(anonymous.write(made(course_path), out, answers)).items():
        tell(message("done_rows", count=count, path=out / name))
