"""Without a network: what was opened, a module that was kept, new releases, a full device, plain http."""

import json
import os
from pathlib import Path

import pytest
from book_pages import draw_all
from offline_sites import FAR, HERE, MODULE, change, chromium_of, copy, hosting

from localsdg_build.words import offline

ROOT = Path(__file__).parents[2]
WORDS = offline("en")
LESSON, OTHER = f"{MODULE}/what-localizing-means/en.html", f"{MODULE}/the-2030-agenda/en.html"
UNSEEN = "modules/2-territorial-planning/en.html"
LATE, NEWER = "modules/3-monitoring-reporting/en.html", "_exercises/checks/logical-framework.json"
TAKE = "address => fetch(address).then(() => 'taken', () => 'refused')"
QUIZ, BOARD = "check-what-localizing-means", "who-does-what"
LARGE = "async () => (await (await fetch('../../../_live/python.wasm')).arrayBuffer()).byteLength"


@pytest.fixture
def site(built_book, tmp_path):
    """A copy of the book, in a folder of its own below the top of a host."""
    return copy(built_book, tmp_path / "web" / "sub")


def visit(context, address):
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(HERE)
    return page


def keep_module(page):
    page.get_by_role("button", name=WORDS["keep_button"]).press("Enter")
    page.get_by_text(WORDS["keep_ready"]).wait_for()


def check(page, slug):
    place = page.locator(f"#exercise-{slug}")
    place.locator(".lsdg-check").click()
    place.locator(".lsdg-record").first.wait_for()
    return place


def kept(page, slug):
    return json.loads(page.evaluate("slug => localStorage.getItem(`localsdg:${slug}`)", slug))


def test_a_lesson_is_done_without_a_server_after_the_browser_was_closed(browser, site, tmp_path):
    profile, board = tmp_path / "profile", sample(BOARD)
    with hosting(site.parent, FAR) as host:
        address = f"{host.address}/sub"
        with chromium_of(browser, profile, host.address) as context:
            page = visit(context, f"{address}/{MODULE}/en.html")
            assert "MB" in page.locator(".lsdg-keep-note").inner_text()  # said before anything comes
            keep_module(page)
            page.goto(f"{address}/{LESSON}")
            page.evaluate("([slug, text]) => localStorage.setItem(`localsdg:${slug}`, text)", [BOARD, board])
        host.stop()
        before = len(host.asked)
        with chromium_of(browser, profile, host.address) as context:
            page = context.new_page()
            page.goto(f"{address}/{LESSON}")
            page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
            assert "points" in check(page, BOARD).inner_text()
            for name in {
                one.get_attribute("name") for one in page.locator(f"#exercise-{QUIZ} [type=radio]").all()
            }:
                page.locator(f'#exercise-{QUIZ} [name="{name}"]').first.check()
            check(page, QUIZ)
            quiz = kept(page, QUIZ)
            # What the learner does next: figures, search, the hand-in; a page that is not here.
            page.goto(f"{address}/{MODULE}/en.html")
            with page.expect_download() as saved:
                page.locator(".lsdg-download").click()
            assert QUIZ in Path(saved.value.path()).read_text(encoding="utf-8")
            page.goto(f"{address}/{OTHER}")
            draw_all(page)
            page.goto(f"{address}/modules/2-territorial-planning/the-policy-cycle/en.html")
            page.get_by_text(WORDS["absent_offline"]).wait_for()
            page.get_by_role("button", name=WORDS["absent_again"]).click()
            page.wait_for_url("**/offline.html?why=offline&page=modules%2F2-territorial-planning*")
            page.locator(".lsdg-absent-pages").get_by_text("The 2030 Agenda", exact=True).click()
            page.wait_for_url(f"**/{OTHER}")
        assert quiz["answers"] and len(host.asked) == before
        with chromium_of(browser, profile, host.address) as context:  # and the browser once more
            page = context.new_page()
            page.goto(f"{address}/{LESSON}")
            page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
            assert kept(page, QUIZ) == quiz and kept(page, BOARD) == json.loads(board)
            assert page.locator(f"#exercise-{QUIZ} [type=radio]:checked").count() == len(quiz["answers"])
        host.start()


def sample(slug):
    path = min((ROOT / "exercises" / slug / "samples").glob("full*.json"))
    return json.dumps(json.loads(path.read_text(encoding="utf-8"))["answer"])


