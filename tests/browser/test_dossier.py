"""Notes on the questions *In your municipality*, and the dossier that they become at the end of a module."""

import json
from pathlib import Path

import pytest
from accessibility import findings_light_and_dark
from book_pages import go
from exercise_pages import PHONE, kept, tab_to

from localsdg_build import town_questions

ROOT = Path(__file__).parents[2]
MODULE = "1-sdg-introduction"
SLUG = f"dossier-{MODULE}"
LESSONS = town_questions.of_module(ROOT, MODULE)
FIRST, LAST = LESSONS[0], LESSONS[-1]
KEY = "localsdg-notes:"
# As the page sets it: with other quotation marks than the source.
ASKED = [question.replace("'", "’") for question in FIRST["questions"]]
NOTE = "Two people from planning.\nThe treasurer ought to have."


@pytest.fixture
def context(blocked):
    return blocked(accept_downloads=True)


def lesson(context, book, one=FIRST):
    page = context.new_page()
    go(page, f"{book}/modules/{one['lesson']}/en.html")
    page.wait_for_selector(".lsdg-note >> nth=0")
    return page


def dossier(context, book):
    page = lesson(context, book, LAST)
    page.wait_for_selector(f"#exercise-{SLUG}[data-ready='1']")
    return page.locator(f"#exercise-{SLUG}")


def notes_on(page, one=FIRST):
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY + one["lesson"]) or "null")


def test_each_question_has_a_field_whose_words_are_kept(context, book):
    page = lesson(context, book)
    fields = page.locator(".lsdg-note")
    assert fields.count() == len(FIRST["questions"]) >= 2
    field = page.get_by_role("textbox", name=f"Your note {ASKED[1]}")
    field.fill(NOTE)
    assert page.locator(".lsdg-note-status").text_content() == "Your notes are kept in this browser."
    assert notes_on(page) == [{"at": 1, "question": ASKED[1], "note": NOTE}]
    page.reload()
    page.wait_for_selector(".lsdg-note >> nth=0")
    assert [one.input_value() for one in fields.all()][:2] == ["", NOTE]
    other = lesson(context, book)
    other.locator(".lsdg-note").nth(1).fill("Changed elsewhere.")
    page.wait_for_function("() => document.querySelectorAll('.lsdg-note')[1].value === 'Changed elsewhere.'")
    other.locator(".lsdg-note").nth(1).fill(" ")
    assert notes_on(other) is None


def test_a_note_says_which_question_it_was_written_for(context, book):
    """An author may put a question before it, or another in its place."""
    page = lesson(context, book)
    moved = {"at": 0, "question": ASKED[1], "note": "Mine."}
    old = {"at": 2, "question": "What was asked before?", "note": "An old one."}
    gone = {"at": 9, "question": "And this?", "note": "Still there."}
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [KEY + FIRST["lesson"], json.dumps([moved, old, gone])],
    )
    page.reload()
    page.wait_for_selector(".lsdg-note >> nth=0")
    fields = [one.input_value() for one in page.locator(".lsdg-note").all()]
    assert fields[:3] == ["", "Mine.", "An old one."]
    assert page.locator(".lsdg-note-other:visible").all_text_contents() == [
        "This note was written for another question: What was asked before?"
    ]
    page.locator(".lsdg-note").nth(2).fill("A new one.")
    assert notes_on(page)[1:] == [{**old, "note": "A new one."}, gone]


def test_the_dossier_takes_notes_over_and_overwrites_nothing(context, book):
    page = lesson(context, book)
    page.locator(".lsdg-note").nth(0).fill(NOTE)
    page.close()
    shown = dossier(context, book)
    page = shown.page
    assert "Your notes in this browser: 1, on 1 of" in shown.locator(".lsdg-dossier-notes").text_content()
    page.locator(".lsdg-note").nth(0).fill("Drawer two.")
    assert "2, on 2 of" in shown.locator(".lsdg-dossier-notes").text_content()
    take = shown.get_by_role("button", name="Take my notes over")
    take.press("Enter")
    text = kept(page, SLUG)["text"]
    assert text.startswith("Town or city: …\n\nDate: ")
    head = f"{FIRST['title']}\n{'-' * len(FIRST['title'])}"
    assert f"{head}\n\n> {ASKED[0]}\n\n{NOTE}\n\n{LAST['title']}\n" in text
    assert page.evaluate("document.activeElement.textContent") == "Take my notes over"
    field = shown.get_by_label("Your text")
    own = text.replace(NOTE, "My better words.")
    field.fill(own)
    take.click()
    assert kept(page, SLUG)["text"] == own  # the question stands there: the learner has had this note
    assert "No note is missing" in shown.locator(".lsdg-dossier-done").text_content()
    page.locator(".lsdg-note").nth(1).fill("A third.")
    take.click()
    assert kept(page, SLUG)["text"].startswith(own.rstrip()) and "A third." in kept(page, SLUG)["text"]
    assert "Notes added to your text: 1," in shown.locator(".lsdg-dossier-done").text_content()


