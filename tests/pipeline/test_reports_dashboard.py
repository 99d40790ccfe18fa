"""The cohort's dashboard: what it counts, what it says, and what it keeps to itself."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import cohorts
import pytest
import yaml
from outcomes import with_first

from autograder.intake.roster import Learner, Roster
from autograder.model import Entry, Outcome
from autograder.reports import cohort, dashboard, html_page

ROOT = Path(__file__).parents[2]

NAME = "3-monitoring-reporting"
CODE = "distance-to-target"


class Cells(HTMLParser):
    """The tables of a page as lists of rows of texts, by the heading before them."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.attributes = {}, [], []
        self._heading, self._into = "", None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("h2", "h3", "h4"):
            self._heading, self._into = "", "heading"
        elif tag == "table":
            self.tables.setdefault(self._heading, []).append([])
        elif tag == "tr":
            self.tables[self._heading][-1].append([])
        elif tag in ("td", "th"):
            self.tables[self._heading][-1][-1].append("")
            self._into = "cell"

    def handle_endtag(self, tag):
        if tag in ("td", "th", "h2", "h3", "h4"):
            self._into = None

    def handle_data(self, data):
        if self._into == "heading":
            self._heading += data
        elif self._into == "cell":
            self.tables[self._heading][-1][-1][-1] += data


@pytest.fixture(autouse=True)
def _of_the_real_course(monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)


@pytest.fixture
def made(tmp_path):
    """``made(hand_ins, ...)`` -> ``(text, Cells)`` of the dashboard of these hand-ins."""

    def run(some, **options):
        path = tmp_path / "dashboard.html"
        dashboard.write(some, path, cohorts.assignments(), **options)
        text = path.read_text(encoding="utf-8")
        return text, Cells(text)

    return run


