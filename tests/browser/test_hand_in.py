"""*Download my work* and *Load my work* on a page: the file is the one that Jupyter would have made."""

import json

import nbformat
import pytest
from hand_in_pages import GIVEN, NAME, SLUG, STORY, cell, download, keep, kept, load, status

from localsdg import beside
from localsdg import notebook as widgets
from localsdg.answers import MIME, bundle, bundles_in, in_notebook
from localsdg_build.release import notebooks


@pytest.fixture
def page(hand_in_page):
    return hand_in_page


@pytest.fixture
def course(hand_in_course):
    return hand_in_course


def test_the_file_is_a_valid_notebook_with_the_same_bundle_as_jupyter_s(page, course, monkeypatch):
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    text = download(page).decode("utf-8")
    made = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(made)
    assert in_notebook(made) == {SLUG: GIVEN}

    # the same cell in Jupyter: what `exercise` displays for this answer
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    (output,) = cell(made, f"{SLUG}-answer")["outputs"]
    at = output["data"][MIME]["at"]
    in_jupyter = bundle(SLUG, GIVEN, widgets.summary(widgets._spec(SLUG), GIVEN), every={SLUG: GIVEN}, at=at)
    assert output["data"][MIME] == in_jupyter[MIME]
    first_line = in_jupyter["text/plain"].splitlines()[0]
    assert output["data"]["text/plain"].splitlines()[0] == first_line
    assert "A voluntary national review" in output["data"]["text/plain"]  # not its id, and no raw JSON
    assert "{" not in output["data"]["text/plain"]
    assert cell(made, "short-story")["source"] == STORY

    # and nothing else has changed
    released = json.loads(notebooks.notebook_text(NAME, course))
    again = json.loads(text)
    cell(again, f"{SLUG}-answer")["outputs"] = []
    cell(again, "short-story")["source"] = cell(released, "short-story")["source"]
    assert again == released


def test_an_exercise_without_an_answer_is_there_as_in_jupyter(page):
    """Else a file with nothing but a text would look like one whose outputs were emptied."""
    keep(page, zz_who_reports=None, short_story={"text": STORY})
    made = json.loads(download(page))
    (output,) = cell(made, f"{SLUG}-answer")["outputs"]
    assert output["data"][MIME] == {**output["data"][MIME], "exercise": SLUG, "answer": None, "all": {}}
    assert "no answer yet" in "".join(output["data"]["text/plain"]) and in_notebook(made) == {}


def test_without_answers_the_file_is_the_released_notebook(page, course):
    keep(page, zz_who_reports=None, short_story={"text": " \n"})
    assert download(page).decode("utf-8") == notebooks.notebook_text(NAME, course)


def test_the_list_says_what_is_answered(page):
    state = lambda slug: page.get_attribute(f"li[data-exercise={slug}]", "data-state")  # noqa: E731
    assert [state(slug) for slug in (SLUG, "a-mean", "short-story")] == ["missing", "notebook", "missing"]
    assert page.inner_text(".lsdg-hand-in-count") == "0 of 2 exercises answered"
    assert "undefined" not in page.inner_text(".lsdg-hand-in")  # this course has no page My work to lead to
    keep(page, zz_who_reports=GIVEN, short_story={"text": "x"})
    page.wait_for_selector(f"li[data-exercise={SLUG}][data-state=answered]")
    checked = {"answer": {"answers": {"when": 4, "who": "vnr"}}, "score": 4, "points": 4}
    page.evaluate(
        "text => localStorage.setItem('localsdg-checked:zz-who-reports', text)", json.dumps(checked)
    )
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_selector(f"li[data-exercise={SLUG}][data-state=checked]")
    assert page.inner_text(f"li[data-exercise={SLUG}] .lsdg-hand-in-state") == "✓ All 4 points"
    page.evaluate(
        "text => localStorage.setItem('localsdg-checked:zz-who-reports', text)",
        json.dumps({**checked, "score": 0}),
    )
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_selector(".lsdg-hand-in-part")  # no tick for 0 of 4
    assert page.inner_text(f"li[data-exercise={SLUG}] .lsdg-hand-in-state") == "◐ Checked: 0 of 4 points"
    keep(page, zz_who_reports={"answers": {"who": "vlr"}})  # changed after the check
    page.wait_for_selector(f"li[data-exercise={SLUG}][data-state=answered]")
    assert page.inner_text(".lsdg-hand-in-count") == "2 of 2 exercises answered"
    link = page.get_attribute(f"li[data-exercise={SLUG}] a", "href")
    assert link.endswith(f"/modules/{NAME}/second/en.html#exercise-{SLUG}")


def test_work_comes_back_from_the_file(page, tmp_path):
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    content = download(page)
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, content)
    assert "2 answers loaded from work.ipynb" in status(page)
    assert (kept(page, SLUG), kept(page, "short-story")) == (GIVEN, {"text": STORY})
    load(page, tmp_path, content)
    assert "Nothing was changed" in status(page)


