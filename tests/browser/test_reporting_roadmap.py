"""The roadmap in Chromium: by keyboard, by thumb, by mouse; kept, checked, printed and taken to work."""

import json
import re

import accessibility
import pytest
from roadmap_pages import PHONE, SAMPLES, SLUG, card, checked, heard, kept, sample, tab_to

# ---- Keyboard ----
from localsdg import course


@pytest.mark.sample(1)
def test_a_whole_roadmap_by_keyboard_alone(roadmap):
    page = roadmap()
    answer = sample("full-compact")["answer"]
    tab_to(page, "[data-setting=name] input")
    page.keyboard.type("Rivermouth")
    tab_to(page, "[data-setting=year] select")
    page.keyboard.type("2029")
    for given in in_order(answer):
        fill_by_keyboard(page, given)
    tab_to(page, ".lsdg-check")
    page.keyboard.press("Enter")
    page.wait_for_selector(".lsdg-frame[data-checked]")
    assert page.locator(".lsdg-score strong").inner_text() == "20 of 20 points"
    assert kept(page) == {
        **answer,
        "settings": {"name": "Rivermouth", "year": 2029},
        "cards": in_order(answer),
    }


def in_order(answer):
    """A board shows and writes cards and ticked points in the order of its lists."""
    parameters = course.exercise(SLUG)["parameters"]
    points, steps = parameters["lists"]["survey_points"], [card["id"] for card in parameters["cards"]]
    cards = [dict(card) for card in answer["cards"]]
    for item in cards:
        if "points" in item:
            item["points"] = [point for point in points if point in item["points"]]
    return sorted(cards, key=lambda card: steps.index(card["id"]))


def fill_by_keyboard(page, given):
    row = f"[data-card={given['id']}]"
    tab_to(page, f"{row} [role=slider]")
    page.keyboard.press("Home")
    for _ in range(int(given["lane"][1:]) + 18):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    for field in ("owner", "partner"):
        if field in given:
            tab_to(page, f"{row} [data-field={field}] select")
            people = course.exercise(SLUG)["parameters"]["lists"]["people"]
            for _ in range(people.index(given[field]) + 1):
                page.keyboard.press("ArrowDown")
    tab_to(page, f"{row} [data-field=evidence] textarea")
    page.keyboard.insert_text(given["evidence"])
    if "points" in given:
        for point in in_order({"cards": [given]})[0]["points"]:
            tab_to(page, f"{row} input[value={point}]")
            page.keyboard.press("Space")


def test_moves_are_announced_and_a_wrong_order_is_told_at_once(roadmap):
    page = roadmap(sample("full-compact")["answer"])
    bar = page.get_by_role("slider", name="Tell the members")
    bar.focus()
    page.keyboard.press("ArrowLeft")
    heard(page, "Tell the members: August 2027. Begins before “Find out if and when” has ended")
    assert bar.get_attribute("aria-valuetext") == "August 2027"
    row = page.locator("[data-card=inform]")
    assert "Begins before “Find out if and when” has ended" in row.inner_text()
    assert page.locator(".lsdg-b-broken").count() == 1
    page.keyboard.press("ArrowRight")
    heard(page, "Tell the members: September 2027.")
    assert "Begins before" not in row.inner_text()
    page.keyboard.press("Delete")
    heard(page, "taken off")
    assert card(page, "inform")["lane"] is None
    page.keyboard.press("ArrowRight")  # the first month after what it depends on
    assert card(page, "inform")["lane"] == "m-10"
    page.keyboard.press("End")
    assert card(page, "inform")["lane"] == "m6"


def test_next_step_opens_the_next_card_and_takes_the_focus_along(roadmap):
    page = roadmap()
    page.get_by_role("button", name="Survey the members", exact=True).click()
    page.get_by_role("button", name="Next step: Validate with the members").press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-card]').dataset.card") == "validate"
    assert page.locator("[aria-expanded=true]").count() == 1


