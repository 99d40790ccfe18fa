"""Decks of slides: made of what lessons mark, never too full, without a word of the trainer's notes."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from localsdg.course import lesson_text
from localsdg_build import editions, order, slide_places
from localsdg_build.check.slide_points import slide_points
from localsdg_build.drawing import svg, told
from localsdg_build.slides import deck, figures, halves, lesson, notes, texts, write

ROOT = Path(__file__).parents[2]
FIGURE = (
    '<p class="lsdg-plot-title">How far?</p><div class="lsdg-plot" role="img" aria-label="x" style="y"></div>'
    '<details></details><script type="application/json">{"data": [], "layout": {}}</script>'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A stand-in for the built book: pages with as many figures as their lessons have; decks with notes."""
    out = tmp_path_factory.mktemp("site")
    for language in ("en", "zh-Hans"):
        top = out if language == "en" else out / language
        for module, name, source in order.lessons(ROOT, language=language):
            page = top / "modules" / module / name / f"{language}.html"
            page.parent.mkdir(parents=True)
            page.write_text(FIGURE * len(lesson_text.read(source.read_text(encoding="utf-8")).figures))
    write.write(ROOT, out, editions.TRAINER, ["en", "zh-Hans"])
    return out


@pytest.fixture(scope="module")
def places(site):
    return list(write.places(ROOT, site, "en")) + list(write.places(ROOT, site, "zh-Hans"))


def test_every_lesson_has_a_deck_and_no_slide_is_too_full(places):
    assert len(places) == 2 * len(order.lessons(ROOT))
    full = [
        f"{place.lesson}: {slide.words} words: {slide.title or slide.points}"
        for place in places
        for slide in deck.slides(place)
        if slide.words > texts.MOST
    ]
    assert full == []


def test_a_deck_shows_what_its_lesson_marks(places):
    for place in places[: len(places) // 2]:
        kinds = [slide.kind for slide in deck.slides(place)]
        found = lesson_text.read(place.source.read_text(encoding="utf-8"))
        assert kinds.count("exercise") == len(found.shown_exercises), place.lesson
        assert kinds.count("figure") == len(found.figures), place.lesson
        assert kinds.count("drawing") == 1 and kinds[0] == "title", place.lesson
        assert {"objectives", "points", "case", "questions", "key"} <= set(kinds), place.lesson


def test_decks_hold_nothing_of_the_notes(site):
    """Neither does what decks load; the trainer's pages hold all of it."""
    shared = "".join(path.read_text(encoding="utf-8") for path in (site / slide_places.FOLDER).glob("*.*"))
    for module, name, source in order.lessons(ROOT):
        told_to_trainers = notes.read(source.read_text(encoding="utf-8"))
        sentences = [what for _, what in told_to_trainers.run] + list(told_to_trainers.parts.values())
        words = [_words(one)[:150] for one in sentences]
        assert len(words) >= 7 and told_to_trainers.minutes == sum(
            minutes for minutes, _ in told_to_trainers.run
        )
        path = site / slide_places.file(module, name)
        shown, with_notes = (
            _words(_text(path) + shared),
            _words(_text(path.with_name(slide_places.notes_name(name)))),
        )
        assert [said for said in words if said in shown] == [], name
        assert [said for said in words if said not in with_notes] == [], name


def _text(path):
    return re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))


def _words(text):
    """Letters alone: signs and marks differ between Markdown and HTML."""
    text = re.sub(r"\]\([^)]*\)|\{[\w:-]+\}(?=`)|(?<=\w) <[^`>]*>(?=`)|&\w+;|&#\d+;", " ", text)
    return " ".join(re.findall(r"[^\W_]+", text))


def test_learners_have_decks_and_no_page_with_notes(site, tmp_path):
    (place,) = [one for one in write.places(ROOT, site, "en") if one.lesson == "reporting-roadmap"]
    page = tmp_path / place.page.relative_to(site)
    page.parent.mkdir(parents=True)
    page.write_text(FIGURE)
    assert write.write(ROOT, tmp_path, editions.LEARNER, ["en"]) == 1
    assert [path.name for path in (tmp_path / slide_places.FOLDER).rglob("*.html")] == [
        "reporting-roadmap.html"
    ]
    page.touch()
    assert write.write(ROOT, tmp_path, editions.LEARNER, ["en"], only_texts=True) == 1  # the page is newer
    assert write.write(ROOT, tmp_path, editions.LEARNER, ["en"], only_texts=True) == 0


