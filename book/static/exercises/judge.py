"""The page's side of ``localsdg.judge``: JSON texts in, JSON text out. Runs under MicroPython."""

import json

from localsdg import checks, feedback

_prepared = {}


def judge(slug, exercise, answer):
    """``{"records", "score", "points"}`` as JSON for an answer (JSON text).

    ``exercise`` is the JSON text of the exercise's ``{source, points, params, words}``; it is read at the
    first call for that slug.
    """
    if slug not in _prepared:
        known = json.loads(exercise)
        _prepared[slug] = (checks.load(known["source"], slug), known)
    functions, known = _prepared[slug]
    records = checks.run(functions, known["points"], json.loads(answer), known["params"])
    reply = {
        "records": feedback.explain(records, known["words"]),
        "score": checks.total(records),
        "points": checks.total([{"earned": points} for _, points in known["points"]]),
    }
    return json.dumps(reply)
