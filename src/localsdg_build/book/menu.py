"""The course's menu as HTML: Sphinx's list of pages, in which each module's lessons fold."""

import html
import itertools
import re
from collections.abc import Mapping
from typing import Any

from localsdg_build import module_marks

_CURRENT = re.compile(r'<a class="(current reference internal)" href="#"')
_MODULE = re.compile(
    r'(<li class="toctree-l1(?P<here> current)?"><a [^>]*)(?P<title>>(?:(?!</a>).)*</a>)(?=<ul)', re.S
)
_TOP = re.compile(
    r'(<li class="toctree-l1(?: current)?"><a [^>]*href="(?P<address>[^"]*)"[^>]*>(?:(?!</a>).)*)</a>', re.S
)
# Closed it points ahead, open it points down.
_SIGN = (
    '<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
    '<path d="m8 5.500 4.500 4.500-4.500 4.500"/></svg>'
)


def menu(
    context: dict[str, Any], words: dict[str, str], marks: Mapping[str, module_marks.Mark] | None = None
) -> str:
    """The menu of a page: the module that the reader is in is open, the others are folded."""
    text = str(context["toctree"](collapse=False, maxdepth=3, includehidden=True, titles_only=True))
    return folding(signed(text, context["pagename"], marks or {}), words["site_menu_lessons"])


def signed(text: str, page: str, marks: Mapping[str, module_marks.Mark]) -> str:
    """Sphinx's list of pages with each module's icon behind its title, where the style puts it in front."""

    def link(match):
        mark = module_marks.of_page(marks, module_marks.resolved(page, match["address"]))
        return f"{match[1]}{mark.svg() if mark else ''}</a>"

    return _TOP.sub(link, text)


def folding(text: str, label: str) -> str:
    """Sphinx's list of pages with a button at each module; ``label``: its name, before the module's title."""
    # A caption groups links; as a heading it would need a level, and the page has its own headings.
    text = text.replace('class="caption" role="heading"', 'class="caption"')
    numbers = itertools.count(1)
    text = _MODULE.sub(lambda match: _with_button(match, label, f"menu-module-{next(numbers)}"), text)
    return _CURRENT.sub(r'<a class="\1" href="#" aria-current="page"', text)


def _with_button(match, label, link):
    """The button is named by itself and by the link, whose title may be in another language."""
    is_open = "true" if match["here"] else "false"
    name = f'id="{link}-fold" aria-label="{html.escape(label)}" aria-labelledby="{link}-fold {link}"'
    about = f'class="lsdg-fold lsdg-needs-script" aria-expanded="{is_open}" {name}'
    return f'{match[1]} id="{link}"{match["title"]}<button type="button" {about}>{_SIGN}</button>'
