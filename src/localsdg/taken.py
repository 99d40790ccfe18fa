"""Whether a text was taken from the lesson that shows the exercise. For both Pythons.

The lesson itself stays with its page: a check gets a mark of each of its longer sentences
(``localsdg.course.lesson_marks``), and looks whether the sentences of a text have the same ones.
"""

from localsdg.reading import dense, letter_signs

_ENDS = "!?\n\t|"  # besides a full stop: ends of sentences, lines, cells of tables
_FAR_ENDS = "…。！？؟۔।॥።։"  # and those of other scripts
_LEAST, _LEAST_DENSE = 32, 16  # letters of a sentence that nobody writes alike by chance
_KEPT = 12  # letters at either end that are looked at: with the length they tell sentences apart
_PRIME = 16777213  # below 2 ** 24: times 33 it is still one of MicroPython's small integers


def marks(text):
    """The marks of a text's longer sentences, in their order: six signs for each."""
    least = _LEAST if max(text or " ") < "\u2e80" else _LEAST_DENSE
    if len(text) < least:
        return []
    found = []
    for sentence in _sentences(text):
        if len(sentence) >= least:
            signs = _signs(sentence)
            if len(signs) >= _LEAST or (len(signs) >= least and dense(signs) >= least):
                found.append(_mark(signs))
    return found


def taken(text, params):
    """Whether at least half of a text's longer sentences stand in the lesson."""
    lesson = params.get("lesson")
    if not lesson:
        return False
    found = marks(text)
    return bool(found) and 2 * len([mark for mark in found if mark in lesson]) >= len(found)


def _sentences(text):
    """Parts of a text without what stands in round brackets, where the book names its sources."""
    first, *others = text.split("(")
    if others:
        text = first + "".join([part[part.find(")") + 1 :] for part in others])
    for end in _ENDS if max(text or " ") < "\u0580" else _ENDS + _FAR_ENDS:
        if end in text:
            text = text.replace(end, ".")
    return text.split(".")


def _signs(sentence):
    # Letters as they stand: the two Pythons make small letters of different ones.
    signs = letter_signs(sentence)
    if max(signs or " ") < "\ud7ff":
        return signs
    # What lies beyond comes as one sign or as two, depending on the way an answer went.
    return "".join([sign for sign in signs if ord(sign) < 0xD800])


def _mark(signs):
    number = len(signs)
    for sign in signs[:_KEPT] + signs[-_KEPT:]:
        number = (number * 33 + ord(sign)) % _PRIME
    return "%06x" % number  # noqa: UP031 (as MicroPython knows it)