def test_what_was_checked_and_opened_comes_back_with_the_work(page, tmp_path):
    record = {"id": "who", "state": "met", "text": "Right.", "points": 2, "earned": 2}
    check = {"answer": GIVEN, "score": 2, "points": 4, "records": [record], "version": "v", "language": "en"}
    advice = {**check, "answer": {"text": STORY}, "score": 0, "points": 0, "records": []}
    kept_beside = {
        f"localsdg-checked:{SLUG}": check,
        "localsdg-checked:short-story": advice,
        f"localsdg-opened:{NAME}/second": 1700000000000,
    }
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    for key, value in kept_beside.items():
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(value)])
    content = download(page)
    assert b"1700000000000" not in content  # when somebody read a lesson is nobody's business
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, content)
    found = {
        key: json.loads(page.evaluate("key => localStorage.getItem(key)", key) or "null")
        for key in kept_beside
    }
    assert found == {**kept_beside, f"localsdg-opened:{NAME}/second": 0}
    # the same in Jupyter, which reads the file by itself
    (told,) = beside.checks_in(bundles_in(json.loads(content))).values()
    assert told == check

    damaged = json.loads(content)
    cell(damaged, f"{SLUG}-answer")["outputs"][0]["data"][MIME]["checked"]["score"] = "4"
    damaged["metadata"]["localsdg"]["opened"] = [1, "../x", None]
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, damaged)
    keys = page.evaluate("Object.keys(localStorage).sort()")
    assert f"localsdg:{SLUG}" in keys and f"localsdg-checked:{SLUG}" not in keys
    assert not [key for key in keys if key.startswith("localsdg-opened")]


def test_it_asks_before_it_replaces_an_answer(page, tmp_path):
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    content = download(page)
    mine = {"answers": {"who": "vlr"}}
    keep(page, zz_who_reports=mine)
    load(page, tmp_path, content)
    assert "1 of your answers" in page.inner_text(".lsdg-question-bar")
    page.keyboard.press("Enter")  # the focus is on the button that changes nothing
    assert (kept(page, SLUG), status(page)) == (mine, "Nothing was changed.")
    load(page, tmp_path, content)
    page.click(".lsdg-danger")
    assert kept(page, SLUG) == GIVEN and "2 answers loaded" in status(page)


def test_a_notebook_saved_in_jupyter_is_loaded(page, tmp_path, course):
    """Sources as one string, metadata stripped by another program, several bundles, a code answer."""
    saved = json.loads(notebooks.notebook_text(NAME, course))
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": bundle(SLUG, n, "")} for n in (1, GIVEN)
    ]
    cell(saved, f"{SLUG}-answer")["outputs"] = outputs
    code = bundle("a-mean", {"variables": {"average": 3}}, "")
    cell(saved, "a-mean")["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": code}]
    cell(saved, "short-story")["source"] = STORY
    for part in saved["cells"]:
        part["metadata"].pop("localsdg", None)
    del saved["metadata"]["localsdg"]
    load(page, tmp_path, b"\xef\xbb\xbf" + json.dumps(saved).encode())
    assert "2 answers loaded" in status(page)
    assert (kept(page, SLUG), kept(page, "short-story")) == (GIVEN, {"text": STORY})
    assert kept(page, "a-mean") is None


def test_a_dollar_sign_in_a_text_is_no_formula(page, tmp_path):
    text = {"text": "From $5 to $7, or \\frac"}
    keep(page, short_story=text)
    content = download(page)
    assert cell(json.loads(content), "short-story")["source"] == ["From \\$5 to \\$7, or \\frac"]
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, content)
    assert kept(page, "short-story") == text


def test_where_storage_is_full_nothing_is_loaded_and_nothing_lost(page, tmp_path):
    """All or nothing: half of a file's answers beside half of the old ones would be nobody's work."""
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    content = download(page)
    mine = {"answers": {"who": "vlr"}}
    keep(page, zz_who_reports=mine, short_story={"text": "x"})
    page.evaluate(
        """() => { for (let size = 4e6; size > 1; size = Math.floor(size / 2)) {
          try { for (let n = 0; ; n += 1) localStorage.setItem(`${size}-${n}`, 'x'.repeat(size)); } catch {}
        } }"""
    )
    load(page, tmp_path, content)
    page.click(".lsdg-danger")
    assert "Nothing was loaded" in status(page)
    assert (kept(page, SLUG), kept(page, "short-story")) == (mine, {"text": "x"})


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "is not a notebook that can be read"),
        (b"\x89PNG\r\n", "is not a notebook that can be read"),
        (b'{"cells": ', "is not a notebook that can be read"),
        ({"cells": {}}, "is not a notebook that can be read"),
        (None, "is not a notebook that can be read"),
        ({"cells": [], "metadata": {}}, "not of this module"),
        (
            {"cells": [None, 1, {"outputs": 3}, {"outputs": [None, {"data": {MIME: 1}}]}]},
            "not of this module",
        ),
        ({"cells": [], "metadata": {"localsdg": {"assignment": NAME}}}, "holds no answers yet"),
        (
            b'{"cells": [{"outputs": [{"data": {"%b": {"exercise": "%b", "answer": %b%b}}}]}]}'
            % (MIME.encode(), SLUG.encode(), b"[" * 20000, b"]" * 20000),
            "is not a notebook that can be read",
        ),
    ],
)
def test_a_wrong_file_is_said_and_changes_nothing(page, tmp_path, content, said):
    keep(page, zz_who_reports=GIVEN)
    load(page, tmp_path, content)
    assert said in status(page)
    assert kept(page, SLUG) == GIVEN


def test_the_notebook_cannot_be_fetched(page):
    page.route("**/notebooks/*", lambda route: route.fulfill(status=503))
    page.click(".lsdg-download")
    page.wait_for_selector(".lsdg-hand-in-status.lsdg-problem")
    assert "503" in status(page)


def test_it_works_by_keyboard(page):
    # Ask for file choosers early: asked for only when the key is pressed, a busy computer may be too late.
    page.on("filechooser", lambda chooser: None)
    keep(page, zz_who_reports=GIVEN)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.lsdg-download')"):
            break
    with page.expect_download():
        page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.lsdg-hand-in-status').textContent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.lsdg-load')")
    with page.expect_file_chooser():
        page.keyboard.press("Enter")
