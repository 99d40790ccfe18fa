"""Whose and which assignment's each hand-in is: by the names on its way, by the list, by its content."""

from collections.abc import Callable, Collection
from dataclasses import replace

from autograder.errors import Unreadable
from autograder.intake import apart, naming, owners
from autograder.intake import roster as rosters
from autograder.intake.folders import refuser
from autograder.intake.hand_in import HandIn
from autograder.intake.roster import Roster
from autograder.messages import keys, message, together
from autograder.notebook import answers, released
from autograder.suggesting import did_you_mean

UNTOLD = message("passed_untold")
KNOWN = message("passed_untold_known")
WITHOUT = message("passed_without")
STRAY = message("found_strays")
ANOTHER = message("hand_in_another")
NOT_ALONE = message("hand_in_not_alone")
TEAM = message("hand_in_team")
TEAM_ALONE = message("hand_in_team_alone")


Key = tuple[str, str, str]  # learner, assignment, why the learner is unknown


class Groups:
    """Finds each hand-in's learners and assignment: ``add`` all, then ask for what is ``settled``."""

    def __init__(
        self, assignments: Collection[str], roster: Roster | None, tell: Callable[[str], object]
    ) -> None:
        self.assignments, self.roster, self.tell = assignments, roster, tell
        self.groups: dict[Key, list[HandIn]] = {}
        self.untold: list[tuple[str, str, HandIn]] = []
        # What was handed in: see ``_usual``.
        self.downloads: dict[tuple[int, tuple], tuple[dict[str, set[str]], dict[str, set[str]]]] = {}

    def add(self, hand_in: HandIn, is_team: bool) -> None:
        """One hand-in; ``is_team``: whether it comes from a download of teams."""
        assignment = hand_in.assignment or _assignment_by_content(hand_in, self.assignments)
        for learner, unknown, one in _learners(hand_in, self.roster, is_team):
            if assignment is None:
                self.untold.append((learner, unknown, one))
                continue
            self.groups.setdefault((learner, assignment, unknown), []).append(one)
            handed = self.downloads.setdefault((one.number, one.download), ({}, {}))
            handed[one.assignment is None].setdefault(assignment, set()).add(learner)

    def settled(self) -> dict[Key, list[HandIn]]:
        """``{(learner, assignment, why unknown): hand-ins}``; a sentence is told for what is in no group."""
        self._whole_names_first()
        usual = {key: _usual(handed) for key, handed in self.downloads.items()}
        self._note_others(usual)
        having: dict[tuple[str, str], list[str]] = {}
        for learner, assignment, unknown in self.groups:
            having.setdefault((learner, unknown), []).append(assignment)
        for learner, unknown, hand_in in self.untold:
            likely = self._likely(hand_in, usual)
            others = having.get((learner, unknown), ())
            if likely and likely not in others:
                self.groups.setdefault((learner, likely, unknown), []).append(_of_likely(hand_in, likely))
            elif others:
                group = self.groups[learner, likely or others[0], unknown]
                group[0] = _noted(group[0], STRAY.format(places=hand_in.place))
            else:
                self._tell(learner, hand_in)
        return self.groups

    def _likely(self, hand_in, usual):
        """Which assignment a file is of that does not say it: a platform's download is of one alone.

        A folder of ours may hold several: a guess there could take another assignment's grade away.
        """
        download = hand_in.number, hand_in.download
        if hand_in.lms is not None:
            return usual.get(download)
        told = set().union(*self.downloads.get(download, ()))
        return told.pop() if len(told) == 1 else None

    def _whole_names_first(self):
        """Where one's whole name is a learner's, another's name that only ends with it is another's."""
        for learner, assignment, unknown in list(self.groups):
            group = self.groups[learner, assignment, unknown]
            whole = [one for one in group if not one.is_part]
            if not whole or len(whole) == len(group):
                continue
            self.groups[learner, assignment, unknown] = whole
            for one in group:
                if one.is_part:
                    reason = NOT_ALONE.format(name=naming.shown(one.name), learner=naming.shown(learner))
                    self.groups.setdefault((one.learner, assignment, reason), []).append(one)

    def _note_others(self, usual):
        """A platform's download is of one assignment: who handed in another one may have mixed up files."""
        for (learner, assignment, _), group in self.groups.items():
            for place, hand_in in enumerate(group):
                download = hand_in.number, hand_in.download
                most = usual[download]
                if hand_in.lms is None or most in (None, assignment):
                    continue
                if all(learner not in told.get(most, ()) for told in self.downloads[download]):
                    group[place] = _noted(hand_in, ANOTHER.format(usual=most, own=assignment))

    def _tell(self, learner: str, hand_in: HandIn) -> None:
        told = {"place": hand_in.place, "learner": naming.shown(learner)}
        if hand_in.refused:
            self.tell(WITHOUT.format(reason=hand_in.refused, **told))
        else:
            names = [naming.stem(name) for name in hand_in.place.split("/")[:-4:-1]]
            meant = next(filter(None, (did_you_mean(name, self.assignments) for name in names)), "")
            known = KNOWN.format(known=list(self.assignments))
            self.tell(together(UNTOLD.format(**told), meant, known))


