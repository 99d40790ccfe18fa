"""Notebooks made to get points without an answer, or to break who reads them.

``CASES``: ``{name: (make(maker) -> notebook or bytes, what must come of it)}``: scores of the small course's
exercises (choice, code, text), or words of the reason why it is refused.
"""

import copy
import json

from localsdg.answers import MIME, bundle

CHOICE, CODE, TEXT = "zz-who-reports", "a-mean", "short-story"
RIGHT = {"answers": {"who": "vnr", "when": 4}}
HALF = {"answers": {"who": "vlr", "when": 4}}
EARNED = {CHOICE: 3, CODE: 0, TEXT: None}
NOTHING = {CHOICE: 0, CODE: 0, TEXT: None}


def answered(maker, answer=HALF):
    return maker.by_lab({CHOICE: answer}, text="A story.")


def changed(change):
    """``make`` of an honest notebook in which ``change(notebook, maker)`` was done."""

    def make(maker):
        notebook = answered(maker)
        return change(notebook, maker) or notebook

    return make


def each_cell(change):
    """The same with ``change(cell)`` done to each cell that nbgrader knows."""

    def on_all(notebook, maker):
        for cell in notebook["cells"]:
            if "nbgrader" in cell["metadata"]:
                change(cell)

    return changed(on_all)


def forged_outputs(notebook, maker):
    for slug in (CHOICE, CODE):
        full = {"text/plain": "5", "text/html": "<b>5 / 5</b>", "application/vnd.localsdg.score+json": 5}
        full[MIME] = {"exercise": slug, "score": 5, "earned": 5, "status": "graded"}
        maker.cell(notebook, slug)["outputs"] = [
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": full}
        ]


def rewritten_checks(notebook, maker):
    for slug in (CHOICE, CODE):
        maker.cell(notebook, slug)["source"] = "5"


def without_checks(notebook, maker):
    gone = [maker.cell(notebook, slug) for slug in (CHOICE, CODE)]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in gone]


def doubled(slug):
    def double(notebook, maker):
        for _ in range(3):
            notebook["cells"].append(copy.deepcopy(maker.cell(notebook, slug)))

    return double


def two_answers(notebook, maker):
    """The right answer in a copy before the learner's own: the last one counts."""
    cell = copy.deepcopy(maker.cell(notebook, f"{CHOICE}-answer"))
    cell["outputs"] = [shown(bundle(CHOICE, RIGHT, ""))]
    notebook["cells"].insert(0, cell)


def swapped(notebook, maker):
    """The names of two check cells exchanged: the answers are not found by them."""
    one, other = (maker.cell(notebook, slug)["metadata"] for slug in (CHOICE, CODE))
    for place in ("nbgrader", "localsdg"):
        one[place], other[place] = other.get(place), one.get(place)


def odd_marks(value):
    def put(notebook, maker):
        for number, cell in enumerate(notebook["cells"]):
            if "nbgrader" not in cell["metadata"]:
                cell["metadata"] = {"nbgrader": value, "localsdg": value} if number % 2 else value

    return changed(put)


def shown(data):
    return {"output_type": "display_data", "metadata": {}, "data": data}


def kept(text):
    """``make`` of a notebook whose choice is answered by this text of JSON."""

    def make(maker):
        notebook = json.dumps(answered(maker, "HERE"))
        return notebook.replace('"HERE"', text).encode()

    return make


def in_a_text(text):
    """The same, the whole bundle a text in which this JSON stands (as some programs write it)."""

    def make(maker):
        notebook = answered(maker)
        inner = f'{{"exercise": "{CHOICE}", "answer": {text}}}'
        maker.cell(notebook, f"{CHOICE}-answer")["outputs"] = [shown({MIME: inner})]
        return notebook

    return make


def of_format(**more):
    return changed(lambda notebook, maker: {**notebook, **more})


def many_cells(count, **cell):
    def add(notebook, maker):
        notebook["cells"] += [
            {"id": f"c{number}", "metadata": {}, "outputs": [], "execution_count": None, **cell}
            for number in range(count)
        ]

    return changed(add)


def many_failing_cells(maker):
    notebook = many_cells(20_000, cell_type="code", source="raise MemoryError")(maker)
    notebook["cells"].reverse()  # they come before the check
    maker.cell(notebook, f"{CODE}-answer")["source"] = "average = 3"
    return notebook


