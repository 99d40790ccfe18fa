"""Every page of the built book in a real browser: quiet, drawn, readable, reachable by keyboard."""

import functools
import json
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import accessibility
import pytest
from book_pages import draw_all, go, pages_of

PHONE = {"width": 360, "height": 740}
MODULE = "modules/3-monitoring-reporting"
PLANNING, COOPERATION = "modules/2-territorial-planning", "modules/4-decentralized-cooperation"
# One page of each type: front, guide, module, lessons with every kind of exercise and figure, search.
TYPES = [
    "book/en/index.html",
    "book/en/how-to-use.html",
    f"{MODULE}/en.html",
    f"{MODULE}/why-report/en.html",
    f"{MODULE}/collecting-information/en.html",
    f"{MODULE}/reporting-roadmap/en.html",
    f"{MODULE}/indicators-and-distance/en.html",
    f"{MODULE}/gaps-to-advocacy/en.html",
    "modules/1-sdg-introduction/sdg-cities/en.html",
    f"{PLANNING}/needs-assessment/en.html",
    f"{PLANNING}/interlinkages/en.html",
    f"{PLANNING}/resource-allocation/en.html",
    f"{COOPERATION}/logframe-and-participation/en.html",
    "search.html",
]
STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"


# ---- Quiet: no other host ---------------------------------------------------------------------


def test_another_host_would_be_noticed_and_is_not_reached(blocked):
    context = blocked()
    page = context.new_page()
    with page.expect_event("requestfailed") as failed:
        page.set_content('<img src="http://elsewhere.example/pixel.png"><img src="http://192.0.2.1/p.png">')
    assert "ERR_NAME_NOT_RESOLVED" in failed.value.failure
    page.wait_for_load_state()
    assert sorted(context.refused) == ["http://192.0.2.1/p.png", "http://elsewhere.example/pixel.png"]
    context.refused.clear()


