from localsdg.checks import as_list, as_text, check, result

# <<Write your own checks; each message needs its sentence in en.md.>>


@check("order")
def order(answer, params):
    lanes = {}
    for card in as_list(answer, "cards"):
        lanes.setdefault(as_text(card, "id"), as_text(card, "lane"))
    placed = [card for card in ("one", "two") if lanes.get(card) in params["lanes"]["ids"]]
    if len(placed) < 2:
        return result(0, "none")
    right = lanes["one"] == "before" and lanes["two"] == "after"
    return result(1, "met") if right else result(0, "wrong", card="cards.two")
