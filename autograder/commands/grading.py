"""``autograder grade`` and ``autograder regrade``."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from autograder.account import who
from autograder.commands import terminal
from autograder.commands.common import COURSE, EXISTING, made, read_roster, to_note
from autograder.commands.paths import Existing, Output, may_be_input
from autograder.commands.speaking import refused, shown, spoken, tell
from autograder.messages import message, together
from autograder.reports import table
from autograder.run import garbage
from autograder.store import files, modes

GRADE_HELP = """
Grade hand-ins and keep the results in a course folder.

\b
INPUT is one or more of:
  a folder or archive with  <learner>/<assignment>.ipynb
  a folder or archive with  <learner>/<assignment>/<assignment>.ipynb
  a folder or archive with  <module or group>/<learner>/…
  the zip that Moodle or Canvas gives for all submissions, or what it unpacks to
  a folder with nbgrader's  submitted/<learner>/<assignment>/…
  a course folder (its submitted/ is graded again)
  one notebook: <learner>/<assignment>.ipynb (the folder names the learner)
                or <learner>.ipynb (the file names the learner)
Archives are zip, tar, tar.gz, tar.bz2 and tar.xz. The outermost name that you or the
platform wrote says whose a file is: what lies in a learner's folder is this learner's own.

Every hand-in ends in one of three ways. "graded" has a score. "needs a human" waits for points
that a person gives in formgrader. "ungraded" could not be graded: the reason says what to do,
and it is never counted as 0. Points that a person gave stay when you grade again. What is graded
already and has not changed is not graded again. If grading is interrupted, run the same command.

Dates and the late policy are in DIR/course.yml; the page "For facilitators" shows how.

\b
Exit code: 0 all hand-ins were handled (ungraded ones too), 1 the grader failed,
2 the command was not understood, or a part of an INPUT was passed over (it says which).

\b
Examples:
  autograder grade moodle.zip --roster class.csv --course course
  autograder grade handins/ late/amina.ipynb --course course --json result.json
