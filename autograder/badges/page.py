"""A badge to print, with a QR code, and as a picture; both hold the badge itself."""

import html
from typing import Any

from markupsafe import Markup

from autograder import locales, messages
from autograder.badges import tokens, verifying
from autograder.badges.shown import WORDS
from autograder.notebook.wording import fill
from autograder.reports import html_page
from localsdg import course
from localsdg_build import qr

MOST_IN_CODE = 2000  # letters; a code with more is too fine for the camera of a phone
_WIDEST = 26  # letters of a line in the picture


def address(token: str, page: str) -> str:
    """The address in the QR code: the verifying page with the badge behind ``#``, which is sent to nobody.

    The page alone where that is too long; ``""`` where no page is known.
    """
    whole = f"{page}#b={tokens.packed(token)}" if page else ""
    return whole if len(whole) <= MOST_IN_CODE else page


def printed(badge: dict[str, Any], token: str, page: str, language: str) -> str:
    """The page (HTML) to print or to give away."""
    said, told, link = messages.words(language, WORDS), verifying.told(badge), address(token, page)
    code = qr.svg(link, title=said["page_code"], error="l") if link else ""
    results = [
        (title, fill(said["points"], earned=_number(earned, language), points=_number(most, language)))
        for title, earned, most in verifying.results(badge)
    ]
    when = verifying.done(badge)
    return html_page.template("badge.html.j2").render(
        w=said,
        language=language,
        direction=course.direction(language),
        css=html_page.style("badge.css"),
        told=told,
        day=_day(badge["validFrom"], language),
        until=_day(badge["validUntil"], language) if "validUntil" in badge else "",
        criteria=badge["credentialSubject"]["achievement"]["criteria"]["narrative"],
        results=results,
        done=_day(when, language) if when else "",
        key=badge["iss"],
        id=badge["id"],
        listed=badge.get("credentialStatus", {}).get("statusListCredential", ""),
        code=Markup(code),
        in_code="#" in link,
        page=page,
        token=token,
    )


def _day(text, language):
    return locales.day(verifying.date(text), language)


def _number(text, language):
    return locales.number(float(text), language)


def picture(badge: dict[str, Any], token: str, language: str) -> str:
    """The badge as a picture (SVG) that holds it, as Open Badges are kept in wallets."""
    told = verifying.told(badge)
    lines = _lines(told["name"])
    top = 200 - 15 * (len(lines) - 1)
    texts = "".join(_text(line, top + 30 * place, 24) for place, line in enumerate(lines))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" '
        f'viewBox="0 0 400 400" role="img" xml:lang="{language}">'
        f"<title>{html.escape(told['name'])}</title>"
        f'<openbadges:credential verify="{token}"></openbadges:credential>'
        '<circle cx="200" cy="200" r="192" fill="#0b4f5c"/>'
        '<circle cx="200" cy="200" r="172" fill="#ffffff"/>'
        '<g fill="#12343b" font-family="sans-serif" font-weight="600" text-anchor="middle">'
        f"{texts}{_text(told['date'], 320, 15)}</g></svg>\n"
    )


def _text(line, at, size):
    return f'<text x="200" y="{at}" font-size="{size}">{html.escape(line)}</text>'


def _lines(text: str) -> list[str]:
    """A name in lines of about the same length."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDEST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:6]
