"""What the last check found stays: after a reload, in another tab, after *Start again* and *Undo*."""

import json

import pytest
from exercise_pages import HOSTILE, ONE_EACH, QUIZ, ROOT, arrive, check, open_exercise, sample, shown

from localsdg.course import public

READY = ".lsdg-exercise[data-ready='1']"


def again(page):
    page.reload()
    page.wait_for_selector(READY)


def is_of_before(page):
    return page.locator(".lsdg-stale").is_visible()


def test_an_outcome_outlives_the_page_and_says_when_it_is_of_before(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    assert shown(page) == []
    found, score = check(page), page.locator(".lsdg-score").text_content()
    again(page)
    assert shown(page) == found and page.locator(".lsdg-score").text_content() == score
    assert not is_of_before(page)
    page.wait_for_timeout(100)  # longer than a live region waits
    assert (
        page.locator(".lsdg-live").text_content() == ""
    )  # nobody asked: nothing is said, nothing is focused
    assert page.evaluate("document.activeElement === document.body")

    arrive(page, QUIZ, sample(QUIZ, "full")["answer"])  # changed in another tab
    assert shown(page) == found and is_of_before(page)
    again(page)
    assert shown(page) == found and is_of_before(page)

    page.get_by_role("button", name="Start again").click()
    page.locator(".lsdg-danger").click()
    assert not page.locator(".lsdg-outcome").is_visible()
    page.get_by_role("button", name="Undo").click()
    assert shown(page) == found and is_of_before(page)
    page.get_by_role("button", name="Start again").click()
    page.locator(".lsdg-danger").click()
    again(page)
    assert not page.locator(".lsdg-outcome").is_visible()


def test_a_check_in_one_tab_is_shown_in_the_other(blocked, bare_pages):
    context = blocked()
    one = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    other = context.new_page()
    other.goto(one.url)
    other.wait_for_selector(READY)
    found = check(one)
    other.wait_for_selector(".lsdg-record")
    assert shown(other) == found and not is_of_before(other)


@pytest.mark.sample(4)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_nothing_that_is_kept_of_a_check_breaks_an_exercise(blocked, bare_pages, slug):
    samples = sorted((ROOT / "exercises" / slug / "samples").glob("*.json"))
    answer = next(found for one in samples if (found := sample(slug, one.stem)["answer"]) is not None)
    page = open_exercise(blocked(), bare_pages, slug, answer)
    version = public.exercise(slug)["version"]
    record = {
        "id": "x",
        "state": "unmet",
        "text": "<img src=x onerror=alert(1)>",
        "points": 1,
        "earned": 0,
        "message": "none",
        "details": {},
    }
    whole = {"answer": answer, "score": 1, "points": 2, "version": version, "language": "zh-Hans"}
    damaged = [*HOSTILE[::4], {**whole, "records": [{}]}, {**whole, "score": 9, "records": []}]
    for kept in damaged:
        keep_check(page, slug, kept)
        assert page.locator(".lsdg-body > *").count() and not page.locator(".lsdg-record").count(), kept
    for odd in ({"details": [1]}, {"message": {}}, {"id": "__proto__"}):
        keep_check(page, slug, {**whole, "records": [{**record, **odd}]})
        assert page.locator(".lsdg-body > *").count()
    kept = {**whole, "records": [record]}
    keep_check(page, slug, kept)
    assert page.locator(".lsdg-record .lsdg-text").text_content().endswith(record["text"])
    assert page.locator(".lsdg-record [lang=zh-Hans]").count() == 1
    assert page.locator("img[src=x]").count() == 0
    keep_check(page, slug, {**kept, "version": "another"})
    assert not page.locator(".lsdg-record").count()


def keep_check(page, slug, value):
    """Something lies in the place of a check when the page is opened."""
    key = f"localsdg-checked:{slug}"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(value)])
    again(page)


# A notebook that shows an exercise twice has one model and two views of it, as ipywidgets makes them.
TWO_VIEWS = """async (widget) => {
  const kind = await import(widget);
  const spec = JSON.parse(document.querySelector("script.lsdg-spec").textContent);
  const state = { spec: { ...spec, place: "notebook" }, answer: null, turn: 0 };
  const heard = new Map();
  const tell = (event, ...more) => [...(heard.get(event) ?? [])].forEach((one) => one(...more));
  const model = {
    get: (key) => state[key],
    set: (key, value) => { state[key] = value; tell(`change:${key}`); },
    on: (event, one) => heard.set(event, [...(heard.get(event) ?? []), one]),
    off() {}, save_changes() {}, send() {},
  };
  window.reply = (found) => tell("msg:custom", { type: "checked", ...found });
  for (const id of ["one", "two"]) {
    const el = Object.assign(document.createElement("div"), { id });
    document.querySelector("main").append(el);
    kind.default.render({ model, el });
  }
}"""


def test_in_two_views_of_a_notebook_a_check_is_told_where_it_was_asked_for(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ)
    page.evaluate(TWO_VIEWS, f"{bare_pages}/_exercises/kinds/choice.js")
    found = {"records": [], "score": 0, "points": 0}
    for asked, other, option in (("one", "two", 0), ("two", "one", 1)):
        page.locator(f"#{asked} [type=radio]").nth(option).check()
        page.locator(f"#{asked} .lsdg-check").click()
        page.evaluate("(found) => reply(found)", found)
        page.locator(f"#{asked} .lsdg-outcome").wait_for()
        assert page.evaluate("document.activeElement.closest('#one, #two').id") == asked
        assert page.locator(f"#{other} .lsdg-outcome").is_visible()  # the answer is the same in both
        assert page.locator(f"#{other} .lsdg-outcome .lsdg-stale").count() == 0
        page.wait_for_timeout(60)  # a live region is filled a moment later
        assert page.locator(f"#{other} .lsdg-live").inner_text() == ""
