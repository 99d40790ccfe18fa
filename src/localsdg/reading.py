"""Reading an answer that may be anything, and what can be said of a text. For both Pythons."""


def as_dict(value, key=None):
    """``value`` (or ``value[key]``) if it is a JSON object, else ``{}``."""
    value = _get(value, key)
    return value if isinstance(value, dict) else {}


def as_list(value, key=None):
    """``value`` (or ``value[key]``) if it is a JSON array, else ``[]``."""
    value = _get(value, key)
    return value if isinstance(value, list) else []


def as_text(value, key=None):
    """``value`` (or ``value[key]``) if it is a string, without white space around it, else ``""``."""
    if key is not None:  # as ``_get`` does, without a call: no reader is asked more often
        value = value.get(key) if isinstance(value, dict) else None
    # Named, because CPython's own list of white space is longer than MicroPython's.
    return value.strip(" \t\n\r\x0b\x0c") if isinstance(value, str) else ""


def word_count(text):
    """How many words a text has, the same under CPython and MicroPython."""
    return len(_words(text))


def _words(text):
    return [word for word in _with_spaces(text).split(" ") if word]


def _with_spaces(text):
    for space in "\n\r\t\u00a0\u3000":  # and no other: the two Pythons split at different ones
        text = text.replace(space, " ")
    return text


def _is_letter(sign):
    place = ord(sign)
    if 0x2000 <= place <= 0x2BFF or 0x3000 <= place <= 0x303F:  # spaces, punctuation, arrows, symbols
        return False
    return "a" <= sign <= "z" or place > 191


def letters(text):
    """A text without what may differ between copies: spaces, digits, punctuation, case (ASCII)."""
    return _lettered(text, "")


def letter_signs(text):
    """The letters of a text as they stand, but for A to Z: the two Pythons find the same ones."""
    return _only_letters(text, "")


def _lettered(text, kept):
    """Small letters, and the signs in ``kept``."""
    return _only_letters(text.lower(), kept)


_SMALL = set("abcdefghijklmnopqrstuvwxyz")


def _only_letters(text, kept):
    # Most signs are a to z: not to look at each saves a tenth of all grading.
    others = [sign for sign in set(text) - _SMALL if not (sign in kept or _is_letter(sign))]
    if len(others) > 40:  # nobody's sentence; each replace() below would go through all of it
        return "".join([sign for sign in text if sign in kept or _is_letter(sign)])
    for sign in others:
        text = text.replace(sign, "")
    return text


def dense(text):
    """How many letters of scripts that say more in one sign (Chinese, Japanese, Korean)."""
    text = text.lower()
    if not _reaches(text, 0x2E80):
        return 0
    return len([sign for sign in letters(text) if ord(sign) > 0x2E80])


def _reaches(text, place):
    """Whether a text has a sign beyond this place: most have none, and need not be looked through."""
    return text != "" and ord(max(text)) > place


def text_length(text):
    """Words of a text; without spaces five signs stand for three words. The text widget counts alike."""
    if not _reaches(text, 0x303F):
        return word_count(text)
    # Below the surrogates: the two Pythons see what lies beyond in different ways.
    signs = [sign for sign in text if 0x303F < ord(sign) < 0xD800]
    plain = [" " if 0x303F < ord(sign) < 0xD800 else sign for sign in text]
    return word_count("".join(plain)) + len(signs) * 3 // 5


def says_something(text):
    """Whether somebody's own words can name anything: three different letters, or two of a denser script."""
    return len(set(letters(text))) >= 3 or dense(text) >= 2


def tells(text, least):
    """Whether a text can tell others something: ``least`` words, of which most are not the same word again.

    A denser script needs no spaces and fewer signs; Thai, Khmer and their like need no spaces.
    """
    spaced = _lettered(_with_spaces(text), " ")
    found = spaced.replace(" ", "")
    if _reaches(found, 0x0DFF):
        if dense(found) >= 1.5 * least:
            return len(set(found)) >= least
        if len([sign for sign in found if 0x0E00 <= ord(sign) <= 0x17FF]) >= 4 * least:
            return len(set(found)) >= 10
    told = [word for word in spaced.split(" ") if word]
    return len(told) >= least and len(set(told)) >= 0.6 * least and len(set(found)) >= 8


_prompt = ["", ""]  # the last prompt and its letters: a table asks for them once a cell


def copied(text, params):
    """Whether a whole text stands in the exercise's prompt: the task is no answer to itself."""
    return stands_in_prompt(letters(text), params)


def stands_in_prompt(found, params):
    """``copied`` of a text whose ``letters`` are known already."""
    prompt = as_text(params, "prompt")
    if _prompt[0] != prompt:
        _prompt[:] = [prompt, letters(prompt)]
    return (len(found) >= 32 or dense(found) >= 16) and found in _prompt[1]


def _get(value, key):
    if key is None:
        return value
    return value.get(key) if isinstance(value, dict) else None
