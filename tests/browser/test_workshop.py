"""A workshop in browsers: a phone joins, works, loses the line; the board sees, sends, holds and reveals."""

import accessibility
import workshop_server

from .conftest import PHONE

ROADMAP = ".lsdg-exercise[data-exercise=reporting-roadmap]"
NAME = f"{ROADMAP} input[type=text]"


def test_a_phone_in_a_workshop(blocked, built_book, axe, tmp_path):
    with workshop_server.running(tmp_path) as workshop:
        context = blocked(viewport=PHONE)
        phone = context.new_page()
        phone.goto(f"{workshop.address}/j/{workshop.code}")
        assert accessibility.findings_light_and_dark(phone, axe) == []
        phone.fill("#name", "Amina")
        phone.press("#name", "Enter")
        phone.wait_for_selector(".lsdg-ws-bar[data-state=bar_kept]")
        assert workshop.code not in phone.url and "?" not in phone.url

        board = blocked().new_page()
        board.goto(workshop.key)
        assert "key" not in board.url
        board.wait_for_selector("#people li[data-here=true]")
        people_are_in_order(workshop, board)
        board.wait_for_selector("#subject option >> nth=90", state="attached")
        board.select_option("#subject", label="– Reporting roadmap")
        board.click("#send")
        phone.wait_for_url("**/reporting-roadmap/en.html#ws-reporting-roadmap")
        board.wait_for_selector("#now:has-text('Reporting roadmap')")
        phone.fill(NAME, "Testland")
        board.wait_for_selector(".ws-side article:has-text('Testland')")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

        loses_the_line(workshop, phone, board)
        checks_without_python(phone)
        holds_and_reveals(phone, board)
        asks_a_poll(workshop, phone, board, axe)
        removes(phone, board)
        context.problems.clear()


def removes(phone, board):
    """Asked once more; the focus stays in the list, and the phone is led to where one joins."""
    board.once("dialog", lambda dialog: dialog.accept())
    board.locator("#people button[aria-label*=Amina]").press("Enter")
    board.wait_for_selector("#people:not(:has-text('Amina'))")
    assert board.evaluate("document.activeElement.id") == "people"
    phone.wait_for_url("**/workshop/")


def people_are_in_order(workshop, board):
    """Who is here comes first; table 2 stands before table 10."""
    for number in (10, 2):
        workshop.join(f"Table {number}")
    board.wait_for_selector("#people li >> nth=2")
    assert board.locator("#people li strong").all_inner_texts() == ["Amina", "Table 2", "Table 10"]


def loses_the_line(workshop, phone, board):
    """What is written while there is no server arrives when it is back, without a reload."""
    workshop.kill()
    phone.wait_for_selector(".lsdg-ws-bar[data-state=bar_no_line]")
    phone.fill(NAME, "Elsewhere")
    phone.wait_for_selector(".lsdg-ws-bar[data-state=bar_waiting]")
    workshop.start()
    phone.wait_for_selector(".lsdg-ws-bar[data-state=bar_kept]")
    board.wait_for_selector(".ws-side article:has-text('Elsewhere')")


def checks_without_python(phone):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.click(f"{ROADMAP} button:has-text('Check')")
    phone.wait_for_selector(f"{ROADMAP} .lsdg-record")
    assert [url for url in asked if "/workshop/check" in url]
    assert not [url for url in asked if "micropython" in url or "python.json" in url]


def holds_and_reveals(phone, board):
    board.click("#hold")
    phone.wait_for_selector(f"{ROADMAP} .lsdg-ws-held")
    assert phone.eval_on_selector(f"{ROADMAP} .lsdg-mount", "place => place.inert")
    board.click("#hold")
    phone.wait_for_selector(f"{ROADMAP} .lsdg-ws-held", state="detached")
    assert phone.query_selector(".lsdg-ws-room") is None
    board.click("#anonymous")
    phone.wait_for_selector(f"{ROADMAP} .lsdg-ws-room h2")
    board.check("#untested")
    phone.wait_for_selector(f"{ROADMAP} .lsdg-score strong", state="hidden")


def asks_a_poll(workshop, phone, board, axe):
    board.fill("#line", "<b>Ready</b>? | yes | no")
    board.press("#line", "Enter")
    phone.wait_for_selector("dialog[open] legend")
    phone.check("dialog input >> nth=1")
    board.click("#merged")
    board.wait_for_selector(".ws-bars li:has-text('Amina')")
    assert accessibility.findings_light_and_dark(board, axe) == []
    assert accessibility.findings_light_and_dark(phone, axe, ".lsdg-ws-dialog") == []
    phone.click(".lsdg-ws-dialog button")
    assert accessibility.findings(phone, axe, ".lsdg-ws-bar") == []
    screen = board.context.new_page()
    screen.goto(f"{workshop.address}/workshop/screen")
    screen.wait_for_selector("h1:has-text('<b>Ready</b>?')")
    screen.wait_for_selector("#answered:has-text('1')")  # how many, and not what
    assert screen.locator(".ws-options li").all_inner_texts() == ["yes", "no"]
    assert accessibility.findings_light_and_dark(screen, axe) == []
    board.click("#anonymous")
    screen.wait_for_selector(".ws-bars")
    late_answers_do_not_come_back(screen)
    board.fill("#line", "Why so?")
    board.press("#line", "Enter")
    screen.wait_for_selector("h1:has-text('Why so?')")
    screen.wait_for_timeout(500)
    assert screen.inner_text("h1") == "Why so?" and screen.query_selector(".ws-bars") is None
    phone.fill(".lsdg-ws-dialog textarea", "<i>Because</i>")
    board.wait_for_selector(".ws-cards li:has-text('<i>Because</i>') button")
    board.click(".ws-cards button")
    board.wait_for_selector(".ws-cards button[aria-pressed=true]")
    board.click("#look")
    phone.wait_for_selector("dialog[open] .lsdg-ws-look")
    board.click("#free")
    phone.wait_for_selector("dialog[open]", state="detached")
    board.select_option("#subject", label="<b>Ready</b>?")  # back to what was asked before
    board.wait_for_selector(".ws-bars li:has-text('Amina')")
    board.click("#send")  # once more: who closed it sees it again
    phone.check("dialog[open] input >> nth=0")
    board.select_option("#subject", label="– Check: why report")
    board.click("#send")
    phone.wait_for_url("**/why-report/en.html#ws-check-why-report")  # a choice was touched, no text begun
    papers_to_print(board, screen, axe)


def late_answers_do_not_come_back(screen):
    """What was revealed before may reach the projector after the next question."""
    screen.evaluate("""() => {
      const ask = window.fetch;
      window.fetch = async (address) => {
        const reply = await ask(address);
        await new Promise((done) => setTimeout(done, 300));
        return reply;
      };
    }""")


def papers_to_print(board, page, axe):
    """What the trainer writes stands on the papers, beside the record."""
    board.click(".ws-about summary")
    board.fill("#about-issuer", "Towns of Testland")
    board.click("#about button")
    board.wait_for_selector("#about-said:not(:empty)")
    for name in ("attendance", "certificates"):
        page.goto(f"{board.url.removesuffix('board')}paper/{name}")
        page.wait_for_selector("main:has-text('Towns of Testland'):has-text('Amina')")
        assert accessibility.findings_light_and_dark(page, axe) == []
