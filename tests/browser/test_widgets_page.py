"""Exercises in a page: real Chromium, the real host and worker, MicroPython in place of CPython."""

import gzip
import json
import re
from pathlib import Path

import pytest

from localsdg import course, kinds
from localsdg.judge import judge

ROOT = Path(__file__).parents[2]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
KIND_OF = {slug: course.exercise(slug, course=ROOT)["kind"] for slug in course.exercise_ids(ROOT)}
WITH_WIDGET = [slug for slug, kind in KIND_OF.items() if kind in kinds.widgets()]
# One exercise of each kind: enough where the exercise makes no difference.
ONE_EACH = list({KIND_OF[slug]: slug for slug in reversed(WITH_WIDGET)}.values())
QUIZ, SHEET, TEXT = "check-why-report", "survey-design", "advocacy-story"
HOSTILE = [
    None, True, 0, -1.5, "", "text", [], {}, [[]], [None], {"rows": None},
    {"rows": [None, 1, [], {"question": {}}]},
    {"answers": []}, {"answers": {"purpose": {}, "readers": [1], "share": "1", "effects": {"a": "b"}}},
    {"cards": 1}, {"cards": [1, None, {"id": []}, {"id": "survey", "lane": {}}]}, {"settings": []},
    {"text": []}, {"__proto__": {"x": 1}, "constructor": 1}, "<img src=x onerror=alert(1)>",
]  # fmt: skip


def sample(slug, name):
    return json.loads((ROOT / "exercises" / slug / "samples" / f"{name}.json").read_text(encoding="utf-8"))


def open_exercise(context, address, slug, answer=None, raw=None):
    """Open the bare page of an exercise; ``answer`` (or ``raw`` text) was kept by an earlier visit."""
    page = context.new_page()
    if answer is not None or raw is not None:
        page.goto(f"{address}/_exercises/judge.py")  # any file of the site: storage belongs to the origin
        keep(page, slug, json.dumps(answer) if raw is None else raw)
    page.goto(f"{address}/pages/{slug}.html")
    page.wait_for_selector(".lsdg-exercise[data-ready='1']")
    return page


def keep(page, slug, text):
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", text])


def kept(page, slug):
    text = page.evaluate("(key) => localStorage.getItem(key)", f"localsdg:{slug}")
    return None if text is None else json.loads(text)


def arrive(page, slug, answer):
    """An answer comes from another tab."""
    page.evaluate(
        """([key, newValue]) => { localStorage.setItem(key, newValue);
            dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage })); }""",
        [f"localsdg:{slug}", json.dumps(answer)],
    )


def check(page):
    """Press Check; the records shown as ``[(id, state, text)]``."""
    before = page.evaluate("performance.getEntriesByName('lsdg-checked').length")
    page.locator(".lsdg-check").click()
    page.wait_for_function("n => performance.getEntriesByName('lsdg-checked').length > n", arg=before)
    return shown(page)


def shown(page):
    return page.locator(".lsdg-record").evaluate_all(
        """rows => rows.map((row) => [row.dataset.check, /lsdg-(met|partly|unmet)/.exec(row.className)[1],
            [...row.querySelector(".lsdg-text").childNodes].at(-1).textContent])"""
    )


def expected(slug, answer):
    return [[record["id"], record["state"], record["text"]] for record in judge(slug, answer, where=ROOT)]


def sheet_rows(page):
    return (kept(page, SHEET) or {}).get("rows", [])


# ---- One checker, everywhere ----------------------------------------------------------------


@pytest.mark.parametrize("slug", WITH_WIDGET)
def test_page_and_python_say_the_same_about_every_sample(blocked, bare_pages, slug):
    page = open_exercise(blocked(), bare_pages, slug)
    if not page.locator(".lsdg-check").count():
        assert not course.check_points(course.exercise(slug, course=ROOT))
        return
    for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))["answer"]
        arrive(page, slug, answer)
        assert check(page) == expected(slug, answer), path.stem