"""

_MOST_STRANGERS = 20  # that are named
_BAR = {str(how): word for how, word in table.WORDS.items()} | {"unchanged": table.UNCHANGED}  # counts


def _limits(command):
    """The options that bound what a learner's code may use, and where it runs."""
    for option in (
        click.option("--unsafe", is_flag=True,
                     help="Run learners' code without a sandbox, with your own rights: only code you trust."),
        click.option("--memory", default=1024, show_default=True, metavar="MB", type=click.IntRange(64),
                     help="Most memory that one notebook's code may use."),
        click.option("--cell-limit", default=30.0, show_default=True, metavar="SECONDS",
                     type=click.FloatRange(0.1), help="Longest time that one cell may run."),
        click.option("--time-limit", default=60.0, show_default=True, metavar="SECONDS",
                     type=click.FloatRange(0.1), help="Longest time that one notebook's code may run."),
        click.option("--scheduler", metavar="ADDRESS", help="Grade on the Dask cluster at ADDRESS."),
        click.option("--workers", type=click.IntRange(0), metavar="N",
                     help="How many hand-ins are judged at a time.  [default: one for each core]"),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(help=GRADE_HELP)
@click.argument(
    "inputs",
    nargs=-1,
    required=True,
    metavar="INPUT...",
    type=Existing(exists=True, path_type=Path, meant=may_be_input),
)
@COURSE
@click.option("--roster", "roster_path", metavar="FILE", type=EXISTING,
              help="CSV of your learners (id, name, email): matched by name, strangers refused.")  # fmt: skip
@click.option("--no-roster", is_flag=True, help="Do without the list that was given before: names count as "
              "they are written.")  # fmt: skip
@click.option("--new-ids", is_flag=True, help="The learners have other ids from now on: grade hand-ins again "
              "that were graded under those of before.")  # fmt: skip
@click.option("--forgotten", is_flag=True, help="Also grade files of learners whom you removed with forget.")
@click.option("--receipts", "receipts_path", metavar="FILE", type=EXISTING,
              help="CSV of the times when the server received the hand-ins (learner, assignment, received; "
              "or Moodle's grading worksheet). Without it: when a hand-in was first seen here.")  # fmt: skip
@click.option("--db", "url", metavar="URL", help="Keep gradebook and ledger in this database (PostgreSQL: "
              "postgresql://user@host/name). The course folder remembers it.")  # fmt: skip
@click.option("--json", "json_path", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Also write the results to FILE as JSON.")  # fmt: skip
@click.option("--own-cases/--drawn-cases", default=None,
              help="Where each learner has a case of their own: count it only for the case of this learner's "
              "name, or (at first) for any case that was drawn. The course folder remembers it.")  # fmt: skip
@click.option("--language", metavar="LANGUAGE",
              help="Language of the learners whose notebooks name none, and of your pages. The course folder "
              "remembers it.")  # fmt: skip
@click.option("--shared/--private", default=None,
              help="Let the group of the course folder read and write all of it (the folder then hands its "
              "group on), or only you, as it is at first.")  # fmt: skip
@_limits
def grade(
    inputs: tuple[Path, ...],
    course_path: Path,
    roster_path: Path | None,
    no_roster: bool,
    receipts_path: Path | None,
    url: str | None,
    json_path: Path | None,
    own_cases: bool | None,
    language: str | None,
    shared: bool | None,
    **options: Any,
) -> None:
    """See ``GRADE_HELP``: it is what `--help` prints."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.intake import receipts
    from autograder.nbgrader.assignments import prepare
    from autograder.store import course_folder

    if course_folder.looks_foreign(course_path):
        raise refused(message("ask_foreign", path=course_path))
    folder, language = course_folder.CourseFolder(course_path), spoken(language)
    _ask_for_roster(folder, inputs, roster_path, no_roster)
    if url:
        folder.make()
        folder.url = url
    prepare(folder)
    _remember(folder, own_cases, language, shared)
    roster, times, told = read_roster(roster_path), {}, list[str]()
    if receipts_path:
        known = list(folder.assignments())
        times = receipts.read(receipts_path, roster, folder.policy().zone, known, told.append)
    unread = len(told)
    met, passed_over = _run(inputs, folder, told, roster=roster, receipts=times, **options)
    if not met and passed_over == unread:
        raise refused(message("ask_no_notebook"))
    if met and times and roster is None:
        _name_strangers(folder, receipts_path, {learner for learner, _ in times})
    if met and (roster_path or no_roster):
        folder.roster_file = roster_path
    if json_path:
        # Loaded when it runs: `--help` and mistyped options are answered at once.
        from autograder.store.results import current

        files.write_json(json_path, [_as_json(outcome) for outcome, _ in current(folder)])
    if passed_over:
        raise SystemExit(2)


def _remember(folder, own_cases, language, shared):
    """What the course folder keeps for later runs; ``None`` leaves what it has."""
    if own_cases is not None:
        folder.own_cases = own_cases
    if language is not None:
        folder.language = language
    if shared is not None:
        with files.failures_explained(folder.root):
            modes.share(folder.root, shared)


def _as_json(outcome):
    """What the ledger keeps of an outcome, in words, and how late it was."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.notebook import wording

    return {**wording.as_json(outcome), "late": asdict(outcome.late) if outcome.late else None}


def _name_strangers(folder, path, learners):
    """Without a list of the learners nothing else tells that a name in the table of receipts is mistyped."""
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.store import named

    strangers = named.strangers(folder, learners)
    for name in strangers[:_MOST_STRANGERS]:
        told = message("done_receipts_stranger", path=path, name=name)
        tell(together(told, named.meant(folder, name), message("done_receipts_write")), err=True)
    if (more := len(strangers) - _MOST_STRANGERS) > 0:
        tell(message("done_receipts_more", path=path, count=more), err=True)


def _ask_for_roster(folder, inputs, roster_path, no_roster):
    """Without the list of the run before, hand-ins would be filed under other names than then."""
    if roster_path and no_roster:
        raise refused(message("ask_one_list"))
    before = folder.roster_file
    if before and not roster_path and not no_roster and not all(map(folder.holds, inputs)):
        raise refused(message("ask_list_again", path=before))


@click.command()
@click.argument("learner", required=False)
@COURSE
@click.option("--all", "everybody", is_flag=True, help="Every hand-in.")
@click.option("--changed", is_flag=True, help="Those whose exercises or whose grader changed since.")
@_limits
def regrade(learner: str | None, course_path: Path, everybody: bool, changed: bool, **running: Any) -> None:
    """Grade again what the course folder keeps: one LEARNER, --all, or --changed.

    Points that people gave stay. Every score that comes out differently is in the history.

    \b
    Examples:
      autograder regrade amina --course course
      autograder regrade --changed --course course
    """
    if (learner is not None) + everybody + changed != 1:
        raise refused(message("ask_one_regrade"))
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.nbgrader.assignments import prepare
    from autograder.store import named

    folder = made(course_path)
    prepare(folder)
    place = folder.root / "submitted"
    if learner is not None:
        if not files.holds_folder(place, learner):
            told = message("who_stranger", learner=learner), named.meant(folder, learner)
            raise refused(together(*told, message("ask_learners", place=place)))
        place = place / learner
    why = "" if changed else f"asked for by {who()}"
    _run([place], folder, [], again=not changed, why=why, **running)


def _run(inputs, folder, told, time_limit, cell_limit, memory, workers, scheduler, unsafe, **options):
    """Grade with a progress bar; print what was done and what stands now.

    ``told``: sentences on what was passed over before. ``(number of hand-ins met, number of sentences on what
    was passed over)``.
    """
    with garbage.gc_paused():
        # Loaded when it runs: `--help` and mistyped options are answered at once.
        from autograder import sandbox
        from autograder.reports import late_changes, status
        from autograder.run import local_executor
        from autograder.run.grade import Options, grade
        from autograder.store.ledger import opening

    limits = sandbox.Limits(notebook=time_limit, cell=min(cell_limit, time_limit), memory=memory << 20)
    bar = _bar()
    chosen = Options(
        workers=local_executor.cores() if workers is None else workers,
        scheduler=scheduler,
        limits=limits,
        unsafe=unsafe,
        who=who(),
        expect=bar.reset,
        tell=told.append,
        **options,
    )
    met, done = Counter[str](), []
    with bar:
        for outcome, changed in grade(inputs, folder, chosen):
            met[outcome.status if changed and outcome else "unchanged"] += 1
            if changed and outcome:
                done.append(table.Brief.of(outcome))
            if not bar.disable:
                bar.set_postfix({shown(_BAR[one]): count for one, count in met.items()}, refresh=False)
            bar.update()
    for line in table.closing(done, met["unchanged"], shown) if met or not told else ():
        click.echo(line)
    for line in late_changes.since_last_run(folder, {(one.learner, one.assignment) for one in done}):
        tell(line)
    for line in status.at_the_end(folder, options.get("roster"), shown) if met else ():
        click.echo(line)
    for line in told:
        tell(line if met else message("done_error", why=line), err=True)
    if met:
        tell(to_note(*opening.history_head(folder)))
    return sum(met.values()), len(told)


def _bar():
    """Hand-ins done, their rate, the time that is left and the counts so far; only where a person watches."""
    from tqdm import tqdm  # only where a bar is shown

    place = terminal.steerable(sys.stderr)
    return tqdm(
        unit=f" {shown(message('bar_unit'))}", disable=None, file=place, dynamic_ncols=True, smoothing=0.1
    )
