"""Budgets in a page: by keyboard, on a phone, on paper; what is said of money and effects is right."""

import re

import pytest
from exercise_pages import DESKTOP, PHONE, check, kept, on_paper, said, tab_to


def amounts(page):
    return kept(page, "budget")["amounts"]


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_money_is_shared_out_by_keyboard_and_survives_a_reload(opened, viewport):
    page = opened("budget", viewport=viewport)
    tab_to(page, "[data-measure=wall] .lsdg-a-slider")
    page.keyboard.press("End")
    tab_to(page, "[data-measure=trees] .lsdg-a-amount")
    page.keyboard.press("Control+a")
    page.keyboard.type("7,5")
    tab_to(page, "[data-measure=bus] .lsdg-a-amount")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("PageUp")
    assert amounts(page) == {"wall": 40, "trees": 7.5, "bus": 20, "road": 0}
    page.keyboard.press("PageDown")
    tab_to(page, ".lsdg-a-reason textarea")
    page.keyboard.type("Since.")
    page.reload()
    page.wait_for_selector("[data-ready]")
    answer = {"amounts": {"wall": 40, "trees": 7.5, "bus": 7.5, "road": 0}, "reason": "Since."}
    assert kept(page, "budget") == answer
    assert page.get_by_label("Flood wall: amount in million").input_value() == "40"
    assert page.get_by_label("Flood wall: slider").input_value() == "40"
    assert check(page) == [["within", "met", "Within the budget."], ["homes", "met", "Enough homes."]]


def test_slider_and_number_are_always_equal_and_within_limits(opened):
    page = opened("budget")
    number, slider = page.get_by_label("Flood wall: amount"), page.get_by_label("Flood wall: slider")
    slider.fill("12.5")
    assert number.input_value() == "12.5"
    number.fill("20")
    assert slider.input_value() == "20"
    assert slider.get_attribute("aria-valuetext") == "20 million"
    problem = page.locator("[data-measure=wall] .lsdg-problem[id]")
    for wrong, mended in (("33", "32.5"), ("٣٧,٥", "37.5"), ("", "0"), ("20", "20")):
        number.fill(wrong)
        number.press("Tab")
        assert number.input_value() == mended
        assert amounts(page)["wall"] == float(mended)
        assert problem.is_hidden()
    number.fill("41")
    assert problem.text_content() == "From 0 to 40 million, in steps of 2.5."
    number.press("Tab")
    refusal = "41 million is not possible here: from 0 to 40 million. The amount stays at 20 million."
    assert problem.text_content() == refusal
    said(page, refusal)
    assert (number.input_value(), slider.input_value(), amounts(page)["wall"]) == ("20", "20", 20)
    assert number.get_attribute("aria-invalid") == "false", "what stands there now is right"
    slider.fill("25")
    assert problem.is_hidden()
    number.fill("30")
    asked = page.locator("[data-measure=wall] .lsdg-typed")
    for unread in ("many", "2.940"):
        number.fill(unread)
        number.press("Tab")
        assert number.input_value() == unread, "what cannot be read is not thrown away"
        assert problem.is_visible() == (unread == "many")
        assert ("can mean two numbers" in asked.text_content()) == (unread == "2.940")
        assert number.get_attribute("aria-invalid") == "true"
        assert amounts(page)["wall"] == 30
    number.fill("41")
    assert problem.text_content() == "From 0 to 40 million, in steps of 2.5."
    assert amounts(page)["bus"] == 5, "what is promised is spent from the start"


def test_the_money_left_is_said_once_the_slider_rests(opened):
    page = opened("budget")
    page.evaluate(
        """() => { window.heard = []; const live = document.querySelector(".lsdg-live");
            new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true }); }"""
    )
    page.get_by_label("Flood wall: slider").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert page.locator(".lsdg-a-left").text_content() == "30 of 60 million left"
    said(page, "30 of 60 million left")
    assert [text for text in page.evaluate("heard") if text] == ["30 of 60 million left"]


def test_spending_too_much_is_possible_and_said(opened):
    page = opened("budget", {"amounts": {"wall": 40, "trees": 20}})
    left = page.locator(".lsdg-a-left")
    assert left.text_content() == "! Over the budget: 5 million more than the 60 there are"
    assert check(page)[0][0] == "within"
    page.get_by_label("Trees and open ground: amount").fill("15")
    assert left.text_content() == "All 60 million given out"
    assert page.locator(".lsdg-a-money").get_attribute("data-state") == ""


def test_effects_follow_the_money_and_say_whether_the_aim_is_reached(opened):
    page = opened("budget", {"amounts": {"wall": 25, "trees": 25, "bus": 5, "road": 0}})
    effect = lambda name: page.locator(f".lsdg-a-effects [data-effect={name}]")  # noqa: E731
    assert "380 homes" in effect("homes").inner_text()  # 25 × 12 + 20 × 4: beyond 20 trees bring nothing more
    assert "Not reached" in effect("homes").inner_text()
    assert "2.4 °C" in effect("heat").inner_text()  # 3.5 − 20 × 0.05 − 5 × 0.02
    assert "Aim: at most 3 °C" in effect("heat").inner_text()
    assert re.search(r"✓ Reached", effect("heat").inner_text())
    assert page.locator("[data-measure=trees] .lsdg-a-upto").is_visible()
    assert "+80 homes" in page.locator("[data-measure=trees]").inner_text()
    page.get_by_label("Flood wall: amount").fill("27.5")
    assert "410 homes" in effect("homes").inner_text()
    assert "Not reached" not in effect("homes").inner_text()
    page.get_by_label("Trees and open ground: amount").fill("20")
    assert page.locator("[data-measure=trees] .lsdg-a-upto").is_hidden()


def test_a_cost_that_only_spending_can_pass_is_a_limit_not_an_aim(blocked, bare_pages):
    page = blocked().new_page()
    page.goto(f"{bare_pages}/pages/budget-allocation.html")
    page.wait_for_selector("[data-ready]")
    cost = page.locator(".lsdg-a-effects [data-effect=running]")
    assert "Limit: at most 0.9 million" in cost.inner_text()
    assert "✓ Within the limit" in cost.inner_text()  # with no money given out nothing is "reached"
    assert "Not reached" in page.locator(".lsdg-a-effects [data-effect=lorries]").inner_text()
    page.get_by_label("Bus to the hill district: slider").fill("6")
    assert "○ Over the limit" in cost.inner_text()


def test_on_a_phone_the_money_stays_in_sight(opened):
    page = opened("budget", viewport=PHONE)
    page.get_by_label("A wider port road: slider").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    assert page.evaluate("scrollY") > 200
    assert page.locator(".lsdg-a-left").bounding_box()["y"] >= 0
    assert page.locator(".lsdg-a-left").bounding_box()["y"] < 200


def test_the_budget_leaves_on_paper_and_as_a_table(opened, tmp_path):
    answer = {"amounts": {"wall": 27.5, "trees": 20, "bus": 5, "road": 0}, "reason": "Since."}
    page = opened("budget", answer, accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "budget.csv")
    lines = (tmp_path / "budget.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == '"Flood wall","27.5","",""'
    assert lines[5] == '"Together","52.5 / 60","",""'
    assert '"Homes safe from floods","410 homes","Aim: at least 400 homes","Reached"' in lines
    text = on_paper(page).inner_text()
    for part in ("Sixty million", "27.5", "7.5 of 60 million left", "410 homes", "Since."):
        assert part in text