def test_a_known_address_gives_exercises_a_code(places):
    place = next(one for one in places if one.lesson == "why-report")
    assert "<svg" not in _task(deck.html(place))
    shown = _task(deck.html(_with_address(place)))
    assert "https://example.org/sdg/modules/3-monitoring-reporting/why-report/en.html#exercise-check" in shown


def _with_address(place):
    return deck.Place(**{**vars(place), "address": "https://example.org/sdg/"})


def _task(page):
    return re.search(r'<div class="task">.*?</section>', page, re.S)[0]


def test_words_are_counted_and_shared_out():
    assert texts.count("The *town* {term}`pays <paying>`, [it says](x.md) {cite}`a`.") == 5
    assert texts.count("报告在六月提交") == 5
    items = ["one two three", "four five", "six " * 6 + "seven. " + "Eight " * 5]
    assert [list(map(texts.count, group)) for group in texts.packed(items, 8)] == [[3, 2], [7], [5]]


def test_a_tall_drawing_is_parted_where_no_word_and_no_tip_of_an_arrow_is_cut():
    for path in sorted(ROOT.glob("modules/*/*/drawing.svg")):
        block = _drawing(path)
        picture = svg.filled(svg.read(path), block.words, block.alt)
        views = [[float(part) for part in view.split()] for view in halves.views(picture)]
        assert sum(view[3] for view in views) == float(svg.read(path).get("viewBox").split()[3]), path
        assert all(view[3] <= 390 for view in views), path
        for top, bottom in halves._lines(ElementTree.fromstring(picture)) if len(views) == 2 else ():
            assert not top < views[1][1] < bottom, path
        for heights in halves._arrows(ElementTree.fromstring(picture)) if len(views) == 2 else ():
            assert abs(heights[-1] - views[1][1]) > 3, path  # no half of an arrow's tip


def test_no_box_s_edge_lies_on_the_cut():
    """Half of the line would stand alone at the head of the second half."""
    box = '<rect x="6" y="{}" width="300" height="80"/>'
    boxes = "".join(box.format(y) for y in (10, 146, 240, 330))
    picture = f'<svg viewBox="0 0 320 420">{boxes}</svg>'
    cut = float(halves.views(picture)[1].split()[1])
    assert 228 <= cut <= 238  # between the box that ends at 226 and the one that begins at 240


def _drawing(path):
    blocks = lesson_text.read((path.parent / "en.md").read_text(encoding="utf-8")).blocks
    return told.read("\n".join(next(one for one in blocks if one.name == "drawing").lines))


def test_figures_of_a_page_are_found():
    (found,) = figures.read(f"<p>before</p>{FIGURE}")
    assert found == {"title": "How far?", "subtitle": "", "content": '{"data": [], "layout": {}}'}


def test_points_are_few_and_short(tmp_path):
    page = tmp_path / "modules/m/first/en.md"
    page.parent.mkdir(parents=True)
    (tmp_path / "book/en").mkdir(parents=True)
    (tmp_path / "book/en/interface.yml").write_text("a: b\n")
    long = "- " + "word " * 13
    for body, said in (
        (f"# T\n\n## S\n\n```{{slide}}\n{long}\n```\n", "13 words; write at most 12"),
        ("# T\n\n## S\n\n```{slide}\nprose\n```\n", "there are 0 points"),
        ("# T\n\n```{slide}\n- a\n```\n\n## S\n", "below a heading of the second level"),
        ("# T\n\n## S\n\n```{slide}\n- a\n- b\n```\n", ""),
    ):
        page.write_text(body)
        told_problems = [str(one) for one in slide_points(tmp_path)]
        assert (len(told_problems), said in "".join(told_problems)) == (1 if said else 0, True), body
    assert list(lesson.slides(page.read_text())) == [lesson.Slide("points", "S", ["a", "b"])]
