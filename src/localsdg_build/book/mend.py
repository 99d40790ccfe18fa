"""Mend in the finished HTML what docutils and myst-nb write and a screen reader stumbles over.

Each line: what they write, what we write, and why. (axe-core finds them; the tests run it.)
"""

import re

from localsdg import course

_MENDS = [
    # Deprecated roles on elements that may not have them, in a "list" without list items.
    (re.compile(r' role="doc-(?:biblioentry|backlink)"'), ""),
    (re.compile(r'<div role="list" class="citation-list">'), '<div class="citation-list">'),
    # The name of the button must be what stands on it: "Show the code".
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    # A folded code cell is no warning; its own style is enough.
    (re.compile(r'<details class="admonition hide '), '<details class="hide '),
    # Each heading would end in "number sign", and Tab would stop there; "On this page" has the same links.
    (re.compile(r'<a class="headerlink" '), '<a class="headerlink" aria-hidden="true" tabindex="-1" '),
    # The corner of a table heads nothing.
    (re.compile(r"<th\b[^>]*>\s*(?:<p>\s*</p>)?\s*</th>"), "<td></td>"),
]


# Sources are named in their own language, most of them in English.
_SOURCES = re.compile(r'<(?:span class="bibtex-citation"|div (?:role="list" )?class="citation-list")')
# A table of data as pandas shows it: what stands in it comes from the data.
_FRAMES = re.compile(r'<table border="1" class="dataframe"')


# A box's title is a mere paragraph: nobody who goes from heading to heading would find the box.
_HEADINGS = re.compile(r'<h(?P<level>[1-6])\b|<p class="admonition-title">')


def _headed(body):
    """The titles of boxes as headings, one level below the heading that they stand under."""
    above = 1

    def heading(found):
        nonlocal above
        if found["level"]:
            above = int(found["level"])
            return found[0]
        return f'<p class="admonition-title" role="heading" aria-level="{min(above + 1, 6)}">'

    return _HEADINGS.sub(heading, body)


def mend(body: str, language: str = course.LANGUAGE) -> str:
    """The text of a page in ``language`` as HTML, mended."""
    for pattern, better in _MENDS:
        body = pattern.sub(better, body)
    body = _headed(body)
    if language == course.LANGUAGE:
        return body
    for pattern in (_SOURCES, _FRAMES):
        body = pattern.sub(rf'\g<0> lang="{course.LANGUAGE}"', body)
    return body
