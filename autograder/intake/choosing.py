"""One hand-in for each learner and assignment: which notebook counts when there are several."""

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from autograder.errors import Unreadable
from autograder.intake import grouping, naming, origins, renamed
from autograder.intake.grouping import Key
from autograder.intake.hand_in import HandIn
from autograder.intake.roster import Roster
from autograder.intake.submission import Submission
from autograder.lms import base
from autograder.messages import chained, message, together

_MOST_PLACES = 8  # that a sentence names
DIFFERENT = message("hand_in_different")
SEVERAL_TEAMS = message("hand_in_several_teams")
ONE_ID = message("hand_in_one_id")
PASSED_OVER = message("hand_in_passed_over")
NAMESAKES = message("hand_in_namesakes")
LATER = message("hand_in_later")


# Of learner, assignment and signature: whether these very files are graded already.
IsUnchanged = Callable[[str, str, str], bool]


class Chosen:
    """Submissions by learner and assignment: ``len()`` is known, each is read when it is its turn."""

    def __init__(
        self,
        groups: Mapping[Key, list[HandIn]],
        roster: Roster | None,
        is_unchanged: IsUnchanged | None,
        held: dict[str, str],
    ) -> None:
        self._groups, self._roster, self._is_unchanged = sorted(groups.items()), roster, is_unchanged
        self.held = held  # {learner: id of before} of those that are in no group, see ``renamed``

    def __len__(self) -> int:
        return len(self._groups)

    @property
    def places(self) -> set[str]:
        """Where the hand-ins lie that became part of a submission."""
        return {one.place for _, group in self._groups for one in group}

    def __iter__(self) -> Iterator[Submission]:
        for (learner, assignment, unknown), group in self._groups:
            group = _latest(group)
            signature = _signature(group, unknown)
            if signature and self._is_unchanged and self._is_unchanged(learner, assignment, signature):
                place = group[0].place
                yield Submission(learner, assignment, place, signature=signature, is_unchanged=True)
                continue
            opened = _settle(learner, assignment, unknown, group)
            if self._roster is None:
                opened = _without_roster(opened, group)
            opened.signature = signature
            yield opened


def choose(
    hand_ins: Iterable[HandIn],
    assignments: Collection[str],
    roster: Roster | None = None,
    is_unchanged: IsUnchanged | None = None,
    tell: Callable[[str], object] = lambda sentence: None,
    places_of: Callable[[str], Collection[str]] = lambda learner: (),
    graded: Mapping[tuple[str, str], str] | None = None,
) -> Chosen:
    """Group hand-ins by learner and assignment: ``Chosen``, an iterable of ``Submission``, sorted.

    A later INPUT counts before an earlier one. Two different notebooks of one learner in the same
    INPUT are not graded: nobody but the facilitator can tell which one is meant (Canvas numbers what
    is handed in again: there the last one counts). ``assignments``: names, or better ``{name: Released}``:
    then a notebook without marks is known by its cells. ``roster``: names become its learners.
    ``is_unchanged(learner, assignment, signature)`` may say that these very files are graded already: they
    are not read then, and the submission ``is_unchanged``. ``tell`` gets a sentence for what is no
    assignment's: it becomes no submission. ``places_of(learner)``: where the learner's graded hand-ins came
    from. ``graded``: see ``renamed.apart``, which is not asked without it.
    """
    hand_ins, groups = list(hand_ins), grouping.Groups(assignments, roster, tell)
    # A platform's download is of teams as a whole or not at all, and only one of them shows it.
    having = {one.lms for one in hand_ins if base.named(one.lms).has_teams}
    of_teams = {one.number for one in hand_ins if one.lms in having and not one.lms_id}
    for hand_in in hand_ins:
        by_name = roster is None and hand_in.lms is None
        if by_name and (told := origins.clash(hand_in, places_of(hand_in.learner), assignments)):
            tell(told)
            continue
        groups.add(hand_in, hand_in.lms in having and hand_in.number in of_teams)
    held: dict[str, str] = {}
    found = groups.settled()
    if graded:
        ids = {learner for learner, *_ in found} if roster is None else set(roster.ids)
        found, held = renamed.apart(found, graded, ids)
        if roster is not None:
            found, told = renamed.swapped(found, graded)
            if told:
                tell(told)
    return Chosen(found, roster, is_unchanged, held)


