"""Whose each file of an input is: files become hand-ins, one for each notebook or for the lack of one."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from autograder.intake import identity, litter, naming, sorting
from autograder.intake.folders import Entry, refuser
from autograder.intake.hand_in import HandIn
from autograder.intake.levels import SUBMITTED, Levels, Place
from autograder.intake.roster import Roster
from autograder.lms import base
from autograder.lms.base import FromLms
from autograder.messages import first_of, message
from autograder.notebook import recognising

NOTHING = message("found_nothing")
TYPED = message("found_typed")
BESIDE = message("found_beside")
OTHER_ENDING = message("found_other_ending")
TWO_NAMES = message("found_two_names")
NAMELESS = message("passed_nameless")
HELD_BACK = message("passed_held_back")
ASIDE = message("passed_aside")
FEEDBACK = message("passed_feedback")
ANY = message("found_any")
_MOST_NAMES = 8


@dataclass
class Owner:
    """One learner's files. ``place``: see ``levels``."""

    place: Place
    notebooks: list = field(default_factory=list)  # (entry, assignment, said)
    others: list = field(default_factory=list)  # (name, assignment, entry)
    traces: list = field(default_factory=list)  # (assignment, entry)
    typed: bool = False

    @property
    def said(self) -> FromLms | None:
        return self.place.said


def hand_ins(
    entries: list[Entry],
    top: str,
    assignments: Collection[str],
    learners: Roster | None = None,
    tell: Callable[[str], object] = lambda sentence: None,
) -> Iterator[HandIn]:
    """Each hand-in among ``entries`` of the input called ``top``.

    ``learners``: a ``Roster`` or ``None``. ``tell`` gets a sentence on what is passed over.
    """
    known = identity.Known(learners, assignments)
    levels = Levels([entry.parts for entry in entries], top, assignments, known.by_name, known.fits)
    owners: dict[tuple, Owner] = {}
    loose: list[tuple[Entry, Place, str | None]] = []
    feedback: list[str] = []
    aside: list[str] = []
    for entry in entries:
        place = levels.place(entry.parts)
        if place is not None and _is_feedback(place, entry, assignments):
            feedback.append(entry.place)
        elif place is not None:
            _add(owners, loose, levels, known, entry, place)
        elif litter.CHECKPOINTS not in entry.parts:
            aside.append(entry.place)
    if aside:
        tell(ASIDE.format(place=aside[0], more=_more(aside)))
    if feedback:
        tell(FEEDBACK.format(place=feedback[0], more=_more(feedback)))
    flat = {owner.place.hall for owner in owners.values() if owner.place.key[0] == "file"}
    for entry, place, assignment in loose:
        if place.key in owners or place.hall in flat and recognising.stands_for_a_notebook(entry.name):
            owners.setdefault(place.key, Owner(place)).others.append((entry.name, assignment, entry))
    _hold_back(owners, known, tell)
    _hold_nameless(owners, top, known, tell)
    for key in sorted(owners, key=repr):
        yield from _of(owners[key], assignments)


def _is_feedback(place, entry, assignments):
    """What the platform says went back, or a page that we made for it: its zip may lie beside hand-ins."""
    return bool(place.said and place.said.feedback) or (
        base.is_feedback_page(place.said.rest[-1] if place.said else entry.name, assignments)
    )


def _more(places):
    return message("passed_more", count=len(places) - 1) if len(places) > 1 else ""


def _add(owners, loose, levels, known, entry, place):
    assignment = levels.assignment(place, entry.parts, entry.inside)
    is_notebook = entry.refused or naming.is_notebook(entry.name)
    if place.key[0] == "file" and not (is_notebook or entry.trace):
        loose.append((entry, place, assignment))  # perhaps the facilitator's own: a list, a note
        return
    owner = owners.setdefault(place.key, Owner(place))
    if entry.trace:
        owner.traces.append((assignment, entry))
    elif place.said and place.said.box:
        owner.typed = True
    elif is_notebook:
        other = known.other(place, entry)
        entry = entry if other is None else _of_two(entry, place.name, other)
        owner.notebooks.append((entry, assignment, place.said))
    else:
        name = place.said.rest[-1] if place.said and not entry.inside else entry.name
        owner.others.append((name, assignment, entry))


def _of_two(entry, own, other):
    reason = TWO_NAMES.format(own=naming.shown(own), other=naming.shown(other))
    return replace(entry, read=refuser(reason), refused=True, reason=reason)


def _hold_back(owners, known, tell):
    """Whoever has a folder beside ``submitted`` is not named by a folder in it: that one hides nothing."""
    inside = [key for key, owner in owners.items() if owner.place.hall == (SUBMITTED,)]
    if not inside or len(inside) == len(owners):
        return
    beside = set().union(*(known.ids(owner.place) for key, owner in owners.items() if key not in set(inside)))
    for key in inside:
        if known.ids(owners[key].place) & beside:
            name = naming.shown(owners.pop(key).place.name)
            tell(HELD_BACK.format(place=f"{SUBMITTED}/{name}", name=name))


