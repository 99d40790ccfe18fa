"""The search finds codes, parts of words, small mistakes and signs without spaces, and shows the sentence."""

import json

import pytest
from asked_search import ROOT, ask

from localsdg_build import vendor
from localsdg_build.search import write

LESSON = """<section id="housing-for-all"><h1>Housing for all<a class="headerlink" href="#x">#</a></h1>
<div class="lsdg-glance"><p>About 47 minutes</p></div>
<p>A town is more than its houses. Nobody mentions giraffes twice.</p>
<section id="who-plans"><h2>Who plans<a class="headerlink" href="#who-plans">#</a></h2>
<p>The association’s coordination of the plan, which we owe to target 11.2 and to SDG 11, takes a year.
The café in Bogotá stays open.</p>
<details><summary>Hint 1</summary><p>The answer is wombat.</p></details>
<section class="lsdg-exercise" id="exercise-budget"><p class="lsdg-eyebrow">Exercise</p>
<h3 class="lsdg-exercise-title">Share the budget</h3><p class="lsdg-meta">5 points</p>
<div class="lsdg-prompt"><p>Give money to quays and bridges.</p></div><div class="lsdg-mount"></div>
<script type="application/json" class="lsdg-spec">{"wombat": 1}</script></section></section>
<section id="sources"><h2>Sources</h2><div class="container">
<div class="citation-list">Quay (2020).</div></div></section>
<section id="zh" lang="zh-Hans"><h2>报告</h2><p>协会收集了佐证材料和名单。</p></section></section>"""
GOALS = """<section id="the-goals"><h1>The Goals</h1><p>All of them.</p>
<section id="goal-11" class="lsdg-goal-part"><h2>Goal 11: Cities</h2><p class="lsdg-goal-card"><a>card</a></p>
<div class="lsdg-goal"><table class="lsdg-targets"><tbody>
<tr id="target-11.2"><th>11.2</th><td>Transport for all <small>by 2030</small></td><td><ul>
<li><b>11.2.1</b> People near to a stop</li></ul></td></tr>
<tr id="target-11.b"><th>11.b</th><td>Plans for risks</td><td>none</td></tr>
</tbody></table></div></section>
<section id="goal-1" class="lsdg-goal-part"><h2>Goal 1: No poverty</h2></section>
<dl class="simple glossary"><dt id="term-VNR">VNR<a class="headerlink">#</a></dt>
<dt id="term-review">Voluntary National Review</dt><dd><p>A country's own report.</p></dd></dl></section>"""
PAGES = {"modules/1-cities/housing/en": LESSON, "book/en/goals": GOALS}


def page(body, language="en"):
    article = f'<nav>giraffes</nav><article class="lsdg-article">{body}</article>'
    return f'<!DOCTYPE html><html lang="{language}"><body>{article}</body></html>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    course = tmp_path_factory.mktemp("searched")
    for name, body in PAGES.items():
        path = course / "site" / f"{name}.html"
        path.parent.mkdir(parents=True)
        path.write_text(page(body), encoding="utf-8")
    (course / "book" / "static").mkdir(parents=True)
    (course / "book" / "static" / "search").symlink_to(ROOT / "book" / "static" / "search")
    first, *others = PAGES
    contents = {"format": "jb-book", "root": first, "chapters": [{"file": one} for one in others]}
    (course / "book" / "_toc.yml").write_text(json.dumps(contents))
    made = write.write(course, course / "site", vendor.ensure(ROOT), course / "memory.json")
    assert made.places == 12
    return course / "site"


def test_what_is_remembered_of_pages_changes_nothing(site):
    """A page that changed is read again; a memory that was cut off is none."""
    memory = site.parent / "memory.json"
    index = site / "_search" / "index.js"

    def made():
        write.write(site.parent, site, vendor.ensure(ROOT), memory)
        return index.read_bytes()

    first = index.read_bytes()
    assert made() == first
    path = site / f"{next(iter(PAGES))}.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("more than its houses", "more than its herons"), encoding="utf-8")
    memory.write_text(memory.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    changed = made()
    assert changed != first and made() == changed
    path.write_text(text, encoding="utf-8")
    assert made() == first


# What is asked; the anchor of the first place found; what is shown of it; how it was found.
QUESTIONS = [
    ("11.2", "target-11.2", "", "all"),
    ("11.2.1", "target-11.2", "", "all"),
    ("11.b", "target-11.b", "", "all"),
    ("target 11.2", "target-11.2", "", "few"),
    ("SDG 11", "goal-11", "", "all"),
    ("sdg11", "goal-11", "", "all"),
    ("goal 1", "goal-1", "", "all"),
    ("housing", "", "A town is more than its [houses].", "all"),
    ("hous", "", "A town is more than its [houses].", "all"),
    ("housng", "", "", "near"),
    ("giraff", "", "Nobody mentions [giraffes] twice.", "all"),
    ("ordination", "who-plans", "[coordination]", "near"),
    ("association", "who-plans", "The [association’s] coordination", "all"),
    ("cafe bogota", "who-plans", "The [café] in [Bogotá] stays open.", "all"),
    ("quay", "exercise-budget", "Give money to [quays] and bridges.", "all"),
    ("giraffes quays", "exercise-budget", "[quays]", "some"),
    ("vnr", "term-VNR", "A country's own report.", "all"),
    ("佐证材料", "zh", "协会收集了[佐证材料]和名单。", "all"),
    ("单", "zh", "协会收集了佐证材料和名[单]。", "all"),
]


@pytest.fixture(scope="module")
def answers(site):
    return dict(zip((one[0] for one in QUESTIONS), ask(site, *(one[0] for one in QUESTIONS)), strict=True))


@pytest.mark.parametrize(("asked", "anchor", "sentence", "by"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
def test_what_is_asked_is_found(answers, asked, anchor, sentence, by):
    found = answers[asked]
    assert found["by"] == by
    first = found["hits"][0]
    assert first["anchor"] == anchor and sentence in first["sentence"], found


def test_places_say_what_they_are(answers):
    assert [one["kind"] for one in answers["11.2"]["hits"]][:3] == ["target", "indicator", "lesson"]
    assert answers["SDG 11"]["hits"][0]["kind"] == "goal"
    assert answers["quay"]["hits"][0] == {
        "page": "modules/1-cities/housing/en.html", "anchor": "exercise-budget", "kind": "exercise",
        "title": "Share the budget", "sentence": "Give money to [quays] and bridges.",
    }  # fmt: skip
    assert [one["kind"] for one in answers["quay"]["hits"]] == ["exercise"]
    assert answers["vnr"]["hits"][0]["kind"] == "term"
    assert answers["佐证材料"]["hits"][0]["language"] == "zh-Hans"


def test_a_goal_is_not_found_by_another_s_number(answers):
    assert [one["anchor"] for one in answers["goal 1"]["hits"]] == ["goal-1"]
    assert "goal-1" not in [one["anchor"] for one in answers["SDG 11"]["hits"]]


def test_help_answers_and_settings_are_not_found(site):
    assert [one["hits"] for one in ask(site, "wombat", "minutes", "points", "kangaroos", "", "…")] == [[]] * 6
