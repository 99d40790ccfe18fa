"""Whose each file of an input is: files become hand-ins, one for each notebook or for the lack of one."""

from dataclasses import dataclass, field

from autograder.intake import lms, naming, recognising
from autograder.intake.folders import refuser, unstamped

NOTHING = "No notebook was handed in. There is: {found}. Ask the learner for the file {wanted}."
TYPED = (
    "No notebook was handed in; something was typed into the text box of the learning platform. Ask the "
    "learner for the file {wanted}."
)
BESIDE = "Also handed in, and not graded: {found}."
OTHER_ENDING = "The file is called {name}; it was read as the notebook."
_MOST_NAMES = 8


@dataclass
class Owner:
    """One learner's files. ``located``: see ``naming``; ``said``: what the platform's names say."""

    located: naming.Located
    said: lms.FromLms | None = None
    notebooks: list = field(default_factory=list)  # (entry, assignment, said)
    others: list = field(default_factory=list)  # (name, assignment, entry)
    typed: bool = False


def hand_ins(entries, top, assignments):
    """Keyword arguments of a ``HandIn`` for each hand-in among ``entries`` of the input called ``top``."""
    owners, rest = {}, []
    canvas = lms.canvas_folders([entry.parts for entry in entries if "submitted" not in entry.parts[:-1]])
    for entry in entries:
        said = _said(entry, top, canvas)
        if said:
            _add_from_lms(owners, entry, said, top, assignments)
        elif entry.refused or naming.is_notebook(entry.name):
            _add_notebook(owners, entry, top, assignments)
        else:
            rest.append(entry)
    _share_out(owners, rest, top, assignments)
    for key in sorted(owners, key=repr):
        yield from _of(owners[key], assignments)


def _said(entry, top, canvas):
    if "submitted" in entry.parts[:-1]:
        return None
    found = lms.moodle(entry.parts) or (lms.canvas(entry.parts) if entry.parts[:-1] in canvas else None)
    if found is None and (outer := lms.moodle((top,))):
        return lms.moodle((top, *entry.parts)) if outer.rest == (top,) else None
    return found


def _add_from_lms(owners, entry, said, top, assignments):
    name = f"{said.name}_{said.id}" if said.is_anonymous else said.name
    key = (said.system, said.before, said.name, said.id)
    located = naming.Located(name, None, len(said.before) + 1, (said.name,))
    owner = owners.setdefault(key, Owner(located, said))
    assignment = _inside(entry, top, assignments)
    assignment = assignment or naming.locate(_bare(said.rest), top, assignments).assignment
    for part in (*reversed(said.before), top):
        assignment = assignment or naming.known(part, assignments)
    if said.box:
        owner.typed = True
    elif entry.refused or naming.is_notebook(entry.name):
        owner.notebooks.append((entry, assignment, said))
    else:
        owner.others.append((entry.name if entry.inside else said.rest[-1], assignment, entry))


def _inside(entry, top, assignments):
    """The assignment that the names inside a learner's zip tell; it counts before that of the way to it."""
    return naming.locate(_bare(entry.inside), top, assignments).assignment if entry.inside else None


def _bare(parts):
    """``work.zip`` and ``work.pdf`` tell an owner and an assignment as ``work.ipynb`` does."""
    return [*parts[:-1], recognising.bare(parts[-1])]


def _add_notebook(owners, entry, top, assignments):
    located = naming.locate(_bare(entry.parts), top, assignments)
    if located.depth:
        key = ("folder", entry.parts[: located.depth])
    else:
        key = ("file", entry.parts[:-1], naming.learner_id(located.name))
    assignment = _inside(entry, top, assignments) or located.assignment
    owners.setdefault(key, Owner(located)).notebooks.append((entry, assignment, None))


# ---- Files that are no notebooks ------------------------------------------------------------


