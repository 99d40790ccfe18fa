"""Turn check records into the sentences a learner reads. Runs under CPython and MicroPython.

Like ``checks.py``: page, notebook and feedback page say the same.
"""

from localsdg.records import Broken, broken, rounded


def explain(records, words, locate=None, hidden=False, filled=True):
    """Add to each record its ``text`` (the exercise's sentence) and ``state``.

    ``words`` is ``{"feedback": {check id: {message: sentence}}, "labels": {...nested}, "ui": {...}}``.
    ``state`` is ``met`` (all points), ``partly``, ``unmet``, ``advice`` (a check that is worth no points), or
    ``broken`` (see ``checks.run``): so is a check whose message has no sentence, except where no learner
    reads it (``hidden``). Returns new records, none of an advice that has nothing to say. For those who make
    sentences later, and do not keep these, their ``{names}`` need not be ``filled``.
    """
    explained = []
    for record in records:
        if record["points"] == 0 and record["message"] == "quiet":
            continue
        try:
            text = sentence(record, words, hidden, filled)
        except Broken as problem:
            record = broken(record["id"], record["points"], problem, locate)
            text = words["ui"].get("check_part_broken", "")
        complete = dict(record)
        complete["text"] = text
        complete["state"] = _state(record)
        explained.append(complete)
    return explained


def sentence(record, words, hidden=False, filled=True):
    """What one record says. ``words``, ``hidden``, ``filled``: see ``explain``.

    Raises ``Broken`` where words lack it.
    """
    if "broken" in record:
        return words["ui"].get("check_part_broken", "")
    sentences = (words["feedback"] or {}).get(record["id"], {})
    found = None
    if isinstance(sentences, dict):
        found = sentences.get(record["message"], sentences.get("other"))
    if found is None and record["points"] == 0:  # advice that every exercise may give
        found = words["ui"].get("advice_" + record["message"])
    if not isinstance(found, str):
        if not hidden:
            raise Broken("its message has no sentence", record["message"])
        found = words["ui"].get("no_sentence", "")
    return found if not filled else fill(found, record["details"], words["labels"], words["ui"])


def _state(record):
    if "broken" in record:
        return "broken"
    if record["points"] == 0:
        return "advice"
    if record["earned"] >= record["points"]:
        return "met"
    return "partly" if record["earned"] > 0 else "unmet"


def fill(sentence, details, labels, ui):
    """Put details into a sentence's ``{names}``.

    A detail such as ``"cards.survey"`` that names a label is shown as that label, ``amount(4500)`` as 4,500;
    a plain 2030 stays a year. ``ui``: the interface's words, which say how the language writes numbers and
    lists.
    """
    for name in details:
        sentence = sentence.replace("{" + name + "}", _show(details[name], labels, ui))
    return sentence


def _show(value, labels, ui):
    if isinstance(value, dict) and "amount" in value:
        return _grouped(_show(value["amount"], labels, ui), ui)
    if isinstance(value, list):
        return ui.get("list_comma", ", ").join([_show(item, labels, ui) for item in value])
    if isinstance(value, str):
        return _label(value, labels)
    if isinstance(value, float):
        # repr of a float may differ between the two Pythons in the last digit; two decimals do not,
        # once none of them has a half to round.
        text = "%.2f" % rounded(value)
        return text.rstrip("0").rstrip(".").replace(".", ui.get("decimal_sign", "."))
    return str(value)


def _grouped(text, ui):
    """A number that ``_show`` wrote, with the language's sign between thousands, as fields write it."""
    sign = "\u2212" if text.startswith("-") else ""
    whole, point, rest = text[len(sign) :].partition(ui.get("decimal_sign", "."))
    between, grouped = ui.get("thousands_sign", ","), whole[-3:]
    for end in range(len(whole) - 3, 0, -3):
        grouped = whole[max(0, end - 3) : end] + between + grouped
    return sign + grouped + point + rest


def _label(name, labels):
    place = labels
    for part in name.split("."):
        if not isinstance(place, dict) or part not in place:
            return name
        place = place[part]
    if isinstance(place, dict):
        place = place.get("title", name)
    return place if isinstance(place, str) else name
