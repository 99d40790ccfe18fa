"""The finished roadmap leaves the page: as a spreadsheet file, by the clipboard, on paper."""

import csv
import io
import re

from roadmap_pages import heard, sample


def test_the_spreadsheet_file_is_quoted_marked_as_utf8_and_runs_nothing(roadmap):
    answer = sample("full-own-words")["answer"]
    formula = '=HYPERLINK("http://x";"a"),b'
    answer["cards"][0]["evidence"] = formula
    page = roadmap(answer)
    page.get_by_text("Your plan as a table").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a spreadsheet file").click()
    assert waiting.value.suggested_filename == "Reporting roadmap 2031.csv"
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:7] == ["From", "To", "Step", "Owner", "Post or name", "Partner", "Evidence"]
    assert len({len(row) for row in rows}) == 1 and len(rows) == 1 + 12 + 7
    assert rows[1][:3] == ["2030-01", "2030-01", "Find out if and when"]
    assert rows[1][3:5] == ["Secretariat of the association", "Secrétariat général"]
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    evidence = next(row[6] for row in rows if row[2] == "Bring members together to learn")
    assert evidence == "'" + formula


def test_the_table_goes_to_the_clipboard_for_text_and_for_spreadsheets(roadmap):
    page = roadmap(sample("full-early")["answer"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Your plan as a table").click()
    page.get_by_role("button", name="Copy the table").click()
    heard(page, "Copied.")
    plain = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(plain) == 20 and plain[0].split("\t")[:3] == ["From", "To", "Step"]
    kinds = page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert "text/html" in kinds


def test_only_the_roadmap_is_printed(roadmap):
    page = roadmap(sample("full-early")["answer"])
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    assert "Association of Municipalities of Rivermouth (made up)" in shown and "2029" in shown
    assert shown.index("Find out if and when") < shown.index("HLPF in New York") < shown.index("Follow up")
    assert "Check my answer" not in shown
    pages = page.pdf(format="A4", margin={side: "15mm" for side in ("top", "right", "bottom", "left")})
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) <= 2
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.get_by_role("button", name="Check my answer").is_visible()
