from localsdg.checks import as_text, check, result, word_count

# <<Write your own checks; each message needs its sentence in en.md.>>


@check("length")
def length(answer, params):
    words = word_count(as_text(answer, "text"))
    return result(1, "met") if words >= 50 else result(0, "short", words=words)
