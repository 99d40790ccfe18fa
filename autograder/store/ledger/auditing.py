"""Does all hold together: history, results, gradebook?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, select

from autograder.errors import CourseFolderError
from autograder.locales import number
from autograder.messages import message, together
from autograder.model import EXCUSED, Outcome
from autograder.store import by_hand, gradebook, named
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import (
    audit_words,
    chain,
    history,
    jobs,
    kept_files,
    looking,
    people,
    reading_lines,
    rules,
    short,
)
from autograder.store.ledger.line import ByPerson, Facts, Line
from autograder.store.ledger.opening import readable
from autograder.store.ledger.tables import excused, given_for
from autograder.values import Json, Points
from autograder.written import Kept, Short

NO_STUDENT = message("audit_no_student")
TOO_SHORT = message("audit_short")
_Receipts = dict[str | None, tuple[str, str | None, Points]]
CUT = message("audit_cut")


@dataclass
class Report:
    """What an audit found. ``older``: lines at the beginning that an older version wrote.

    ``news``: sentences on what was changed outside of our commands and seen only now. ``noted``: the number
    of the line whose hash was given.
    """

    problems: list
    hand_ins: int
    rows: int
    head: str
    older: int = 0
    news: list = field(default_factory=list)
    noted: int | None = None


def audit(folder: CourseFolder, head: str | None = None) -> Report:
    """Compare history, results and gradebook of a course; ``head``: (the start of) a hash that was noted."""
    if head and len(head.strip()) < history.SHORT - 4:
        raise CourseFolderError(TOO_SHORT.format(least=history.SHORT - 4))
    with readable(folder) as database:
        rows_before = _rows(database)
        looking.look(database, folder)
        with database.reading() as connection:
            checked = chain.check(connection)
            problems, met = checked.problems, set()
            told, book = _Told(connection), _Book(connection)
            for row, kept in jobs.results(connection):
                met.add((row.learner, row.assignment))
                problems += _of_short(row, kept)
                problems += _of_hand_in(row, kept.outcome, told, book)
                problems += kept_files.problems(folder, row, kept.outcome, _is_settled(row))
            problems += _of_people(told, book)
            problems += _of_origins(connection, told)
            problems += _of_excused(connection, told)
            problems += reading_lines.problems(connection, told.read)
            problems += [NO_STUDENT.format(learner=one) for one in gradebook.without_student(connection)]
            problems += [
                message("audit_no_hand_in", place=f"{learner}, {assignment}")
                for learner, assignment in sorted({*told.scores, *book.graded()} - met)
            ]
            if told.rules != rules.last(connection):
                problems.append(message("audit_rules"))
            rows, last = history.head(connection)
            report = Report(problems, len(met), rows, last, checked.older, told.news(rows_before))
            if head:
                report.noted = history.place(connection, head)
                problems += [CUT] if report.noted is None else []
    return report


def _rows(database: Database) -> int:
    with database.reading() as connection:
        return history.head(connection)[0]


class _Told:
    """What the history says last. ``scores``: ``{(learner, assignment): {exercise: of the checks}}``.

    ``hand_in``: ``{(learner, assignment): facts}``; ``given``: ``{(learner, assignment, exercise): points}``;
    ``excused``: ``{(learner, assignment): why}``. ``origins``: all that was ever given, with its origin.
    ``read``: ``{(learner, assignment, exercise): whole readings}``.
    """

    def __init__(self, connection: Connection) -> None:
        self.scores: dict[tuple, Json] = defaultdict(dict)
        self.hand_in: dict[tuple, Facts] = {}
        self.given: dict[tuple, ByPerson] = {}
        self.rules: str | None = None
        self.excused: dict[tuple, str | None] = {}
        self.origins: set[tuple] = set()
        self.read: dict[tuple, list[Json]] = {}
        self._by_hand: list[Line] = []
        for entry in history.entries(connection):
            place = entry.learner, entry.assignment
            if entry.rules:
                self.rules = entry.rules.text
            elif entry.read is not None:
                self.read |= {(*place, slug): told for slug, told in entry.read.items()}
            elif entry.by_hand:
                self._by_hand.append(entry)
                self._take(place, entry)
            elif place[1]:
                self.scores[place].update(entry.now)
                if entry.hand_in:
                    self.hand_in[place] = entry.hand_in

    def _take(self, place, entry):
        self.given |= {(*place, slug): one for slug, one in entry.given.items()}
        self.origins |= {(*place, slug, one) for slug, one in entry.given.items()}
        if not entry.given and EXCUSED in entry.now:
            self.excused[place] = entry.why if entry.now[EXCUSED] else None

    def news(self, after):
        """Sentences on what rows after a number say of points that no command of ours gave."""
        return [
            change.format(place=f"{entry.learner}, {entry.assignment}")
            for entry in self._by_hand
            if entry.seq > after
            for change in audit_words.changes(entry)
        ]


class _Book:
    """What nbgrader's gradebook says now."""

    def __init__(self, connection: Connection) -> None:
        self.auto = gradebook.auto_scores(connection)
        self.by_people = by_hand.by_people(connection)
        self.penalties = gradebook.penalties(connection)

    def graded(self):
        """Those who have a score of the checks."""
        return [place for place, scores in self.auto.items() if set(scores.values()) - {None}]


def _of_short(row: Row, kept: Kept) -> Iterator[str]:
    if short.read(row).points != Short.of(kept).points:
        place = f"{row.learner}, {row.assignment}"
        yield message("audit_short_form", place=place)


