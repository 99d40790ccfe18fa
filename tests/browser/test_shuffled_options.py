"""Options stand in an order of the learner's own, which a reload, a file and Jupyter do not change."""

import json

import pytest
from exercise_pages import QUIZ, ROOT, arrive, in_order, kept, on_paper, open_exercise, tab_to
from hand_in_pages import GIVEN, NAME, SLUG, cell, download, keep, load

from localsdg import beside, course
from localsdg import notebook as widgets
from localsdg.answer_store import Store
from localsdg.answers import MIME
from localsdg_build.release import notebooks

QUESTIONS = {one["id"]: one for one in course.exercise(QUIZ, course=ROOT)["parameters"]["questions"]}
LISTS = {
    question: f"[data-question={question}] {'select' if one['type'] == 'matching' else 'input'}"
    for question, one in QUESTIONS.items()
    if one["type"] != "number"
}


SINGLE, MULTIPLE, MATCHING = (
    next(one for one in QUESTIONS.values() if one["type"] == kind)
    for kind in ("single", "multiple", "matching")
)
ITEM = MATCHING["items"][0]
MENU = f"[data-question={MATCHING['id']}] select[id$='-{ITEM}']"


def shown(page):
    """``{question: ids in the order of the page}``; of matching questions the options of each menu too."""
    found = {question: in_order(page, selector) for question, selector in LISTS.items()}
    for question, one in QUESTIONS.items():
        for item in one.get("items", []):
            menu = in_order(page, f"[data-question={question}] select[id$='-{item}'] option")
            assert menu[0] == ""
            found[question, item] = menu[1:]
    return found


def as_in_the_file():
    found = {question: QUESTIONS[question].get("items", QUESTIONS[question]["options"]) for question in LISTS}
    menus = {(name, item): one["options"] for name, one in QUESTIONS.items() for item in one.get("items", [])}
    return found | menus


def seed(page, value=None):
    text = page.evaluate("() => localStorage.getItem('localsdg-order')")
    if value is not None:
        page.evaluate("text => localStorage.setItem('localsdg-order', text)", str(value))
    return text


def open_with_seed(context, address, value, **options):
    page = context.new_page()
    page.goto(f"{address}/_exercises/judge.py")
    seed(page, value)
    return open_exercise(context, address, QUIZ, **options)


def test_a_browser_draws_its_order_once(blocked, bare_pages):
    context = blocked()
    page = open_exercise(context, bare_pages, QUIZ)
    drawn, first = json.loads(seed(page)), shown(page)
    assert beside.as_order(drawn) == drawn
    assert {key: sorted(ids) for key, ids in first.items()} == {
        key: sorted(ids) for key, ids in as_in_the_file().items()
    }
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert (json.loads(seed(page)), shown(page)) == (drawn, first)
    assert shown(open_exercise(context, bare_pages, QUIZ)) == first


def test_other_browsers_have_other_orders_and_the_answer_is_the_same(blocked, bare_pages):
    context, orders, answers = blocked(), [], []
    for value in (1, 2, 3):
        page = open_with_seed(context, bare_pages, value)
        orders.append(shown(page))
        for option in reversed(MULTIPLE["options"][1:4]):
            page.locator(f"[data-question={MULTIPLE['id']}] input[value={option}]").check()
        page.locator(MENU).select_option(MATCHING["options"][1])
        answers.append(kept(page, QUIZ))
        page.evaluate("localStorage.clear()")
        page.close()
    assert orders[0] != orders[1] != orders[2] != orders[0]
    given = {MULTIPLE["id"]: MULTIPLE["options"][1:4], MATCHING["id"]: {ITEM: MATCHING["options"][1]}}
    assert answers == [{"answers": given}] * 3
    menus = {tuple(ids) for name, ids in orders[0].items() if name[0] == MATCHING["id"]}
    assert len(menus) == 1  # all menus of a question are alike


def test_the_keyboard_goes_through_options_as_they_are_shown(blocked, bare_pages):
    page, name = open_with_seed(blocked(), bare_pages, 3), MULTIPLE["id"]
    assert shown(page)[name] != MULTIPLE["options"]
    met = []
    tab_to(page, f"[data-question={name}] input")
    for _ in MULTIPLE["options"]:
        met.append(page.evaluate("document.activeElement.value"))
        page.keyboard.press("Tab")
    assert met == shown(page)[name]
    tops = page.locator(LISTS[name]).evaluate_all("all => all.map((e) => e.getBoundingClientRect().top)")
    assert tops == sorted(tops)


