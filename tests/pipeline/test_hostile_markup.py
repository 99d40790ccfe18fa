"""Markup wherever learners can write it, in every page that people open: nothing runs, nothing is fetched."""

import json
import re
import shutil

import pytest
from hostile_class import Graded, hand_in
from hostile_markup import PAYLOADS, filled
from jupyter_server_process import nbgrader, serving

from autograder.notebook import harmless
from autograder.reports import export, feedback
from localsdg import patience

from .conftest import CHOICE, CODE, NAME, TEXT, Maker

pytestmark = pytest.mark.sandbox  # its class hands in code, too

TEXTS = {name: filled(number, text) for number, (name, text) in enumerate(PAYLOADS.items())}
NAMED = "<img src=x onerror=(window.ran=[])>&quot;'\"{{7}}"


def notebook(maker, texts):
    """The texts as answers of all kinds, as code, comment, output, error, cells of their own and metadata."""
    code = f"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
import sys
average = {texts!r}
for text in average:
    # {" ".join(texts)!r}
    print(text)
    print(text, file=sys.stderr)
    for kind in (HTML, Javascript, Latex, Markdown): display(kind(text))
    for mime in ("image/svg+xml", "text/html", "image/png", "image/jpeg", "application/json", text):
        odd = {{mime: {{"alt": text, "width": text}}}}
        display({{mime: text + "' onerror='x'", "text/plain": text}}, metadata=odd, raw=True)
    display({{"image/png": 'x" onerror="' + text}}, raw=True)
raise type("E<b>", (Exception,), {{}})(" ".join(average))
"""
    answer = {"answers": {"who": texts[0], "when": texts[-1], texts[0]: texts}}
    made = maker.by_lab(
        {CHOICE: answer}, "\n".join(line[8:] for line in code.splitlines()), "\n\n".join(texts)
    )
    for number, text in enumerate(texts):
        shown = {"output_type": "display_data", "data": {"text/html": text}, "metadata": {"x": text}}
        for kind in ("markdown", "raw", "code"):
            cell = {"id": f"{kind}-{number}", "cell_type": kind, "metadata": {"name": text}, "source": text}
            made["cells"].append(
                {**cell, "outputs": [shown], "execution_count": None} if kind == "code" else cell
            )
    made["cells"][-1]["source"] = f"'''{texts[0]}'''"
    made["metadata"]["title"], made["metadata"]["authors"] = texts[0], [{"name": texts[0]}]
    return made


@pytest.fixture(scope="module")
def graded(small_course_folder, prepared_course, tmp_path_factory):
    """Four learners with ten payloads each (one of them has markup as a name), and an honest one."""
    place, maker = tmp_path_factory.mktemp("markup"), Maker(small_course_folder)
    texts = list(TEXTS.values())
    for number in range(4):
        name = NAMED if number == 3 else f"learner-{number}"
        hand_in(place / "in", name, NAME, notebook(maker, texts[number * 10 : number * 10 + 10]))
    hand_in(place / "in", "zoe", NAME, maker.by_lab({CHOICE: {"answers": {"who": "vnr", "when": 4}}}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        yield Graded([place / "in"], prepared_course, place / "course")


class Watched:
    """A page of Chromium that remembers what ran and what was asked for."""

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 1200, "height": 900})
        self.context.set_default_timeout(60_000)
        self.asked, self.dialogs, self.ran = [], [], []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def look(self, address):
        """Open a page, hover and look at all links; remember which payloads ran."""
        self.page.goto(address)
        self.page.wait_for_timeout(300)
        self.ran += self.page.evaluate(_LOOK)


_LOOK = """() => {
  const ran = window.ran || [];
  for (const link of document.querySelectorAll("a[href], area[href], form[action]")) {
    const to = link.getAttribute("href") || link.getAttribute("action");
    if (/^\\s*(javascript|vbscript|data):/i.test(to) || /^(javascript|vbscript|data):$/.test(link.protocol)) {
      const number = /push\\((\\d+)\\)/.exec(decodeURIComponent(to));
      ran.push(number ? Number(number[1]) : to);
    }
  }
  for (const odd of document.querySelectorAll("iframe, object, embed, base, math, [onerror], [onload]"))
    ran.push(odd.outerHTML);
  return ran;
}"""


@pytest.fixture(scope="module")
def seen(graded, browser):
    """``{page: Watched}`` of our feedback, the dashboard, nbgrader's feedback and formgrader."""
    root, found = graded.folder.root, {}
    found["our feedback"] = Watched(browser)
    for path in feedback.write_all(graded.folder):
        found["our feedback"].look(path.as_uri())
    found["dashboard"] = Watched(browser)
    found["dashboard"].look(graded.dashboard(NAMED).as_uri())
    shutil.rmtree(root / "feedback")
    nbgrader("generate_feedback", NAME, cwd=root)
    found["nbgrader's feedback"] = Watched(browser)
    for path in sorted((root / "feedback").rglob("*.html")):
        found["nbgrader's feedback"].look(path.as_uri())
    found["formgrader"] = Watched(browser)
    with serving(root) as address:
        _look_at_formgrader(found["formgrader"], f"{address}/formgrader")
    yield found
    for one in found.values():
        one.context.close()


