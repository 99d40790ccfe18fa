"""The directives ``sdg-exercise`` and ``hand-in``: an exercise on a page, and where its answers leave it."""

import html
import json
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg.course import public
from localsdg_build import editions, good_answers, town_questions
from localsdg_build.book import code_exercise, made_of, page_exercise, stuck
from localsdg_build.live import FOLDER
from localsdg_build.release import handing_in

_HAND_IN = (
    "book/_toc.yml",
    "book/{}/interface.yml",
    "modules/*/module.yml",
    "modules/*/*/{}.md",
    "exercises/*/exercise.yml",
    "exercises/*/checks.py",
    "exercises/*/{}.md",
)


class exercise_node(nodes.General, nodes.Element):
    """An exercise; its children are the prompt."""


class hand_in_node(nodes.General, nodes.Element):
    """The place where a page offers the hand-in of one assignment."""


class ExerciseDirective(SphinxDirective):
    """```` ```{sdg-exercise} slug ````"""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The exercise as one node; a warning with file and line if it cannot be read."""
        slug = self.arguments[0].strip()
        try:
            spec = public.exercise(slug, self.env.config.language or course.LANGUAGE)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"sdg-exercise: {problem}", line=self.lineno)]
        made_of.note(self.env, [f"exercises/{slug}/*.*", f"book/{spec['language']}/interface.yml"])
        if town_questions.takes_notes(spec):
            lessons = f"modules/{spec['module']}/*/{spec['language']}.md"
            made_of.note(self.env, ["book/_toc.yml", lessons])
        node = exercise_node("", spec=spec, slug=slug, sections=stuck.note_lesson(self.env, slug))
        prompt = nodes.container(classes=["lsdg-prompt"])
        text = StringList(
            spec["words"]["prompt"].splitlines(), source=f"exercises/{slug}/{spec['language']}.md"
        )
        self.state.nested_parse(text, 0, prompt)
        node += prompt
        if spec["kind"] == "code":
            made_of.note(self.env, ["modules/*/module.yml", "datasets/*/datapackage.json"])
            node += code_exercise.parts(spec, slug, spec["language"], self.env.config.lsdg_live)
        self.env.metadata[self.env.docname].setdefault("exercises", []).append(slug)
        return [node]


class HandInDirective(SphinxDirective):
    """```` ```{hand-in} ````: *Download my work* and *Load my work* of this module's assignment."""

    def run(self) -> list[nodes.Node]:
        """The hand-in as one node; a warning if the page belongs to no module."""
        parts = self.env.docname.split("/")
        settings = course.root() / "modules" / (parts[1] if len(parts) > 1 else "") / "module.yml"
        if parts[0] != "modules" or not settings.is_file():
            message = "hand-in: use this directive on a page of a module (modules/<module>/...)"
            return [self.state.document.reporter.warning(message, line=self.lineno)]
        # The page loads host.js for this element as it does for an exercise.
        self.env.metadata[self.env.docname].setdefault("exercises", [])
        # It lists every exercise of the assignment by title, so it depends on all of them.
        language = self.env.config.language or course.LANGUAGE
        made_of.note(self.env, [pattern.format(language) for pattern in _HAND_IN])
        assignment = course.read_yaml(settings)["assignment"]
        words = handing_in.page_data(assignment, language=language)
        return [hand_in_node("", assignment=assignment, words=words)]


def register(app: Sphinx) -> None:
    """Add both directives and how their nodes look in HTML (in other formats, the prompt remains)."""
    app.add_node(exercise_node, html=(_visit_exercise, _depart_exercise), **_silent())
    app.add_node(hand_in_node, html=(_visit_hand_in, _nothing), **_silent())
    app.add_node(code_exercise.exercise_link, html=(code_exercise.visit_link, None), **_silent())
    app.add_directive("sdg-exercise", ExerciseDirective)
    app.add_directive("hand-in", HandInDirective)


def _silent():
    return {builder: (_nothing, _nothing) for builder in ("latex", "text", "man", "texinfo")}


def _nothing(translator, node):
    pass


def _visit_exercise(translator, node):
    spec, slug = node["spec"], node["slug"]
    ui = spec["words"]["ui"]
    level = min(translator.section_level + 1, 6)
    language = translator.config.language or course.LANGUAGE
    spoken = "" if spec["language"] == language else f' lang="{spec["language"]}"'
    if spoken:  # the exercise is not translated, or its English has changed since
        note = html.escape(ui["site_exercise_english"])
        translator.body.append(f'<p class="lsdg-untranslated">{note}</p>\n')
    title = html.escape(spec["words"]["title"])
    meta = ui["exercise_meta" if spec["points"] else "exercise_meta_open"].format(**spec)
    translator.body.append(
        f'<section class="lsdg-exercise" id="exercise-{slug}" data-exercise="{slug}" '
        f'data-kind="{spec["kind"]}" aria-labelledby="exercise-{slug}-title"{spoken}>'
        f'<p class="lsdg-eyebrow">{html.escape(ui["exercise"])}</p>'
        f'<h{level} class="lsdg-exercise-title" id="exercise-{slug}-title">{title}</h{level}>'
        f'<p class="lsdg-meta">{html.escape(meta)}</p>\n'
    )


def _depart_exercise(translator, node):
    spec = node["spec"]
    if spec["kind"] != "code" or translator.config.lsdg_live:
        ui = spec["words"]["ui"]
        translator.body.append(
            '<div class="lsdg-mount"></div>'
            f'<noscript><p class="lsdg-noscript">{html.escape(ui["exercise_noscript"])}</p></noscript>'
        )
    translator.body.append(stuck.box(translator.document, spec, node["sections"]))
    if translator.config.lsdg_edition != editions.GRADED and good_answers.has_one(spec):
        here = translator.builder.get_target_uri(translator.builder.current_docname)
        address = "../" * here.count("/") + f"_exercises/good/{node['slug']}.json"
        translator.body.append(stuck.good_place(spec["words"]["ui"], address))
    data = script_json(page_exercise.widget_json(node["slug"], spec))
    translator.body.append(f'<script type="application/json" class="lsdg-spec">{data}</script></section>\n')


def _visit_hand_in(translator, node):
    live = ""
    if translator.config.lsdg_live:  # it lies once beside all languages
        here = translator.builder.get_target_uri(translator.builder.current_docname)
        above = here.count("/") + ((translator.config.language or course.LANGUAGE) != course.LANGUAGE)
        live = f' data-live="{"../" * above}{FOLDER}/"'
    translator.body.append(
        f'<div class="lsdg-hand-in" data-assignment="{html.escape(node["assignment"])}"{live}>'
        f'<script type="application/json" class="lsdg-words">{script_json(node["words"])}</script></div>\n'
    )


def script_json(value: Any) -> str:
    """JSON that may stand inside a ``<script>`` element: no ``</script>`` can end it early."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\u0021--")
