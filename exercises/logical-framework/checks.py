"""Checks of a logframe: what simple reading can honestly tell of sixteen boxes. For both Pythons."""

from localsdg.checks import as_list, as_text, check, copied, dense, once, plain_digits, result

ROWS = ["goal", "purpose", "outputs", "activities"]
LEAST = {"summary": 4, "indicator": 3, "source": 2, "assumption": 3}  # words of a box that says something
STEPS = [["activities", "outputs"], ["outputs", "purpose"], ["purpose", "goal"]]
NEEDED = 15  # all boxes but the goal's assumption
LONGEST = 600  # signs that are read of a box


def listed(text):
    return text.split()


# Words that say nothing about what a row is about.
STOP = listed("""
    about above after again also among and another because been before being below between both does during
    each either every fewer from have into less more most must near next only other over same some such than
    that their them then there these they this those through time under until very well were what when where
    which while will with within without would year years month months week weeks percent least many much
    project projects town towns
""")
DELIVERED = listed("""
    trained training trainings workshop workshops built installed purchased bought printed published
    delivered constructed established organised organized held conducted produced equipment
""")
CHANGED = listed("""
    use uses used using can could get gets reach reaches reached rely relies more fewer less lose loses lost
    save saves saved know knows decide decides leave leaves earn earns pay pays apply applies keep keeps
    receive receives safe safer safely safety protect protects protected bring brings move moves moved take
    takes act acts able live lives better reduced increased improved healthier healthy suffer suffers share
    shares join joins trust trusts sell sells hear hears warn warns fetch fetches follow follows react reacts
    run runs work works manage manages maintain maintains repair repairs send sends borrow borrows visit
    visits
""")
BEGINS_CHANGE = listed("""
    fewer less more better improved increased reduced safer higher lower healthier happier
""")
BEGINS_WORK = listed("""
    train build buy organise organize hold install repair write draft conduct develop print visit order run
    prepare purchase create carry
""")
DONE = listed("""
    trained built bought installed repaired written drafted printed agreed signed ready open opened running
    place delivered set published equipped available held made tested done prepared created
""")
VAGUE = listed("""
    a an and any all available by data different document documents evaluation evidence from in indicator
    indicators information internet monitoring of official on our own project projects relevant report
    reports results source sources statistic statistics surveys the to various verification website we will
""")
INSIDE = [
    "we will", "we can", "we do", "we have", "we carry", "our staff", "our team", "our work", "project team",
    "project staff", "project is", "project will", "project succeeds", "activities are", "activities will",
    "outputs are", "outputs will", "well managed", "well planned", "well organised", "well organized",
    "good management", "good planning", "workshops are", "workshops take",
]  # fmt: skip
DENIED = ["no assumption", "no risk", "no problem", "nothing can", "nothing could", "not applicable"]
NUMBERS = listed("""
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
    hundred thousand half third quarter none zero twice double all every
""")
MONTHS = listed("""
    january february march april june july august september october november december month months week
    weeks quarter days year years yearly annually
""")
START = ["baseline", "today", "now", "currently", "present", "before", "start", "from", "instead"]


# ---- Reading text ------------------------------------------------------------------------------


def pieces(text):
    """Runs of letters and runs of digits, small: ``"By 2028, 40%"`` gives ``["by", "2028", "40"]``."""
    found, run, kind = [], "", ""
    for sign in plain_digits(text[:LONGEST]) + " ":
        number = sign if "0" <= sign <= "9" else ""
        small = sign.lower() if "A" <= sign <= "Z" else sign
        letter = "a" <= small <= "z" or (ord(sign) > 191 and not 0x2000 <= ord(sign) <= 0x2BFF)
        now = "number" if number else ("letter" if letter and not 0x3000 <= ord(sign) <= 0x303F else "")
        if now != kind and run:
            found.append(run)
            run = ""
        kind = now
        run += number or small if now else ""
    return found


def is_number(piece):
    return "0" <= piece[0] <= "9"


def words(text):
    return [piece for piece in pieces(text) if not is_number(piece)]


def numbers(text):
    return [piece for piece in pieces(text) if is_number(piece)]


def is_year(piece):
    return len(piece) == 4 and "1990" <= piece <= "2070"