def _share_out(owners, entries, top, assignments):
    """Give each other file to the learner in whose folder it lies, be it a learner without a notebook."""
    rooms = {key[1] for key in owners if key[0] == "folder"}
    halls = {room[:-1] for room in rooms}  # folders that hold learners' folders
    ways = {room[:depth] for room in rooms for depth in range(len(room))}
    flat = {key[1] for key in owners if key[0] == "file"}
    for entry in entries:
        folder = entry.parts[:-1]
        levels = [folder[:depth] for depth in range(len(folder), 0, -1)]
        room = next((level for level in levels if level in rooms), None)
        if room is None:
            room = next((level for level in levels[::-1] if level[:-1] in halls and level not in ways), None)
        located = naming.locate(_bare(entry.parts), top, assignments)
        if room is not None:
            own = naming.Located(room[-1], None, len(room), room)
            if "submitted" in folder and located.depth == len(room):
                own = located
            key = ("folder", room)
        elif folder in flat and recognising.stands_for_a_notebook(entry.name):
            own = located
            key = ("file", folder, naming.learner_id(own.name))
        else:
            continue  # the facilitator's own: a list, a note
        assignment = _inside(entry, top, assignments) or located.assignment
        owners.setdefault(key, Owner(own)).others.append((entry.name, assignment, entry))


# ---- One learner's hand-ins -----------------------------------------------------------------


def _of(owner, assignments):
    """Notebooks, and a reason for each assignment of which there are other files alone."""
    handed = {assignment for _, assignment, _ in owner.notebooks}
    for entry, assignment, said in owner.notebooks:
        beside = [name for name, of, _ in owner.others if of in (None, assignment)]
        yield _fields(owner, entry, assignment, said, _beside(beside))
    without = {of for _, of, _ in owner.others if of not in handed and (of or not owner.notebooks)}
    if owner.typed and not owner.notebooks and not without:
        without = {None}
    for assignment in sorted(without, key=str):
        yield _without_notebook(owner, assignment, assignments)


def _without_notebook(owner, assignment, assignments):
    files = [(name, entry) for name, of, entry in owner.others if of == assignment]
    alike = [(name, entry) for name, entry in files if _may_be_one(name, assignments)]
    if len(alike) == 1:  # some phones and browsers take .ipynb away or make .json of it
        name, entry = alike[0]
        beside = [other for other, _ in files if other != name]
        notes = [OTHER_ENDING.format(name=naming.shown(name)), *_beside(beside)]
        return _fields(owner, entry, assignment, owner.said, notes)
    wanted = assignment or (assignments[0] if len(assignments) == 1 else None)
    wanted = f"{wanted}.ipynb" if wanted else "(.ipynb) of the assignment"
    sentence = NOTHING if files else TYPED
    reason = sentence.format(found=_listed([name for name, _ in files]), wanted=wanted)
    entry = files[0][1] if files else None
    return _fields(owner, entry, assignment, owner.said, [], refuser(reason))


def _may_be_one(name, assignments):
    return recognising.ending(name) == "json" or naming.known(name, assignments) is not None


def _fields(owner, entry, assignment, said, notes, read=None):
    located = owner.located
    place = entry.place if entry else naming.shown("/".join((*owner.said.before, owner.said.name)))
    if read and entry and located.depth:
        place = place.rpartition("/")[0] or place
    return {
        "learner": naming.learner_id(located.name),
        "assignment": assignment,
        "place": place,
        "read": read or entry.read,
        "stamp": entry.stamp if entry else unstamped,
        "name": located.name,
        "names": located.names,
        "lms": said.system if said else None,
        "lms_id": said.id if said else None,
        "late_mark": said.late if said else False,
        "download": (said.system, said.before) if said else None,
        "company": _company(said) if said and not said.is_anonymous else None,
        "version": (*lms.version(said.rest[-1]), said.file) if said and said.system == lms.CANVAS else (),
        "notes": tuple(notes),
    }


def _company(said):
    """Among whom a name is one person's: Moodle numbers people anew in each download, Canvas does not."""
    return said.system, said.name, said.before if said.system == lms.MOODLE else None


def _beside(names):
    return [BESIDE.format(found=_listed(names))] if names else []


def _listed(names):
    """Names for a sentence: what each is, and no more than a few."""
    names = sorted(set(names))
    shown = [recognising.described(naming.shown(name)) for name in names[:_MOST_NAMES]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
