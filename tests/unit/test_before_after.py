"""Before-and-after tests: which answers are right, what is kept of a hand-in, intervals, what is hidden."""

import html
import json
import math
import subprocess
from itertools import product
from pathlib import Path

import pytest
from docutils.utils import new_document

from autograder.notebook import before_after as handed_in
from autograder.reports import gains
from localsdg.course import before_after
from localsdg_build import vendor
from localsdg_build.book import before_after as before_after_page
from localsdg_build.book import before_after_notes
from localsdg_build.words import interface

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests" / "tables" / "before_after.json").read_text())["cases"]
NAME = "3-monitoring-reporting"
CODE = """
import {{ readFileSync }} from "node:fs";
const read = (path) => readFileSync(path, "utf-8");
const module = (text) => import("data:text/javascript," + encodeURIComponent(text));
const kept = await module(read({kept}));
const {{ ordered }} = await module(read({order}));
console.log(JSON.stringify({expression}));
"""


def page_says(expression):
    """The value of an expression over ``before-after-kept.js`` (``kept``) and ``ordered``."""
    paths = {
        "kept": "book/static/exercises/before-after-kept.js",
        "order": "src/localsdg/kinds/choice/order.js",
    }
    code = CODE.format(
        expression=expression, **{key: json.dumps(str(ROOT / one)) for key, one in paths.items()}
    )
    done = subprocess.run(
        [vendor.node() or "node", "--input-type=module", "-"],
        input=code,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def question(given):
    return before_after.Question(given["type"], given["right"], tolerance=given.get("tolerance", 0))


def test_page_and_grader_find_the_same_answers_right():
    assert [question(about).is_right(given) for about, given, _ in CASES] == [right for *_, right in CASES]
    told = page_says(f"{json.dumps(CASES)}.map(([about, given]) => kept.isRight(about, given))")
    assert told == [right for *_, right in CASES]


def test_half_of_all_browsers_begin_with_form_a():
    for module in ("1-sdg-introduction", NAME):
        seeds = f'(seed) => ordered(["a", "b"], "{module}/before-after", seed)[0] === "a"'
        expression = f"[...Array(1000).keys()].filter({seeds}).length"
        assert 450 < page_says(expression) < 550


def kept(first="a", **forms):
    """What a browser keeps: ``a={objective: given}``; a form whose name ends in _ is not finished."""
    return {
        "first": first,
        "forms": {
            name.rstrip("_"): {
                "done": not name.endswith("_"),
                "answers": {one: {"given": given, "version": "v"} for one, given in answers.items()},
            }
            for name, answers in forms.items()
        },
    }


def test_a_form_that_is_done_is_never_replaced_by_a_file():
    here, file = (
        kept("a", a={"x": "one"}, b_={"x": "mine", "y": 2}),
        kept("b", a={"x": "two"}, b={"x": "its"}),
    )
    assert page_says(f"kept.merged({json.dumps(here)}, {json.dumps(file)})") == {
        "first": "a",
        "forms": {"a": here["forms"]["a"], "b": file["forms"]["b"]},
    }
    assert page_says(f"kept.loses({json.dumps(here)}, kept.merged({json.dumps(here)}, {json.dumps(file)}))")
    new = kept("b", b={"x": "its"})
    assert page_says(f"kept.merged(null, {json.dumps(new)})") == new
    assert not page_says(f"kept.loses(null, {json.dumps(new)})")


HOSTILE = [
    None, [], 3, "x", {}, {"first": "a"}, {"first": "c", "forms": {}}, {"first": ["a"], "forms": {"a": 1}},
    {"first": "a", "forms": []}, {"first": "a", "forms": {"a": {"done": True, "answers": [1]}}},
    {"first": "a", "forms": {"z": {"done": True, "answers": {}}}},
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_no_test_is_nothing(value):
    assert handed_in.of({"localsdg": {"before_after": value}}) == {}
    assert page_says(f"kept.cleaned({json.dumps(value)})") is None


def test_odd_answers_are_left_out_and_counted():
    odd = {
        "m3-why": {"given": "south", "version": "v"},
        "list": {"given": ["x"], "version": "v"},
        "flag": {"given": True, "version": "v"},
        "large": {"given": 1e300, "version": "v"},
        "long": {"given": "x" * 81, "version": "v"},
        "unversioned": {"given": "x"},
        "n" * 81: {"given": "x", "version": "v"},
        "none": None,
    }
    value = {
        "first": "a",
        "forms": {"a": {"done": True, "answers": odd}, "b": {"done": False, "answers": odd}},
    }
    found = handed_in.of({"localsdg": {"before_after": value}})
    assert found == {"first": "a", "forms": {"a": {"m3-why": ["south", "v"]}}, "ignored": 7}
    many = {str(number): {"given": "x", "version": "v"} for number in range(100_000)}
    value["forms"]["a"]["answers"] = many
    assert len(handed_in.of({"localsdg": {"before_after": value}})["forms"]["a"]) == 30


def full(right_a, right_b, first="a"):
    """What the grader keeps of both forms: for each of the first items whether it is right."""
    items = before_after.items(ROOT, NAME)
    forms = {
        form: {
            item.objective: [item.forms[form].right if is_right else "unknown", item.forms[form].version]
            for item, is_right in zip(items, right, strict=False)
        }
        for form, right in (("a", right_a), ("b", right_b))
    }
    return {"first": first, "forms": forms}


def rows(*tests):
    added = gains.Gains()
    for test in tests:
        added.add(NAME, test)
    return {row.objective: row for row in added.modules[NAME].rows()}


def test_before_and_after_are_told_by_which_form_came_first():
    found = rows(*[full([0, 1], [1, 1], "a")] * 4, *[full([1, 1], [0, 1], "b")] * 2)
    why, reviews, whole = found["m3-why"], found["m3-reviews"], found[""]
    assert (why.n, why.before, why.after, why.gain) == (6, 0, 1, 1)
    assert (reviews.n, reviews.gain) == (6, 0)
    assert (whole.n, whole.before, whole.after) == (6, pytest.approx(1 / 9), pytest.approx(2 / 9))


def test_fewer_than_five_are_never_shown():
    four, five = rows(*[full([0], [1])] * 4)[""], rows(*[full([0], [1])] * 5)[""]
    assert (four.n, four.before, four.after, four.gain, four.low) == (4, None, None, None, None)
    assert five.gain == pytest.approx(1 / 9)
    added = gains.Gains()
    for _ in range(4):
        added.add(NAME, full([0], [1]))
    lines = gains.as_csv(added).splitlines()
    assert len(lines) == 11
    assert lines[1] == f"{NAME},,<5,,,,,"


def test_one_form_alone_and_changed_questions_say_nothing():
    one = full([1] * 9, [1] * 9)
    del one["forms"]["b"]
    changed = full([0] * 9, [1] * 9)
    changed["forms"]["a"]["m3-why"][1] = "earlier"
    found = rows(one, *[changed] * 5)
    assert found["m3-why"].n == 0
    assert (found["m3-reviews"].n, found["m3-reviews"].gain) == (5, 1)
    assert found[""].n == 5
    strange = full([0], [1])
    strange["forms"]["a"]["no-such"] = ["x", "v"]
    strange["ignored"] = 2
    added = gains.Gains()
    added.add(NAME, strange)
    added.add("no-such-module", strange)
    assert added.modules[NAME].ignored == 3
    assert len(gains.as_csv(added).splitlines()) == 11


def test_the_interval_for_pairs_is_bonett_and_price_s():
    """By hand: 20 pairs, 9 gained, 2 lost: (10 - 3)/22 ± 1.96 √((13/22 - (7/22)²)/22)."""
    pairs = [(0, 1)] * 9 + [(1, 0)] * 2 + [(1, 1)] * 9
    half = 1.959964 * math.sqrt((13 / 22 - (7 / 22) ** 2) / 22)
    assert gains.paired_proportions(pairs) == pytest.approx((7 / 22 - half, 7 / 22 + half), abs=1e-6)
    low, high = gains.paired_proportions([(0, 1)] * 5)
    assert 0 < low < high <= 1


def test_the_interval_for_pairs_holds_its_level():
    """Summed over all samples of 12 pairs, with true chances .4 gained and .1 lost: above 93 %."""
    n, gained, lost = 12, 0.4, 0.1
    covered = 0.0
    for up, down in product(range(n + 1), repeat=2):
        if up + down <= n:
            ways = math.comb(n, up) * math.comb(n - up, down)
            chance = ways * gained**up * lost**down * (1 - gained - lost) ** (n - up - down)
            low, high = gains.paired_proportions([(0, 1)] * up + [(1, 0)] * down + [(1, 1)] * (n - up - down))
            covered += chance * (low <= gained - lost <= high)
    assert covered > 0.93


@pytest.mark.parametrize(
    ("freedom", "exact"), [(4, 2.7764), (5, 2.5706), (9, 2.2622), (29, 2.0452), (200, 1.9719)]
)
def test_the_t_quantile_is_that_of_the_tables(freedom, exact):
    assert gains.t_quantile(freedom) == pytest.approx(exact, abs=0.001)


def test_the_mean_s_interval_is_that_of_the_paired_t_test():
    """Differences .1 .2 .3 .4 .5: mean .3, standard error .0707, t with 4 degrees 2.776."""
    low, high = gains.mean_difference([(0, value / 10) for value in range(1, 6)])
    assert (low, high) == pytest.approx((0.3 - 0.1963, 0.3 + 0.1963), abs=0.0005)


def test_trainers_find_both_forms_with_the_right_answers_at_the_end_of_the_page():
    data = before_after_page.page_data(NAME)
    made = before_after_notes.section(new_document("page"), data, interface("en"))
    assert made["ids"] == ["trainers-notes"] and "lsdg-trainer" in made["classes"]
    forms = made.children[-1].astext()
    assert forms.count("<ol>") == 2 and forms.count("✓ right") == 2 * len(data["items"])
    for item in data["items"]:
        for form in ("a", "b"):
            question = item[form]
            right = question["titles"].get(
                question["right"], f"{question['right']} {question['unit']}".strip()
            )
            assert f"<strong>{html.escape(right)}</strong> (✓ right)" in forms
            assert html.escape(question["question"]) in forms and html.escape(question["why"]) in forms
