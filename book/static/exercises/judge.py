"""The page's side of ``localsdg.judge``: JSON texts in, JSON text out. Runs under MicroPython."""

import json

from localsdg import checks, feedback, tries

_prepared = {}


def judge(slug, exercise, answer, first=None):
    """``{"records", "score", "points"}`` as JSON for an answer (JSON text).

    ``first``: the first try so far (JSON text); the reply then has ``first`` too, which it is from now on,
    and records say what is said at this try (``localsdg.tries``). ``exercise`` is the JSON text of the
    exercise's ``{source, points, params, words}``; it is read at the first call for that slug. ``score`` is
    ``None`` where a check is broken. Raises if the checks cannot even be loaded, or change what the next call
    needs.
    """
    if slug not in _prepared:
        known = json.loads(exercise)
        _prepared[slug] = (checks.load(known["source"], slug), known, _settings(json.loads(exercise)))
    functions, known, settings = _prepared[slug]
    points, params = known["points"], known["params"]
    given = json.loads(answer)
    records = checks.run(functions, points, given, params)
    if given != json.loads(answer):
        records = checks.run_apart(functions, points, lambda: json.loads(answer), params)
    if _settings(known) != settings:
        del _prepared[slug]
        raise ValueError("a check changes its parameters")
    explained = feedback.explain(records, known["words"])
    reply = {
        "records": explained,
        "score": checks.total(explained),
        "points": checks.total([{"earned": worth} for _, worth in points]),
    }
    if first is not None:
        before, given = json.loads(first), json.loads(answer)
        reply["records"] = tries.withheld(explained, before, given, known["words"]["ui"])
        reply["first"] = tries.extended(before, given)
    return json.dumps(reply)


def _settings(known):
    """The parameters without the tables, which are so long that comparing them would be felt."""
    return {key: value for key, value in known["params"].items() if key != "tables"}