def content(text):
    """Beginnings of the words that carry meaning, or pairs of signs in a script without spaces."""
    found = []
    for word in words(text):
        if dense(word) >= 2:
            found += [word[place : place + 2] for place in range(len(word) - 1)]
        elif len(word) >= 4 and word not in STOP:
            found.append(word[:5])
    return set(found)


def says(text, least):
    """Whether a text has enough words (a dense script needs two signs for each)."""
    told = [word for word in words(text) if len(word) >= 2]
    return (len(told) >= least and len(set(told)) > least / 2) or (
        dense(text) >= 2 * least and len(set(text)) > least
    )


def alike(one, two, share):
    """Whether two texts have most of their meaning in common."""
    first, second = content(one), content(two)
    if not first or not second:
        return words(one) == words(two)
    return len(first & second) >= share * len(first | second)


def holds(text, phrases):
    line = " " + " ".join(words(text)) + " "
    return [phrase for phrase in phrases if " " + phrase + " " in line]


# ---- Reading the table -------------------------------------------------------------------------


@once
def columns(answer, params):
    """``{column: ({row: text}, where a copy or a few words count as empty; the copied rows)}``."""
    return {name: read_column(answer, name, params) for name in LEAST}


def read_column(answer, name, params):
    texts = {}
    for row in as_list(answer, "rows")[:20]:
        place = as_text(row, "id")
        if place in ROWS and place not in texts:
            texts[place] = as_text(row, name)[:LONGEST]
    told = {place: texts.get(place, "") for place in ROWS}
    allowed = 1 if name == "source" else 0  # one book may serve two rows
    kept, repeated = {}, []
    for place in ROWS:
        others = [told[other] for other in ROWS if other != place and told[other]]
        copies = [text for text in others if alike(told[place], text, 0.8)] if told[place] else []
        if len(copies) > allowed:
            repeated.append(place)
        empty = place in repeated or not says(told[place], LEAST[name]) or copied(told[place], params)
        kept[place] = "" if empty else told[place]
    return kept, repeated


@check("filled")
def filled(answer, params):
    told = {place: [] for place in ROWS}
    for name in ("summary", "indicator", "source", "assumption"):
        kept, _ = columns(answer, params)[name]
        for place in ROWS[1:] if name == "assumption" else ROWS:
            if kept[place] and pieces(kept[place]) not in told[place]:
                told[place].append(pieces(kept[place]))
    count = sum([len(told[place]) for place in ROWS])
    if count == 0:
        return result(0, "none")
    return result(count / NEEDED, "met" if count == NEEDED else "missing", count=NEEDED - count)


@check("levels")
def levels(answer, params):
    kept, _ = columns(answer, params)["summary"]
    present = [place for place in ROWS if kept[place]]
    if not present:
        return result(0, "none")
    share = 0.4 * (len(present) - 1) / 3
    pairs = [[one, two] for one in present for two in present if ROWS.index(one) < ROWS.index(two)]
    near = [pair for pair in pairs if alike(kept[pair[0]], kept[pair[1]], 0.6)]
    share -= 0.2 * bool(near)
    problems = []
    for place in ("purpose", "goal"):
        told = words(kept[place])
        if [word for word in told if word in DELIVERED] and not [word for word in told if word in CHANGED]:
            problems.append(place + "_delivered")
        elif told:
            share += 0.15
    fault = outputs_fault(words(kept["outputs"]))
    if fault:
        problems.append(fault)
    elif kept["outputs"]:
        share += 0.3
    share = max(0, share)
    missing = [place for place in ROWS if not kept[place]]
    if missing:
        return result(share, "missing", row="rows." + missing[0])
    if near:
        return result(share, "alike", one="rows." + near[0][0], two="rows." + near[0][1])
    return result(share, problems[0] if problems else "met")


def outputs_fault(told):
    if told and told[0] in BEGINS_CHANGE:
        return "outputs_change"
    if told and told[0] in BEGINS_WORK and not [word for word in told if word in DONE]:
        return "outputs_activities"
    return ""