def _look_at_formgrader(watched, address):
    for place in ("", "/manage_students", f"/manage_submissions/{NAME}", "/gradebook", f"/gradebook/{NAME}"):
        watched.look(address + place)
    watched.look(f"{address}/gradebook/{NAME}/{NAME}")
    watched.page.get_by_text("Submission #1").wait_for()
    links = watched.page.eval_on_selector_all(
        "a[href*='/submissions/']", "links => links.map(link => link.href)"
    )
    assert len(set(links)) == 5
    for link in sorted(set(links)):
        watched.look(link)


PAGES = ["our feedback", "dashboard", "nbgrader's feedback", "formgrader"]


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize(("number", "name"), list(enumerate(TEXTS)), ids=list(TEXTS))
def test_a_payload_neither_runs_nor_fetches(seen, place, number, name):
    assert number not in seen[place].ran
    assert not [url for url in seen[place].asked if url.endswith(f"payload-{number}")]


@pytest.mark.parametrize("place", PAGES)
def test_nothing_else_runs_either(seen, place):
    assert seen[place].ran == [] and seen[place].dialogs == []


@pytest.mark.parametrize("place", PAGES[:2])
def test_our_pages_ask_for_nothing(seen, place):
    assert {url.split(":")[0] for url in seen[place].asked} == {"file"}


def test_an_honest_learners_grade_is_untouched(graded):
    assert graded.exercises("zoe")[CHOICE].score == 5
    others = [name for name in graded.outcomes if name != "zoe"]
    assert len(others) == 4
    for name in others:
        found = graded.exercises(name)
        assert [found[slug].score for slug in (CHOICE, CODE, TEXT)] == [0, 0, None]


def test_tables_hold_no_formula_and_no_steering_sign(graded):
    text = export.write("csv", list(graded.outcomes.values()))
    assert not [sign for sign in "\x1b\x07\u202e\u2066\x00" if sign in text]
    json.dumps(text).encode()


@pytest.mark.parametrize("name", ["TeX with a link", "TeX with a style", "TeX over lines"])
def test_tex_cannot_make_links_or_styles(name):
    """Where MathJax is at hand it would make real links of these (formgrader loads it from elsewhere)."""
    kept = harmless.markdown(TEXTS[name])
    found = re.findall(r"(\\*)(?:href|style|class|cssId|require)", kept)
    assert found and all(len(slashes) % 2 == 0 for slashes in found), kept


@pytest.mark.parametrize(
    "text", ["\\" * 400_000, "\\ " * 200_000, "<" * 400_000, "](" * 200_000, "$" * 400_000]
)
def test_a_long_run_of_signs_does_not_keep_the_grader(text):
    """What takes time in the square of the length would take hours here."""
    with patience.time_limit(20):
        harmless.markdown(text)


def test_what_learners_write_can_still_be_read():
    text = "See [our plan](https://example.org/a_b) and ![x](y.png), 3 < 4, *well*."
    assert harmless.markdown(text) == text.replace("](", "&#93;(")
