"""The directive ``atlas``: the picture of who is who, and the same as a table."""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import atlas, made_of
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
            drawn = atlas.picture(bodies, words, root)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"atlas: {problem}", line=self.lineno)]
        self.env.metadata[self.env.docname]["files"] = ["reference.css", "atlas.css", "atlas.js"]
        above = atlas.form(words) + f'<div class="lsdg-atlas">{drawn}{atlas.legend(words)}</div>'
        return [raw(above + atlas.panel(words)), self._table(bodies, words)]

    def _table(self, bodies, words):
        table = nodes.table(classes=["lsdg-atlas-table"])
        group = nodes.tgroup(cols=len(_COLUMNS))
        for number in range(len(_COLUMNS)):
            group += nodes.colspec(colwidth=1, stub=number == 0)
        head = nodes.row()
        for key in _COLUMNS:
            head += nodes.entry("", nodes.paragraph("", words[key]))
        group += nodes.thead("", head)
        rows = [self._row(body, words) for body in bodies]
        group += nodes.tbody("", *rows)
        table += group
        return table

    def _row(self, body, words):
        name = atlas.anchor(body["id"])
        row = nodes.row(ids=[name], classes=[f"lsdg-{body['kind']}"])
        slugs = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        slugs[name] = (self.lineno, name, body["name"])
        row += self._who(body, words)
        row += self._entry(f"{body['what'].removesuffix('.')} {{cite}}`{','.join(body['source'])}`.")
        row += self._entry(f"{body['gets']}\n\n**{words['atlas_reach']}** {body['reach']}")
        row += self._ties(body, words)
        return row

    def _who(self, body, words):
        name = f"{{term}}`{body['name']} <{body['term']}>`" if body["term"] else body["name"]
        since = words["atlas_since"].format(year=body["since"]) if body["since"] else ""
        needs = ", ".join(words[f"atlas_need_{need}"] for need in body["needs"])
        entry = self._entry(name)
        kind = ", ".join(part for part in (words[f"atlas_{body['kind']}"], since) if part)
        entry += nodes.paragraph("", kind, classes=["lsdg-kind"])
        helps = words["atlas_helps"].format(needs=needs) if needs else words["atlas_no_door"]
        entry += nodes.paragraph("", helps, classes=["lsdg-helps"])
        return entry

    def _ties(self, body, words):
        entry, points = nodes.entry(), nodes.bullet_list()
        for tie in body["ties"]:
            before, other, after = tie["text"]
            link = nodes.reference("", other, refid=atlas.anchor(tie["other"]), internal=True)
            line = nodes.paragraph("", "", nodes.Text(before), link, nodes.Text(after))
            points += nodes.list_item("", line)
        entry += points
        text = words["atlas_check"].format(year=body["state"], what=body["check"])
        entry += nodes.paragraph("", text, classes=["lsdg-state"])
        return entry

    def _entry(self, text):
        entry = nodes.entry()
        source = f"datasets/{atlas.DATASET}/data/bodies.csv"
        self.state.nested_parse(StringList(text.splitlines(), source=source), 0, entry)
        return entry


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("atlas", Atlas)