def large(size, filling):
    """``make`` of a notebook's bytes, ``size`` of them, most of it ``filling`` in one output."""

    def make(maker):
        notebook = answered(maker)
        notebook["cells"].append(
            {"id": "large", "cell_type": "code", "source": "1", "metadata": {"x": "HERE"}, "outputs": [],
             "execution_count": None}
        )  # fmt: skip
        before, after = json.dumps(notebook).encode().split(b'"HERE"')
        count = (size - len(before) - len(after)) // len(filling)
        return before + b"[" + filling * count + b"0]" + after

    return make


def other_language(notebook, maker):
    notebook["metadata"]["kernelspec"] = {"name": "ir", "language": "R", "argv": ["sh", "-c", "touch owned"]}
    notebook["metadata"]["language_info"] = {"name": "R"}
    maker.cell(notebook, f"{CODE}-answer")["source"] = "average = 3"


def magics(notebook, maker):
    lines = [
        "!touch owned",
        "%cd /",
        "%run /etc/passwd",
        "%%bash",
        "touch owned",
        "%%writefile x",
        "%env X=1",
    ]
    for number, line in enumerate(lines):
        notebook["cells"].insert(
            0, {**maker.cell(notebook, f"{CODE}-answer"), "metadata": {}, "id": f"m{number}", "source": line}
        )
    maker.cell(notebook, f"{CODE}-answer")["source"] = "average = 3"


def claims(**marks):
    def claim(notebook, maker):
        notebook["metadata"]["localsdg"] = {**notebook["metadata"].get("localsdg", {}), **marks}
        notebook["metadata"]["nbgrader"] = {"student": "001", "score": 12, **marks}

    return changed(claim)


def rubbish_in_cells(notebook, maker):
    notebook["cells"] += [
        7, None, [], {}, {"cell_type": 3}, {"cell_type": "code", "source": {"a": 1}, "outputs": {"a": 1}},
        {"cell_type": "code", "source": [1, None], "outputs": [1, {"data": []}, {"data": {MIME: [[]]}}]},
        {"cell_type": "markdown", "metadata": [], "attachments": 9, "source": "x", "id": {"a": []}},
    ]  # fmt: skip


