"""Tables to fill and texts, by keyboard, on a phone, on paper and in a spreadsheet."""

import csv
from pathlib import Path

import pytest
from exercise_pages import DESKTOP, PHONE, SHEET, TEXT, kept, open_exercise, tab_to


def sheet_rows(page):
    return (kept(page, SHEET) or {}).get("rows", [])


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
    answer = {"rows": [{"question": f"Question {number}?", "point": "targets"} for number in range(5)]}
    answer["rows"][0]["question"] = '=HYPERLINK("x"), "quoted"\nand on two lines'
    context = blocked(accept_downloads=True)
    page = open_exercise(context, bare_pages, SHEET, answer)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    rows = read_csv(tmp_path / "table.csv")
    assert rows[0][:2] == ["In your own words", "Point"]
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


def test_rows_of_several_kinds_have_fields_of_their_own(blocked, bare_pages):
    old = {"id": "goal", "summary": "Written before there were sentences to place", "level": "goal"}
    page = open_exercise(blocked(), bare_pages, "logical-framework", {"rows": [old]})
    fields = page.locator(".lsdg-sheet-row").evaluate_all(
        "rows => rows.map((row) => "
        " [...row.querySelectorAll('[data-column]')].map((cell) => cell.dataset.column))"
    )
    assert fields[0] == ["level", "box"]
    assert fields[12] == ["unit", "start", "start_year", "aim", "aim_year", "found_in"]
    assert fields[14] == ["summary", "indicator", "source", "assumption"]
    assert page.locator(".lsdg-sheet").get_attribute("data-layout") == "cards"
    paste(page.locator(".lsdg-sheet-row textarea").nth(1), "600 homes\tRegister\t")
    kept_goal = kept(page, "logical-framework")["rows"][14]
    assert kept_goal == {
        "id": "goal", "summary": old["summary"], "indicator": "600 homes", "source": "Register",
    }  # fmt: skip
    page.evaluate("window.print = () => {}")
    page.locator(".lsdg-print").click()
    rows = page.locator(".lsdg-paper table").evaluate_all(
        "tables => tables.map((table) => [table.querySelectorAll('th').length, table.tBodies[0].rows.length])"
    )
    assert rows == [[3, 12], [7, 2], [5, 4]]


def read_csv(path):

    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# ---- Text -----------------------------------------------------------------------------------


def test_a_text_is_kept_word_for_word_whatever_it_holds(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    text = "<script>alert(1)</script> & “two”\nlines"
    page.get_by_label("Your text").fill(text)
    assert kept(page, TEXT) == {"text": text}
    assert page.locator(".lsdg-text-count").text_content().startswith("4 words")


def test_a_text_leaves_as_a_file_that_an_office_program_reads(blocked, bare_pages, tmp_path):
    page = open_exercise(blocked(accept_downloads=True), bare_pages, TEXT)
    page.get_by_label("Your text").fill("给财政委员会\nSDG 6 · 11.6")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a text file").click()
    assert download.value.suggested_filename == f"{TEXT}.txt"
    download.value.save_as(tmp_path / "text.txt")
    assert (tmp_path / "text.txt").read_bytes().decode("utf-8") == "\ufeff给财政委员会\r\nSDG 6 · 11.6"