@pytest.mark.parametrize("slug", ONE_EACH)
def test_no_kept_value_breaks_an_exercise(blocked, bare_pages, slug):
    context = blocked()
    for raw in ["{broken", "", *(json.dumps(value) for value in HOSTILE)]:
        page = open_exercise(context, bare_pages, slug, raw=raw)
        assert page.locator(".lsdg-body > *").count(), raw
        assert page.locator("img[src=x]").count() == 0
        page.close()


@pytest.mark.parametrize("slug", ONE_EACH)
def test_hostile_answers_that_arrive_are_checked_like_any_other(blocked, bare_pages, slug):
    page = open_exercise(blocked(), bare_pages, slug)
    for answer in HOSTILE:
        arrive(page, slug, answer)
        if page.locator(".lsdg-check").count():
            assert check(page) == expected(slug, answer), answer


# ---- Keeping answers ------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_quiz_is_answered_by_keyboard_and_survives_a_reload(blocked, bare_pages, viewport):
    page = open_exercise(blocked(viewport=viewport), bare_pages, QUIZ)
    answer = sample(QUIZ, "full")["answer"]
    for question in course.exercise(QUIZ, course=ROOT)["parameters"]["questions"]:
        answer_by_keyboard(page, question, answer["answers"][question["id"]])
    assert same(kept(page, QUIZ), answer)
    tab_to(page, ".lsdg-check")
    page.keyboard.press("Enter")
    page.wait_for_selector(".lsdg-record")
    assert page.evaluate("document.activeElement.classList.contains('lsdg-check')")
    page.wait_for_function("document.querySelector('.lsdg-live').textContent.includes('8 of 8 points')")
    assert page.locator(".lsdg-choice-feedback.lsdg-met:visible").count() == 5
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert same(kept(page, QUIZ), answer)
    assert check(page) == expected(QUIZ, answer)


def tab_to(page, selector):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def answer_by_keyboard(page, question, value):
    part = f"[data-question={question['id']}]"
    if question["type"] == "single":
        tab_to(page, f"{part} input")
        page.keyboard.press("Space")
        for _ in range(question["options"].index(value)):
            page.keyboard.press("ArrowDown")
    elif question["type"] == "multiple":
        for option in question["options"]:
            tab_to(page, f"{part} input")
            if option in value:
                page.keyboard.press("Space")
    elif question["type"] == "number":
        tab_to(page, f"{part} input")
        page.keyboard.type(str(value).replace(".", ","))
    else:
        for item in question["items"]:
            tab_to(page, f"{part} select")
            for _ in range(question["options"].index(value[item]) + 1):
                page.keyboard.press("ArrowDown")


def same(one, other):
    """Equal answers; the order of ticked options does not matter."""
    tidy = lambda answers: {  # noqa: E731
        key: sorted(value) if isinstance(value, list) else value for key, value in answers["answers"].items()
    }
    return tidy(one) == tidy(other)


def test_start_again_asks_first_and_can_be_undone(blocked, bare_pages):
    answer = sample(QUIZ, "partial")["answer"]
    page = open_exercise(blocked(), bare_pages, QUIZ, answer)
    check(page)
    page.locator(".lsdg-again").click()
    page.get_by_role("button", name="Keep it").press("Enter")
    assert kept(page, QUIZ) == answer
    assert page.evaluate("document.activeElement.classList.contains('lsdg-again')")
    page.locator(".lsdg-again").click()
    page.get_by_role("button", name="Remove it").click()
    assert kept(page, QUIZ) is None
    assert page.locator(".lsdg-choice input:checked").count() == 0
    assert page.locator(".lsdg-record:visible, .lsdg-choice-feedback:visible").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert kept(page, QUIZ) == answer
    assert page.locator(".lsdg-choice input:checked").count() > 0


def test_two_tabs_show_the_same_answer(blocked, bare_pages):
    context = blocked()
    one, other = (open_exercise(context, bare_pages, QUIZ) for _ in range(2))
    one.locator("[data-question=purpose] input").nth(2).check()
    other.wait_for_function("document.querySelectorAll('[data-question=purpose] input')[2].checked")
    assert one.locator(".lsdg-kept").text_content() == "Your answer is kept in this browser."


