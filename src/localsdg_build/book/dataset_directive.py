"""The directive ``dataset-list``: a section for each dataset, found from the folders below ``datasets/``."""

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg.course import lesson_text
from localsdg_build import order
from localsdg_build.book import dataset_html, dataset_texts, in_english, made_of
from localsdg_build.words import reference

_FILES = "_exercises/data"  # where the build puts the datasets (assets.py)
_SOURCES = (
    "book/_toc.yml",
    "book/{}/reference.yml",
    "datasets/*/datapackage.json",
    "datasets/*/README.md",
    "datasets/*/data/*.csv",
    "exercises/*/exercise.yml",
    "modules/*/*/{}.md",
)


class DatasetList(SphinxDirective):
    """```` ```{dataset-list} ````, at the end of a page: an overview, then a section for each dataset."""

    def run(self) -> list[nodes.Node]:
        """The overview and the sections; a warning if a dataset cannot be read."""
        root, language = course.root(), self.env.config.language or course.LANGUAGE
        words = reference(language)
        made_of.note(self.env, [pattern.format(language) for pattern in _SOURCES])
        try:
            found = dataset_texts.datasets(root)
            used = lessons_using(root, language)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"dataset-list: {problem}", line=self.lineno)]
        self.env.metadata[self.env.docname]["files"] = ["reference.css"]
        sections = [self._section(one, used.get(one["name"], []), words, language) for one in found]
        return [raw(dataset_html.overview(found, words, language)), *sections]

    def _section(self, one, lessons, words, language):
        name = dataset_html.anchor(one["name"])
        section = anchored(
            self, nodes.section(ids=[name], names=[name]), *in_english.filled("{title}", one, language)
        )
        section += in_english.mark(nodes.paragraph("", one["description"]), language)
        section += raw(dataset_html.facts(one, words, language))
        for heading, text in one["notes"]:
            section += in_english.mark(nodes.rubric("", heading), language)
            source = f"datasets/{one['name']}/README.md"
            notes = nodes.Element()
            self.state.nested_parse(StringList(text.splitlines(), source=source), 0, notes)
            section += [in_english.mark(note, language) for note in notes.children]
        if lessons:
            section += self._lessons(lessons, words)
        folder = "../" * self.env.docname.count("/") + f"{_FILES}/{one['name']}"
        for table in one["tables"]:
            section += raw(dataset_html.table(one, table, folder, words, language))
        about = f'<a href="{folder}/datapackage.json" download="{one["name"]}-datapackage.json">'
        section += raw(f"<p>{about}{words['data_package']}</a></p>")
        return section

    def _lessons(self, lessons, words):
        line = nodes.paragraph("", words["data_used"] + " ", classes=["lsdg-taught"])
        for number, page in enumerate(lessons):
            if number:
                line += nodes.Text(", ")
            line += link_to_page(self.env.docname, page)
        return line


def lessons_using(root: Path, language: str = course.LANGUAGE) -> dict[str, list[str]]:
    """``{dataset: [page, ...]}``: lessons of the book that load it or show an exercise that uses it."""
    exercises = {
        slug: course.read_yaml(root / "exercises" / slug / "exercise.yml").get("datasets") or []
        for slug in course.exercise_ids(root)
    }
    found: dict[str, list[str]] = {}
    for _, _, path in order.lessons(root, language=language):
        text = path.read_text(encoding="utf-8")
        names = set(lesson_text.loaded_datasets(text))
        for slug in order.shown_exercises(text):
            names.update(exercises.get(slug, []))
        page = path.relative_to(root).as_posix().removesuffix(".md")
        for name in names:
            found.setdefault(name, []).append(page)
    return found


def anchored(directive: SphinxDirective, section: nodes.section, *title: nodes.Node) -> nodes.section:
    """Give a section its title and make its id an address for ``{ref}`` and for links by path."""
    section += nodes.title("", "", *title)
    directive.state.document.note_explicit_target(section)
    name = section["ids"][0]
    slugs = directive.env.metadata[directive.env.docname].setdefault("myst_slugs", {})
    slugs[name] = (directive.lineno, name, section[0].astext())
    return section


def raw(text: str) -> nodes.raw:
    """HTML as a node."""
    return nodes.raw("", text, format="html")


def link_to_page(docname: str, page: str, text: str = "") -> addnodes.pending_xref:
    """A link to a page, with ``text`` or, without it, the page's title."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text, classes=["doc"]),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{page}",
        refdoc=docname,
        refexplicit=bool(text),
        refwarn=True,
    )


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("dataset-list", DatasetList)