def test_jupyterlab_is_told_to_leave_the_keys_alone_but_not_its_ctrl_s(roadmap):
    """Without the mark on the focused element itself, "m" typed into a list turns the cell into text."""
    page = roadmap()
    page.evaluate(
        """() => document.addEventListener("keydown", (event) => {
            window.marked = event.target.hasAttribute("data-lm-suppress-shortcuts");
        }, true)"""
    )
    for selector in ("[data-setting=year] select", "[data-card=survey] [role=slider]"):
        page.locator(selector).focus()
        page.keyboard.press("m")
        assert page.evaluate("window.marked") is True
        page.keyboard.press("Control+s")
        assert page.evaluate("window.marked") is False


# ---- Mouse and thumb ----


def test_a_click_on_the_calendar_places_and_a_drag_moves(roadmap):
    page = roadmap()
    track = page.locator("[data-card=survey] .lsdg-b-track")
    track.scroll_into_view_if_needed()
    box = track.bounding_box()
    column = box["width"] / 25
    middle = box["y"] + box["height"] / 2
    page.mouse.click(box["x"] + 6.5 * column, middle)
    assert card(page, "survey")["lane"] == "m-12"
    page.mouse.move(box["x"] + 7.5 * column, middle)  # hold the bar by its second month
    page.mouse.down()
    page.mouse.move(box["x"] + 9.5 * column, middle, steps=6)
    page.mouse.up()
    assert card(page, "survey")["lane"] == "m-10"
    heard(page, "Survey the members: September – October 2027.")


def test_the_phone_shows_steps_with_steppers_and_nothing_sticks_out(roadmap):
    page = roadmap(viewport=PHONE, has_touch=True, is_mobile=True)
    row = page.locator("[data-card=survey]")
    row.get_by_label("Survey the members: Month", exact=True).first.select_option("6")
    assert card(page, "survey")["lane"] == "m-12"
    row.get_by_role("button", name="Survey the members: later").tap()
    assert card(page, "survey")["lane"] == "m-11"
    heard(page, "Survey the members: August – September 2027.")
    row.locator(".lsdg-b-card-title").tap()
    row.get_by_role("button", name="Questionnaire, response rate").tap()
    assert card(page, "survey")["evidence"] == "Questionnaire, response rate and table of answers"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert small_targets(page) == []


