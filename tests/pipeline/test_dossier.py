"""A module's dossier: the notebook asks the lessons' questions, and a person reads what is handed in."""

import json
import shutil

from autograder.store import nbgrader_book
from autograder.store.course_folder import CourseFolder
from localsdg_build import order, town_questions
from localsdg_build.release import handing_in, notebooks

from .conftest import CHECKOUT, Maker, grade_all, scores, statuses

NAME = "1-sdg-introduction"
SLUG = f"dossier-{NAME}"
TEXT = "Town: Tresoles (made up)\n\nThe 2030 Agenda\n---------\n\n> Who has heard of it?\n\n<b>Two</b>."
NOTES = {f"{NAME}/the-2030-agenda": [{"at": 0, "question": "Who has heard of it?", "note": "Two people."}]}


def test_every_module_has_a_dossier_in_its_last_lesson():
    for module in order.modules(CHECKOUT):
        placed = {slug: lesson for slug, at, lesson in order.placed_exercises(CHECKOUT) if at == module}
        slug = town_questions.dossier_of(CHECKOUT, module)
        assert placed[slug] == list(order.lessons(CHECKOUT, module))[-1][1]
        assert order.exercises_of(CHECKOUT, module)[-1] == slug


def test_the_notebook_asks_the_questions_of_the_lessons():
    cells = {cell.id: cell.source for cell in notebooks.notebook(NAME).cells}
    prompt = cells[f"{SLUG}-prompt"]
    for one in town_questions.of_module(CHECKOUT, NAME):
        assert f"*{one['title']}*" in prompt
        assert all(f"- {question}" in prompt for question in one["questions"])
    lessons = [lesson for _, lesson, _ in order.lessons(CHECKOUT, NAME)]
    assert handing_in.page_data(NAME)["lessons"] == [f"{NAME}/{lesson}" for lesson in lessons]


def test_a_dossier_that_is_handed_in_waits_for_a_person(real_course, tmp_path, monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)
    folder = CourseFolder(shutil.copytree(real_course, tmp_path / "course"))
    blank = json.loads(notebooks.notebook_text(NAME))
    amina, boris = (json.loads(json.dumps(blank)) for _ in range(2))
    Maker.cell(amina, SLUG)["source"] = TEXT
    for notebook in (amina, boris):
        notebook["metadata"]["localsdg"]["notes"] = NOTES
    for learner, notebook in (("amina", amina), ("boris", boris)):
        path = tmp_path / "in" / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    found = {one.learner: one for one in grade_all([tmp_path / "in"], folder)}
    assert statuses(found["amina"])[SLUG] == "needs_human"
    assert (statuses(found["boris"])[SLUG], scores(found["boris"])[SLUG]) == ("graded", 0)  # notes alone
    with nbgrader_book.opened(folder.url) as book:
        waiting = {
            name: (grade.max_score, bool(grade.needs_manual_grade))
            for name in found
            for grade in [book.find_grade(SLUG, NAME, NAME, name)]
        }
    assert waiting == {"amina": (12, True), "boris": (12, False)}
    shown = Maker.cell(json.loads(folder.autograded("amina", NAME).read_text()), SLUG)["source"]
    assert "> Who has heard of it?" in shown and "Two people" not in shown
