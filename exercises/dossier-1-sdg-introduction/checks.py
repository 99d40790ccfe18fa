"""Advice on the dossier of a town, in any language: how long it is, and whether it is the task itself."""

from localsdg.checks import as_text, check, own_words, result, text_length


@check("length")
def length(answer, params):
    count = text_length(as_text(answer, "text"))
    least, most = params["min_words"], params["max_words"]
    message = "none" if count == 0 else "short" if count < least else "long" if count > most else "within"
    return result(0, message, count=count, least=least, most=most)


own_words("own_words", 1)
