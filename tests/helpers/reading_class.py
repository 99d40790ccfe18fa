"""A class whose texts wait for a reader: five rubric rows with words as long as the course's own."""

import copy
import json
import os
from contextlib import contextmanager

import fixture_course
import yaml

from localsdg_build.release import notebooks

NAME, TEXT = "3-monitoring-reporting", "short-story"
ROWS = ("gap", "demand", "evidence", "voice", "goals")
LEVEL = "In addition it says who does what by when, so that in two years one can see whether it was done, {}."
NOUNS = ("school", "wells", "council", "valley", "local")
OTHERS = ("in", "the", "where", "we", "counted", "them", "once")
PROMPT = "Tell it in **five** sentences.\n\n- With a *place*.\n"
EVIL = "<img src=x onerror=window.evil=1>"


def story(words, number=0):
    """So many words in six paragraphs; of each number another text."""
    told = [
        str(at + 31 * number) if at % 9 == 0 else NOUNS[(at * 7 + number) % 5] if at % 3 else OTHERS[at % 7]
        for at in range(words)
    ]
    part = max(1, words // 6)
    return "\n\n".join(" ".join(told[at : at + part]) for at in range(0, words, part))


def sources(folder):
    """The fixture course with a rubric of five rows of four levels, an example and a task."""
    course = fixture_course.make(folder)
    place = course / "exercises" / TEXT
    levels = [{"id": f"level{points}", "points": points} for points in range(4)]
    rows = [{"id": row, "objective": "m3-why", "levels": levels} for row in ROWS]
    (place / "rubric.yml").write_text(yaml.safe_dump({"rows": rows}), encoding="utf-8")
    rubric = {
        row: {
            "title": f"The {row} that the text shows",
            "levels": {one["id"]: LEVEL.format(one["id"]) for one in levels},
        }
        for row in ROWS
    }
    words = {
        "title": "A short story",
        "summary": "A text for a person to read.",
        "rubric": rubric,
        "examples": {"strong": {"text": "A strong text.", "notes": {"gap": "It is shown."}}},
    }
    text = f"---\n{yaml.safe_dump(words, sort_keys=False)}---\n{PROMPT}"
    (place / "en.md").write_text(text, encoding="utf-8")
    return course


def hand_ins(place, course, texts):
    """A folder of hand-ins with these ``{learner: text}``; its path."""
    blank = json.loads(notebooks.notebook_text(NAME, course))
    for learner, text in texts.items():
        notebook = copy.deepcopy(blank)
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == TEXT:
                cell["source"] = text
        path = place / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return place


def graded(place, texts):
    """A course folder below ``place`` in which these texts wait. ``LOCALSDG_COURSE`` names the sources."""
    from autograder.nbgrader.assignments import prepare
    from autograder.run.grade import Options, grade
    from autograder.store.course_folder import CourseFolder

    folder = CourseFolder(place / "course")
    prepare(folder)
    for _ in grade([hand_ins(place / "in", place / "sources", texts)], folder, Options()):
        pass
    return folder


@contextmanager
def in_sources(place):
    """Within it the sources below ``place`` are the course, here and in child processes."""
    before = os.environ.get("LOCALSDG_COURSE")
    os.environ["LOCALSDG_COURSE"] = str(sources(place / "sources"))
    try:
        yield
    finally:
        os.environ.pop("LOCALSDG_COURSE")
        if before is not None:
            os.environ["LOCALSDG_COURSE"] = before
