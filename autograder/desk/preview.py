"""What the grader would make of what was dropped: whose, which assignment, what cannot be read and why.

It asks the intake as the grader does, and grades nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.desk import lists as tables
from autograder.desk.inbox import Dropped, Inbox
from autograder.desk.parts import Parts, sought
from autograder.intake import choosing, corrected, finding, naming
from autograder.intake.corrected import Correction
from autograder.intake.hand_in import HandIn
from autograder.intake.submission import Submission
from autograder.messages import said
from autograder.notebook.wording import title
from autograder.store.course_folder import CourseFolder

READY, DONE, UNREADABLE, STRANGER, UNPLACED = "ready", "done", "unreadable", "stranger", "unplaced"
HAND_INS, NOTEBOOK, NOTHING = "hand_ins", "notebook", "nothing"
_SOUGHT = ("learner", "module", "place")  # what a filter looks into, beside the state
STATES = (UNPLACED, UNREADABLE, STRANGER, READY, DONE)  # what has to be looked at stands first


@dataclass
class Preview:
    """``files``, ``rows``: what the page shows of each; ``told``: sentences on what would be passed over."""

    files: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    lists: tables.Lists = field(default_factory=tables.Lists)
    inputs: list[Dropped] = field(default_factory=list)
    modules: list[dict[str, str]] = field(default_factory=list)

    def parts(self, states: Mapping[str, str] | None = None) -> Parts:
        """The hand-ins by pages. ``states``: what the page calls each state; needed to look for something."""
        if states is None:
            return Parts(self.rows)
        texts = [sought([*(row[part] for part in _SOUGHT), states[row["state"]]]) for row in self.rows]
        return Parts(self.rows, texts)

    @property
    def counts(self) -> dict[str, int]:
        """How many hand-ins are in each state."""
        return dict(Counter(row["state"] for row in self.rows))


def of(inbox: Inbox, dropped: list[Dropped], by_place: Mapping[str, Correction], language: str) -> Preview:
    """The ``Preview`` of a prepared course folder; ``by_place``: corrections; ``language``: the reader's."""
    folder = inbox.folder
    released = folder.assignments()
    found = tables.read(folder, dropped, list(released))
    listed = {one.dropped.id for one in found.tables}
    inputs = [one for one in dropped if one.id not in listed]
    told: list[str] = []
    paths = [one.path for one in inputs]
    hand_ins = finding.collect(paths, list(released), folder.root, found.roster, told.append)
    hand_ins = corrected.applied(hand_ins, by_place)
    chosen = choosing.choose(hand_ins, released, found.roster, tell=told.append)
    done = _done(folder) if hand_ins else {}
    titles = {name: title(one, name, language) for name, one in released.items()}
    rows = [_row(inbox, one, done, titles, language) for one in chosen]
    rows += [_unplaced(inbox, one, told, language) for one in hand_ins if one.place not in chosen.places]
    ids = {one.place: inputs[one.number].id for one in hand_ins}
    for row in rows:
        row |= {"id": ids.get(row["key"], ""), "corrected": row["key"] in by_place}
    told = [said(sentence, language) for sentence in told]
    said_of = _by_input(inputs, told, inbox)
    by_number = Counter(one.number for one in hand_ins)
    shown = {one.dropped.id: _table(one, titles, language) for one in found.tables}
    for number, one in enumerate(inputs):
        of_it = [hand_in for hand_in in hand_ins if hand_in.number == number] if by_number[number] else []
        shown[one.id] = _hand_ins(one, of_it, said_of.get(one.id, []))
    files = [{**_file(one), **shown[one.id]} for one in dropped]
    rows.sort(key=lambda row: STATES.index(row["state"]))
    modules = [{"name": name, "title": one} for name, one in titles.items()]
    return Preview(files, rows, [inbox.shorter(sentence) for sentence in told], found, inputs, modules)


def _done(folder: CourseFolder) -> dict[tuple[str, str], str]:
    """``{(learner, assignment): hash of the file}`` of what is graded."""
    # The ledger's database takes longer to load than an empty desk takes to be shown.
    from autograder.store.ledger import jobs
    from autograder.store.ledger.opening import readable

    with readable(folder) as database, database.reading() as connection:
        known = jobs.known(connection)
    return {place: row.digest for place, row in known.items() if row.state == jobs.DONE}


def _file(one: Dropped) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "size": one.size, "is_folder": one.is_folder}


def _table(one: tables.Listed, titles: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "what": one.kind or NOTHING,
        "platform": one.platform,
        "count": one.learners,
        "of": titles.get(one.assignment, ""),
        "problem": said(one.problem, language).replace(f"{one.dropped.path}", one.dropped.name),
    }


def _hand_ins(one: Dropped, found: list[HandIn], told: list[str]) -> dict[str, Any]:
    is_single = not one.is_folder and naming.is_notebook(one.name)
    platforms = {hand_in.lms or "" for hand_in in found}
    platform = platforms.pop() if len(platforms) == 1 else ""
    made = {"what": HAND_INS if found else NOTHING, "platform": platform}
    if is_single:
        made = {"what": NOTEBOOK, "platform": "", "learner": one.learner}
    return {**made, "count": len(found), "problem": " ".join(told) if not found else ""}


def _by_input(inputs: list[Dropped], told: list[str], inbox: Inbox) -> dict[str, list[str]]:
    """Which sentences name which input."""
    return {
        one.id: [inbox.shorter(sentence) for sentence in told if naming.shown(str(one.path)) in sentence]
        for one in inputs
    }


def _row(inbox: Inbox, one: Submission, done: dict, titles: dict[str, str], language: str) -> dict[str, Any]:
    """A hand-in as the grader would take it."""
    reason = one.reason
    state = READY if reason is None else UNREADABLE if one.is_known else STRANGER
    if state == READY and done.get((one.learner, one.assignment)) == one.digest:
        state = DONE
    return {
        "learner": one.learner,
        "module": titles.get(one.assignment, one.assignment),
        "assignment": one.assignment,
        "key": one.place,
        "place": inbox.shorter(one.place),
        "state": state,
        "why": inbox.shorter(said(reason, language)) if reason else "",
        "notes": [inbox.shorter(said(note, language)) for note in one.notes],
    }


def _unplaced(inbox: Inbox, one: HandIn, told: list[str], language: str) -> dict[str, Any]:
    """A hand-in of which nothing tells the module."""
    why = one.refused or next((sentence for sentence in told if one.place in sentence), "")
    return {
        "learner": one.learner,
        "module": "",
        "assignment": "",
        "key": one.place,
        "place": inbox.shorter(one.place),
        "state": UNPLACED,
        "why": inbox.shorter(said(why, language)),
        "notes": [],
    }


def prepared(folder: CourseFolder) -> None:
    """Make the folder a course with the assignments of now, which alone know what a notebook is."""
    # What it loads (nbgrader) would keep the page waiting that shows an empty desk.
    from autograder.nbgrader.assignments import prepare

    prepare(folder)