def test_a_seed_that_comes_with_a_file_rearranges_what_is_open_and_keeps_what_is_chosen(blocked, bare_pages):
    context = blocked()
    page = open_with_seed(context, bare_pages, 1)
    one, tick, right = SINGLE["options"][2], MULTIPLE["options"][3], MATCHING["options"][1]
    given = {SINGLE["id"]: one, MULTIPLE["id"]: [tick], MATCHING["id"]: {ITEM: right}}
    answer = {"answers": given}
    arrive(page, QUIZ, answer)
    seed(page, 2)
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'localsdg-order' }))")
    assert shown(page) == shown(open_exercise(context, bare_pages, QUIZ))
    assert sorted(in_order(page, ".lsdg-choice input:checked")) == sorted([one, tick])
    assert page.locator(MENU).input_value() == right
    assert kept(page, QUIZ) == answer


@pytest.mark.sample(3)
@pytest.mark.parametrize("value", ["", "1000", "-3", "null", "4.5", '"x"', "{broken"])
def test_what_is_no_seed_is_drawn_anew(blocked, bare_pages, value):
    page = open_with_seed(blocked(), bare_pages, value)
    drawn = json.loads(seed(page))
    assert beside.as_order(drawn) == drawn
    assert sorted(shown(page)[SINGLE["id"]]) == sorted(SINGLE["options"])


def test_without_storage_and_on_paper_the_file_s_order_stands(blocked, bare_pages):
    page = open_with_seed(blocked(), bare_pages, 3)
    assert shown(page) != as_in_the_file()
    paper = on_paper(page)
    seen = paper.locator(LISTS[MULTIPLE["id"]]).evaluate_all(
        "all => all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map((one) => one.value)"
    )
    assert seen == MULTIPLE["options"]
    context = blocked()
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'no') }")
    assert shown(open_exercise(context, bare_pages, QUIZ)) == as_in_the_file()


def test_options_that_are_to_stay_last_stay_last(blocked, bare_pages):
    context = blocked()
    assert QUESTIONS[SINGLE["id"]] is list(QUESTIONS.values())[0]
    last = SINGLE["options"][:2]
    for value in range(6):
        page = open_with_seed(context, bare_pages, value)
        page.evaluate(
            """async (last) => {
              const spec = JSON.parse(document.querySelector("script.lsdg-spec").textContent);
              spec.parameters.questions[0].last = last;
              spec.order = JSON.parse(localStorage.getItem("localsdg-order"));
              const { default: widget } = await import("../_exercises/kinds/choice.js");
              const model = { get: (name) => ({ spec })[name], on() {}, off() {} };
              const el = document.body.appendChild(document.createElement("div"));
              el.id = "own";
              widget.render({ model, el });
            }""",
            last,
        )
        assert in_order(page, f"#own {LISTS[SINGLE['id']]}")[-2:] == last
        page.close()


# ---- From the page to Jupyter and back ------------------------------------------------------


def test_the_order_goes_from_the_page_to_jupyter_and_back(
    hand_in_page, hand_in_course, tmp_path, monkeypatch
):
    page = hand_in_page
    seed(page, 417)
    keep(page, zz_who_reports=GIVEN)
    made = download(page)
    assert {one["order"] for one in bundles(json.loads(made))} == {417}
    path = tmp_path / f"{NAME}.ipynb"
    path.write_bytes(made)
    store = Store(tmp_path, path)
    assert (store.get(SLUG), store.order()) == (GIVEN, 417)
    page.evaluate("localStorage.clear()")
    seed(page, 5)
    load(page, tmp_path, made)
    assert seed(page) == "417"
    monkeypatch.setenv("LOCALSDG_COURSE", str(hand_in_course))
    monkeypatch.setattr(widgets, "_stores", [store])
    widgets._shown.cache_clear()
    assert widgets._shown(SLUG).spec["order"] == 417
    assert widgets._shown(SLUG)._bundle()[MIME]["order"] == 417


@pytest.mark.sample(2)
@pytest.mark.parametrize("order", [-1, 1000, 2.5, "7", None, {}, True])
def test_a_file_s_seed_that_is_none_changes_nothing(hand_in_page, hand_in_course, tmp_path, order):
    page = hand_in_page
    seed(page, 5)
    saved = json.loads(notebooks.notebook_text(NAME, hand_in_course))
    content = {"exercise": SLUG, "answer": GIVEN, "version": 2, "order": order}
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: content}}
    cell(saved, f"{SLUG}-answer")["outputs"] = [output]
    load(page, tmp_path, saved)
    assert seed(page) == "5"


def bundles(notebook):
    outputs = [output for one in notebook["cells"] for output in one.get("outputs", [])]
    return [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]