def test_a_large_file_comes_as_it_is_and_is_kept(browser, site, tmp_path):
    """Python for code: the page counts its bytes while they come."""
    (site / "_live").mkdir(exist_ok=True)
    (site / "_live" / "python.wasm").write_bytes(os.urandom(1_200_000))
    change(site, {})
    with hosting(site, FAR) as host, chromium_of(browser, tmp_path / "profile", host.address) as context:
        page = visit(context, f"{host.address}/{LESSON}")
        assert page.evaluate(LARGE) == 1_200_000
        page.wait_for_function(
            "async () => Boolean(await caches.match(new URL('../../../_live/python.wasm', location.href)))"
        )
        host.stop()
        assert page.evaluate(LARGE) == 1_200_000
        host.start()


def test_python_for_code_is_kept_on_wish_and_goes_with_its_module(browser, site, tmp_path):
    (site / "_live" / "pyodide").mkdir(parents=True, exist_ok=True)
    for name in ("codemirror.js", "pyodide/python.wasm"):
        (site / "_live" / name).write_bytes(os.urandom(1_200_000))
    told = {"root": "../_live/", "bytes": {"python.wasm": 1}}
    (site / "_exercises" / "live.json").write_text(json.dumps(told), encoding="utf-8")
    change(site, {})
    code = WORDS["keep_python"].split("{")[0]
    file = "new URL('../../_live/pyodide/python.wasm', location.href)"
    there = f"async () => Boolean(await caches.match({file}))"
    with hosting(site, FAR) as host, chromium_of(browser, tmp_path / "profile", host.address) as context:
        page = visit(context, f"{host.address}/{LATE}")
        page.get_by_role("button", name=WORDS["keep_button"]).click()
        page.get_by_text(WORDS["keep_ready_but_code"]).wait_for()
        assert not page.evaluate(there)
        button = page.get_by_role("button", name=code)
        assert "MB" in button.inner_text()  # said before anything comes
        button.click()
        page.get_by_text(WORDS["keep_python_done"]).wait_for()
        assert page.evaluate(there) and page.get_by_text(WORDS["keep_ready"], exact=True).is_visible()
        page.get_by_role("button", name=WORDS["keep_remove"]).click()
        page.get_by_text(WORDS["keep_removed"]).wait_for()
        assert not page.evaluate(there)


def test_a_new_release_waits_and_mixes_with_nothing(browser, site, tmp_path):
    """Half an answer stays; pages of the old release stay whole; the reader decides, for all open pages."""
    with (
        hosting(site.parent, FAR) as host,
        chromium_of(browser, tmp_path / "profile", host.address) as context,
    ):
        address = f"{host.address}/sub"
        page = visit(context, f"{address}/{LESSON}")
        other = visit(context, f"{address}/{MODULE}/en.html")
        keep_module(other)
        unchanged = f"{address}/book/en/glossary.html"
        page.locator(f"#exercise-{QUIZ} [type=radio]").first.check()
        half = kept(page, QUIZ)

        changes = {name: ("<h1>", "<h1>New: ") for name in (LESSON, UNSEEN)}
        changes[NEWER] = ("{", " {")
        build = change(
            site, {**changes, "_exercises/worker.js": ("const HERE", "self.newer = 1;\nconst HERE")}
        )
        host.asked.clear()
        page.reload()
        page.get_by_text(WORDS["release_there"]).wait_for()
        # What is opened while the new release waits comes along; pages of now get nothing of the new one.
        visit(context, f"{address}/{LATE}").close()
        assert page.evaluate(TAKE, f"/sub/{NEWER}") == "refused"
        assert not page.locator("h1").inner_text().startswith("New")
        check(page, QUIZ)  # by the scripts of the old one
        # What the new release leaves as it was does not travel again; what is the old one's is not asked for.
        names = {one.partition("?")[0].removeprefix("/sub/") for one in host.asked}
        assert {LESSON, "_exercises/worker.js"} <= names and not names & {OTHER, "book/en/glossary.html"}

        # A page that is not here yet belongs to the new release: it says so, and mixes with nothing.
        third = context.new_page()
        third.goto(f"{address}/{UNSEEN}")
        third.get_by_text(WORDS["absent_new"]).wait_for()
        with page.expect_navigation(), other.expect_navigation():
            third.get_by_role("button", name=WORDS["release_use"]).click()
        third.wait_for_url(f"**/{UNSEEN}")
        assert third.locator("h1").inner_text().startswith("New")
        page.wait_for_selector(HERE)
        assert page.locator("h1").inner_text().startswith("New") and kept(page, QUIZ) == half
        assert page.locator(f"#exercise-{QUIZ} [type=radio]:checked").count() == 1
        assert page.evaluate("() => caches.keys()") == [f"localsdg|/sub/|learner|{build}"]
        host.stop()
        other.reload()  # the module came along, whole
        other.get_by_text(WORDS["keep_done"].partition("{")[0]).wait_for()
        for seen in (unchanged, f"{address}/{LATE}"):
            page.goto(seen)
            assert "/offline.html" not in page.url
        host.start()


