"""What the browser tests do with an exercise's page: open it, answer, check, read what is shown and kept."""

import json
from pathlib import Path

from localsdg import course, kinds, tries
from localsdg.judge import judge

ROOT = Path(__file__).parents[2]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
KIND_OF = {slug: course.exercise(slug, course=ROOT)["kind"] for slug in course.exercise_ids(ROOT)}
# Code is run by its page, and only in books with Python: test_live_code.py.
WITH_WIDGET = [slug for slug, kind in KIND_OF.items() if kind in kinds.widgets() and kind != "code"]
# One exercise of each kind: enough where the exercise makes no difference.
ONE_EACH = list({KIND_OF[slug]: slug for slug in reversed(WITH_WIDGET)}.values())
QUIZ, TEXT = "check-why-report", "advocacy-story"
SHEET = "free-sheet"  # a bare page of its own: the sheets of the course have given rows
HOSTILE = [
    None, True, 0, -1.5, "", "text", [], {}, [[]], [None], {"rows": None},
    {"rows": [None, 1, [], {"question": {}}]},
    {"answers": []}, {"answers": {"purpose": {}, "readers": [1], "share_2019": "1", "claims": {"a": "b"}}},
    {"cards": 1}, {"cards": [1, None, {"id": []}, {"id": "survey", "lane": {}}]}, {"settings": []},
    {"text": []}, {"__proto__": {"x": 1}, "constructor": 1}, "<img src=x onerror=alert(1)>",
]  # fmt: skip


# What was kept is said to be of the exercise's version as it is now.
OF_THIS_VERSION = """async (slug) => {
    const text = await (await fetch(`../pages/${slug}.html`)).text();
    const found = new DOMParser().parseFromString(text, "text/html").querySelector("script.lsdg-spec");
    localStorage.setItem(`localsdg-version:${slug}`, JSON.stringify(JSON.parse(found.textContent).version));
}"""


def sample(slug, name):
    return json.loads((ROOT / "exercises" / slug / "samples" / f"{name}.json").read_text(encoding="utf-8"))


def open_exercise(context, address, slug, answer=None):
    """Open the bare page of an exercise; ``answer`` was kept by an earlier visit."""
    page = context.new_page()
    if answer is not None:
        page.goto(f"{address}/_exercises/python.js")  # any file of the site: storage belongs to the origin
        keep(page, slug, json.dumps(answer))
        page.evaluate(OF_THIS_VERSION, slug)
    page.goto(f"{address}/pages/{slug}.html")
    page.wait_for_selector(".lsdg-exercise[data-ready='1']")
    return page


def keep(page, slug, text):
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", text])


def kept(page, slug):
    text = page.evaluate("(key) => localStorage.getItem(key)", f"localsdg:{slug}")
    return None if text is None else json.loads(text)


def arrive(page, slug, answer):
    """An answer comes from another tab."""
    page.evaluate(
        """([key, newValue]) => { localStorage.setItem(key, newValue);
            dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage })); }""",
        [f"localsdg:{slug}", json.dumps(answer)],
    )


def check(page):
    """Press Check; the records shown as ``[(id, state, text)]``."""
    before = page.evaluate("performance.getEntriesByName('lsdg-checked').length")
    page.locator(".lsdg-check").click()
    page.wait_for_function("n => performance.getEntriesByName('lsdg-checked').length > n", arg=before)
    return shown(page)


def shown(page):
    return page.locator(".lsdg-record").evaluate_all(_RECORDS)


_RECORDS = """rows => rows.map((row) => [row.dataset.check,
    /lsdg-(met|partly|unmet|advice|broken)/.exec(row.className)[1],
    [...row.querySelector(".lsdg-text").childNodes].at(-1).textContent])"""


def check_again(page):
    """``check`` for the many answers of a loop: pressed by a script, a mouse costs five times as much."""
    return page.evaluate(
        f"""() => new Promise((done, fail) => {{
            const checked = () => performance.getEntriesByName("lsdg-checked").length;
            const before = checked(), records = {_RECORDS};
            const look = () => {{
                if (checked() > before) done(records([...document.querySelectorAll(".lsdg-record")]));
                else setTimeout(look, 2);
            }};
            setTimeout(() => fail(new Error("Nothing was checked in half a minute.")), 30_000);
            document.querySelector(".lsdg-check").click();
            look();
        }})"""
    )


def expected(slug, answer, first=None):
    """What a check shows; ``first``: the first try until then."""
    words = course.exercise(slug, course=ROOT)["words"]["ui"]
    records = tries.withheld(judge(slug, answer, where=ROOT), first, answer, words)
    return [[record["id"], record["state"], record["text"]] for record in records]


def first_try(page, slug):
    """What is kept of the first try: ``{answer, version}``, ``None`` if there is none."""
    text = page.evaluate("(key) => localStorage.getItem(key)", f"localsdg-first:{slug}")
    return None if text is None else json.loads(text)


def tab_to(page, selector):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def in_order(page, selector):
    """The ids of a question's options or items, in the order of the page."""
    return page.locator(selector).evaluate_all(
        "all => all.map((one) => one.matches('select') ? one.id.split('-').at(-1) : one.value)"
    )


def answer_by_keyboard(page, question, value):
    part = f"[data-question={question['id']}]"
    if question["type"] == "single":
        tab_to(page, f"{part} input")
        page.keyboard.press("Space")
        for _ in range(in_order(page, f"{part} input").index(value)):
            page.keyboard.press("ArrowDown")
    elif question["type"] == "multiple":
        for option in in_order(page, f"{part} input"):
            tab_to(page, f"{part} input[value={option}]")
            if option in value:
                page.keyboard.press("Space")
    elif question["type"] == "number":
        tab_to(page, f"{part} input")
        page.keyboard.type(str(value).replace(".", ","))
    else:
        for item in in_order(page, f"{part} select"):
            tab_to(page, f"{part} select[id$='-{item}']")
            for _ in range(in_order(page, f"{part} select[id$='-{item}'] option").index(value[item])):
                page.keyboard.press("ArrowDown")


def same(one, other):
    """Equal answers; the order of ticked options does not matter."""
    tidy = lambda answers: {  # noqa: E731
        key: sorted(value) if isinstance(value, list) else value for key, value in answers["answers"].items()
    }
    return tidy(one) == tidy(other)


def small_targets(page):
    """What can be pressed but is smaller than 24 pixels, as the beginnings of its HTML."""
    # A target may be larger than its element's box (a label, a cell that the button covers): so press around.
    return page.locator(".lsdg-frame :is(button, input, select, textarea):visible").evaluate_all(
        """all => all.filter((one) => {
            one.scrollIntoView({ block: "center", behavior: "instant" });
            const box = one.getBoundingClientRect(), owner = one.closest("label") || one;
            const x = box.x + Math.min(box.width / 2, 60), y = box.y + box.height / 2;
            return [[0, -11], [0, 11], [-11, 0], [11, 0]].some(([right, down]) =>
                !owner.contains(document.elementFromPoint(x + right, y + down)));
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )


def said(page, text):
    """Wait until the live region says this."""
    found = "text => document.querySelector('.lsdg-live').textContent.includes(text)"
    page.wait_for_function(found, arg=text)


def on_paper(page):
    """Press Print; the paper that a printer would see."""
    page.evaluate("window.print = () => {}")
    page.locator(".lsdg-print").click()
    page.emulate_media(media="print")
    assert page.locator("main").is_hidden()
    return page.locator(".lsdg-paper")
