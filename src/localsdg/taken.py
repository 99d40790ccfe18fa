"""Whether a text was taken from the lesson that shows the exercise. For both Pythons.

The lesson itself stays with its page: a check gets a mark of each of its longer sentences
(``localsdg.course.lesson_marks``), and looks whether the sentences of a text have the same ones.
"""

from localsdg.reading import dense, letter_signs

_ENDS = "!?\n\t|"  # besides a full stop: ends of sentences, lines, cells of tables
_FAR_ENDS = "…。！？؟۔।॥።։"  # and those of other scripts
_LEAST, _LEAST_DENSE = 32, 16  # letters of a sentence that nobody writes alike by chance
_KEPT = 12  # letters at either end that are looked at: with the length they tell sentences apart
_WINDOW = 64  # signs in which there are so many letters


def marks(text):
    """Marks of a text's longer sentences, in their order: eight signs each, three of them of the head."""
    found = [letter_signs(sentence) for sentence in _sentences(text)]
    return [_mark(signs) for signs in found if _is_long(signs)]


def taken(text, params):
    """Whether at least half of a text's longer sentences stand in the lesson.

    ``params["lesson"]``: the lesson's marks, a blank before each.
    """
    lesson = params.get("lesson")
    if not lesson:
        return False
    # Nearly all texts are their writer's own, and then a look at the heads is enough: the rest takes longer.
    heads = [_head(letter_signs(sentence[:_WINDOW])) for sentence in _sentences(text)]
    if not [head for head in heads if " " + head in lesson]:
        return False
    found = marks(text)
    return bool(found) and 2 * len([mark for mark in found if " " + mark in lesson]) >= len(found)


def _sentences(text):
    """Parts of a text that may be long enough, without what stands in round brackets, such as sources."""
    last = max(text or " ")
    least = _LEAST if last < "\u2e80" else _LEAST_DENSE
    if len(text) < least:
        return []
    first, *others = text.split("(")
    if others:
        text = first + "".join([part[part.find(")") + 1 :] for part in others])
    for end in _ENDS if last < "\u0580" else _ENDS + _FAR_ENDS:
        if end in text:
            text = text.replace(end, ".")
    if last > "\ud7ff":  # comes as one sign or as two, depending on the way an answer went
        text = "".join([sign for sign in text if ord(sign) < 0xD800])
    return [sentence for sentence in text.split(".") if len(sentence) >= least]


def _is_long(signs):
    return len(signs) >= _LEAST or (len(signs) >= _LEAST_DENSE and dense(signs) >= _LEAST_DENSE)


def _mark(signs):
    whole = _number(signs[:_KEPT] + signs[-_KEPT:], len(signs)) % 1048573
    return _head(signs) + "%05x" % whole  # noqa: UP031 (MicroPython's way)


def _head(signs):
    return "%03x" % (_number(signs[:_KEPT], 0) % 4093)  # noqa: UP031


def _number(signs, number):
    for sign in signs:
        number = (number * 33 + ord(sign)) % 16777213  # times 33 still a small integer of MicroPython's
    return number
