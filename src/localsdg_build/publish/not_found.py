"""``404.html``: what a server shows at an address that leads nowhere.

It is shown at any depth, so it loads no file and cannot link by relative addresses. Where the course's
address is not known, a short script finds out where the course begins.
"""

from pathlib import Path
from urllib.parse import urlsplit

from localsdg import course
from localsdg_build import order
from localsdg_build.book import content_policy
from localsdg_build.publisher import Publisher
from localsdg_build.words import interface
from localsdg_web import look

NAME = "404.html"
_FOLDERS = ("book", "modules", "_static", "_exercises", "_search")
_TEMPLATES = Path(__file__).parent / "templates"


def write(known: Publisher, out: Path) -> None:
    """Write it, in all languages of the course."""
    front = f"{order.pages(known.root)[0]}.html"
    languages = course.languages(known.root)
    told = [
        {
            "language": one,
            "direction": course.direction(one),
            "words": interface(one),
            "front": front if one == course.LANGUAGE else f"{one}/{front.replace('/en/', f'/{one}/')}",
            "search": "search.html" if one == course.LANGUAGE else f"{one}/search.html",
        }
        for one in languages
    ]
    page = look.templates(_TEMPLATES).get_template("404.html.j2").render(
        told=told,
        base=urlsplit(known.address).path if known.address else "",
        # English has no folder here, but hosts have one for it: below /en/sdg/ the course begins at its end.
        folders=[*_FOLDERS, *(one for one in languages if one != course.LANGUAGE)],
    )  # fmt: skip
    (out / NAME).write_text(content_policy.with_policy(page), encoding="utf-8")
