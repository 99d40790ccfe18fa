"""The closed half of an answer, which a machine can judge, and the free texts beside it. For both Pythons.

Where an exercise's free texts lie is told by its kind (``localsdg.kinds.texts``) as a list of places, each a
list of keys; ``"*"`` stands for every key or item. A place may end with a list of known words, as
``["cards", "*", "owner", ["council", "region"]]``: there only what is none of them is a text of one's own.

Checks that are worth points get ``without_texts(answer)``: so nothing that a learner writes earns or costs
points, in no exercise, whatever its checks do.
"""

_SPACE = " \t\n\r\x0b\x0c"  # named: the two Pythons strip different ones


def without_texts(answer, places):
    """An answer (any JSON value) without what lies at these places; the answer itself where nothing does.

    What is on the way there is copied, the rest is shared with ``answer``, which is not changed.
    """
    for place in places or []:
        answer = _without(answer, place, 0)
    return answer


def texts_in(answer, places):
    """The free texts of an answer in the order of ``places``: a list of texts that are not blank.

    What stands at such a place and is no text is left out.
    """
    found = []  # type: list
    for place in places or []:
        _gather(answer, place, 0, found)
    return found


def telling(places):
    """Those of these places whose texts tell something.

    A setting of a board is a name, such as a town's, and so is what is written instead of choosing: one word
    is enough, and it may well stand twice.
    """
    return [place for place in places or [] if place[0] != "settings" and isinstance(place[-1], str)]


def _without(value, place, at):
    key = place[at]
    if not isinstance(value, (dict, list)) or (isinstance(value, list) and key != "*"):
        return value
    if _is_end(place, at):
        return _cut(value, key, place[-1] if at + 1 < len(place) else [])
    if key != "*":  # as below, for the one name that most places give
        inner = _without(value[key], place, at + 1) if key in value else None
        if key not in value or inner is value[key]:
            return value
        other = dict(value)
        other[key] = inner
        return other
    changed = value
    for name in _names(value, key):
        inner = _without(value[name], place, at + 1)
        if inner is not value[name]:
            if changed is value:
                changed = value[:] if isinstance(value, list) else dict(value)
            changed[name] = inner
    return changed


def _cut(value, key, known):
    """``value`` without what stands at ``key``, but for words that are known."""
    if key != "*" and key not in value:
        return value
    own = [name for name in _names(value, key) if not _is_known(value[name], known)]
    if not own:
        return value
    if isinstance(value, list):
        return [value[name] for name in range(len(value)) if name not in own]
    left = dict(value)
    for name in own:
        del left[name]
    return left


def _gather(value, place, at, found):
    for name in _names(value, place[at]):
        if not _is_end(place, at):
            _gather(value[name], place, at + 1, found)
        elif (
            isinstance(value[name], str)
            and value[name].strip(_SPACE)
            and not _is_known(value[name], place[-1] if at + 1 < len(place) else [])
        ):
            found.append(value[name])


def _is_end(place, at):
    return at + 1 == len(place) or isinstance(place[at + 1], list)


def _is_known(value, known):
    return isinstance(value, str) and value in known


def _names(value, key):
    """The keys or positions of a value that ``key`` stands for, in an order that both Pythons keep."""
    if isinstance(value, list):
        return list(range(len(value))) if key == "*" else []
    if isinstance(value, dict):
        if key != "*":
            return [key] if key in value else []
        return sorted(value)
    return []
