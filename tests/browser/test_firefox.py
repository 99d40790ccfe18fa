"""The learner's main way in the system's own Firefox: by keyboard, to a graded file, without a network."""

from types import SimpleNamespace

import firefox
import pytest
from book_pages import go
from exercise_pages import (
    DESKTOP,
    ONE_EACH,
    PHONE,
    ROOT,
    answer_by_keyboard,
    check,
    expected,
    kept,
    open_exercise,
    same,
    sample,
    tab_to,
)
from offline_sites import HERE, hosting
from scorm_modules import largest
from scorm_platform import Platform, answer, answers_in, percent

from autograder.notebook import released
from autograder.run import worker
from localsdg import course
from localsdg_build.release import notebooks
from localsdg_build.scorm import make, tryout
from localsdg_build.words import offline

NAME, QUIZ, BOARD = "2-territorial-planning", "check-the-policy-cycle", "policy-cycle"
MODULE = f"modules/{NAME}/en.html"
LESSON = f"modules/{NAME}/the-policy-cycle/en.html"
WORDS = offline("en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("firefox")


@pytest.fixture(scope="module")
def fox(playwright, folder):
    with firefox.started(playwright, folder) as browser:
        yield browser


def test_a_lesson_in_a_platform_is_played_here_too(fox, built_book, tmp_path):
    """Answered, closed, resumed with another profile: the same answers, and the platform refused nothing."""
    lesson = "3-monitoring-reporting/reporting-roadmap"
    make.make(built_book, tmp_path, ROOT, make.Wanted(*lesson.split("/")), lambda one: None)
    given = {slug: largest(slug) for slug in ("check-reporting-roadmap", "reporting-roadmap")}
    with tryout.shown(tmp_path, ROOT) as address:
        here = Platform(fox.new_context(), address)
        answer(here.open("roadmap"), given)
        here.settled()
        assert float(here.values()["cmi.core.score.raw"]) == percent(ROOT, *lesson.split("/"), given)
        here.close()
        there = Platform(fox.new_context(), address, here.learner, here.kept())
        assert answers_in(there.open("roadmap"), given) == given
        assert here.refused() == [] == there.refused()
        for one in (here, there):
            one.page.context.close()


@pytest.fixture
def context(fox):
    """An empty one; uncaught errors of its pages fail the test."""
    problems = []
    made = fox.new_context(viewport=DESKTOP)
    made.set_default_timeout(120_000)
    made.on("weberror", lambda found: problems.append(str(found.error)))
    yield made
    made.close()
    assert problems == []


def test_each_kind_is_filled_kept_and_checked_as_python_does(context, bare_pages):
    for slug in ONE_EACH:
        name = min(path.stem for path in (ROOT / "exercises" / slug / "samples").glob("full*.json"))
        answer = sample(slug, name)["answer"]
        page = open_exercise(context, bare_pages, slug, answer)
        assert kept(page, slug) == answer
        if page.locator(".lsdg-check").count():
            assert check(page) == expected(slug, answer), slug
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], slug
        page.close()


def test_from_the_lesson_to_a_graded_file_and_on_without_a_network(context, built_book, folder):
    with hosting(built_book) as host:
        page = context.new_page()
        go(page, f"{host.address}/{LESSON}")
        page.wait_for_selector(HERE)
        by_keyboard(page)
        page.reload()
        page.wait_for_selector(f"#exercise-{QUIZ}[data-ready] .lsdg-score")
        made = {slug: kept(page, slug) for slug in (QUIZ, BOARD)}
        assert same(made[QUIZ], sample(QUIZ, "full")["answer"])
        assert made[BOARD]["cards"]

        go(page, f"{host.address}/{MODULE}")
        page.locator(".lsdg-download").click()
        found = graded(firefox.downloaded(page, folder, f"{NAME}.ipynb"))
        assert found.answers[BOARD] == made[BOARD]
        points = {one.id: one.score for one in found.exercises}
        assert points[QUIZ] == course.exercise(QUIZ, course=ROOT)["points"]

        page.get_by_role("button", name=WORDS["keep_button"]).press("Enter")
        page.get_by_text(WORDS["keep_ready"]).wait_for()
        host.stop()
        go(page, f"{host.address}/modules/{NAME}/interlinkages/en.html")
        find(page)
        page.set_viewport_size(PHONE)
        go(page, f"{host.address}/{LESSON}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert kept(page, QUIZ) == made[QUIZ]
        page.locator(f"#exercise-{QUIZ} .lsdg-check").click()
        page.locator(f"#exercise-{QUIZ} .lsdg-record").first.wait_for()
        host.start()


def by_keyboard(page):
    """A card is placed on the board, the whole quiz is answered and checked."""
    stand_before(page, BOARD)
    tab_to(page, f"#exercise-{BOARD} [role=slider]")
    page.keyboard.press("ArrowRight")
    stand_before(page, QUIZ)
    answer = sample(QUIZ, "full")["answer"]["answers"]
    for question in course.exercise(QUIZ, course=ROOT)["parameters"]["questions"]:
        answer_by_keyboard(page, question, answer[question["id"]])
    tab_to(page, f"#exercise-{QUIZ} .lsdg-check")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('[role=region]')")  # the result
    assert page.locator(f"#exercise-{QUIZ} .lsdg-problem:visible").count() == 0


def stand_before(page, slug):
    page.locator(f"#exercise-{slug}").evaluate("one => { one.tabIndex = -1; one.focus(); }")


def graded(path):
    """What the grader finds in a file that was handed in."""
    of = released.describe(NAME, notebooks.notebook_text(NAME))
    setup = SimpleNamespace(
        assignment=lambda name: of, own_cases=False, unsafe=True, limits=None, warm=None, language="en"
    )
    result = worker.judge(setup, "amina", NAME, path.read_bytes())
    assert result.reason is None
    return result


def find(page):
    """The search finds a word with a mistake in it, and the arrow keys lead to what it found."""
    page.locator("#site-search").focus()
    page.keyboard.type("housng")
    page.locator(".lsdg-found-text mark").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.activeElement.matches('.lsdg-found a')")
