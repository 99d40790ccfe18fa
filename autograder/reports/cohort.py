"""What a whole cohort did, added up one hand-in at a time: numbers and short lists, never the hand-ins."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from autograder.exercise_cache import spec
from autograder.exercise_cache import title as exercise_title
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, CheckResult, Entry, ExerciseResult, Outcome
from autograder.notebook import own_words
from autograder.notebook.released import OPEN, Released
from autograder.notebook.wording import asked, check_words, title
from autograder.reports import first_tries, gains, items, similar
from autograder.reports.sums import Assignment, Check, Exercise, Half, Person
from localsdg import open_half
from localsdg.course import LANGUAGE, CourseError

# Reads what a learner wrote into an assignment's code cells, by exercise; see ``similar.code_reader``.
Code = Callable[[str, str], Mapping[str | None, str]]
_KINDS_OF_TEXT = 40  # sentences kept for one mistake: what fills their gaps differs from learner to learner


class Cohort:
    """``add`` each hand-in once. ``released``: ``{assignment: Released}``; ``code``: see ``similar``.

    ``language``: of titles, and of what checks say.
    """

    def __init__(
        self, released: Mapping[str, Released], code: Code | None = None, language: str = LANGUAGE
    ) -> None:
        self.released, self._code, self.language = released, code, language
        self.assignments: dict[str, Assignment] = {}
        self.people: dict[str, Person] = {}
        self.proposed: dict[str, list[dict[str, str]]] = {}  # what hand-ins propose for their writers
        self.excused: set[tuple[str, str]] = set()  # (learner, assignment): neither handed in nor missing
        self.gains = gains.Gains()  # what before-and-after tests say of the group
        given = {
            one.id: f"{_prompt(one.id)}\n{one.starter}"
            for each in released.values()
            for one in each.exercises
        }
        self.alike = similar.Finder(given)

    def add(self, outcome: Outcome, entry: Entry | None) -> None:
        """One hand-in: its outcome and its entry (see ``results.current``)."""
        name = outcome.assignment
        if outcome.excused or entry is None:
            self.excused.add((outcome.learner, name))
            return
        if name not in self.assignments:
            self.assignments[name] = Assignment(name, title(self.released.get(name), name, self.language))
        assignment = self.assignments[name]
        person = self.people.setdefault(outcome.learner, Person())
        person.handed_in.add(name)
        if entry.proposed and entry.proposed not in (said := self.proposed.setdefault(outcome.learner, [])):
            said.append(entry.proposed)
        self.gains.add(name, entry.test)
        assignment.statuses[outcome.status] += 1
        assignment.max_score = outcome.max_score or assignment.max_score
        assignment.late += bool(outcome.late)
        assignment.repaired += bool(outcome.notes)
        if time := _time(entry.received):
            assignment.times.append(time)
        if outcome.status == UNGRADED:
            person.ungraded.append(name)
            assignment.reasons.update(_reasons(outcome))
        elif outcome.status == GRADED and outcome.max_score and outcome.score is not None:
            assignment.shares.append(_within(outcome.score / outcome.max_score))
        self._add_exercises(assignment, person, outcome, entry)

    def _add_exercises(self, assignment: Assignment, person: Person, outcome: Outcome, entry: Entry) -> None:
        answers = entry.answers
        judged = [one for one in outcome.exercises if one.score is not None]
        earned = sum(one.score or 0 for one in judged)
        possible = sum(one.max_score for one in judged)
        person.earned += earned
        person.possible += possible
        kinds = self._kinds(assignment.name)
        code: Mapping[str | None, str] = {}
        if self._code and "code" in kinds.values() and answers:
            code = self._code(outcome.learner, assignment.name)
        for result in outcome.exercises:
            slug = result.id
            if kinds.get(slug) in ("text", OPEN):
                _add_half(assignment, result, answers, self.language)
            if kinds.get(slug) == OPEN:
                continue
            exercise = assignment.exercises.get(slug)
            if exercise is None:
                exercise = _new_exercise(result, kinds.get(slug, ""), self.language)
                assignment.exercises[slug] = exercise
            exercise.statuses[result.status] += 1
            if result.status == UNGRADED:
                continue
            answer = answers.get(slug)
            missing = answer in (None, {"text": ""})
            exercise.unanswered += missing
            exercise.answered += not missing
            person.unanswered += missing
            _add_result(exercise, result, earned, possible, missing)
            if slug in entry.firsts:
                _add_first(exercise, first_tries.shares(slug, entry.firsts[slug]))
            self._add_text(exercise, outcome.learner, answer, code.get(slug, ""))

    def _kinds(self, name: str) -> dict[str, str]:
        released = self.released.get(name)
        return {one.id: one.kind for one in released.exercises} if released else {}

    def _add_text(self, exercise: Exercise, learner: str, answer: Any, code: str) -> None:
        if exercise.kind == "code":
            self.alike.add(exercise.id, "code", learner, code)
        else:
            self.alike.add(exercise.id, "text", learner, similar.free_text(answer, exercise.spec))


def _add_result(
    exercise: Exercise, result: ExerciseResult, earned: float, possible: float, missing: bool
) -> None:
    """One learner's result for one exercise; ``earned`` of ``possible`` points are the whole hand-in's."""
    score, points = result.score, result.max_score
    if score is not None and points:
        exercise.add(_within(score / points), items.rest(earned, possible, score, points))
        earned, possible = earned - score, possible - points
    earned += sum([record.earned for record in result.checks])
    possible += sum([record.points for record in result.checks])
    for record in result.checks:
        if record.is_advice:
            continue  # there is nothing in it that is hard or that was missed
        check = exercise.checks.get(record.id)
        if check is None:
            check = exercise.checks[record.id] = _new_check(exercise, record)
        worth = record.points
        if worth:
            check.add(record.earned / worth, items.rest(earned, possible, record.earned, worth))
        else:
            check.add(1.0 if record.state == "met" else 0.0, None)
        if record.state != "met" and not missing and not check.hidden:
            _add_mistake(exercise, record)


def _add_half(
    assignment: Assignment, result: ExerciseResult, answers: Mapping[str, Any], language: str
) -> None:
    """One learner's own words for one exercise. What the learner thinks of them counts as no points."""
    slug = open_half.exercise_of(result.id)
    half = assignment.halves.get(slug)
    if half is None:
        half = assignment.halves[slug] = Half(exercise_title(slug, language))
    half.points = result.max_score
    half.wrote += bool(own_words.lines(answers.get(result.id)))
    half.rated += bool(open_half.rating_of(answers.get(slug), spec(slug)["rubric"]))
    half.waiting += result.status == NEEDS_HUMAN
    if result.by_person and result.max_score and result.score is not None:
        half.shares.append(_within(result.score / result.max_score))


