"""The directive ``agenda``: the planner of workshops, in the trainer's edition alone.

Its content is what the other editions show in its place. The planner is Python: what its worker loads is
written beside the pages of the trainer's edition, with the scripts that draw it.
"""

import html
import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import editions
from localsdg_build.agenda import facts, page, rules
from localsdg_build.book import assets, made_of, page_python
from localsdg_build.book.exercise_directives import script_json

PYTHON = "agenda-python.json"
_SOURCES = (*made_of.COURSE, "book/{}/agenda.yml")
_PACKAGE = Path(__file__).parents[1] / "agenda"


class Agenda(SphinxDirective):
    """```` ```{agenda} ````, once on a page; its content is for editions without the planner."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The place for the planner with what it needs to know; elsewhere the content."""
        if self.config.lsdg_edition != editions.TRAINER:
            instead = nodes.Element()
            self.state.nested_parse(self.content, self.content_offset, instead)
            return instead.children
        language = self.config.language or course.LANGUAGE
        made_of.note(self.env, [pattern.format(language) for pattern in _SOURCES])
        self.env.metadata[self.env.docname].setdefault("exercises", [])  # so the page has widgets' styles
        at = "../" * self.env.docname.count("/") + "_exercises/"
        return [nodes.raw("", place(language, at), format="html")]


def place(language: str, at: str) -> str:
    """The planner's place in a page (HTML); ``at``: the way from there to ``_exercises/``."""
    data = {**page_data(language), "top": at.removesuffix("_exercises/")}
    told = f'<script type="application/json" class="lsdg-words">{script_json(data)}</script>'
    without = f"<noscript><p>{html.escape(data['words']['page_noscript'])}</p></noscript>"
    return (
        f'<link rel="stylesheet" href="{at}agenda.css" />\n'
        f'<div class="lsdg-agenda">{told}{without}</div>\n'
        f'<script type="module" src="{at}agenda.js"></script>\n'
    )


def page_data(language: str = course.LANGUAGE) -> dict:
    """What the page knows: the planner's facts and words, what can be chosen, and the limits of a time."""
    return {
        "facts": facts.facts(course.root(), language),
        "words": facts.told(language),
        "times": [list(one) for one in rules.NAMED],
        "audiences": list(rules.AUDIENCES),
        "usual": [list(one) for one in rules.USUAL],
        "least": rules.SHORTEST,
        "most": rules.DAY * rules.DAYS,
        "language": language,
        "isRtl": course.direction(language) == "rtl",
    }


def sources() -> str:
    """``[[path, text], ...]`` as JSON: the modules that plan and check, for MicroPython."""
    files = [(f"localsdg_build/agenda/{name}.py", _PACKAGE / f"{name}.py") for name in page.MODULES]
    return json.dumps([[path, page_python.short(file.read_text(encoding="utf-8"))] for path, file in files])


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Put scripts and Python beside the pages of the trainer's edition (``build-finished``)."""
    if exception or app.builder.format != "html" or app.config.lsdg_only_texts:
        return
    if app.config.lsdg_edition == editions.TRAINER:
        files(Path(app.outdir) / "_exercises")


def files(out: Path) -> None:
    """Write what the planner's page loads into the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for source in (course.root() / "book" / "static" / "exercises").glob(assets.PLANNER):
        (out / source.name).write_bytes(source.read_bytes())
    (out / PYTHON).write_text(sources(), encoding="utf-8")


def register(app: Sphinx) -> None:
    """Add the directive and its files."""
    app.add_directive("agenda", Agenda)
    app.connect("build-finished", write_files)
