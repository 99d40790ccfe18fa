"""A plan in words: what each slot is called, what belongs to it, and the whole as blocks of a document.

A block is what ``book/static/exercises/work-blocks.js`` calls one: a heading, a text, an item of a list, a
table. Text, the page and both Word files are made of these blocks. Read by MicroPython as well.
"""

from localsdg_build.agenda import planning, rules


def filled(text: str, values: dict) -> str:
    """A sentence with its places filled: ``{minutes}``."""
    for name in values:
        text = text.replace("{" + name + "}", str(values[name]))
    return text


def what(facts: dict, words: dict, row: dict) -> str:
    """What a slot is called: a lesson's title, the name of its kind, or what a trainer wrote."""
    if row.get("what") and row["kind"] == rules.OTHER:
        return row["what"]
    lesson = known(facts, row["lesson"])
    if lesson:
        return lesson["title"]
    if row["kind"] == rules.LUNCH and not rules.NOON <= row["start"] < rules.AFTERNOON:
        return words["kind_meal"]
    return words["kind_" + row["kind"]]


def known(facts: dict, name: str) -> dict:
    """The lesson with this id; ``{}`` if there is none."""
    for one in facts["lessons"]:
        if one["id"] == name:
            return one
    return {}


def details(facts: dict, words: dict, row: dict) -> dict:
    """``{"objectives", "steps", "left", "materials", "room", "slides", "handouts"}`` of a slot."""
    lesson = known(facts, row["lesson"])
    if not lesson:
        # What to do in a slot that is no session; a trainer's own says it itself.
        about = words.get("about_" + row["kind"], "")
        needs = words.get("materials_" + row["kind"], "")
        return {
            "objectives": [], "steps": [about] if about else [], "left": [], "materials": needs, "room": "",
            "slides": "", "handouts": [],
        }  # fmt: skip
    kept, left = planning.steps(lesson, row["minutes"])
    return {
        "objectives": lesson["objectives"],
        "steps": [_step(words, one) for one in kept],
        "left": [_step(words, one) for one in left],
        "materials": lesson["materials"],
        "room": ", ".join([words["room_" + name] for name in lesson["room"]]),
        "slides": filled(words["slides"], {"title": lesson["title"]}),
        "handouts": lesson["exercises"],
    }


def _step(words, step):
    return filled(words["step"], {"minutes": step[0], "text": step[1]})


def told_in_lines(words: dict, told: dict) -> list:
    """What belongs to a slot as lines, each with what it is: for a calendar, and below a row."""
    lines = list(told["steps"])
    if told["objectives"]:
        lines.append(words["objectives"] + ": " + " ".join(told["objectives"]))
    for key in ("materials", "room", "slides"):
        if told[key]:
            lines.append(words[key + "_title"] + ": " + told[key])
    if told["handouts"]:
        lines.append(words["handouts_title"] + ": " + "; ".join(told["handouts"]))
    return lines


def about(words: dict, plan: dict) -> str:
    """One line that says what the plan is for."""
    minutes = sum([row["minutes"] for row in plan["rows"]])
    values = {"minutes": minutes, "audience": words["audience_" + plan["wanted"]["audience"]]}
    values["days"] = plan["rows"][-1]["day"]
    return filled(words["about_days" if values["days"] > 1 else "about_day"], values)


def timetable(facts: dict, words: dict, plan: dict) -> list:
    """A heading and a table for each day."""
    found = []
    for day in range(1, plan["rows"][-1]["day"] + 1):
        found += _day(facts, words, [row for row in plan["rows"] if row["day"] == day])
    return found


def explained(facts: dict, words: dict, plan: dict) -> list:
    """What the timetable serves and needs, each slot's steps, what is read before and what is left out."""
    found = _listed(words["objectives"], _objectives(facts, plan["rows"]))
    found += _needed(facts, words, plan["rows"])
    found += _sessions(facts, words, plan["rows"])
    before = [known(facts, name) for name in plan["before"]]
    found += _listed(words["before"], [_reading(words, one) for one in before])
    return found + _listed(words["left"], _left(facts, words, plan))


def _left(facts, words, plan):
    """A sentence for each reason: sessions that found no room, that matter less, modules that are not in."""
    by_reason: dict = {"room": [], "less": [], "module": []}
    for one in plan["left"]:
        lesson = known(facts, one["lesson"])
        title = lesson["title"]
        if one["why"] == "module":
            title = [module["title"] for module in facts["modules"] if module["id"] == lesson["module"]][0]
        elif one["why"] == "room":
            title = filled(words["left_at_least"], {"lesson": title, "least": lesson["least"]})
        if title not in by_reason[one["why"]]:
            by_reason[one["why"]].append(title)
    audience = words["audience_" + plan["wanted"]["audience"]]
    return [
        filled(words["left_" + why], {"list": "; ".join(by_reason[why]), "audience": audience})
        for why in ("room", "less", "module")
        if by_reason[why]
    ]


def _day(facts, words, rows):
    ends = rows[-1]["start"] + rows[-1]["minutes"]
    values = {"day": rows[0]["day"], "start": rules.clock(rows[0]["start"]), "end": rules.clock(ends)}
    table = [[words["start"], words["minutes"], words["what"]]]
    table += [[rules.clock(row["start"]), str(row["minutes"]), what(facts, words, row)] for row in rows]
    lasts = sum([row["minutes"] for row in rows])
    table.append([rules.clock(ends), str(lasts), words["end"]])
    return [heading(2, filled(words["day"], values)), _table(table)]


def _needed(facts, words, rows):
    table = [
        [
            words["what"],
            words["materials_title"],
            words["room_title"],
            words["slides_title"],
            words["handouts_title"],
        ]
    ]
    for row in rows:
        told = details(facts, words, row)
        if told["materials"] or told["handouts"]:
            handouts = "; ".join(told["handouts"])
            table.append([what(facts, words, row), told["materials"], told["room"], told["slides"], handouts])
    return [heading(2, words["needed"]), _table(table)] if len(table) > 1 else []


def _sessions(facts, words, rows):
    found = [heading(2, words["sessions"])]
    for row in rows:
        told = details(facts, words, row)
        if row["kind"] in rules.RESTS or not told["steps"]:
            continue
        title = filled(words["session"], {
            "start": rules.clock(row["start"]), "what": what(facts, words, row), "minutes": row["minutes"],
        })  # fmt: skip
        found.append(heading(3, title))
        found += [item(one) for one in told["steps"]]
        if told["left"]:
            found.append(text(words["shortened"]))
            found += [item(one) for one in told["left"]]
    return found


def _objectives(facts, rows):
    found = []
    for row in rows:
        for sentence in known(facts, row["lesson"]).get("objectives", []):
            if sentence not in found:
                found.append(sentence)
    return found


def _reading(words, lesson):
    return filled(words["reading"], {"lesson": lesson["title"], "minutes": lesson["reading"]})


def _listed(title, sentences):
    return [heading(2, title)] + [item(one) for one in sentences] if sentences else []


def heading(level: int, said: str) -> dict:
    """A heading."""
    return {"type": "heading", "level": level, "text": said}


def text(said: str) -> dict:
    """A paragraph."""
    return {"type": "text", "runs": [{"text": said, "bold": False}], "style": ""}


def item(said: str) -> dict:
    """An item of a list."""
    return {"type": "item", "runs": [{"text": said, "bold": False}], "number": None}


def _table(rows):
    made = [
        [{"text": cell, "isHead": place == 0, "span": 1} for cell in row] for place, row in enumerate(rows)
    ]
    return {"type": "table", "rows": made, "heads": 1}