def _add_mistake(exercise: Exercise, record: CheckResult) -> None:
    (text,) = check_words([record], exercise.id, exercise.language)
    key = record.id, text if record.message is None else record.message
    count, texts = exercise.mistakes.get(key) or (0, Counter[str]())
    exercise.mistakes[key] = count + 1, texts
    if text in texts or len(texts) < _KINDS_OF_TEXT:
        texts[text] += 1


def _add_first(exercise: Exercise, shares: Mapping[str, float]) -> None:
    """One learner's first try: the share of its points for each check, and under ``""`` of all."""
    for check, share in shares.items():
        item = exercise.checks.get(check) if check else exercise
        if item:
            item.firsts.append(share)


def _new_exercise(result: ExerciseResult, kind: str, language: str) -> Exercise:
    settings = spec(result.id, language) if kind else {"words": {}}
    title = settings["words"].get("title", result.id)
    return Exercise(result.id, title, result.max_score, kind=kind, spec=settings, language=language)


def _new_check(exercise: Exercise, record: CheckResult) -> Check:
    if record.hidden:
        return Check(record.id, None, record.points)
    name = check_name(exercise.id, record.id, exercise.language)
    return Check(record.id, name, record.points)


def check_name(slug: str, check: str, language: str = LANGUAGE) -> str:
    """What a check is about: the question or the variable of its name, else its id in words."""
    try:
        labels = spec(slug, language)["words"]["labels"]
    except CourseError:  # graded with an older version of the course
        labels = {}
    return asked(labels, check) or check.replace("_", " ").replace("-", " ").capitalize()


def _reasons(outcome: Outcome) -> set[str]:
    """Why a hand-in is ungraded, each reason once."""
    found = {one.reason for one in outcome.exercises if one.status == UNGRADED and one.reason}
    return found or {outcome.reason}


def _time(text: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return time if time and 1990 <= time.year <= 2200 else None


def _within(share: float) -> float:
    """Extra points that a person gave may lead beyond 1, lateness below 0; a picture of shares ends there."""
    return min(1.0, max(0.0, share))


def _prompt(slug):
    return spec(slug)["words"].get("prompt", "")
