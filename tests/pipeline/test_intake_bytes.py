"""From bytes to a notebook: what is mended is said, what is refused is told what it is and what to do."""

import json

import pytest
from handed_in import EMPTY, as_bytes

from autograder.notebook import reading
from localsdg.answers import MIME

# ---- Refused --------------------------------------------------------------------------------


def refusal(data):
    with pytest.raises(reading.Unreadable) as caught:
        reading.notebook(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\x00\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "a picture"),
        (b"%PDF-1.7 or a letter", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "packed file (zip"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"work.ipynb" + bytes(247) + b"ustar\x0000", "tar"),
        (b"\xd0\xcf\x11\xe0\xa1", "office"),
        (b"\x00\x01\x02\xff\xfe\xfd", "not UTF-8"),
        (b"<!DOCTYPE html><html><body>work", "saved web page"),
        (b"\n<?xml version='1.0'?>\n<HTML>", "saved web page"),
        (b"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\nx = 1\n", "Python script"),
        (b"import pandas as pd\n", "Python script"),
        (b"# ---\n# jupyter:\n#   jupytext:\n", "Python script"),
        (b"https://colab.example/drive/1", "a link"),
        (b"[InternetShortcut]\nURL=x", "a link"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "placeholder"),
        (b'{"cells": [\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n]}', "git could not merge"),
        ('{"cells": "é"'.encode("latin-1"), "cut off"),
        (json.dumps(EMPTY).encode()[:30], "cut off"),
        (as_bytes() + as_bytes(), "damaged"),
        (b"\xff\xfe{\x00x", "cut off"),
        (b"[1, 2]", "not a Jupyter notebook"),
        (b'{"a": 1}', "not a Jupyter notebook"),
        (b"Dear teacher,", "not a Jupyter notebook"),
        (b'{"cells": [], "nbformat": "4"}', "does not say its format"),
        (b'{"cells": [], "nbformat": true}', "does not say its format"),
        (b'{"cells": {}, "nbformat": 4}', "damaged"),
        (b'{"cells": [], "nbformat": 5}', "newer"),
        (b'{"worksheets": 3, "nbformat": 3}', "old format"),
        (b'{"worksheets": [{"cells": [7]}], "nbformat": 2}', "old format"),
        (b'{"cells": ' + b"[" * 5000 + b"]" * 5000 + b', "nbformat": 4}', "nested"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_do(data, words):
    reason = refusal(data)
    assert words in reason
    assert reason.endswith(".") and reason.count(". ") >= 1  # what it is, and what to do


def test_a_huge_file_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    assert "larger" in refusal(b" " * 1000 + json.dumps(EMPTY).encode())


# ---- Mended ---------------------------------------------------------------------------------

TEXT = {"cell_type": "markdown", "metadata": {}, "source": "Bogotá – café"}
CELLS = [{**TEXT, "id": "a"}, {**TEXT, "id": "b"}]
PLAIN = as_bytes(cells=CELLS)
LETTERS = json.dumps({**EMPTY, "cells": CELLS}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PLAIN, None),
        (PLAIN.replace(b", ", b",\r\n"), None),
        (LETTERS.encode("utf-8"), None),
        (LETTERS.encode("utf-8-sig"), "The file began with a byte order mark; it was left out."),
        (LETTERS.encode("utf-16"), "UTF-16"),
        (LETTERS.encode("utf-16-le"), "UTF-16"),
        (LETTERS.encode("utf-16-be"), "UTF-16"),
        (LETTERS.encode("utf-32"), "UTF-32"),
        (LETTERS.encode("cp1252"), "Windows letters"),
        (LETTERS.replace("–", "\x81").encode("latin-1"), "Latin-1"),
        (PLAIN + b"\x00" * 500, "empty bytes"),
        (as_bytes(cells=CELLS, nbformat_minor=9), "format 4.9"),
        (as_bytes(cells=CELLS, nbformat_minor=0), None),
        (as_bytes(cells=[TEXT, TEXT], nbformat_minor=4), None),
        (as_bytes(cells=[TEXT, TEXT]), "no identifier"),
        (as_bytes(cells=[CELLS[0], CELLS[0]]), "no identifier"),
        (as_bytes(cells=[{**TEXT, "metadata": {"id": "x"}}, CELLS[0]]), None),
        (as_bytes(cells=CELLS, x=float("nan")), "NaN"),
        (PLAIN.replace(b'"nbformat_minor": 5', b'"nbformat_minor": 5, "x": 1e999'), "NaN"),
        (as_bytes(cells=[{**CELLS[0], "source": "a\ud800"}]), "question mark"),
        (as_bytes(cells=[{**CELLS[0], "source": ["a", "b"]}]), "line ends"),
        (as_bytes(cells=[{**CELLS[0], "source": ["a\n", "b"]}]), None),
    ],
)
def test_what_is_mended_is_said(data, words):
    notebook, notes = reading.read(data)
    assert len(notes) == (1 if words else 0) and all(words in note for note in notes)
    assert all(note.endswith(".") for note in notes)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    json.dumps(notebook, allow_nan=False).encode()
    for cell in notebook["cells"]:
        assert cell["source"] in ("Bogotá – café", "Bogotá \x81 café", "a?", "a\nb", ["a\n", "b"])


def test_an_old_format_is_converted_with_its_outputs(caplog, capsys):
    code = {
        "cell_type": "code", "language": "python", "input": ["x\n", "y"], "metadata": {}, "prompt_number": 3,
        "outputs": [{"output_type": "pyout", "metadata": {}, "text": ["7"], MIME: {"exercise": "e"}}],
    }  # fmt: skip
    heading = {"cell_type": "heading", "level": 2, "source": ["A"], "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [code, heading]}]}
    for version in (3, 4):  # some programs write the new number and leave the old shape
        notebook, notes = reading.read(json.dumps({**old, "nbformat": version}).encode())
        assert notes == ["The notebook was in the old format 3; it was converted to format 4."]
        first, second = notebook["cells"]
        assert first["source"] == "x\ny" and second["source"] == "## A"
        assert first["outputs"][0]["data"] == {"text/plain": "7", MIME: {"exercise": "e"}}
    assert not caplog.records and capsys.readouterr() == ("", "")
