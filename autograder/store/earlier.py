"""What an earlier hand-in of a learner had and the newest has not: no answer goes without a word."""

from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, Judged, number
from autograder.notebook.answers import WHY, is_empty

FEWER = (
    "An earlier hand-in had an answer here, which got {score} points; the newest has none, which would be "
    "{now}. The earlier file is kept beside the newest, in submitted, with the ending .replaced. Ask the "
    "learner which one counts: put it in place and grade again, or give points (formgrader, or autograder "
    "override)."
)
UNJUDGED = (
    "An earlier hand-in had an answer here that has no points yet; the newest has none, which would be "
    "{now}. The earlier file is kept beside the newest, in submitted, with the ending .replaced. Ask the "
    "learner which one counts: put it in place and grade again, or give points (formgrader, or autograder "
    "override)."
)
UNREAD = (
    "An earlier hand-in of this learner had answers to what is missing now. It is kept beside the newest, in "
    "submitted, with the ending .replaced: if it counts, put it in place and grade again."
)


def compare(result: Judged, before: dict | None, is_same_file: bool = False) -> bool:
    """Mark in a judged hand-in (in place) what the learner had answered before; whether there is anything.

    ``result``: see ``worker.grade_one``; ``before``: the result recorded last, as the ledger has it, or
    ``None``; ``is_same_file``: whether that is of the very file that was judged now. An exercise without its
    earlier answer has ``earlier: {"score": what that got}``, also after further hand-ins; if it would be
    graded lower now, a person decides.
    """
    had = _had(before, is_same_file) if before else {}
    answers = result["answers"]
    missing = [one for one in result["exercises"] if one["id"] in had and is_empty(answers.get(one["id"]))]
    for one in missing:
        score = had[one["id"]]
        one["earlier"] = {"score": score}
        if one["status"] == GRADED and (score is None or score > one["score"]):
            words = UNJUDGED if score is None else FEWER
            reason = words.format(score=number(score), now=number(one["score"]))
            one.update({"status": NEEDS_HUMAN, "score": None, "reason": reason, "why": "fewer"})
        elif one["status"] == UNGRADED:
            one["reason"] = f"{one['reason']} {UNREAD}"
    if missing and result["reason"]:
        result["reason"] = f"{result['reason']} {UNREAD}"
    return bool(missing)


def _had(before, is_same_file):
    """``{exercise: the score of its answer}`` for all that was answered in the last hand-in, or before it."""
    had = {}
    for result in before["outcome"]["exercises"]:
        slug = result["id"]
        if not is_same_file and not is_empty(before["answers"].get(slug)):
            had[slug] = result["score"]
        elif "earlier" in result:
            had[slug] = result["earlier"]["score"]
        elif not is_same_file and slug in before["answers"] and _is_unjudged(result):
            had[slug] = None
    return had


def _is_unjudged(result):
    """Whether there was an answer that nobody knows: code that was not run, or not to its end."""
    return result["status"] == UNGRADED and result.get("why") not in WHY.values()
