"""Advice on free texts, which a machine can only suspect something of. For both Pythons.

Advice is a check that is worth no points: it gets the whole answer, and its words are neutral.
"""

from localsdg.closed import telling, texts_in
from localsdg.reading import as_text, letters, stands_in_prompt, text_length
from localsdg.registry import check, result
from localsdg.taken import taken
from localsdg.typed import plain_digits

_MOST = 60  # texts of an answer; one with more is no exercise's
_LONGEST = 3000  # signs of a text that are looked at


def quiet():
    """What an advice gives that has nothing to say: no line of feedback."""
    return result(0, "quiet")


def own_words(check_id, least, names=()):
    """Advice on an answer's own texts: one copied from task or lesson, one that stands twice, a short one.

    ``least``: how many words a text needs to be more than a note. ``names``: fields that hold a name or a
    post, which may be one word and stand twice. The messages, whose sentences the interface has: ``copied``,
    ``repeated``, ``short`` (details ``count``, ``least``).
    """

    @check(check_id)
    def advise(answer, params):
        places = [place for place in telling(params.get("texts")) if place[-1] not in names]
        texts = texts_in(answer, places)[:_MOST]
        texts = [_unquoted(text)[:_LONGEST] for text in texts]
        if not texts:
            return quiet()
        found = [letters(text) for text in texts]
        for place, text in enumerate(texts):
            if stands_in_prompt(found[place], params) or taken(text, params):
                return result(0, "copied")
        lengths = [text_length(text) for text in texts]
        told = [place for place in range(len(texts)) if lengths[place] >= least]
        # Two texts are the same by letters and digits; two articles of one law are not.
        if _stands_twice([found[place] for place in told]) and _stands_twice(
            [found[place] + _digits(texts[place]) for place in told]
        ):
            return result(0, "repeated")
        shortest = min(lengths)
        return result(0, "short", count=shortest, least=least) if shortest < least else quiet()

    return advise


def within_words(check_id):
    """Advice on how long the text of an exercise of kind ``text`` is: the words that are asked for, or not.

    Messages: ``none``, ``short``, ``long``, ``within`` (details ``count``, ``least``, ``most``).
    """

    @check(check_id)
    def length(answer, params):
        count = text_length(as_text(answer, "text"))
        least, most = params["min_words"], params["max_words"]
        message = "none" if count == 0 else "short" if count < least else "long" if count > most else "within"
        return result(0, message, count=count, least=least, most=most)

    return length


def _unquoted(text):
    """A text without lines that say themselves that they are quoted, such as a dossier's questions."""
    return text if ">" not in text else "\n".join([line for line in text.split("\n") if line[:1] != ">"])


def _stands_twice(texts):
    return len(set(texts)) < len(texts)


def _digits(text):
    return "".join([sign for sign in plain_digits(text) if "0" <= sign <= "9"])
