"""The part of the course that is in Chinese: its pages, an answer in page and grader, feedback.

What of the English has changed since says so, and is no fault here: ``localsdg check`` names it.
"""

import json
import re

import accessibility
import pseudo
import pytest
import unspoken
from book_pages import go
from exercise_pages import DESKTOP, PHONE

from autograder.notebook import answers, released
from autograder.outcome import outcome
from autograder.reports import feedback
from autograder.run import scoring
from localsdg import course
from localsdg_build.release import notebooks

from .conftest import ROOT

LANGUAGE = "zh-Hans"
MODULE_NAME = "3-monitoring-reporting"
MODULE = f"{LANGUAGE}/modules/3-monitoring-reporting/{LANGUAGE}.html"
LESSON = f"{LANGUAGE}/modules/3-monitoring-reporting/reporting-roadmap/{LANGUAGE}.html"
SLUGS = ("check-reporting-roadmap", "reporting-roadmap")
MENU = "Restart Kernel and Run All Cells"  # what Jupyter calls it; the Chinese stands beside it
# Names, short forms and keys stay as they are in Chinese sentences; more than these would be English.
NAMES = {
    *(
        "SDG",
        "SDGs",
        "HLPF",
        "VNR",
        "VSR",
        "ECOSOC",
        "UCLG",
        "IISD",
        "Knowledge",
        "Hub",
        "Surasky",
        "MIT",
        "CSV",
    ),
    *("Jupyter", "JavaScript", "Python", "Markdown", "Raw", "Kernel", "notebook", "make", "live"),
    *("Page", "Down", "Delete", "Enter", "Esc", "Shift", "Tab"),
}


def sample(slug):
    path = ROOT / "exercises" / slug / "samples" / "full-written-in-chinese.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [MODULE, LESSON], ids=["module", "lesson"])
def test_no_english_sentence_is_left(built_book, name):
    text = (built_book / name).read_text(encoding="utf-8")
    assert f'<html lang="{LANGUAGE}"' in text
    assert set(unspoken.english(text.replace(MENU, ""), languages=(LANGUAGE,))) <= NAMES


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_lesson_fits_and_can_be_read_by_all(blocked, book, axe, viewport):
    page = blocked(viewport=viewport).new_page()
    for name in (MODULE, LESSON):
        go(page, f"{book}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        assert accessibility.findings(page, axe) == []


def test_the_notebook_says_which_exercises_are_in_english():
    cells = {cell.id: cell.source for cell in notebooks.notebook(MODULE_NAME, ROOT, LANGUAGE).cells}
    note = course.interface_words(LANGUAGE)["site_exercise_english"]
    prompts = {name.removesuffix("-prompt"): text for name, text in cells.items() if name.endswith("-prompt")}
    told = {slug for slug, text in prompts.items() if text.startswith(f"*{note}*")}
    assert told == {slug for slug in prompts if course.exercise(slug, LANGUAGE)["language"] != LANGUAGE}
    for slug in SLUGS:
        assert slug not in told and set(unspoken.english(prompts[slug], languages=(LANGUAGE,))) <= NAMES


def graded(slug, answer):
    """The grader's records of an answer, and its feedback page."""
    spec = course.exercise(slug, LANGUAGE)
    one = released.Exercise(slug, spec["kind"], spec["points"], "", slug)
    result = scoring.score(one, answers.Answer(answer), language=LANGUAGE)
    found = outcome("li-ming", slug, [result], language=LANGUAGE)
    page = feedback.page(found, {slug: answer}, released.Released(slug, {"cells": []}, [one]))
    return result, page


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_in_chinese_is_the_same_in_page_and_grader(blocked, book, slug):
    given = sample(slug)
    result, told = graded(slug, given["answer"])
    assert result.score == given["score"]
    page = blocked(viewport=DESKTOP).new_page()
    page.goto(f"{book}/_exercises/python.js")
    text = json.dumps(given["answer"])
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", text])
    go(page, f"{book}/{LESSON}")
    frame = page.locator(f"[data-exercise={slug}] .lsdg-frame")
    frame.locator(".lsdg-check").click()
    frame.locator(".lsdg-record").first.wait_for()
    said = frame.locator(".lsdg-outcome").inner_text()
    assert f"得 {given['score']} 分，满分 {course.exercise(slug)['points']} 分" in said
    for sentences in course.exercise(slug, LANGUAGE)["words"]["feedback"].values():
        assert sentences.get("met", "") in said  # a list of advice has no such sentence
        assert sentences.get("met", "") in told
    assert not pseudo.english(unspoken.plain(said))


def test_the_search_finds_words_that_stand_between_others(blocked, book):
    page = blocked(viewport=DESKTOP).new_page()
    for word in ("名单", "佐证材料"):
        page.goto(f"{book}/{LANGUAGE}/search.html?q={word}")
        page.locator("#search-results mark", has_text=word).first.wait_for()
        assert "报告路线图" in page.locator("#search-results").inner_text()
        assert re.search(r"找到 \d+ 处", page.locator("main [role=status]").inner_text())
