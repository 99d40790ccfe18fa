"""Decks in the browser: large enough for the last row, nothing cut off; the trainer's page leads them."""

import shutil

import accessibility
import pypdfium2
import pytest
from soak import many, some

from localsdg.course import CourseError
from localsdg_build import editions, slide_places, test_tools
from localsdg_build.slides import deck, printing, write

from .conftest import ROOT, blocked_context, serving

ROOM = {"width": 1280, "height": 720}
LEAST = 24  # pixels of a letter at this size
# Of each slide in turn, when it is shown: its smallest letters, and whether anything is beyond the slide.
SEEN = """async (least) => {
const slides = [...document.querySelectorAll(".slides > section")], found = [];
const shown = (number) => new Promise((done) => {
  if (slides[number].matches(".present")) return done();
  addEventListener("hashchange", done, {once: true});
  location.hash = `#/${number}`;
});
const drawn = async (slide) => {
  while (slide.querySelector(".plot") && !slide.querySelector(".plot .main-svg")) {
    await new Promise((done) => setTimeout(done, 20));
  }
};
for (const [number, slide] of slides.entries()) {
  await shown(number);
  if (!slide.matches(".present")) throw new Error(`slide ${number} is not shown`);
  await drawn(slide);
  found.push(look(slide));
}
return found;

function look(slide) {
  const edge = slide.getBoundingClientRect();
  const sizes = [], out = [];
  for (const one of slide.querySelectorAll("*")) {
    const own = [...one.childNodes].filter(node => node.nodeType === 3 && node.textContent.trim());
    if (!own.length || ["SCRIPT", "STYLE", "TITLE"].includes(one.tagName.toUpperCase())) continue;
    const range = document.createRange();
    range.selectNodeContents(one);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const svg = one.closest("svg"), scale = svg ? svg.getScreenCTM().a : 1;
    sizes.push([parseFloat(getComputedStyle(one).fontSize) * scale, one.textContent.trim().slice(0, 40)]);
    const view = svg?.getBoundingClientRect();
    if (view && (box.bottom < view.top || box.top > view.bottom)) continue; // in the drawing's other half
    if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1
        || box.bottom > edge.bottom + 1) out.push(one.textContent.trim().slice(0, 40));
  }
  return {small: sizes.filter(([size]) => size < least - 0.2), out};
}
}"""


@pytest.fixture(scope="module")
def slides_site(built_book, tmp_path_factory):
    """The built book's pages with decks of the trainer's edition beside them."""
    out = tmp_path_factory.mktemp("decks")
    for name in ("_static", "modules"):
        (out / name).symlink_to(built_book / name)
    write.write(ROOT, out, editions.TRAINER, ["en"])
    with serving(out) as address:
        yield out, address


def _open(page, address):
    page.goto(address)
    page.wait_for_selector("html[data-ready]")


def _turn(page, number):
    page.evaluate("number => { location.hash = `#/${number}`; }", number)
    page.wait_for_function(
        "number => document.querySelectorAll('.slides > section')[number].matches('.present')", arg=number
    )
    if page.locator("section.present .plot").count():
        page.wait_for_selector("section.present .plot .main-svg")


@pytest.mark.soak
def test_decks_can_be_read_from_the_back_of_the_room(contexts, slides_site):
    """Each slide of each deck (``make test``: of nine) at 1280 × 720: no letter below 24 px, none cut off."""
    out, address = slides_site
    wrong, seen, places = {}, 0, list(write.places(ROOT, out, "en"))
    with blocked_context(contexts, viewport=ROOM) as context:
        page = context.new_page()
        for place in some(places, 9):
            _open(page, f"{address}/{slide_places.file(place.module, place.lesson)}")
            slides = page.evaluate(SEEN, LEAST)
            seen += len(slides)
            for number, found in enumerate(slides, 1):
                if found["small"] or found["out"]:
                    wrong[f"{place.lesson} {number}"] = found
    assert wrong == {}
    assert len(places) >= 36 and seen > many(150, 700)


def test_a_deck_and_its_trainers_page_turn_together(contexts, slides_site, axe):
    """By keyboard and by the trainer's buttons; the trainer's notes follow the slide; axe finds nothing."""
    _, address = slides_site
    deck = f"{address}/{slide_places.file('3-monitoring-reporting', 'reporting-roadmap')}"
    with blocked_context(contexts, viewport=ROOM) as context:
        room, trainer = context.new_page(), context.new_page()
        _open(room, deck)
        trainer.goto(deck.replace(".html", "-notes.html"))
        trainer.wait_for_function(
            "() => document.querySelector('#place').textContent.startsWith('Slide 1 of')"
        )
        room.keyboard.press("ArrowRight")
        trainer.wait_for_function(
            "() => document.querySelector('#place').textContent.startsWith('Slide 2 of')"
        )
        trainer.get_by_role("button", name="Next slide").click()
        room.wait_for_function("() => location.hash === '#/2'")
        assert trainer.locator("[data-about]:visible").count() == 0
        last = room.locator(".slides > section").count() - 1
        _turn(room, last)
        trainer.wait_for_selector("[data-about=debrief]:visible")
        trainer.get_by_role("button", name="Start").click()
        trainer.wait_for_selector("tr[data-now]")
        assert trainer.locator("tr[data-now]").count() == 1
        trainer.get_by_role("button", name="Pause").press("Enter")
        trainer.get_by_role("button", name="Start").wait_for()
        assert accessibility.findings(room, axe) == []
        assert accessibility.findings_light_and_dark(trainer, axe) == []
        trainer.set_viewport_size({"width": 360, "height": 740})
        assert trainer.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_deck_is_printed_a_slide_a_page(slides_site, tmp_path):
    """With its figures, and with Chromium alone: as ``localsdg slides`` does it."""
    whole, _ = slides_site
    module, lesson = "3-monitoring-reporting", "why-report"
    page = tmp_path / "site" / "modules" / module / lesson / "en.html"
    page.parent.mkdir(parents=True)
    shutil.copy(whole / "modules" / module / lesson / "en.html", page)
    (tmp_path / "site" / "_static").symlink_to(whole / "_static")
    write.write(ROOT, tmp_path / "site", editions.LEARNER, ["en"])
    (made,) = printing.make(ROOT, tmp_path / "site", tmp_path / "out", test_tools.browser())
    (place,) = write.places(ROOT, tmp_path / "site", "en")
    with pypdfium2.PdfDocument(made) as read:
        assert len(read) == len(deck.slides(place)) + 1  # and the end
        assert {tuple(round(side) for side in one.get_size()) for one in read} == {(960, 540)}  # points
        texts = [one.get_textpage().get_text_range() for one in read]
    number = [one.kind for one in deck.slides(place)].index("figure")
    assert "2020" in texts[number]  # of an axis, which plotly draws
    assert "127.0.0.1" not in "".join(texts)


def test_without_chromium_it_says_what_to_install(tmp_path):
    with pytest.raises(CourseError, match="apt install chromium"):
        printing.make(ROOT, tmp_path, tmp_path, None)
