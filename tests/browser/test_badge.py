"""The page that verifies badges: a file, a QR code's address, an edited badge; in old browsers too."""

import json
from datetime import UTC, datetime

import accessibility
import pytest

from autograder.badges import credential, keys, status, tokens
from autograder.badges.asked import Asked
from autograder.badges.shown import Row, Work
from localsdg_build.book import badge_page
from localsdg_build.book.assets import exercise_files, style_sheet
from localsdg_build.words import badge as badge_words

SAID = badge_words("en")
PHONE = {"width": 360, "height": 740}
COURSE = credential.Course("The course", "en", {"m": "The module"}, True)
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
# An older browser: it knows no Ed25519 of its own.
OLD = (
    "() => { crypto.subtle.importKey = async () => { throw new DOMException('no', 'NotSupportedError'); }; }"
)


@pytest.fixture(scope="session")
def badge_site(tmp_path_factory, npm_modules, served):
    """The page with nothing of the book around it but its look, and a list of revoked badges beside it."""
    top = tmp_path_factory.mktemp("badge")
    out = top / "_exercises"
    exercise_files(out, npm_modules)
    (out / "vendor").mkdir()
    for source, name in (
        ("fflate/esm/browser.js", "fflate.js"),
        ("@noble/ed25519/index.js", "noble-ed25519.js"),
    ):
        (out / "vendor" / name).write_bytes((npm_modules / source).read_bytes())
    (top / "site.css").write_text(style_sheet(), encoding="utf-8")
    (top / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Verify</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="site.css"></head><body>'
        '<main class="lsdg-article"><h1>Verify a badge</h1>'
        f"<section><h2>Here</h2>{badge_page.place('en', '_exercises/')}</section></main></body></html>",
        encoding="utf-8",
    )
    with served(top) as address:
        yield address, top


@pytest.fixture
def made(badge_site, tmp_path):
    """``made(**asked)``: a signed badge that shows a name and the record, and its key."""

    def make(number=None, **asked):
        key = keys.new(tmp_path / f"key-{len(list(tmp_path.iterdir()))}.pem")
        wanted = Asked("Association of Towns", assignments=("m",), **asked)
        work = Work((Row("m", "The module", 7, 8), Row("m o", "Say why.", 2, 3)), "2026-11-20T10:00:00+00:00")
        said = credential.payload(wanted, COURSE, key.did, "Amína Bello", work, number, NOW)
        return tokens.signed(said, key), key

    return make


def test_a_badge_is_verified_in_the_browser(badge_site, made, blocked, tmp_path, axe):
    address, top = badge_site
    page = blocked(viewport=PHONE).new_page()
    token, _ = made()
    page.goto(f"{address}#b={tokens.packed(token)}")
    result = page.locator(".lsdg-verify-result")
    result.get_by_text("Amína Bello").wait_for(timeout=20000)
    assert page.locator(".lsdg-verify-status").inner_text() == SAID["verify_holds"]
    assert "7 of 8 points" in result.inner_text() and "2 of 3 points" in result.inner_text()
    assert SAID["done"] in result.inner_text() and SAID["no_list"] in result.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility.findings_light_and_dark(page, axe) == []

    # By keyboard: one letter of a pasted badge is another one.
    header, body, signature = token.split(".")
    for edited in (
        f"{header}.{body[:300]}{'A' if body[300] != 'A' else 'B'}{body[301:]}.{signature}",
        "no badge",
    ):
        page.locator("textarea").fill(edited)
        page.locator("textarea").press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text(SAID["verify_fails"]).wait_for(timeout=20000)
        shown = page.locator(".lsdg-verify-result").inner_text()
        assert shown in {SAID[key] for key in ("changed", "damaged", "no_badge")} and "Amína" not in shown

    # A list on another host is not asked for; the file of it is, and says that the badge was revoked.
    elsewhere, key = made(5, status="https://example.org/status.jwt")
    (tmp_path / "badge.jwt").write_text(elsewhere)
    page.locator("#lsdg-verify-file").set_input_files(tmp_path / "badge.jwt")
    page.locator("#lsdg-verify-list").wait_for(timeout=20000)
    assert "https://example.org/status.jwt" in page.locator(".lsdg-verify-listed").inner_text()
    (tmp_path / status.NUMBERS).write_text(json.dumps({"5": "2026-11-28"}))
    page.locator("#lsdg-verify-list").set_input_files(
        status.write(tmp_path, "https://example.org/status.jwt", key, NOW)
    )
    page.get_by_text(SAID["revoked"]).wait_for(timeout=20000)

    # One that lies on the page's own host is looked up; here in a browser without Ed25519 of its own.
    page.evaluate(OLD)
    beside, key = made(6, status=f"{address}/status.jwt")
    (top / "status.jwt").write_bytes(status.write(tmp_path, f"{address}/status.jwt", key, NOW).read_bytes())
    for text, said in (
        (beside, SAID["not_revoked"]),
        (beside[:-9] + beside[-9:].swapcase(), SAID["changed"]),
    ):
        page.locator("textarea").fill(text)
        page.locator("[data-does=verify]").click()
        page.get_by_text(said).wait_for(timeout=20000)
