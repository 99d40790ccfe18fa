"""One text as the page shows it: words, rubric, examples, what was given and by whom."""

from collections.abc import Mapping
from typing import Any

from autograder.desk.reading import bank
from autograder.desk.reading.texts import SECOND, Texts, state_of
from autograder.desk.reading.writing import Gone, Rubric
from autograder.exercise_cache import spec
from autograder.exercise_cache import title as exercise_title
from autograder.locales import number
from autograder.messages import said
from autograder.model import ByHand, Outcome
from autograder.notebook import own_words
from autograder.notebook.graded_copy import summary
from autograder.notebook.released import Exercise
from autograder.notebook.wording import language_of, title
from autograder.store.ledger import jobs, looking, readings
from autograder.store.ledger.opening import readable
from autograder.store.ledger.readings import DECISION, Place, Reading, Standing
from autograder.written import Kept
from localsdg import course, open_half


def rubric(exercise: Exercise) -> Rubric:
    """The points of an exercise's rubric."""
    rows = spec(exercise.id)["rubric"]
    points = {row["id"]: {level["id"]: level["points"] for level in row["levels"]} for row in rows}
    return Rubric(points, exercise.points)


def text(texts: Texts, place: Place, reader: str, language: str, name: str) -> dict[str, Any]:
    """What the page shows; ``name``: the learner's, ``""`` where it is not to be seen.

    Raises ``Gone`` where the text is not there any more.
    """
    exercise, folder = texts.exercise(place), texts.folder
    if exercise is None:
        raise Gone(str(place))
    with readable(folder) as database:
        given = looking.look(database, folder, place[0]).get(place[:2], {}).get(place[2])
        with database.reading() as connection:
            counted = jobs.counted(connection, *place[:2])
            if counted is None:
                raise Gone(str(place))
            kept = Kept.of_text(counted.result)
            now = readings.standing(connection, place, given, kept, counted.digest)
    return {
        "id": texts.id_of(place),
        "name": name,
        "title": exercise_title(exercise.id, language),
        "module": title(texts.released().get(place[1]), place[1], language),
        "most": exercise.points,
        **_words(exercise, kept, language),
        **_task(exercise, language),
        "rows": _rows(exercise, kept.answers.get(exercise.of or exercise.id), language),
        **stands(now, reader),
    }


def stands(now: Standing, reader: str) -> dict[str, Any]:
    """What changes while texts are read. A second reader sees the first one's levels after reading."""
    state = state_of(now.given, list(now.readings), reader)
    mine = now.of(reader)
    is_blind = state == SECOND
    whole = [one for one in now.readings if one.points is not None]
    given = now.given
    return {
        "seen": now.mark,
        "state": state,
        "given": None if is_blind or given is None else _given(given),
        "mine": {"levels": dict(mine.levels), "comment": mine.comment} if mine else None,
        "others": [one.reader for one in whole if one.reader != reader],
        "readings": [] if is_blind else [_reading(one) for one in whole],
        "decided": any(one.kind == DECISION for one in whole),
    }


def _given(given: ByHand) -> dict[str, Any]:
    return {"points": given.manual, "comment": given.comment or "", "open": given.open}


def _reading(one: Reading) -> dict[str, Any]:
    return {
        "reader": one.reader,
        "levels": dict(one.levels),
        "points": one.points,
        "comment": one.comment,
        "counts": one.counts,
        "kind": one.kind,
    }


def _words(exercise: Exercise, kept: Kept, language: str) -> dict[str, Any]:
    """What the learner wrote, the rest of the answer, and why somebody has to look."""
    found = kept.outcome
    told = next((one for one in found.exercises if one.id == exercise.id), None)
    lines = own_words.lines(kept.answers.get(exercise.id))
    beside: list[str] = []
    if exercise.of:
        kind = spec(exercise.of)["kind"]
        beside = summary(exercise.of, kind, kept.answers.get(exercise.of), language)
    return {
        "text": "\n".join(lines),
        "language": language_of(found),
        "direction": course.direction(language_of(found)),
        "why": said(told.reason, language) if told and told.reason and not lines else "",
        "beside": beside,
    }


def _task(exercise: Exercise, language: str) -> dict[str, Any]:
    words = spec(exercise.id, language)["words"]
    titles = words.get("rubric") or {}
    examples = [
        {
            "kind": kind,
            "text": str(one.get("text", "")),
            "notes": [
                {"title": _title(titles, row), "note": note} for row, note in (one.get("notes") or {}).items()
            ],
        }
        for kind in ("strong", "weak")
        if (one := (words.get("examples") or {}).get(kind))
    ]
    return {"prompt": words.get("prompt", ""), "examples": examples}


def _title(words: Mapping[str, Any], row: str) -> str:
    """What a rubric's row is called; ``words``: of the rubric."""
    return (words.get(row) or {}).get("title", row)


def _rows(exercise: Exercise, whole: Any, language: str) -> list[dict[str, Any]]:
    """The rubric in the reader's words; ``own``: the level that the learner chose, ``""`` where none."""
    found = spec(exercise.id, language)
    words, own = found["words"].get("rubric") or {}, open_half.rating_of(whole, found["rubric"])
    return [
        {
            "id": row["id"],
            "title": _title(words, row["id"]),
            "own": own.get(row["id"], ""),
            "levels": [
                {
                    "id": level["id"],
                    "points": level["points"],
                    "words": ((words.get(row["id"]) or {}).get("levels") or {}).get(level["id"], level["id"]),
                }
                for level in row["levels"]
            ],
        }
        for row in found["rubric"]
    ]


def gaps(exercise: Exercise, found: Outcome, name: str, levels: Mapping[str, str]) -> dict[str, str]:
    """What a comment's gaps are filled with, in the learner's language."""
    language = language_of(found)
    rows, words = spec(exercise.id)["rubric"], spec(exercise.id, language)["words"].get("rubric") or {}
    strongest, weakest = (_title(words, row) for row in bank.extremes(rows, levels))
    return {
        "name": name or found.learner,
        "exercise": exercise_title(exercise.id, language),
        "points": number(rubric(exercise).points(levels), language),
        "most": number(exercise.points, language),
        "strongest": strongest,
        "weakest": weakest,
    }