def _of_hand_in(row: Row, outcome: Outcome, told: _Told, book: _Book) -> Iterator[str]:
    place = f"{row.learner}, {row.assignment}"
    key = row.learner, row.assignment
    if jobs.sha(row.result) != row.result_hash:
        yield message("audit_result_changed", place=place)
    if (row.status, row.score) != (outcome.status, outcome.score):
        yield message("audit_list", place=place, status=audit_words.status(row.status), score=row.score)
    for exercise in outcome.exercises:
        slug, score = exercise.id, exercise.score
        says = told.scores[key].get(slug)
        if (says if isinstance(says, int | float) else None) != score:
            yield message("audit_score", place=f"{place}, {slug}", ours=score, its=audit_words.plain(says))
        in_book = book.auto.get(key, {})
        if slug not in in_book and score is not None:
            yield message("audit_no_grade", place=f"{place}, {slug}", score=score)
        elif in_book.get(slug, score) != score:
            yield message("audit_book", place=f"{place}, {slug}", book=in_book[slug], ledger=score)
    if key in told.hand_in:
        yield from _of_facts(place, row, told.hand_in[key], book.penalties.get(key))
    elif told.hand_in:
        yield message("audit_untold", place=place)


def _of_facts(place, row, facts, penalty):
    """Result, time of receipt and penalty for lateness: as they were when the result was recorded?"""
    if facts.result != row.result_hash:
        yield message("audit_other_result", place=place)
    if facts.digest != row.digest:
        yield message("audit_other_file", place=place)
    is_settled = _is_settled(row)
    if is_settled and facts.received not in (row.received, None):
        yield message("audit_received", place=place, ours=row.received, its=audit_words.plain(facts.received))
    if is_settled and facts.received_from not in (row.received_from, None):
        ours, its = (audit_words.source(one) for one in (row.received_from, facts.received_from))
        yield message("audit_received_from", place=place, ours=ours, its=its)
    if facts.late is not None and penalty is not None:
        says = facts.late.penalty or 0
        if says != penalty:
            yield message("audit_penalty", place=place, book=penalty, its=says)


def _is_settled(row):
    """Whether the result is that of the newest file; else it is graded again."""
    return row.state == jobs.DONE and row.key == row.graded_key


def _of_origins(connection, told):
    """What people gave for each answer: does the history tell that it came from there?"""
    for row in connection.execute(select(given_for)):
        place = row.learner, row.assignment, row.exercise
        if (*place, ByPerson(row.manual, row.extra, row.comment, row.origin)) not in told.origins:
            content = audit_words.given((row.manual, row.extra, row.comment))
            problem = message("audit_origin", place=", ".join(place), content=content)
            yield problem.format(origin=audit_words.origin(row.origin))


def _of_excused(connection, told):
    """Who is excused: does the history tell of it?"""
    now = {(row.learner, row.assignment): row.why for row in connection.execute(select(excused))}
    for place in sorted({*now, *told.excused}):
        is_so, says = now.get(place), told.excused.get(place)
        if is_so != says:
            ours, its = (
                message("audit_not_excused") if why is None else message("audit_is_excused", why=why)
                for why in (is_so, says)
            )
            yield message("audit_excused", place=", ".join(place), ours=ours, its=its)


def _of_people(told: _Told, book: _Book) -> Iterator[str]:
    """Points and comments that people gave: does the history tell of them?"""
    now = {
        (*place, slug): people.as_given(found).content
        for place, exercises in book.by_people.items()
        for slug, found in exercises.items()
    }
    for place in sorted({*now, *told.given}):
        one = told.given.get(place, ByPerson())
        says = one.manual, one.extra, one.comment
        if now.get(place, (None, None, None)) != says:
            problem = message("audit_by_hand", place=", ".join(place))
            yield problem.format(ours=audit_words.given(now.get(place)), its=audit_words.given(says))


# ---- For people to read ---------------------------------------------------------------------


def lines(folder: CourseFolder, learner: str) -> Iterator[str]:
    """The history of one learner's grades, a line each."""
    with readable(folder) as database:
        looking.look(database, folder, learner)
        with database.reading() as connection:
            known = jobs.learners(connection)
            if learner not in known and (meant := named.meant(folder, learner)):
                told = message("who_stranger", learner=learner)
                raise CourseFolderError(together(told, meant))
            last: _Receipts = {}
            for entry in history.entries(connection, learner):
                start = f"{entry.at}  {entry.assignment}  "
                end = f"  ({entry.who}: {entry.why})"
                for change in [*changes(entry), *reading_lines.sentences(entry), *_of_receipt(entry, last)]:
                    yield f"{start}{change}{end}"


def changes(entry: Line) -> Iterator[str]:
    """``exercise: 3 → 5`` for each score, and for each comment that is all that changed."""
    for slug, now in entry.now.items():
        was = entry.was.get(slug)
        one = entry.given.get(slug)
        comment = f", comment: {one.comment}" if one and one.comment else ""
        yield f"{slug}: {'–' if was is None else was} → {'–' if now is None else now}{comment}"


def _of_receipt(entry: Line, last: _Receipts) -> Iterator[str]:
    """When a hand-in came in and what it costs that it was late, if that is not as it was for the same file.

    ``last``: ``{assignment: (digest, received, percent)}`` of the entry before, which is renewed.
    """
    if entry.hand_in is None:
        return
    facts, place = entry.hand_in, entry.assignment
    percent = facts.late.percent if facts.late else 0
    before = last.get(place, (facts.digest, facts.received, 0))
    now = last[place] = (facts.digest, facts.received, percent)
    if now == before or (now[0] != before[0] and now[2] == before[2]):
        return
    came = now[1] if now[1] == before[1] else f"{before[1]} → {now[1]}"
    yield f"received: {came}, {number(now[2])} % off for lateness"
