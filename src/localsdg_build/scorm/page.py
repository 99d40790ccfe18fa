"""A lesson's built page as it stands in a platform: the lesson alone, with what talks to the platform.

What leads to other pages of the book is left out or becomes plain text; what it keeps goes to the platform
(``book/static/scorm``).
"""

import json
import posixpath
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from localsdg_build.scorm import formulas

# What of the book's frame has no use in the platform's.
_FRAME = (
    ".lsdg-skip", ".lsdg-top", ".lsdg-side", ".lsdg-drawer", ".lsdg-onpage", ".lsdg-lesson-foot",
    ".lsdg-turn", ".lsdg-foot", "head noscript", "head > script:not([src])", "head meta[property]",
    *(f"head link[rel~={of}]" for of in ("index", "next", "prev", "alternate", "canonical")),
    *(f"head link[rel~={of}]" for of in ("modulepreload", "preload")),
)  # fmt: skip
_SCRIPTS = ("menu.js", "host.js", "progress.js", "start.js", "tex-chtml.js")
_FIGURES = "figures.js"  # it draws with plotly, which is half of a page's weight
_HASH = re.compile(r" 'sha256-[^']+'")
_OUTSIDE = re.compile(r"[a-z]+:", re.I)


@dataclass(frozen=True)
class Facts:
    """What a page in a platform is told. ``counted``: exercises whose points are this lesson's.

    ``test``: is it a module's before-and-after test?
    """

    package: str
    lesson: str
    version: str
    counted: tuple[str, ...]
    title: str
    test: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page lies: its name in the package, files beside it, the book's public address or ``""``."""

    name: str
    files: Container[str]
    top: str
    address: str = ""


def made(
    text: str,
    facts: Facts,
    place: Place,
    words: Mapping[str, Any],
    hand_in: Mapping[str, Any],
    assignment: str,
) -> str:
    """The HTML of a built lesson's page as HTML for a platform.

    ``words``: ``scorm.yml`` of the page's language; ``hand_in``: what *Download my work* is told.
    """
    page = BeautifulSoup(text, "html.parser")
    for selector in _FRAME:
        for found in page.select(selector):
            found.decompose()
    for script in page.select("script[src]"):
        name = str(script["src"]).partition("?")[0].rpartition("/")[2]
        if name in _SCRIPTS or (name == _FIGURES and not page.select_one(".lsdg-plot")):
            script.decompose()
    _without_hand_in(page)
    _code_fields(page)
    formulas.as_mathml(page)
    _policy(page)
    for link in page.select("a[href]"):
        _link(link, place)
    _say(page, words)
    _add(page, facts, place, words, hand_in, assignment)
    return str(page)


def _without_hand_in(page):
    """A module's last lesson tells how to hand it in: here each lesson has its own file, at its foot."""
    for box in page.select(".lsdg-hand-in"):
        section = box.find_parent("section")
        if section is None or section.select_one(".lsdg-exercise, h1"):
            box.decompose()
            continue
        for link in page.select(f'.lsdg-sections a[href="#{section.get("id")}"]'):
            link.parent.decompose()
        section.decompose()


def _code_fields(page):
    """In each exercise in code a place for the learner's own, with what it begins with (``code.js``)."""
    for section in page.select(".lsdg-exercise[data-kind=code]"):
        where = section.select(".lsdg-where")
        given = section.select(".highlight-python")
        if not where or not given:
            continue
        box = page.new_tag("div", attrs={"class": "lsdg-scorm-code"})
        box.append(_script(page, "lsdg-code", given[-1].get_text().rstrip("\n")))
        where[0].insert_before(box)
        for link in section.select("a.lsdg-button[download]"):
            link.parent.decompose()
        for told in where:
            told.decompose()


def _policy(page):
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    if policy:
        policy["content"] = _HASH.sub("", str(policy["content"]))


def _link(link: Tag, place: Place) -> None:
    """Keep a link that leads somewhere from here; make the words of any other one plain text."""
    href = str(link["href"])
    if href.startswith("#"):
        return
    if _OUTSIDE.match(href):
        _elsewhere(link, href)
        return
    path, _, anchor = href.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(place.name), path.partition("?")[0]))
    if name == place.name:
        link["href"] = f"#{anchor}"
    elif link.select_one(":scope > .std-term"):
        link["href"] = f"#{anchor}"  # terms.js shows its meaning beside the word
    elif name in place.files:
        link["download"] = ""
    elif place.address:
        _elsewhere(link, f"{place.address}{name}{'#' + anchor if anchor else ''}")
    else:
        link.name = "span"
        for attribute in ("href", "rel", "target", "hreflang"):
            link.attrs.pop(attribute, None)


def _elsewhere(link: Tag, address: str) -> None:
    """A new window: in the platform's frame a page of another host would take the lesson's place."""
    link["href"] = address
    link["target"] = "_blank"
    link["rel"] = "noopener noreferrer"


def _say(page, words):
    """Sentences of exercises and notes that speak of this browser alone speak of the platform."""
    for script in page.select("script.lsdg-spec"):
        spec = json.loads(script.string or "{}")
        spec.get("words", {}).get("ui", {}).update(words["exercise"])
        script.string = _json(spec)
    for script in page.select("script.lsdg-town-words"):
        town = json.loads(script.string or "{}")
        town.pop("dossier", None)
        town["words"].update(words["notes"])
        script.string = _json(town)
    for told in page.select(".lsdg-test_free"):
        told.string = words["test_free"]


def _add(page, facts, place, words, hand_in, assignment):
    up = "../" * place.name.count("/")
    top = f"{up}{place.top}"
    head = page.head
    early = page.new_tag("script", src=f"{top}_scorm/early.js")
    head.find("meta", charset=True).insert_after(early)
    head.append(page.new_tag("link", rel="stylesheet", href=f"{top}_scorm/scorm.css"))
    article = page.select_one("article")
    bar = page.new_tag("div", id="lsdg-scorm-bar")
    article.select_one("h1").insert_after(bar)
    told = {"package": facts.package, "lesson": facts.lesson, "version": facts.version}
    told |= {"counted": list(facts.counted), "words": words["page"]}
    told |= {"test": assignment} if facts.test else {}
    article.append(_script(page, "lsdg-scorm-facts", told))
    work = page.new_tag("section", id="lsdg-scorm-work", attrs={"class": "lsdg-scorm-work"})
    heading = page.new_tag("h2")
    heading.string = words["work_title"]
    box = page.new_tag("div", attrs={"class": "lsdg-hand-in", "data-assignment": assignment})
    box.append(_script(page, "lsdg-words", hand_in))
    work.extend([heading, box])
    article.append(work)
    foot = page.new_tag("footer", attrs={"class": "lsdg-scorm-foot"})
    foot.extend([_paragraph(page, text) for text in (words["foot"], words["license"])])
    page.select_one("main").insert_after(foot)
    page.body.append(page.new_tag("script", type="module", src=f"{top}_scorm/start.js"))


def _script(page, name, content):
    script = page.new_tag("script", type="application/json", attrs={"class": name})
    script.string = _json(content)
    return script


def _paragraph(page, text):
    paragraph = page.new_tag("p")
    paragraph.string = text
    return paragraph


def _json(content: Any) -> str:
    """JSON that may stand in a script: no text in it can end one."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