BOM = b"\xef\xbb\xbf"
CASES = {
    "forged score": (changed(forged_outputs), EARNED),
    "rewritten check cells": (changed(rewritten_checks), EARNED),
    "deleted check cells": (changed(without_checks), EARNED),
    "doubled check cell": (changed(doubled(CHOICE)), EARNED),
    "doubled answer cell": (changed(doubled(f"{CHOICE}-answer")), EARNED),
    "two different answers": (changed(two_answers), {**EARNED, CHOICE: None}),  # a person decides
    "check cells exchanged": (changed(swapped), EARNED),
    "points": (each_cell(lambda cell: cell["metadata"]["nbgrader"].update(points=1000)), EARNED),
    "points that are none": (each_cell(lambda cell: cell["metadata"]["nbgrader"].update(points="x")), EARNED),
    "checksum": (
        each_cell(lambda cell: cell["metadata"]["nbgrader"].update(checksum="0", schema_version=99)),
        EARNED,
    ),
    "all is a grade cell": (
        each_cell(lambda cell: cell["metadata"]["nbgrader"].update(grade=True, locked=False)),
        EARNED,
    ),
    "marks that are lists": (odd_marks([{"grade_id": CHOICE}]), EARNED),
    "marks that are numbers": (odd_marks({"grade_id": 7, "exercise": [], "role": {}, "points": "x"}), EARNED),
    "claims of another learner": (claims(learner="000", assignment="1-other", version="9"), EARNED),
    "rubbish among the cells": (changed(rubbish_in_cells), EARNED),
    "another language": (changed(other_language), {**EARNED, CODE: 3}),
    "magics": (changed(magics), {**EARNED, CODE: 3}),
    "answer with scores in it": (
        kept('{"answers": {"when": 4, "score": 99}, "score": 5, "earned": 5, "points": 5, "state": "met"}'),
        EARNED,
    ),
    "answer: NaN": (kept('{"answers": {"who": NaN, "when": Infinity}}'), NOTHING),
    "answer: a number too large": (kept('{"answers": {"who": -1e999, "when": 4e9999}}'), NOTHING),
    "answer: very many digits": (kept('{"answers": {"when": ' + "9" * 400 + "}}"), NOTHING),
    "answer: more digits than Python reads": (kept('{"answers": {"when": ' + "9" * 9000 + "}}"), "damaged"),
    "answer: true": (kept('{"answers": {"who": true, "when": true}}'), NOTHING),
    "answer: texts and lists": (kept('{"answers": {"who": ["vnr"], "when": "four"}}'), NOTHING),
    # Of its points, those of the check: the hidden one wants the number itself.
    "answer: a number as it was typed": (
        kept('{"answers": {"who": "vnr", "when": " 4 "}}'),
        {**EARNED, CHOICE: 4},
    ),
    "answer: half letters": (kept('{"answers": {"who": "\\ud800", "when": 4, "\\udfff": 1}}'), EARNED),
    "answer: a name twice": (kept('{"answers": {"when": 4, "when": 5}, "answers": {"when": 9}}'), NOTHING),
    "answer: deep": (kept('{"answers": ' + "[" * 40 + "]" * 40 + "}"), NOTHING),
    "answer: a list": (kept("[[[]]]"), NOTHING),
    "answer: null": (kept("null"), NOTHING),
    "answer: large": (kept('{"answers": {"who": [' + '"a",' * 150_000 + '"b"]}}'), NOTHING),
    "answer: too large": (
        kept('{"answers": {"who": "' + "a" * 2_000_000 + '"}}'),
        {**EARNED, CHOICE: "larger"},
    ),
    "answer in a text: deep": (in_a_text("[" * 900 + "]" * 900), NOTHING),
    "answer in a text: too deep": (in_a_text("[" * 90_000 + "]" * 90_000), NOTHING),
    "answer in a text: no numbers": (in_a_text('{"answers": {"when": 1e999, "who": NaN}}'), NOTHING),
    "answer in a text: half letters": (in_a_text('{"answers": {"who": "\\ud800", "when": 4}}'), EARNED),
    "200,000 cells": (many_cells(200_000, cell_type="markdown", source="x"), EARNED),
    "20,000 cells that fail": (many_failing_cells, {**EARNED, CODE: "and was stopped"}),
    "50 MB of text": (large(49_900_000, b'"' + b"x" * 997 + b'",'), EARNED),
    "50 MB of numbers": (large(49_900_000, b"0.12345678,"), EARNED),
    "50 MB of lists": (large(49_900_000, b"[],"), "more lists and objects"),
    "51 MB": (large(51_000_000, b'"' + b"x" * 997 + b'",'), "larger than 50 MB"),
    "deep": (large(400_000, b"["), "nested deeper"),
    "deep and whole": (lambda maker: b'{"cells": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "nested deeper"),
    "deep objects": (lambda maker: b'{"cells":' * 900 + b"1" + b"}" * 900, "nested deeper"),
    "comments without end": (lambda maker: b"<!---->" * 570, "not a Jupyter notebook"),
    "comments and a page": (lambda maker: b"<!---->" * 500 + b"<html>", "saved web page"),
    "format 5": (of_format(nbformat=5), "newer"),
    "format 4.99": (of_format(nbformat_minor=99), EARNED),
    "format of very many digits": (of_format(nbformat=10**400), "newer"),
    "format below zero": (of_format(nbformat=-1), "old format"),
    "format that is a list": (of_format(nbformat=[4]), "does not say its format"),
    "no cells": (of_format(cells=None), "damaged"),
    "a mark and rubbish": (lambda maker: BOM + b"\x00\x01\xff\xfe" * 99, "not UTF-8"),
    "a mark and nothing": (lambda maker: BOM, "not a Jupyter notebook"),
    "zeros": (lambda maker: bytes(10**6), "empty"),
    "a program": (lambda maker: b"\x7fELF" + bytes(99), "a program"),
    "two notebooks": (lambda maker: json.dumps(answered(maker)).encode() * 2, "damaged"),
    "a notebook and code": (lambda maker: json.dumps(answered(maker)).encode() + b"\nimport os", "damaged"),
}
