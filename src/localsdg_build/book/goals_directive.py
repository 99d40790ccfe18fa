"""The directive ``goals-table``: a section for each Goal, with its targets and indicators in short."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import goal_cards, goals_html, in_english, made_of
from localsdg_build.book.dataset_directive import anchored, raw
from localsdg_build.words import reference


class GoalsTable(SphinxDirective):
    """```` ```{goals-table} ````, at the end of a page."""

    def run(self) -> list[nodes.Node]:
        """A box to narrow the list, and the sections."""
        root, language = course.root(), self.env.config.language or course.LANGUAGE
        tables = f"datasets/{goals_html.DATASET}/data/*.csv"
        made_of.note(self.env, [tables, f"book/{language}/reference.yml"])
        words = reference(language)
        try:
            goals = goals_html.goals(root)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"goals-table: {problem}", line=self.lineno)]
        self.env.metadata[self.env.docname]["files"] = ["reference.css", "goals.js"]
        count = sum(len(goal["targets"]) for goal in goals)
        return [raw(goals_html.form(words, count)), *(self._section(goal, words, language) for goal in goals)]

    def _section(self, goal, words, language):
        name = goals_html.goal_anchor(goal["goal"])
        said = words["goals_title"].replace("{goal}", str(goal["goal"]))
        title = in_english.filled(said, {"title": goal["title"]}, language)
        section = nodes.section(ids=[name], names=[name], classes=["lsdg-goal-part"])
        anchored(self, section, *title)
        card = words["goals_card"].replace("{goal}", str(goal["goal"]))
        link = f"{goal_cards.PAGE}.html#{goal_cards.anchor(goal['goal'])}"
        section += raw(f'<p class="lsdg-goal-card"><a href="{link}">{card}</a></p>')
        section += raw(goals_html.table(goal, words, language))
        return section


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("goals-table", GoalsTable)