def _usual(handed):
    """The one assignment that more than half of a download's learners handed in.

    ``handed``: ``{assignment: learners}`` as names tell it, and as notebooks do, which no name tells. Where
    both together tell none, names do, if no other assignment was handed in by more.
    """
    named, read = handed
    both = {name: named.get(name, set()) | read.get(name, set()) for name in {*named, *read}}
    if found := _most(both):
        return found
    found = _most(named)
    return found if found and len(both[found]) == max(map(len, both.values())) else None


def _most(told):
    half = len(set().union(*told.values())) / 2
    often = [name for name, learners in told.items() if len(learners) > half]
    return often[0] if len(often) == 1 else None


def _of_likely(hand_in, likely):
    """The hand-in of an assignment that only the others of its download tell."""
    if owners.ANY.key not in keys(hand_in.refused):
        return hand_in
    reason = hand_in.refused.format(wanted=f"{likely}.ipynb")
    return replace(hand_in, refused=reason, read=refuser(reason))


def _noted(hand_in, note):
    return replace(hand_in, notes=(*hand_in.notes, note))


def _learners(hand_in, roster, is_team):
    """``(learner, "" or the reason why it is nobody on the list, hand-in)`` for each whose grade it is."""
    if hand_in.unclear:
        return [(hand_in.learner, hand_in.unclear, hand_in)]
    found = roster.find(replace(hand_in, lms_id=None) if is_team else hand_in) if roster is not None else None
    if isinstance(found, rosters.Team):
        team = naming.shown(found.name)
        noted = replace(hand_in, notes=(*hand_in.notes, TEAM.format(team=team)), team=team)
        return [(member, "", noted) for member in found.ids]
    if isinstance(found, rosters.Match):
        return [(found.id, "", replace(hand_in, is_part=found.is_part))]
    if is_team:
        return [(hand_in.learner, TEAM_ALONE.format(team=naming.shown(hand_in.name)), hand_in)]
    return [(hand_in.learner, "" if found is None else found.reason, hand_in)]


def _assignment_by_content(hand_in, assignments):
    """The assignment that the notebook says it is, or whose cells it has; the only one; else ``None``."""
    if len(assignments) == 1:
        return next(iter(assignments))
    if hand_in.refused:
        return None
    try:
        notebook = apart.read(hand_in.read())[0]
    except Unreadable:
        return None
    named = released.notebook_mark(notebook, "assignment")
    if named in assignments:
        return named
    if not assignments or not isinstance(assignments, dict):
        return None
    # Some texts, such as the place for a story, stand in several assignments: one must clearly have more.
    alike = sorted((len(answers.held(notebook, one)), name) for name, one in assignments.items())
    most, second = alike[-1], alike[-2] if len(alike) > 1 else (0, "")
    return most[1] if most[0] > 2 * second[0] else None
