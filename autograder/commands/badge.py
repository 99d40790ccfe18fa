"""``autograder badge``: badges for those who met what ``course.yml`` asks, and the key that signs them."""

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.commands.common import EXISTING, made
from autograder.commands.paths import Output
from autograder.commands.speaking import refused, remembered, tell
from autograder.messages import chained, message

_COURSE = click.option(
    "--course",
    "course_path",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    callback=remembered,
    is_eager=True,
    help="Your course folder; what a badge asks for stands in its course.yml.",
)


@click.command()
@_COURSE
@click.option("--key", "key_path", metavar="FILE", type=EXISTING, help="The key that signs.")
@click.option("--new-key", metavar="FILE", type=Output(dir_okay=False, path_type=Path),
              help="Make a key, in a file that only you may read; nothing else is done.")  # fmt: skip
@click.option(
    "--learner", "learners", metavar="LEARNER", multiple=True, help="Only this learner; may be repeated."
)
@click.option("--names", metavar="FILE", type=EXISTING,
              help="CSV of what learners chose to show: learner, name, points, record (yes).")  # fmt: skip
@click.option("--revoke", metavar="LEARNER", help="Revoke the badge of LEARNER, and write the list anew.")
def badge(
    course_path: Path | None,
    key_path: Path | None,
    new_key: Path | None,
    learners: tuple[str, ...],
    names: Path | None,
    revoke: str | None,
) -> None:
    """Issue Open Badges 3.0 to those who met what course.yml asks; offline, signed with your own key.

    Without --key it says who has met it, and what others lack. A badge names nobody and shows no points
    unless --names says that the learner chose so. They lie in DIR/badges/<learner>: badge.html to print,
    badge.svg and badge.jwt for wallets. `autograder verify badge.html` and the book's page verify them.

    \b
    Examples:
      autograder badge --new-key my-key.pem
      autograder badge --course course
      autograder badge --course course --key my-key.pem --names chosen.csv
      autograder badge --course course --key my-key.pem --revoke amina
    """
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.badges import keys

    if new_key is not None:
        made_key = keys.new(new_key)
        tell(message("done_key", path=new_key))
        tell(message("done_key_keep"))
        click.echo(made_key.did)
        return
    if course_path is None:
        raise refused(message("ask_folder"))
    if revoke is not None and key_path is None:
        raise refused(message("ask_key"))
    key = keys.read(key_path) if key_path else None
    _work(course_path, key, learners, names, revoke)


def _work(course_path, key, learners, names, revoke):
    # Loaded when it runs: `--help` and mistyped options are answered at once.
    from autograder.badges import asked, earned, issuing, shown, status
    from autograder.store import named

    folder, now = made(course_path), datetime.now(UTC)
    wanted = asked.read(folder)
    if revoke is not None:
        learner = named.learner(folder, revoke)
        issuing.revoke(folder, wanted, learner, now)
        tell(message("badge_revoked", learner=learner))
    else:
        chosen = issuing.chosen(folder, names)
        ids: list[str | None] = [named.learner(folder, one) for one in learners]
        found = [one for learner in ids or [None] for one in earned.of(folder, wanted, learner)]
        for one in found:
            _tell(one, issuing.issue(folder, wanted, one, key, chosen.get(one.learner, shown.Shown()), now)
                  if key and not one.missing else None, key)  # fmt: skip
        met = sum(not one.missing for one in found)
        tell(message("badge_met", count=met, all=len(found)))
    if key and wanted.status:
        path = status.write(issuing.place(folder), wanted.status, key, now)
        tell(message("badge_put", path=path, address=wanted.status))


def _tell(found, where, key):
    name = found.learner
    if found.missing:
        tell(message("badge_not_yet", learner=name, why=chained("also", found.missing)))
    elif key is None:
        tell(message("badge_is_met", learner=name))
    else:
        tell(message("at_place", place=name, why=where or message("badge_has")))