@pytest.mark.parametrize("blocked_by", ["full", "forbidden"])
def test_without_storage_the_exercise_works_and_says_so(blocked, bare_pages, blocked_by):
    context = blocked()
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    none = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'no') } })"
    context.add_init_script(full if blocked_by == "full" else none)
    page = open_exercise(context, bare_pages, QUIZ)
    page.locator("[data-question=purpose] input").nth(2).check()
    assert "does not keep your answer" in page.locator(".lsdg-kept").text_content()
    assert check(page)[0][1] == "met"


def test_feedback_says_when_the_answer_changed_after_it(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, sample(QUIZ, "full")["answer"])
    check(page)
    page.locator("[data-question=purpose] input").nth(0).check()
    assert page.locator(".lsdg-stale").is_visible()
    assert page.locator("[data-question=purpose] .lsdg-choice-feedback").is_hidden()
    assert check(page)[0][1] == "unmet"
    assert page.locator(".lsdg-stale").count() == 0


# ---- When the check cannot run --------------------------------------------------------------


@pytest.mark.parametrize("missing", ["worker.js", "micropython.wasm", "check-why-report.json", "feedback.py"])
def test_a_check_without_network_says_so_and_works_later(blocked, bare_pages, missing):
    context = blocked()
    page = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "full")["answer"])
    pattern = re.compile(re.escape(missing))
    context.route(pattern, lambda route: route.abort())
    assert check(page) == []
    assert "internet connection" in page.locator(".lsdg-problem:visible").text_content()
    assert kept(page, QUIZ) == sample(QUIZ, "full")["answer"]
    context.unroute(pattern)
    assert [record[1] for record in check(page)] == ["met"] * 5


def test_a_check_that_hangs_is_stopped(blocked, bare_pages):
    context = blocked()
    page = open_exercise(context, bare_pages, QUIZ)
    pattern = re.compile("check-why-report.json")
    broken = {
        "source": "from localsdg.checks import check\n"
        "@check('purpose')\ndef hang(a, p):\n  while True: pass\n",
        "points": [["purpose", 1]],
        "params": {},
        "words": {"feedback": {}, "labels": {}, "ui": {}},
    }
    context.route(pattern, lambda route: route.fulfill(json=broken))
    assert check(page) == []
    assert "took too long" in page.locator(".lsdg-problem:visible").text_content()
    context.unroute(pattern)
    assert len(check(page)) == 5


