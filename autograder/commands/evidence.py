"""``autograder evidence``: what a workshop changed, of the group."""

from pathlib import Path

import click

from autograder.commands.common import EXISTING, made
from autograder.commands.paths import Output
from autograder.commands.speaking import reader, remembered
from autograder.store import files

_FORMS = ("reaction", "teachback", "followup")


@click.command()
@click.option("--course", "course_path", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              callback=remembered, is_eager=True,
              help="Your course folder, for the before-and-after tests.")  # fmt: skip
@click.option("--reaction", metavar="FILE", type=EXISTING, help="CSV of the forms from the end of the day.")
@click.option("--teachback", metavar="FILE", type=EXISTING, help="CSV of sessions that were watched.")
@click.option("--followup", metavar="FILE", type=EXISTING, help="CSV of the forms after three months.")
@click.option("--head", type=click.Choice(_FORMS), help="Write the first line of such a CSV, and no report.")
@click.option("--language", metavar="LANGUAGE", help="Write it in this language, not in the course folder's.")
@click.option("--output", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Write to FILE instead of the terminal.")  # fmt: skip
def evidence(
    course_path: Path | None, head: str | None, language: str | None, output: Path | None,
    **tables: Path | None,
) -> None:  # fmt: skip
    """Report what a workshop changed: reaction, learning, behaviour, with intervals and limits.

    The forms stand on the page For trainers of the trainer's edition. Keep the answers in a table, a row for
    each person. Of fewer than five answers nothing is shown; nobody is named, and no text is repeated.

    \b
    Examples:
      autograder evidence --head reaction > reaction.csv
      autograder evidence --course course --reaction reaction.csv --followup followup.csv
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.reports import evidence as report
    from autograder.reports import gains
    from autograder.store.ledger import excusing
    from localsdg import course
    from localsdg_build import forms

    root, said = course.root(), reader(language, course_path)
    known, words = forms.forms(root), forms.words(root, said)
    if head:
        text = ",".join(one.id for one in known[head])
    else:
        added = None
        if course_path:
            added = gains.Gains()
            for outcome, entry in excusing.marked(made(course_path)):
                if entry and not outcome.excused:
                    added.add(outcome.assignment, entry.test)
        given = {name: report.read(path, known[name], words, name) for name, path in tables.items() if path}
        text = "\n".join(report.lines(words, known, given, added, said))
    if output:
        files.write(output, text + "\n")
    else:
        click.echo(text)
