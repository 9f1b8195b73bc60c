"""The panel that shows where a figure comes from, as readers use it: mouse, keyboard, screen reader, paper."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gates import axe
from gates.reading.browser import opened
from gates.reading.pdf import page_words

SPEND = '.traced[data-figure="spend-2020-21"]'
CHANGE = '.traced[data-figure="change"]'
HOSTILE = '.traced[data-figure="cell-sampleshire-spend-a3"]'
MARKUP = "<img src=x onerror=alert(1)> 24/7"
FOCUSED = "() => document.activeElement.textContent"
STOPS = """() => [...document.querySelectorAll("a[href], button, [tabindex]")]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility() && each.closest("[data-figure]")).length"""
SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !!top && (document.activeElement.contains(top) || top.contains(document.activeElement));
}"""


@pytest.fixture
def page(browser: Browser, short: Path) -> Iterator[Page]:
    """The paper in a window 1280 pixels wide."""
    with opened(browser, short) as page:
        yield page


@pytest.fixture
def narrow(browser: Browser, short: Path) -> Iterator[Page]:
    """The paper in a window 320 pixels wide."""
    with opened(browser, short, width=320) as page:
        yield page


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Where it comes from")


def title(page: Page) -> Locator:
    return panel(page).get_by_role("heading", level=2)


def show_sources(page: Page) -> None:
    page.get_by_role("button", name="Show sources").click()


def said(page: Page, term: str) -> str:
    return panel(page).locator(f'dt:has-text("{term}") + dd').first.inner_text()


# Numbers in the text