def indicator_fault(text, summary):
    """What an indicator lacks: a quantity, a date, a unit; ``""`` if nothing."""
    found = numbers(text)
    amounts = [piece for piece in found if not is_year(piece)] + [
        word for word in words(text) if word in NUMBERS
    ]
    dated = [piece for piece in found if is_year(piece)] + [word for word in words(text) if word in MONTHS]
    if pieces(text) == pieces(summary):
        return "repeat"
    if not amounts:
        return "no_number"
    if not dated:
        return "no_date"
    return "" if says(text, 3) else "bare"


def has_start(text):
    years = {piece for piece in numbers(text) if is_year(piece)}
    return len(years) >= 2 or bool([word for word in words(text) if word in START])


@check("indicators")
def indicators(answer, params):
    kept, _ = columns(answer, params)["indicator"]
    summaries, _ = columns(answer, params)["summary"]
    if not [place for place in ROWS if kept[place]]:
        return result(0, "none")
    share, first = 0, None
    for place in ROWS:
        fault = indicator_fault(kept[place], summaries[place]) if kept[place] else "missing"
        # A number without a date, or the other way round, is half an indicator.
        share += {"": 0.2, "no_date": 0.1, "no_number": 0.05, "bare": 0.1}.get(fault, 0)
        if fault and not first:
            first = [fault, place]
        if not fault and place in ("goal", "purpose"):
            share += 0.1 * has_start(kept[place])
    if first:
        return result(share, first[0], row="rows." + first[1])
    for place in ("purpose", "goal"):
        if not has_start(kept[place]):
            return result(share, "no_start", row="rows." + place)
    return result(share, "met")


@check("sources")
def sources(answer, params):
    kept, repeated = columns(answer, params)["source"]
    beside = [columns(answer, params)[name][0] for name in ("summary", "indicator", "assumption")]
    shown = beside[1]
    good, first = 0, None
    for place in ROWS:
        text, fault, given = kept[place], "", ""
        if not text:
            fault = "missing"
        elif [other for other in beside if alike(text, other[place], 0.8)]:
            fault = "repeat"
        elif not [word for word in words(text) if word not in VAGUE]:
            fault, given = "vague", text[:60]
        elif not shown[place] or indicator_fault(shown[place], beside[0][place]) == "no_number":
            fault = "no_figure"
        good += not fault
        if fault and not first:
            first = [fault, place, given]
    if not good and not [place for place in ROWS if kept[place]]:
        return result(0, "same" if len(repeated) > 2 else "none")
    if first:
        message = "same" if first[0] == "missing" and len(repeated) > 2 else first[0]
        return result(good / 4, message, row="rows." + first[1], given=first[2])
    return result(good / 4, "met")


def assumption_fault(text, summaries):
    if not text:
        return "missing"
    mine = content(text)
    for summary in summaries:
        theirs = content(summary)
        if mine and theirs and len(mine & theirs) >= 0.7 * len(mine):
            return "repeat"
    if holds(text, DENIED):
        return "denied"
    return "inside" if holds(text, INSIDE) else ""


@check("assumptions")
def assumptions(answer, params):
    kept, repeated = columns(answer, params)["assumption"]
    summaries, _ = columns(answer, params)["summary"]
    good, first = 0, None
    for place in ROWS[1:]:
        fault = assumption_fault(kept[place], [summaries[row] for row in ROWS])
        good += not fault
        if fault and not first:
            first = [fault, place]
    if not [place for place in ROWS[1:] if kept[place]]:
        return result(0, "same" if len(repeated) > 1 else "none")
    if first:
        return result(good / 3, first[0], row="rows." + first[1])
    return result(1, "met")


@check("chain")
def chain(answer, params):
    texts = [columns(answer, params)[name][0] for name in ("summary", "indicator", "source", "assumption")]
    about = {}
    for place in ROWS:
        if texts[0][place]:
            about[place] = content(" ".join([text[place] for text in texts]))
    steps = [step for step in STEPS if step[0] in about and step[1] in about]
    linked = [step for step in steps if about[step[0]] & about[step[1]]]
    if not steps:
        return result(0, "none")
    for step in steps:
        if step not in linked:
            return result(len(linked) / 3, "apart", one="rows." + step[0], two="rows." + step[1])
    return result(len(linked) / 3, "met" if len(linked) == 3 else "waiting")
