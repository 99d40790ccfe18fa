"""The directive ``atlas``: the picture of who is who, and the same as a table."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import atlas, in_english, made_of
from localsdg_build.book.dataset_directive import raw
from localsdg_build.words import reference

_COLUMNS = ("atlas_who", "atlas_what", "atlas_gets", "atlas_ties")


class Atlas(SphinxDirective):
    """```` ```{atlas} ````"""

    def run(self) -> list[nodes.Node]:
        """Form, picture, place for what is chosen, and table."""
        root, language = course.root(), self.env.config.language or course.LANGUAGE
        made_of.note(self.env, [f"datasets/{atlas.DATASET}/data/*.csv", f"book/{language}/reference.yml"])
        words = reference(language)
        try:
            bodies = atlas.load(root)
            drawn = atlas.picture(bodies, words, root, language)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"atlas: {problem}", line=self.lineno)]
        self.env.metadata[self.env.docname]["files"] = ["reference.css", "atlas.css", "atlas.js"]
        above = atlas.form(words) + f'<div class="lsdg-atlas">{drawn}{atlas.legend(words)}</div>'
        return [raw(above + atlas.panel(words)), self._table(bodies, words, language)]

    def _table(self, bodies, words, language):
        table = nodes.table(classes=["lsdg-atlas-table"])
        group = nodes.tgroup(cols=len(_COLUMNS))
        for number in range(len(_COLUMNS)):
            group += nodes.colspec(colwidth=1, stub=number == 0)
        head = nodes.row()
        for key in _COLUMNS:
            head += nodes.entry("", nodes.paragraph("", words[key]))
        group += nodes.thead("", head)
        rows = [self._row(body, words, language) for body in bodies]
        group += nodes.tbody("", *rows)
        table += group
        return table

    def _row(self, body, words, language):
        name = atlas.anchor(body["id"])
        row = nodes.row(ids=[name], classes=[f"lsdg-{body['kind']}"])
        slugs = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        slugs[name] = (self.lineno, name, body["name"])
        row += self._who(body, words, language)
        row += self._entry(
            f"{body['what'].removesuffix('.')} {{cite}}`{','.join(body['source'])}`.", language
        )
        entry = self._entry(f"{body['gets']}\n\n**{words['atlas_reach']}** {body['reach']}", language)
        if language != course.LANGUAGE:
            for label in entry.children[-1].findall(nodes.strong):
                label["classes"].append(f"language-{language}")
        row += entry
        row += self._ties(body, words, language)
        return row

    def _who(self, body, words, language):
        name = f"{{term}}`{body['name']} <{body['term']}>`" if body["term"] else body["name"]
        since = words["atlas_since"].format(year=body["since"]) if body["since"] else ""
        needs = ", ".join(words[f"atlas_need_{need}"] for need in body["needs"])
        entry = self._entry(name, language)
        kind = ", ".join(part for part in (words[f"atlas_{body['kind']}"], since) if part)
        entry += nodes.paragraph("", kind, classes=["lsdg-kind"])
        helps = words["atlas_helps"].format(needs=needs) if needs else words["atlas_no_door"]
        entry += nodes.paragraph("", helps, classes=["lsdg-helps"])
        return entry

    def _ties(self, body, words, language):
        entry, points = nodes.entry(), nodes.bullet_list()
        for tie in body["ties"]:
            before, other, after = tie["text"]
            link = nodes.reference("", other, refid=atlas.anchor(tie["other"]), internal=True)
            line = nodes.paragraph("", "", nodes.Text(before), link, nodes.Text(after))
            points += nodes.list_item("", in_english.mark(line, language))
        entry += points
        text = words["atlas_check"].replace("{year}", str(body["state"]))
        said = in_english.filled(text, {"what": body["check"]}, language)
        entry += nodes.paragraph("", "", *said, classes=["lsdg-state"])
        return entry

    def _entry(self, text, language):
        """A cell with paragraphs in English."""
        entry = nodes.entry()
        source = f"datasets/{atlas.DATASET}/data/bodies.csv"
        self.state.nested_parse(StringList(text.splitlines(), source=source), 0, entry)
        for paragraph in entry.children:
            in_english.mark(paragraph, language)
        return entry


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("atlas", Atlas)
