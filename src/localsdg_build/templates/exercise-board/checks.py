from localsdg.checks import as_text, check, placed_cards, result

# <<Write your own checks; each message needs its sentence in en.md.>>


@check("order")
def order(answer, params):
    cards = placed_cards(answer, params)
    if len(cards) < 2:
        return result(0, "none")
    right = as_text(cards["one"], "lane") == "before" and as_text(cards["two"], "lane") == "after"
    return result(1, "met") if right else result(0, "wrong", card="cards.two")