def _hold_nameless(owners, top, known, tell):
    """A notebook that no name but the input's is written on, beside others or in a folder that only sorts."""
    nameless = [key for key, owner in owners.items() if not owner.place.is_named]
    are_alone = not any(owner.notebooks for owner in owners.values() if owner.place.is_named)
    for key in nameless:
        name = owners[key].place.name
        if known.by_name(name) or (name == top and are_alone and not sorting.is_nobody_s(top)):
            continue
        owner = owners.pop(key)
        entries = [one[0] for one in owner.notebooks] + [one[-1] for one in owner.others + owner.traces]
        tell(NAMELESS.format(place=entries[0].place, more=_more(entries)))


# ---- One learner's hand-ins -----------------------------------------------------------------


def _of(owner: Owner, assignments: Collection[str]) -> Iterator[HandIn]:
    """Notebooks, and a reason for each assignment of which there are other files alone."""
    handed = {assignment for _, assignment, _ in owner.notebooks}
    for entry, assignment, said in owner.notebooks:
        beside = [name for name, of, _ in owner.others if of in (None, assignment)]
        yield _hand_in(owner, entry, assignment, said, _beside(beside), entry.reason)
    if owner.notebooks and not owner.others and not owner.traces:
        return  # as it is with most learners
    without = {of for _, of, _ in owner.others if of not in handed and (of or not owner.notebooks)}
    if owner.typed and not owner.notebooks and not without:
        without = {None}
    for assignment in sorted(without, key=str):
        yield _without_notebook(owner, assignment, assignments)
    handed |= without
    if None not in handed:
        yield from _of_traces(owner, handed, assignments)


def _of_traces(owner, handed, assignments):
    """A checkpoint or a place-holder, where nothing else is there, tells of a notebook elsewhere."""
    first: dict = {}
    for assignment, entry in owner.traces:
        if assignment not in handed and (assignment or not handed):
            first.setdefault(assignment, entry)
    for assignment, entry in sorted(first.items(), key=str):
        reason = entry.trace.format(wanted=_wanted(assignment, assignments))
        yield _hand_in(owner, entry, assignment, owner.said, [], reason)


def _without_notebook(owner, assignment, assignments):
    files = [(name, entry) for name, of, entry in owner.others if of == assignment]
    alike = [(name, entry) for name, entry in files if _may_be_one(name, assignments)]
    if len(alike) == 1:  # some phones and browsers take .ipynb away or make .json of it
        name, entry = alike[0]
        beside = [other for other, _ in files if other != name]
        notes = [OTHER_ENDING.format(name=naming.shown(name)), *_beside(beside)]
        return _hand_in(owner, entry, assignment, owner.said, notes)
    sentence = NOTHING if files else TYPED
    reason = sentence.format(
        found=_listed([name for name, _ in files]), wanted=_wanted(assignment, assignments)
    )
    entry = files[0][1] if files else _typed(owner.said, reason)
    return _hand_in(owner, entry, assignment, owner.said, [], reason)


def _typed(said, reason):
    """What stands for a learner's files where there is only what was typed into the platform."""
    place = naming.shown("/".join((*said.before, said.name)))
    return Entry((), place, refuser(reason), reason=reason)


def _wanted(assignment, assignments):
    wanted = assignment or (assignments[0] if len(assignments) == 1 else None)
    return f"{wanted}.ipynb" if wanted else ANY


def _may_be_one(name, assignments):
    return recognising.ending(name) == "json" or naming.known(name, assignments) is not None


def _hand_in(
    owner: Owner,
    entry: Entry,
    assignment: str | None,
    said: FromLms | None,
    notes: list[str],
    reason: str = "",
) -> HandIn:
    own, place = owner.place, entry.place
    if reason and own.depth and not entry.reason:
        place = place.rpartition("/")[0] or place
    return HandIn(
        learner=naming.learner_id(own.name),
        assignment=assignment,
        place=place,
        read=refuser(reason) if reason else entry.read,
        refused=reason,
        stamp=entry.stamp,
        name=own.name,
        names=(said.name if said else own.name,),
        lms=said.system if said else None,
        lms_id=said.id if said else None,
        late_mark=said.late if said else False,
        download=own.hall,
        company=_company(said) if said and not said.is_anonymous and not own.unclear else None,
        unclear=own.unclear,
        version=_version(said) if said else (),
        notes=tuple(notes),
    )


def _company(said):
    """Among whom a name is one person's: where a platform numbers people anew, those of one download."""
    lasting = base.named(said.system).numbers_people_for_good
    return said.system, said.name, None if lasting else said.before


def _version(said):
    """What orders a learner's files where the platform numbers what is handed in again."""
    platform = base.named(said.system)
    return (*platform.version(said.rest[-1]), said.file) if platform.numbers_versions else ()


def _beside(names):
    return [BESIDE.format(found=_listed(names))] if names else []


def _listed(names):
    """Names for a sentence: what each is, and no more than a few."""
    return first_of([recognising.described(naming.shown(name)) for name in sorted(set(names))], _MOST_NAMES)