def test_a_widget_that_cannot_be_loaded_offers_to_try_again(blocked, bare_pages):
    context = blocked()
    pattern = re.compile(r"kinds/choice\.js")
    context.route(pattern, lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{bare_pages}/pages/{QUIZ}.html")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    context.unroute(pattern)
    again.click()
    page.wait_for_selector("[data-ready='1']")


# ---- The sheet ------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_rows_are_added_moved_and_removed_by_keyboard(blocked, bare_pages, viewport):
    page = open_exercise(blocked(viewport=viewport), bare_pages, SHEET)
    assert page.locator(".lsdg-sheet-row").count() == 3
    tab_to(page, ".lsdg-sheet-add")
    page.keyboard.press("Enter")
    page.keyboard.type("Last question?")
    tab_to(page, "[data-does=move_up]")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert [row.get("question") for row in sheet_rows(page)] == [None, "Last question?", None, None]
    page.wait_for_function("document.querySelector('.lsdg-live').textContent === 'Row 3 is now row 2.'")
    tab_to(page, "[data-does=remove_row]")
    page.keyboard.press("Enter")
    assert len(sheet_rows(page)) == 3
    page.keyboard.press("Enter")  # the focus is on Undo
    assert [row.get("question") for row in sheet_rows(page)] == [None, "Last question?", None, None]


def test_a_table_from_a_spreadsheet_is_pasted_into_rows(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, SHEET)
    text = 'What changed?\t4 · Best practices\tA number\r\n"Two\nlines ""here"""\tbudgets\tno such form\r\n'
    paste(page.locator(".lsdg-sheet-row textarea").first, text)
    assert sheet_rows(page)[:2] == [
        {"question": "What changed?", "point": "practices", "answer_type": "number"},
        {"question": 'Two\nlines "here"', "point": "budgets"},
    ]
    page.get_by_role("button", name="Undo").click()
    assert sheet_rows(page) == [{}, {}, {}]


def paste(locator, text):
    locator.evaluate(
        """(field, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
            const kind = { clipboardData: data, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", kind)); }""",
        text,
    )


def test_the_finished_sheet_leaves_as_csv_and_on_paper(blocked, bare_pages, tmp_path):
    answer = sample(SHEET, "full")["answer"]
    answer["rows"][0]["question"] = '=HYPERLINK("x"), "quoted"\nand on two lines'
    context = blocked(accept_downloads=True)
    page = open_exercise(context, bare_pages, SHEET, answer)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    rows = read_csv(tmp_path / "table.csv")
    assert rows[0][:2] == ["Question", "Point"]
    assert rows[1][0] == "'" + answer["rows"][0]["question"]
    assert len(rows) == 6
    page.evaluate("window.print = () => {}")
    page.locator(".lsdg-print").click()
    page.emulate_media(media="print")
    assert page.locator(".lsdg-paper tbody tr").count() == 5
    assert page.locator(".lsdg-paper table").is_visible()
    assert page.locator("main").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".lsdg-paper").count() == 0


def read_csv(path):
    import csv

    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# ---- Text -----------------------------------------------------------------------------------


def test_a_text_is_kept_word_for_word_and_its_rubric_is_shown(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    text = "<script>alert(1)</script> & “two”\nlines"
    page.get_by_label("Your text").fill(text)
    assert kept(page, TEXT) == {"text": text}
    assert page.locator(".lsdg-text-count").text_content().startswith("4 words")
    rows = course.exercise(TEXT, course=ROOT)["rubric"]
    assert page.locator(".lsdg-rubric-row").count() == len(rows) > 0


# ---- Looks and speed ------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ONE_EACH)
def test_at_phone_width_nothing_is_cut_off_and_targets_are_large_enough(blocked, bare_pages, slug):
    page = open_exercise(blocked(viewport=PHONE), bare_pages, slug)
    if page.locator(".lsdg-check").count():
        check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.locator(".lsdg-frame :is(button, input, select, textarea):visible").evaluate_all(
        """all => all
            .map((one) => [one.outerHTML.slice(0, 80), (one.closest("label") || one).getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("slug", ONE_EACH)
def test_axe_finds_nothing(blocked, bare_pages, npm_modules, slug, theme):
    page = open_exercise(blocked(), bare_pages, slug)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    if page.locator(".lsdg-check").count():
        check(page)
    page.locator(".lsdg-again").click()
    page.evaluate((npm_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('main')")["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_the_first_check_is_small_and_later_checks_are_quick(blocked, bare_pages):
    context = blocked()
    loaded = []
    page = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    context.on("response", lambda response: loaded.append(response))
    check(page)
    wire = sum(len(gzip.compress(response.body())) for response in loaded)
    assert len(loaded) >= 7
    assert wire <= 400_000, f"{wire} bytes"
    times = page.evaluate(
        """async () => {
            const button = document.querySelector(".lsdg-check"), times = [];
            for (let n = 0; n < 15; n += 1) {
                performance.clearMarks("lsdg-checked");
                const start = performance.now();
                button.click();
                while (!performance.getEntriesByName("lsdg-checked").length)
                    await new Promise((resolve) => { const { port1, port2 } = new MessageChannel();
                        port1.onmessage = resolve; port2.postMessage(0); });
                times.push(performance.getEntriesByName("lsdg-checked")[0].startTime - start);
            }
            return times.sort((a, b) => a - b);
        }"""
    )
    assert times[7] < 30, times
