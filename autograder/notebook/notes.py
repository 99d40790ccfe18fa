"""What learner and facilitator are told about a hand-in beside its grades, in the interface's words."""

from collections import Counter

from autograder.exercise_cache import ui
from autograder.notebook import answers, repairs
from autograder.notebook.wording import fill, stop_words


def of_file(marked, released, found, said):
    """The notes of a file: ``said`` while it was read, then what its answers show.

    ``marked``: the notebook's cells, see ``released.marked``. ``found``: ``{exercise id: Answer}`` as they
    were read from it, before anything ran.
    """
    if twice := _twice(marked, released):
        words = ui(released.ids[0])["feedback_note_twice"]
        titles = ", ".join(exercise.title for exercise in released.exercises if exercise.id in twice)
        # That a copied cell had no identifier of its own says the same in words that help nobody.
        said = [one for one in said if one != repairs.IDS] + [fill(words, titles=titles)]
    if found and not any(one.run or one.problem or not answers.is_empty(one.value) for one in found.values()):
        said = [*said, ui(released.ids[0])["feedback_note_nothing"]]
    return said


def _twice(marked, released):
    """Ids of the exercises of which a cell to answer or to check in is there more than once."""
    count = Counter()
    for one in marked:
        if one.is_check or one.solution or one.role == "answer":
            count[one.slug, one.is_check] += 1
    return {slug for (slug, _), times in count.items() if times > 1} & set(released.ids)


def of_code(released, exercises):
    """Where code stopped, a sentence for each exercise. ``exercises``: results from ``scoring``."""
    titles = {exercise.id: exercise.title for exercise in released.exercises}
    return [
        f"{titles[result['id']]}: {stop_words(ui(result['id']), result['stopped'])}"
        for result in exercises
        if result.get("stopped")
    ]
