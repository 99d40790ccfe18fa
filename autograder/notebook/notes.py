"""What learner and facilitator are told about a hand-in beside its grades, as messages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from autograder import exercise_cache
from autograder.messages import Title, message
from autograder.model import ExerciseResult
from autograder.notebook import repairs
from autograder.notebook.answers import Answer
from autograder.notebook.released import Marked, Released, notebook_mark
from autograder.notebook.wording import stop_words
from autograder.values import is_empty
from localsdg import open_half

_NAME = re.compile(r"[a-z0-9-]{1,40}")  # of a country pack


def of(
    marked: Sequence[Marked],
    released: Released,
    said: Sequence[str],
    read: Mapping[str, Answer],
    exercises: Iterable[ExerciseResult],
    release: str | None = None,
    pack: str | None = None,
) -> tuple[str, ...]:
    """The notes of a hand-in: on its file, then on where its code stopped.

    ``marked``: the notebook's cells, see ``released.marked``. ``said``: while the file was read. ``read``:
    its answers as they were before anything ran. ``exercises``: results from ``scoring``. ``release``: the
    version of the released notebook that the file tells. ``pack``: the country pack that it tells.
    """
    return (
        *_of_pack(released, release, pack),
        *_of_file(marked, released, read, list(said)),
        *_of_versions(released, read, release),
        *_of_code(exercises),
    )


def _of_file(
    marked: Sequence[Marked], released: Released, read: Mapping[str, Answer], said: list[str]
) -> list[str]:
    if twice := _twice(marked, released):
        titles = [Title(slug) for slug in released.ids if slug in twice]
        # That a copied cell had no identifier of its own says the same in words that help nobody.
        said = [one for one in said if one != repairs.IDS] + [message("note_twice", titles=titles)]
    if double := [Title(slug) for slug, one in read.items() if one.look and one.look.why == "outputs"]:
        said = [*said, message("note_outputs", titles=double)]
    if read and all(
        is_empty(one.value) and not (one.run or one.problem or one.look) for one in read.values()
    ):
        said = [*said, message("note_nothing")]
    return said


def _of_pack(released: Released, release: str | None, pack: str | None) -> list[str]:
    """A file of another country's edition: its exercises ask the same, in other words.

    A file that has lost what it tells of itself says nothing of this either.
    """
    ours = notebook_mark(released.notebook, "pack")
    if pack == ours or (pack is None and release is None):
        return []
    made = pack if pack is None or _NAME.fullmatch(pack) else "?"  # a learner can write anything there
    return [message("note_pack", made=made or "–", graded=ours or "–")]


def _of_versions(released: Released, read: Mapping[str, Answer], release: str | None) -> list[str]:
    """Which answers were given for another version of their exercise.

    A file that does not tell it for an answer, as those of early versions, was made for another one if it was
    made from another released notebook.
    """
    is_of_other = release is not None and release != notebook_mark(released.notebook, "version")
    changed = [
        Title(slug)
        for slug, answer in read.items()
        if open_half.exercise_of(slug) == slug  # its half is answered with it
        and not is_empty(answer.value)
        and not answer.run
        and _is_changed(slug, answer.version, is_of_other)
    ]
    return [message("note_changed", titles=changed)] if changed else []


def _is_changed(slug: str, answered: str | None, is_of_other: bool) -> bool:
    return is_of_other if answered is None else answered != exercise_cache.version(slug)


def _twice(marked: Iterable[Marked], released: Released) -> set[str]:
    """Ids of the exercises of which a cell to answer or to check in is there more than once."""
    count = Counter[tuple[str | None, bool]]()
    for one in marked:
        if one.is_check or one.solution or one.role == "answer":
            count[one.slug, one.is_check] += 1
    twice = {slug for (slug, _), times in count.items() if times > 1}
    return {slug for slug in released.ids if slug in twice}


def _of_code(exercises: Iterable[ExerciseResult]) -> list[str]:
    """Where code stopped, a message for each exercise."""
    return [
        message("note_stopped", title=Title(result.id), stopped=stop_words(result.stopped))
        for result in exercises
        if result.stopped
    ]