def test_notes_and_dossier_go_into_the_file_and_come_back(context, book, tmp_path):
    page = lesson(context, book)
    page.locator(".lsdg-note").nth(0).fill(NOTE)
    page = dossier(context, book).page
    page.locator(".lsdg-dossier-take").click()
    text, notes = kept(page, SLUG)["text"], notes_on(page)
    go(page, f"{book}/modules/{MODULE}/en.html")
    page.wait_for_selector(".lsdg-hand-in[data-ready]")
    with page.expect_download() as started:
        page.click(".lsdg-download")
    made = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert made["metadata"]["localsdg"]["notes"] == {FIRST["lesson"]: notes}
    (cell,) = [one for one in made["cells"] if one["id"] == SLUG]
    assert "".join(cell["source"]) == text
    (tmp_path / "work.ipynb").write_text(json.dumps(made))
    page.evaluate("localStorage.clear()")
    assert (
        load(page, tmp_path)
        == "1 answers loaded from work.ipynb. The notes in it are back as well (lessons: 1)."
    )
    assert (notes_on(page), kept(page, SLUG)["text"]) == (notes, text)
    mine = [{**notes[0], "note": "Newer."}]
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [KEY + FIRST["lesson"], json.dumps(mine)]
    )
    load(page, tmp_path)
    assert "would be replaced (lessons: 1)" in page.inner_text(".lsdg-question-bar")
    page.get_by_role("button", name="Keep what is here").click()
    assert notes_on(page) == mine
    del made["metadata"]["localsdg"]["notes"]  # a file of before has none, and takes none away
    (tmp_path / "work.ipynb").write_text(json.dumps(made))
    load(page, tmp_path)
    assert notes_on(page) == mine


def load(page, folder):
    page.set_input_files("input[type=file]", folder / "work.ipynb")
    page.wait_for_function(
        "() => document.querySelector('.lsdg-hand-in-status').textContent"
        " || document.querySelector('.lsdg-question-bar')"
    )
    return page.inner_text(".lsdg-hand-in-status")


@pytest.mark.sample(1)
@pytest.mark.parametrize("blocked_by", ["full", "forbidden"])
def test_without_storage_one_can_write_and_is_told(context, book, blocked_by):
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    none = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'no') } })"
    context.add_init_script(full if blocked_by == "full" else none)
    page = lesson(context, book)
    page.locator(".lsdg-note").nth(0).fill(NOTE)
    assert "does not keep your notes" in page.locator(".lsdg-note-status").text_content()
    assert page.locator(".lsdg-note").nth(0).input_value() == NOTE


def test_by_keyboard_on_a_phone_and_for_a_screen_reader(blocked, book, axe):
    page = lesson(blocked(viewport=PHONE), book)
    page.locator(".lsdg-note").first.focus()
    page.keyboard.type("Typed.")
    tab_to(page, "#lsdg-note-2")
    page.keyboard.type("Too.")
    assert [one["note"] for one in notes_on(page)] == ["Typed.", "Too."]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings_light_and_dark(page, axe, ".lsdg-town") == []
    shown = dossier(page.context, book)
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings_light_and_dark(shown.page, axe, f"#exercise-{SLUG}") == []


def test_the_dossier_is_printed_with_headings_and_questions(context, book):
    page = lesson(context, book)
    page.locator(".lsdg-note").nth(0).fill(NOTE)
    shown = dossier(context, book)
    shown.locator(".lsdg-dossier-take").click()
    shown.page.evaluate("window.print = () => {}")
    shown.locator(".lsdg-print").click()
    shown.page.emulate_media(media="print")
    paper = shown.page.locator(".lsdg-paper")
    assert paper.locator("h2").all_text_contents() == [FIRST["title"]]
    assert paper.locator(".lsdg-paper-question").all_text_contents() == [ASKED[0]]
    assert NOTE in paper.inner_text() and "---" not in paper.inner_text()


def test_questions_from_earlier_lessons_open_by_keyboard_and_are_open_on_paper(context, book):
    page = lesson(context, book, LESSONS[1])
    box = page.locator(".lsdg-recall")
    assert box.locator("details").count() in (2, 3) and box.locator("details[open]").count() == 0
    box.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert box.locator("details > div").first.is_visible() and box.locator("details > div").nth(1).is_hidden()
    page.emulate_media(media="print")
    assert box.locator("details > div").nth(1).bounding_box()["height"] > 10


def test_without_javascript_the_questions_read_as_they_are(blocked, book):
    page = blocked(java_script_enabled=False).new_page()
    page.goto(f"{book}/modules/{FIRST['lesson']}/en.html")
    town = page.locator(".lsdg-town")
    assert town.locator("textarea").count() == 0
    assert [one.strip() for one in town.locator("li").all_text_contents()] == ASKED