def test_the_page_asks_nothing_of_anybody_and_runs_nothing(made):
    text, page = made(cohorts.hand_ins(60))
    assert not {"script", "img", "iframe", "link", "object", "base", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert {value[0] for name, value in page.attributes if name == "href"} == {"#"}
    assert not re.search(r"https?://(?!www\.w3\.org)|url\(|@import", text)
    assert "default-src &#39;none&#39;" in text and page.tags.count("h1") == 1


def test_outcomes_scores_and_times_are_those_of_the_hand_ins(made):
    some = list(cohorts.hand_ins(90))
    some[0] = replace(some[0][0], status="needs_human"), some[0][1]
    statuses = Counter(outcome.status for outcome, _ in some)
    text, page = made(some)
    assert (
        f"90 hand-ins of 90 learners: {statuses['graded']} graded, 1 waiting for a human, 3 ungraded." in text
    )
    assert page.tables["Hand-ins"][0][1] == [
        "Monitoring and reporting",
        "90",
        str(statuses["graded"]),
        "1",
        "3",
    ]
    assert page.tables["Why hand-ins are ungraded"] == [[["Reason", "Hand-ins"], [cohorts.REASON, "3"]]]
    scores = page.tables["Monitoring and reporting"][0]
    assert len(scores) == 11 and sum(int(row[1]) for row in scores[1:]) == statuses["graded"]
    times = page.tables["When work came in"][0]
    days = Counter(entry.received[:10] for _, entry in some)
    assert {row[0]: int(row[1]) for row in times[1:]} == days


def test_facility_and_discrimination_are_those_of_pandas(made):
    import pandas as pd

    some = list(cohorts.hand_ins(120))
    _, page = made(some)
    graded = [outcome for outcome, _ in some if outcome.status == "graded"]
    scores = pd.DataFrame([{one.id: one.score for one in outcome.exercises} for outcome in graded])
    closed = [one for one in cohorts.assignments()[NAME].exercises if not one.is_open]
    points = {one.id: one.points for one in closed}
    titles = {one.title: one.id for one in closed}
    rows = page.tables["Monitoring and reporting"][1]
    assert (
        rows[0][:5] == ["Exercise or check", "Facility", "First try", "Discrimination", "n"]
        and len(rows) == len(points) + 1
    )
    for name, facility, first, discrimination, count, *_ in rows[1:]:
        assert first == "–"  # these hand-ins tell none
        item = scores[titles[name]]
        assert facility == f"{100 * item.mean() / points[titles[name]]:.0f}\u00a0%" and int(count) == len(
            graded
        )
        assert discrimination == f"{item.corr(scores.sum(axis=1) - item):.2f}"


def test_a_check_is_compared_with_all_points_but_its_own(made):
    import pandas as pd

    some = list(cohorts.hand_ins(120))
    _, page = made(some)
    rows = []
    for outcome, _ in some:
        if outcome.status == "graded":
            exercise = next(one for one in outcome.exercises if one.id == "reporting-roadmap")
            rows.append(
                {"all": outcome.score, **{one.id: one.earned for one in exercise.checks if one.points}}
            )
    frame = pd.DataFrame(rows)
    exercise = next(one for one in cohorts.assignments()[NAME].exercises if one.id == "reporting-roadmap")
    shown = page.tables[exercise.title][0]
    for check, row in zip(frame.columns[1:], shown[1:], strict=True):
        r = frame[check].corr(frame["all"] - frame[check])
        assert row[3] == ("–" if pd.isna(r) else f"{r:.2f}".replace("-", "−")), check


def test_no_discrimination_for_tiny_cohorts(made):
    _, page = made(cohorts.hand_ins(9))
    rows = next(
        table for table in page.tables["Monitoring and reporting"] if table[0][0] == "Exercise or check"
    )
    assert {row[3] for row in rows[1:]} == {"–"} and {row[4] for row in rows[1:]} == {"9"}


def test_hidden_checks_have_a_number_and_an_id_and_no_words(made):
    text, page = made(cohorts.hand_ins(60))
    exercise = next(one for one in cohorts.assignments()[NAME].exercises if one.id == CODE)
    names = [row[0] for row in page.tables[exercise.title][0]]
    assert names[-2:] == ["Hidden check 1 (furthest)", "Hidden check 2 (agree)"]
    words = yaml.safe_load((cohorts.ROOT / "exercises" / CODE / "en.md").read_text().split("---\n")[1])
    for check in ("furthest", "agree"):
        for sentence in words["feedback"][check].values():
            assert sentence not in text or sentence in str(words["feedback"]["scores"])


def test_common_mistakes_are_counted_without_the_unanswered(made):
    some = list(cohorts.hand_ins(80))
    _, page = made(some)
    told, answered = Counter(), 0
    exercise = next(one for one in cohorts.assignments()[NAME].exercises if one.id == "check-why-report")
    for outcome, entry in some:
        result = next(one for one in outcome.exercises if one.id == exercise.id)
        if result.checks and entry.answers[exercise.id] is not None:
            answered += 1
            missed = [one for one in result.checks if one.state != "met"]
            told.update((one.id, one.message) for one in missed)
    (rows,) = page.tables[f"{exercise.title} ({answered} answers)"]
    assert [int(row[2]) for row in rows[1:]] == [count for _, count in told.most_common(5)]
    assert rows[1][3] == f"{100 * int(rows[1][2]) / answered:.0f}\u00a0%"


def test_learners_who_need_help_and_those_who_handed_in_nothing(made):
    some = list(cohorts.hand_ins(40))
    listed = [Learner(outcome.learner, outcome.learner) for outcome, _ in some]
    roster = Roster([*listed, Learner("zoe", "zoe", "=Zoë <b>")])
    text, page = made(some, roster=roster)
    rows = page.tables["Who may need help"][0]
    assert rows[1][0] == "=Zoë <b> (zoe)" and rows[1][2] == "not handed in: Monitoring and reporting"
    assert "=Zoë &lt;b&gt; (zoe)" in text
    by_name = {row[0]: row for row in rows[1:]}
    assert "ungraded: Monitoring and reporting" in by_name["learner-00029"][2]
    for outcome, _ in some:
        if outcome.status == "graded" and outcome.score < outcome.max_score / 2:
            assert "less than half" in by_name[outcome.learner][2]
    assert "of 41 learners" in text


def test_long_lists_end_with_how_many_more(made):
    _, page = made(cohorts.hand_ins(400))
    text, _ = made(cohorts.hand_ins(400))
    assert len(page.tables["Who may need help"][0]) == 51
    assert re.search(r"… and \d+ more, see the CSV", text)


def test_what_learners_wrote_is_text(made):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    some = list(cohorts.hand_ins(12))
    for place, (outcome, entry) in enumerate(some[:6]):
        outcome = with_first(
            replace(outcome, learner=outcome.learner + evil),
            check={"text": evil, "state": "unmet", "message": evil},
        )
        answers = {slug: answer or {"text": evil} for slug, answer in entry.answers.items()}
        some[place] = outcome, replace(entry, answers=answers)
    ungraded = replace(some[7][0], status="ungraded", score=None, reason=evil)
    some[7] = with_first(ungraded, status="ungraded", score=None, reason=evil), some[7][1]
    text, page = made(some, roster=Roster([Learner(evil, evil, evil)]), name=evil)
    assert not {"script", "img"} & set(page.tags) and "<script" not in text
    assert text.count("&lt;script&gt;") >= 4


def test_nobody_has_handed_in_yet(made):
    text, _ = made([], roster=Roster([Learner("amina", "amina")]))
    assert "There are no hand-ins yet." in text and "Scores" not in text
    unknown = Outcome("a", "9-none", "ungraded", None, None, "Unknown.", ())
    text, _ = made([(unknown, Entry({}, "", "", "", ""))])
    assert "1 hand-ins of 1 learners" in text and "No hand-in is graded in full yet." in text


def test_every_word_of_the_page_is_used_and_known():
    words = yaml.safe_load((ROOT / "book/en/dashboard.yml").read_text(encoding="utf-8"))
    rooms = html_page.TEMPLATES.parent
    sources = [path.read_text() for path in [*rooms.glob("dashboard*.py"), rooms / "words.py"]]
    sources.append((html_page.TEMPLATES / "dashboard.html.j2").read_text())
    put_together = ("status_", "times_")  # the end of these keys is a value
    unused = [
        key
        for key in words
        if not key.startswith(put_together) and not re.search(rf"\b{key}\b", "".join(sources))
    ]
    assert unused == []


# ---- Similar hand-ins -----------------------------------------------------------------------------


def test_the_dashboard_tells_who_wrote_the_same(made):
    some = list(cohorts.hand_ins(30))
    text = {"text": " ".join(f"word{place % 37}x{place}" for place in range(60))}
    for place in (3, 8):
        some[place][1].answers["advocacy-story"] = text
    assert "advocacy-story" in some[3][1].answers
    page, cells = made(some)
    rows = cells.tables["Hand-ins that are alike"][0]
    assert [
        "learner-00003 · learner-00008",
        "Tell the story behind the number",
        "The same words",
    ] in rows or any("learner-00003" in row[0] and "learner-00008" in row[0] for row in rows)
    assert "A hint to look, not a proof" in page


def test_code_is_read_from_the_copies(made):
    code = "\n".join(f"value_{n} = table[table['year'] == {n}]['rate'].mean() * {n + 3}" for n in range(6))
    written = {"learner-00002": code, "learner-00005": code}
    _, page = made(cohorts.hand_ins(10), code=lambda learner, assignment: {CODE: written.get(learner, "")})
    assert any("learner-00002 · learner-00005" in row[0] for row in page.tables["Hand-ins that are alike"][0])


# ---- Cost -----------------------------------------------------------------------------------------


def test_cost_grows_with_the_hand_ins_and_not_with_their_square(made):
    import time

    def cost(count):
        some = list(cohorts.hand_ins(count, names=tuple(cohorts.assignments())))
        begin = time.process_time()
        made(some)
        return time.process_time() - begin

    cost(50)
    small, large = cost(500), cost(2000)
    assert large < 8 * max(small, 0.2)


def test_a_cohort_keeps_no_hand_ins():
    added = cohort.Cohort(cohorts.assignments())
    for outcome, entry in cohorts.hand_ins(20):
        added.add(outcome, entry)
    assert len(added.people) == 20 and added.assignments[NAME].hand_ins == 20