def test_an_edition_shares_nothing_and_the_only_open_page_moves_on_by_itself(browser, site, tmp_path):
    """As at ``make serve``: the same address shows another edition, then another book, then nothing."""
    with hosting(site) as host, chromium_of(browser, tmp_path / "profile") as context:
        page = visit(context, f"{host.address}/{LESSON}")
        context.pages[0].close()
        build = change(site, {LESSON: ("<h1>", "<h1>For teachers: ")}, edition="trainer")
        page.goto(f"{host.address}/{LESSON}")
        page.wait_for_function("() => document.querySelector('h1')?.textContent.startsWith('For teachers')")
        page.wait_for_selector(HERE)
        assert page.evaluate("() => caches.keys()") == [f"localsdg|/|trainer|{build}"]
        for name in ("sw.js", "_offline/build.json"):
            (site / name).unlink()
        (site / OTHER).unlink()
        (site / OTHER).write_text("<!doctype html><title>Another book</title>")
        page.goto(f"{host.address}/{OTHER}")
        assert page.title() == "Another book"


def test_a_full_device_is_told_and_a_module_can_be_removed(browser, site, tmp_path):
    with hosting(site) as host, chromium_of(browser, tmp_path / "profile") as context:
        page = visit(context, f"{host.address}/{MODULE}/en.html")
        session = context.new_cdp_session(page)
        quota = {"origin": host.address}
        used = page.evaluate("async () => (await navigator.storage.estimate()).usage")
        for more in (0, 400_000):  # not even room for a note of it; room for a part
            session.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": used + more})
            page.evaluate("() => { document.querySelector('.lsdg-keep-status').textContent = ''; }")
            page.get_by_role("button", name=WORDS["keep_button"]).click()
            page.get_by_text(WORDS["keep_full"].partition(":")[0]).wait_for()
        names = "async () => (await (await caches.open((await caches.keys())[0])).keys()).map(one => one.url)"
        assert not [one for one in page.evaluate(names) if one.endswith(LESSON)]  # no half of a module
        session.send("Storage.overrideQuotaForOrigin", quota)
        keep_module(page)
        assert [one for one in page.evaluate(names) if one.endswith(LESSON)]
        page.get_by_role("button", name=WORDS["keep_remove"]).click()
        page.get_by_text(WORDS["keep_removed"]).wait_for()
        left = page.evaluate(names)
        assert not [one for one in left if "/modules/" in one] and [one for one in left if "site.js" in one]
        assert page.get_by_role("button", name=WORDS["keep_button"]).is_enabled()
        # A line that breaks: what has come stays, and the rest comes later.
        page.wait_for_timeout(100)
        host.stop()
        page.get_by_role("button", name=WORDS["keep_button"]).click()
        page.get_by_text(WORDS["keep_lost"]).wait_for()
        host.start()
        page.get_by_role("button", name=WORDS["keep_rest"]).click()
        page.get_by_text(WORDS["keep_ready"]).wait_for()


def test_over_plain_http_everything_else_works(browser, site, tmp_path, axe):
    with hosting(site.parent, FAR) as host, chromium_of(browser, tmp_path / "profile") as context:
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{host.address}/sub/{MODULE}/en.html")
        assert page.evaluate("() => navigator.serviceWorker") is None
        assert not page.locator(".lsdg-keep").is_visible()
        page.goto(f"{host.address}/sub/{LESSON}")
        page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
        check(page, QUIZ)
        assert said == []
