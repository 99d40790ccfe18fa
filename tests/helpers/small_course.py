"""A course made with the author's own commands: one module, one lesson, one exercise, one dataset."""

import re
import shutil
from pathlib import Path

from localsdg_build import scaffold
from localsdg_build.check.memory import Memory
from localsdg_build.check.rules import check_course

ROOT = Path(__file__).parents[2]
QUIZ = "exercises/check-first/"
LESSON = "modules/m/first/en.md"
DATA = "datasets/numbers/"
MODULE = "modules/m/module.yml"
# What an author writes into some gaps: a lesson and the README of a dataset have a least length.
LONG = {
    "<<Explain it": "word " * 510,
    "<<What the table holds, for whom, from": "word " * 100,
    "<<what is measured": "something in percent",
}


def make(folder):
    """Write the course into ``folder``, with each gap filled."""
    (folder / "book" / "en").mkdir(parents=True)
    (folder / "exercises").mkdir()
    (folder / "datasets").mkdir()
    shutil.copy(ROOT / "exercises" / "schema.json", folder / "exercises")
    shutil.copy(ROOT / "book" / "en" / "interface.yml", folder / "book" / "en")
    write(folder, "book/en/index.md", "# Welcome\n")
    write(folder, "book/_toc.yml", TOC)
    (folder / "modules" / "m").mkdir(parents=True)
    write(folder, MODULE, MODULE_TEXT)
    write(folder, "modules/m/en.md", "---\nobjectives:\n  m-one: Say one thing.\n---\n# M\n")
    scaffold.lesson(folder, "first", "m")
    scaffold.exercise(folder, "check-first", "choice", "m")
    scaffold.dataset(folder, "numbers")
    for name in ("modules", "exercises", "datasets"):
        fill_gaps(folder / name)
    edit(folder / LESSON, "read: 2", "read: 5")


TOC = "format: jb-book\nroot: book/en/index\nchapters:\n  - file: modules/m/en\n"
MODULE_TEXT = """objectives:
  - {id: m-one, verb: understand}
minutes: 8
audience: officials
prerequisites: []
assignment: m
"""


def fill_gaps(folder):
    """Write something wherever the templates ask for it."""
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for begin, words in LONG.items():
                text = re.sub(rf"{begin}.*?>>", words.strip(), text)
            text = re.sub(r"(?<=\S) +# <<.*?>>", "", text)
            path.write_text(re.sub(r"<<.*?>>", "something", text), encoding="utf-8")


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def edit(path, old, new):
    """Replace what stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(course):
    """What the check says of a course, as texts; what it ran before without a problem is not run again."""
    found, remarks = check_course(course, Memory(course / "_build" / "checked.json", course))
    assert not [remark for remark in remarks if "browser" in remark]
    return [str(problem) for problem in found]