def _latest(group: list[HandIn]) -> list[HandIn]:
    """What counts before what an earlier INPUT held: of each team, and of the learner alone, by itself."""
    last = {one.team: max(other.number for other in group if other.team == one.team) for one in group}
    return [one for one in group if one.number == last[one.team]]


def _signature(group: list[HandIn], unknown: str) -> str | None:
    """A text that changes whenever a file of the group does, or what is said of it; taken before reading."""
    stamps = [hand_in.stamp() for hand_in in group]
    if None in stamps:
        return None
    told = [(one.place, one.notes, one.late_mark, one.has_namesake, one.refused) for one in group]
    return hashlib.sha256(repr((stamps, told, unknown)).encode("utf-8", "replace")).hexdigest()


# ---- Several files of one learner -----------------------------------------------------------


def _settle(learner: str, assignment: str, unknown: str, group: list[HandIn]) -> Submission:
    group, notes = _last_version(group)
    opened = [_read(learner, assignment, hand_in, unknown) for hand_in in group]
    if unknown:
        return opened[0]
    if len(opened) > 1:
        digests = {submission.digest for submission in opened}
        if len(digests) > 1 or "" in digests:
            return _of_teams(opened, group) or _one_of(opened, notes)
    opened[0].said += notes
    return opened[0]


def _without_roster(submission: Submission, group: list[HandIn]) -> Submission:
    """What only a list of the learners could tell: whose name it is."""
    names = {unicodedata.normalize("NFC", one.name).strip(" .") for one in group if one.lms is None}
    if len(names) > 1:
        shown = chained("both", [naming.shown(name) for name in sorted(names)])
        return _refused(submission, ONE_ID.format(names=shown))
    if any(one.has_namesake for one in group):
        submission.said.append(NAMESAKES)
    return submission


def _of_teams(opened, group):
    """Refused, where one of several teams (or of a team and the learner) sent what cannot be read.

    They are not copies of one work, so the readable one does not stand for the other.
    """
    teams = list(dict.fromkeys(one.team for one in group))
    broken = next((one for one in opened if one.notebook is None), None)
    if len(teams) < 2 or broken is None:
        return None
    ways = [message("from_team", team=team) if team else message("from_learner") for team in teams]
    told = {"place": broken.place, "reason": broken.reason}
    return _refused(opened[0], SEVERAL_TEAMS.format(ways=chained("both", ways), **told))


def _one_of(opened: list[Submission], notes: list[str]) -> Submission:
    """The only readable one, or one of several that say the same."""
    readable = [submission for submission in opened if submission.notebook is not None]
    if any(one.notebook != readable[0].notebook for one in readable[1:]):
        places = sorted(submission.place for submission in readable)
        if len(places) > _MOST_PLACES:
            places[_MOST_PLACES:] = [message("more", count=len(places) - _MOST_PLACES)]
        return _refused(opened[0], DIFFERENT.format(places=chained("both", places)))
    kept = (readable or opened)[0]
    passed = [one for one in opened if one.notebook is None and one is not kept]
    kept.said += notes + [PASSED_OVER.format(place=one.place, reason=one.reason) for one in passed]
    return kept


def _refused(submission: Submission, reason: str) -> Submission:
    return Submission(
        submission.learner, submission.assignment, submission.place, reason=reason, lms_id=submission.lms_id,
        late_mark=submission.late_mark,
    )  # fmt: skip


def _last_version(group: list[HandIn]) -> tuple[list[HandIn], list[str]]:
    """Of files that Canvas numbered (``work.ipynb``, ``work-1.ipynb``) the last; and a note on the others."""
    stems = {hand_in.version[:1] for hand_in in group}
    if len(group) < 2 or len(stems) != 1 or stems == {()}:
        return group, []
    group = sorted(group, key=lambda hand_in: hand_in.version[1:])
    return group[-1:], [LATER.format(places=", ".join(hand_in.place for hand_in in group[:-1]))]


def _read(learner: str, assignment: str, hand_in: HandIn, unknown: str) -> Submission:
    try:
        data, reason = hand_in.read(), unknown or None
    except Unreadable as problem:
        data, reason = b"", together(str(problem), unknown)
    return Submission(
        learner, assignment, hand_in.place, data, reason, hand_in.notes, lms_id=hand_in.lms_id,
        late_mark=hand_in.late_mark, is_known=not unknown,
    )  # fmt: skip
