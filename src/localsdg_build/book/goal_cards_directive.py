"""The directives ``goal-cards`` (a card for each Goal) and ``goals-in-town`` (a table of some of them)."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import goal_cards, goals_html, in_english, made_of
from localsdg_build.book.dataset_directive import anchored, raw
from localsdg_build.words import goal_card_words, reference


class GoalCards(SphinxDirective):
    """```` ```{goal-cards} ````, at the end of a page: a menu of departments, and a section for each card."""

    def run(self) -> list[nodes.Node]:
        """The menu and the sections."""
        found, words, language = _read(self)
        departments = goal_card_words(language)["departments"]
        self.env.metadata[self.env.docname]["files"] = ["reference.css", "goal-cards.css", "goal-cards.js"]
        form = raw(goal_cards.form(words, departments, len(found)))
        return [form, *(self._section(one, words, departments, language) for one in found)]

    def _section(self, one, words, departments, language):
        name = goal_cards.anchor(one["goal"])
        said = words["goals_title"].replace("{goal}", str(one["goal"]))
        title = in_english.filled(said, {"title": one["title"]}, language)
        section = nodes.section(ids=[name], names=[name], classes=["lsdg-card-part"])
        anchored(self, section, *title)
        section += raw(goal_cards.card(one, words, departments, language))
        return section


class GoalsInTown(SphinxDirective):
    """```` ```{goals-in-town} 1-8 ````: whose task it usually is, a row for each of these Goals."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table, which leads to the cards."""
        found, words, language = _read(self)
        up = "../" * self.env.docname.count("/")
        page = f"{up}book/{language}/{goal_cards.PAGE}.html"
        return [raw(goal_cards.table(goal_cards.chosen(found, self.arguments[0]), words, page, language))]


def _read(directive: SphinxDirective) -> tuple[list[dict[str, Any]], dict[str, str], str]:
    """``(cards, words of the reference pages, language)``; the page is read again when they change."""
    language = directive.env.config.language or course.LANGUAGE
    used = [f"book/{language}/{goal_cards.WORDS}", f"book/{language}/reference.yml", goal_cards.SETTINGS]
    made_of.note(directive.env, [*used, f"datasets/{goals_html.DATASET}/data/*.csv"])
    found = goal_cards.cards(course.root(), goal_card_words(language))
    return found, reference(language), language


def register(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("goal-cards", GoalCards)
    app.add_directive("goals-in-town", GoalsInTown)