def test_a_script_that_the_build_did_not_write_does_not_run(book, blocked):
    """Whatever gets into a page, by a mistake of ours or a translator's: its policy stops it."""
    page = blocked().new_page()
    go(page, f"{book}/{MODULE}/why-report/en.html")
    page.evaluate(
        """() => {
          const put = (html) => document.body.append(document.createRange().createContextualFragment(html));
          put('<script>window.intruder = 1</script>');
          put('<img src="nothing.png" onerror="window.intruder = 2">');
          put('<a id="bad" href="javascript:window.intruder = 3">x</a>');
          document.querySelector('#bad').click();
          put('<form action="https://elsewhere.example/"><input name="q"></form>');
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.intruder") is None
    assert page.evaluate("fetch('https://elsewhere.example/').catch((refused) => String(refused))")


def test_no_page_names_another_host_as_a_part_of_itself(built_book):
    for name in pages_of(built_book):
        for tag, attribute, value in _attributes(built_book / name):
            loads = attribute == "src" or (tag == "link" and attribute == "href")
            assert not (loads and urlsplit(value).netloc), f"{name}: <{tag} {attribute}={value}>"


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [(tag, key, value or "") for key, value in attrs]


@functools.cache
def _attributes(path):
    parser = _Tags()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.found


def test_every_link_leads_somewhere(built_book):
    ids = {}
    for name in pages_of(built_book):
        ids[name] = {value for _, key, value in _attributes(built_book / name) if key == "id"}
    broken = []
    for name in ids:
        for tag, key, value in _attributes(built_book / name):
            if (tag, key) != ("a", "href") or urlsplit(value).scheme:
                continue
            path, fragment = urldefrag(value)
            target = (built_book / name).parent / unquote(path) if path else built_book / name
            target = target.resolve()
            known = ids.get(target.relative_to(built_book.resolve()).as_posix(), set())
            if not target.is_file() or (fragment and unquote(fragment) not in known):
                broken.append(f"{name} -> {value}")
    assert broken == []


# ---- Figures ----------------------------------------------------------------------------------


def test_a_figure_follows_the_colours_of_the_page(book, blocked):
    page = blocked(color_scheme="light").new_page()
    go(page, f"{book}/{MODULE}/why-report/en.html")
    draw_all(page)
    tick = page.locator(".lsdg-plot .xtick text").first
    light = tick.evaluate("e => getComputedStyle(e).fill")
    page.locator(".lsdg-theme-button").click()
    page.wait_for_function(
        "before => getComputedStyle(document.querySelector('.lsdg-plot .xtick text')).fill !== before",
        arg=light,
    )


def test_a_figure_waits_until_the_reader_comes_near_and_paper_has_it_all_the_same(book, blocked):
    page = blocked(viewport={"width": 360, "height": 740}).new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    go(page, f"{book}/{MODULE}/why-report/en.html")
    assert not any("plotly.min" in address for address in asked)
    table = page.locator(".lsdg-plot-table").first
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # from the browser's menu: nothing waits for it
    assert table.get_attribute("open") is not None
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert table.get_attribute("open") is None
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 1; }; }")
    page.keyboard.press("Control+p")
    page.wait_for_selector("body[data-printed]")
    assert page.locator(".lsdg-plot:not([data-drawn])").count() == 0
    assert sum("plotly.min" in address for address in asked) == 1


def test_a_figure_can_be_read_as_a_table(book, blocked):
    page = blocked().new_page()
    go(page, f"{book}/{MODULE}/why-report/en.html")
    details = page.locator(".lsdg-plot-table").first
    details.locator("summary").click()
    assert details.locator("tbody tr").count() >= 3
    assert details.locator("thead th").count() >= 2


# ---- Accessibility ----------------------------------------------------------------------------


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", TYPES)
def test_axe_finds_nothing_serious_on_any_page_type(book, blocked, axe, name):
    page = blocked(color_scheme="light").new_page()
    go(page, f"{book}/{name}")
    found = accessibility.findings_light_and_dark(page, axe)
    grave = ("serious", "critical")
    assert [one for one in found if one[2] in grave or one[1] in ("region", "heading-order")] == []


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", ["book/en/index.html", f"{MODULE}/why-report/en.html", f"{MODULE}/en.html"])
def test_the_keyboard_reaches_everything(book, blocked, name):
    page = blocked().new_page()
    go(page, f"{book}/{name}")
    wanted = page.evaluate(_MARK_STOPS, STOPS)
    assert len(wanted) > 8
    reached = []
    for _ in range(4 * len(wanted)):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop ?? null")
        if stop in reached and len(reached) >= len(wanted):
            break
        if stop is not None:
            reached.append(stop)
            assert page.evaluate(_OUTLINED), f"no visible focus on {page.evaluate(_ACTIVE)}"
    missed = set(wanted) - set(reached)
    assert not missed, [
        page.evaluate("n => document.querySelector(`[data-stop='${n}']`).outerHTML", n) for n in missed
    ]


# Numbers what can be seen and used; radio buttons of one name are one stop.
_MARK_STOPS = """selector => {
  const names = new Set();
  return [...document.querySelectorAll(selector)].filter(e => {
    if (!e.checkVisibility() || e.disabled || e.tabIndex < 0) return false;
    if (e.type === "radio") { if (names.has(e.name)) return false; names.add(e.name); }
    return true;
  }).map((e, n) => (e.dataset.stop = String(n)));
}"""
_OUTLINED = """() => {
  const seen = e => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const e = document.activeElement;
  return seen(e) || !!(e.closest("label, li, .lsdg-skip") && seen(e.closest("label, li, .lsdg-skip")));
}"""
_ACTIVE = "document.activeElement.outerHTML.slice(0, 120)"


def test_the_skip_link_leads_past_the_menu(book, blocked):
    page = blocked().new_page()
    go(page, f"{book}/{MODULE}/why-report/en.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


# ---- The frame of the page --------------------------------------------------------------------


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(book, blocked):
    page = blocked(viewport=PHONE).new_page()
    go(page, f"{book}/{MODULE}/why-report/en.html")
    menu, button = page.locator("#course-menu"), page.locator(".lsdg-menu-button")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert menu.locator("[aria-current=page]").count() == 1
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("e => e === document.activeElement")
    assert page.get_by_role("link", name="Search the course").is_visible()  # a finger finds it there


def test_the_choice_of_dark_colours_stays(book, blocked):
    page = blocked(color_scheme="light").new_page()
    go(page, f"{book}/book/en/index.html")
    page.locator(".lsdg-theme-button").click()
    go(page, f"{book}/{MODULE}/en.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator(".lsdg-theme-button").get_attribute("aria-pressed") == "true"


def test_a_page_without_an_exercise_loads_no_script_of_exercises(book, built_book, blocked):
    page = blocked().new_page()
    asked = []
    page.on("request", lambda one: asked.append(urlsplit(one.url).path))
    go(page, f"{book}/book/en/index.html")
    asked = [path for path in asked if path.startswith("/_exercises")]
    assert asked and all(path.startswith("/_exercises/progress") for path in asked)  # how far one has come


def test_nothing_hidden_is_in_the_book(built_book):
    from localsdg import course

    hidden = {'"hidden_checks"'}
    for slug in course.exercise_ids():
        spec = course.exercise(slug)
        for check in spec.get("hidden_checks") or []:
            sentences = spec["words"]["feedback"].get(check["id"], {}).values()
            hidden |= {json.dumps(sentence, ensure_ascii=False) for sentence in sentences}
    texts = [*built_book.rglob("*.html"), *(built_book / "_exercises").rglob("*.json")]
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in hidden if name in text], path
    assert not list(built_book.rglob("hidden_checks.py"))
    assert not [path for path in built_book.rglob("samples")]