def test_without_script_figures_are_plain_links_and_no_tab_stops(browser: Browser, short: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(short.as_uri())
    assert page.get_by_role("button").count() == 0
    link = page.locator(SPEND).first.get_by_role("link")
    assert link.get_attribute("tabindex") == "-1"
    link.click()
    assert page.url.endswith("#evidence-spend-2020-21")
    context.close()


def test_until_asked_for_no_figure_is_a_link_or_a_tab_stop(page: Page) -> None:
    expect(page.get_by_role("button", name="Show sources")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STOPS) == 0
    assert page.get_by_role("link", name="£1,500").count() == 0
    assert page.get_by_role("link", name="saving of £200").count() == 0
    assert "saving of £200" in page.locator("#para-1-1").aria_snapshot()


def test_shown_sources_are_links_that_look_like_links_until_hidden_again(page: Page) -> None:
    show_sources(page)
    expect(page.get_by_role("button", name="Show sources")).to_have_attribute("aria-pressed", "true")
    link = page.get_by_role("link", name="£1,500").first
    assert link.get_attribute("href") == "#evidence-spend-2020-21"
    expect(link).to_have_css("text-decoration-style", "dotted")
    expect(link).to_have_css("text-decoration-line", "underline")
    expect(page.get_by_role("link", name="saving of £200")).to_be_visible()
    show_sources(page)
    assert page.evaluate(STOPS) == 0
    expect(page.locator(f"{SPEND} a").first).to_have_css("text-decoration-line", "none")


# The panel


def test_a_click_opens_the_panel_and_the_focus_goes_to_its_heading(page: Page) -> None:
    page.locator(SPEND).first.click()
    expect(title(page)).to_be_focused()
    expect(title(page)).to_have_text("Spend of both providers, 2020/21")
    assert said(page, "Printed") == "£1,500"
    assert said(page, "Exact value") == "£1,500"
    assert said(page, "Formula") == "sum of column C, rows 2 to 3, of spend.csv"
    assert said(page, "With numbers") == "£1,000 + £500"
    assert page.url.endswith("short.html")


def test_enter_opens_the_panel_of_a_shown_source(page: Page) -> None:
    show_sources(page)
    page.get_by_role("link", name="saving of £200").focus()
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("Change in spend, 2019/20 to 2020/21")
    assert said(page, "Printed") == "(£200)"
    page.keyboard.press("Escape")
    expect(page.locator(f"{CHANGE} a").first).to_be_focused()


def test_inputs_lead_down_to_the_cells_and_back(page: Page) -> None:
    page.locator(CHANGE).first.click()
    back = panel(page).get_by_role("button", name="Back")
    expect(back).to_be_hidden()
    panel(page).get_by_role("link", name="Spend of both providers, 2020/21").click()
    panel(page).get_by_role("link", name="Second, 2020/21").click()
    expect(title(page)).to_be_focused()
    cells = [panel(page).get_by_role("row").nth(1).locator("th, td").nth(place).inner_text() for place in range(3)]
    assert cells == ["C3", "Second, 2020/21", "500*\n\nCorrected: the star is a footnote mark"]
    back.click()
    assert page.evaluate(FOCUSED) == "Second, 2020/21"
    back.click()
    expect(title(page)).to_have_text("Change in spend, 2019/20 to 2020/21")
    expect(back).to_be_hidden()


def test_the_panel_leads_to_the_annex(page: Page) -> None:
    page.locator('td [data-figure="cell-sampleshire-spend-c2"]').click()
    panel(page).get_by_role("link", name="data/raw/sampleshire/spend.csv").click()
    assert page.url.endswith("#source-sampleshire-spend")
    panel(page).get_by_role("link", name="The same in the evidence annex").click()
    assert page.url.endswith("#evidence-cell-sampleshire-spend-c2")


def test_a_declared_number_gives_its_reason(page: Page) -> None:
    page.locator('[data-figure="stated"]').last.click()
    expect(panel(page)).to_contain_text("The published summary gives it.")


def test_what_a_cell_holds_is_shown_as_text(page: Page) -> None:
    page.locator(HOSTILE).first.click()
    assert said(page, "Printed") == MARKUP
    assert panel(page).get_by_role("cell").last.inner_text() == MARKUP
    assert panel(page).locator("img").count() == 0


@pytest.mark.parametrize("way", ("Escape", "Close"))
def test_closing_gives_the_focus_back_and_leaves_no_tab_stop(page: Page, way: str) -> None:
    page.locator(SPEND).first.click()
    if way == "Close":
        panel(page).get_by_role("button", name="Close").click()
    else:
        page.keyboard.press(way)
    expect(page.locator("aside")).to_be_hidden()
    expect(page.locator(f"{SPEND} a").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(STOPS) == 0
    assert page.locator(".opened").count() == 0


def test_escape_in_the_paper_leaves_the_focus_there(page: Page) -> None:
    page.locator(SPEND).first.click()
    page.get_by_role("link", name="Table 1").focus()
    page.keyboard.press("Escape")
    expect(page.locator("aside")).to_be_hidden()
    expect(page.get_by_role("link", name="Table 1")).to_be_focused()


def test_another_figure_takes_the_panel_over(page: Page) -> None:
    page.locator(CHANGE).first.click()
    panel(page).get_by_role("link", name="Spend of both providers, 2020/21").click()
    page.locator('td [data-figure="cell-sampleshire-spend-c3"]').click()
    expect(title(page)).to_have_text("Second, 2020/21")
    expect(panel(page).get_by_role("button", name="Back")).to_be_hidden()


def test_a_chart_label_opens_the_panel_and_gives_the_focus_to_its_chart(page: Page) -> None:
    page.locator("svg [data-figure]").click()
    assert said(page, "Printed") == "£1,500"
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Figure 1: Spend by year")).to_be_focused()


def test_marking_text_opens_nothing(page: Page) -> None:
    box = page.locator(SPEND).first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("document.getSelection().toString()") != ""
    expect(page.locator("aside")).to_be_hidden()


# How it looks


def test_the_paper_makes_room_and_the_figure_stays_in_sight(page: Page, narrow: Page) -> None:
    for window in (page, narrow):
        window.locator(SPEND).first.click()
        figure, shown = window.locator(SPEND).first.bounding_box(), panel(window).bounding_box()
        assert figure is not None and shown is not None
        beside = figure["x"] + figure["width"] <= shown["x"]
        assert beside or figure["y"] + figure["height"] <= shown["y"]
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_that_has_the_focus_is_under_the_panel(page: Page, narrow: Page) -> None:
    for window in (page, narrow):
        show_sources(window)
        window.locator(SPEND).first.click()
        window.locator(".skip").focus()
        for _ in range(window.locator("a[href], button, [tabindex='0']").count() - 2):
            window.keyboard.press("Tab")
            assert window.evaluate(SEEN), window.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("view", axe.VIEWS, ids=lambda view: view[0])
def test_axe_finds_nothing_with_the_panel_open(page: Page, view: axe.View) -> None:
    show_sources(page)
    page.locator(CHANGE).first.click()
    panel(page).get_by_role("link", name="Spend of both providers, 2020/21").click()
    assert axe.faults(page, *view) == []


def test_it_is_seen_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    show_sources(page)
    expect(page.locator(f"{SPEND} a").first).to_have_css("text-decoration-line", "underline")
    page.locator(SPEND).first.click()
    assert panel(page).evaluate("aside => parseFloat(getComputedStyle(aside).borderLeftWidth)") >= 1


def test_print_shows_none_of_it(page: Page) -> None:
    before = printed(page)
    show_sources(page)
    page.locator(SPEND).first.click()
    assert printed(page) == before
    page.emulate_media(media="print")
    expect(page.locator(f"{SPEND} a").first).to_have_css("text-decoration-line", "none")
    expect(page.locator("aside")).to_be_hidden()
    expect(page.get_by_role("button", name="Show sources")).to_be_hidden()
    expect(page.locator("body")).to_have_css("padding-right", "0px")


def printed(page: Page) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "print.pdf"
        page.pdf(path=made, format="A4")
        return page_words(made)


# What may run


@pytest.mark.parametrize(
    "inside", ("<script>window.ran = true</script>", '<img src="data:," onerror="window.ran = true">', "")
)
def test_no_other_script_runs(browser: Browser, short: Path, tmp_path: Path, inside: str) -> None:
    copy = tmp_path / "short.html"
    copy.write_text(short.read_text(encoding="utf-8").replace("</main>", f"{inside}</main>"), encoding="utf-8")
    with opened(browser, copy) as page:
        expect(page.get_by_role("button", name="Show sources")).to_be_visible()
        assert page.evaluate("window.ran === undefined")


def test_a_changed_script_does_not_run(browser: Browser, short: Path, tmp_path: Path) -> None:
    copy = tmp_path / "short.html"
    text = short.read_text(encoding="utf-8")
    assert text.count('"use strict";') == 1
    copy.write_text(text.replace('"use strict";', '"use strict"; window.ran = true;'), encoding="utf-8")
    with opened(browser, copy) as page:
        assert page.evaluate("window.ran === undefined")
        assert page.get_by_role("button", name="Show sources").count() == 0