def small_targets(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, textarea, summary')]
            .filter((node) => node.offsetParent)
            .map((node) => [node, node.closest('label, .lsdg-b-card-title') || node])
            .map(([node, target]) => [node, target.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([node]) => node.outerHTML.slice(0, 80))"""
    )


def test_a_pressed_title_stays_under_the_finger_when_a_panel_above_it_closes(roadmap):
    page = roadmap(viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("[data-card=inform] .lsdg-b-card-title").tap()
    title = page.locator("[data-card=find_out] .lsdg-b-card-title")
    title.scroll_into_view_if_needed()
    before = title.bounding_box()["y"]
    title.tap()
    assert abs(title.bounding_box()["y"] - before) < 2


# ---- The answer ----


def test_the_answer_outlives_a_reload_and_another_year_moves_the_months_only(roadmap):
    page = roadmap()
    page.locator("[data-setting=name] input").fill("Rivermouth")
    page.get_by_role("slider", name="Present and share").press("End")
    page.reload()
    page.wait_for_selector(".lsdg-b-cards")
    assert page.locator("[data-setting=name] input").input_value() == "Rivermouth"
    slider = page.get_by_role("slider", name="Present and share")
    assert slider.get_attribute("aria-valuetext") == "January 2029"
    page.locator("[data-setting=year] select").select_option("2031")
    assert slider.get_attribute("aria-valuetext") == "January 2032"
    assert kept(page)["settings"] == {"name": "Rivermouth", "year": 2031}
    assert card(page, "present")["lane"] == "m6"


def test_own_words_for_partner_are_kept_and_shown_again(roadmap):
    page = roadmap()
    page.get_by_role("button", name="Draft the chapter", exact=True).click()
    field = page.locator("[data-card=draft] [data-field=partner]")
    field.locator("select").select_option("*")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.type("Our printer, Ms O'Neil")
    assert card(page, "draft")["partner"] == "Our printer, Ms O'Neil"
    page.reload()
    page.get_by_role("button", name="Draft the chapter", exact=True).click()
    assert field.locator("input").input_value() == "Our printer, Ms O'Neil"
    field.locator("select").select_option("members")
    assert card(page, "draft")["partner"] == "members"


@pytest.mark.sample(5)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_drawn_and_scores_in_the_page_as_stated(roadmap, path):
    found = json.loads(path.read_text(encoding="utf-8"))
    page = roadmap(found["answer"])
    assert page.locator(".lsdg-b-row").count() == 12
    assert checked(page) == f"{found['score']:g} of 20 points"


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "answer", [None, 7, "x", [], {"cards": 5}, {"settings": 3, "cards": [[], {"id": "survey", "lane": {}}]}]
)
def test_an_answer_of_any_shape_is_an_empty_board(roadmap, answer):
    page = roadmap(answer)
    assert page.locator(".lsdg-b-track[data-placed='1']").count() == 0
    assert page.locator(".lsdg-b-row").count() == 12


def test_feedback_marks_its_card_until_the_card_is_changed(roadmap):
    page = roadmap(sample("late-hand-over")["answer"])
    assert checked(page) == "18 of 20 points"
    row = page.locator("[data-card=hand_over]")
    row.locator(".lsdg-b-card-title").click()
    assert "The chapter will not be read." in row.inner_text()
    page.get_by_role("slider", name="Hand over the chapter").press("ArrowLeft")
    assert "The chapter will not be read." not in row.inner_text()


def test_too_many_steps_in_a_month_are_told_in_words(roadmap):
    page = roadmap(sample("lazy-one-month")["answer"])
    assert "September 2027: 12 steps at a time." in page.locator(".lsdg-b-load").inner_text()


def test_start_again_empties_the_board(roadmap):
    page = roadmap(sample("full-early")["answer"])
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name=course.exercise(SLUG)["words"]["ui"]["remove_answer"]).click()
    assert page.locator(".lsdg-b-track[data-placed='1']").count() == 0
    assert page.locator("[data-setting=name] input").input_value() == ""


# ---- Everybody can use it ----


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(roadmap, axe, viewport):
    page = roadmap(sample("half-way")["answer"], viewport=viewport)
    page.get_by_role("button", name="Survey the members", exact=True).click()
    page.get_by_text("Your plan as a table").click()
    checked(page)
    assert accessibility.findings_light_and_dark(page, axe, ".lsdg-exercise") == []


# ---- Other boards ----


def test_lanes_that_are_no_months(roadmap, exercises_folder):
    pages = exercises_folder.parent / "pages"
    html = (pages / f"{SLUG}.html").read_text(encoding="utf-8")
    spec = course.exercise(SLUG)
    spec["words"].pop("prompt")
    spec["parameters"] = {
        "lanes": {"type": "list", "ids": ["bronze", "silver", "gold"]},
        "cards": [{"id": "plan"}, {"id": "review", "depends": ["plan"]}],
    }
    spec["words"]["labels"] = {
        "lanes": {"bronze": "Bronze level", "silver": "Silver level", "gold": "Gold level"},
        "cards": {"plan": "A plan exists", "review": "It was reviewed"},
    }
    data = json.dumps(spec).replace("<", "\\u003c")
    html = re.sub(r'(class="lsdg-spec">).*?(</script>)', lambda m: m[1] + data + m[2], html, flags=re.S)
    (pages / "ladder.html").write_text(html, encoding="utf-8")
    page = roadmap(page="ladder")
    page.get_by_role("slider", name="A plan exists").press("Home")
    page.get_by_role("slider", name="It was reviewed").press("ArrowRight")
    assert kept(page)["cards"] == [{"id": "plan", "lane": "bronze"}, {"id": "review", "lane": "silver"}]
    heard(page, "It was reviewed: Silver level.")
    shown = page.locator(".lsdg-board").inner_text()
    assert "Choose a place for each card." in shown
    assert "month" not in shown.lower() and "at a time" not in shown
    assert "Gold level" in page.locator(".lsdg-b-axis").inner_text()
