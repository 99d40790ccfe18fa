"""A lesson's deck as HTML, without a word of the notes; and the trainer's page with the notes beside it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import markdown_html, module_marks, order, qr
from localsdg_build.book import content_policy
from localsdg_build.drawing import svg, told
from localsdg_build.packs import note
from localsdg_build.slides import figures, halves, lesson, notes, texts
from localsdg_build.words import slides as slide_words
from localsdg_web import look

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Place:
    """A lesson: its ``source``; its ``page`` in the book ``site``, in the folder ``top`` of a language.

    ``address`` is that of the published book, with a slash at its end; ``""`` where it is not known.
    """

    course: Path
    module: str
    lesson: str
    source: Path
    page: Path
    top: Path
    site: Path
    address: str = ""

    @property
    def language(self) -> str:
        """The language of the lesson's text: English, where it is not translated."""
        return self.source.stem

    @property
    def link(self) -> str:
        """Where the page lies in the folder of its language."""
        return self.page.relative_to(self.top).as_posix()


def slides(place: Place) -> list[lesson.Slide]:
    """All slides of a lesson, filled: its title, objectives, what it marks, its exercises and the end."""
    text = place.source.read_text(encoding="utf-8")
    shown = figures.read(place.page.read_text(encoding="utf-8")) if place.page.is_file() else []
    found = [_title(place), *_objectives(place)]
    for slide in lesson.slides(text):
        found += _filled(slide, place, shown)
    return found


def _filled(slide, place, shown):
    if slide.kind == "figure":
        if slide.more["figure"] >= len(shown):
            return []
        slide.more |= shown[slide.more["figure"]]
        slide.title = slide.more["title"] or slide.title
    elif slide.kind == "drawing":
        text = told.read(slide.more["source"])
        picture = svg.filled(svg.read(place.source.parent / told.FILE), text.words, text.alt)
        slide.title, slide.points = text.title, []
        views = halves.views(picture)
        slide.more |= {"parts": [Markup(_part(picture, view, n)) for n, view in enumerate(views)]}
        if len(views) == 1:
            slide.points = [texts.first_sentence(text.caption)]
    elif slide.kind == "exercise":
        _fill_exercise(slide, place)
    return [slide]


def _part(picture, view, number):
    """The drawing as one of its parts shows it; only the first one is told to those who do not see it."""
    made = picture.replace(picture.split('viewBox="', 1)[1].split('"', 1)[0], view, 1)
    if number:
        made = made.replace(' role="img"', ' aria-hidden="true"', 1)
    return made.replace("lsdg-drawing-tip", f"lsdg-drawing-tip-{number}")


def _fill_exercise(slide, place):
    spec = public.exercise(slide.more["slug"], place.language, place.course)
    slide.title = spec["words"]["title"]
    summary = spec["words"].get("summary", "")
    slide.points = texts.packed([summary], texts.MOST - texts.count(slide.title))[0] if summary else []
    anchor = f"#exercise-{slide.more['slug']}"
    whole = f"{place.address}{place.page.relative_to(place.site).as_posix()}{anchor}"
    code = Markup(qr.svg(whole)) if place.address else ""
    slide.more |= {"link": f"{place.link}{anchor}", "qr": code, "minutes": spec["minutes"]}


def _title(place):
    lessons = order.lessons(place.course, place.module, place.language)
    number = [name for _, name, _ in lessons].index(place.lesson) + 1
    module = order.title(order.in_language(place.course / "modules" / place.module, place.language))
    mark = module_marks.marks(place.course).get(place.module)
    more = {
        "number": number,
        "count": len(lessons),
        "module": module,
        "mark": Markup(mark.svg()) if mark else "",
        "edition": note.of(place.course, place.language),
    }
    return lesson.Slide("title", order.title(place.source), [], about="before", more=more)


def _objectives(place):
    said = _said_objectives(place)
    for points in texts.packed(said, texts.MOST - 4, 3):
        yield lesson.Slide("objectives", "", points, "objectives")


def _said_objectives(place):
    """The sentences of the objectives that the lesson names in its front matter."""
    front, _ = sources.read_words(place.source)
    module = order.in_language(place.course / "modules" / place.module, place.language)
    said, _ = sources.read_words(module)
    names = (front.get("lesson") or {}).get("objectives") or []
    return [said["objectives"][name] for name in names if name in (said.get("objectives") or {})]


def html(place: Place, deck: str = "") -> str:
    """The deck; with ``deck``, the name of the deck beside it, the trainer's page with notes and timer."""
    found = slides(place)
    up = "../../"  # from _slides/<module> to the folder of the language
    given = {
        "slides": found,
        "words": slide_words(place.language),
        "language": place.language,
        "direction": sources.direction(place.language),
        "title": found[0].title,
        "up": up,
        "top": up if place.top == place.site else f"{up}../",  # what all languages share lies once
        "lesson": f"{up}{place.link}",
    }
    if deck:
        told = notes.read(place.source.read_text(encoding="utf-8"))
        made = _template("trainer.html.j2").render(**given, notes=told, deck=deck)
    else:
        made = _template("deck.html.j2").render(**given)
    return content_policy.with_policy(made)


def _template(name: str) -> Any:
    made = look.templates(FOLDER)
    made.filters.setdefault("markdown", lambda text: Markup(markdown_html.html(text)))
    made.filters.setdefault("inline", lambda text: Markup(markdown_html.inline(str(text))))
    return made.get_template(name)
