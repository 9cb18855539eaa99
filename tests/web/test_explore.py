"""The plugin's pages in a real Chromium: reading, by keyboard and on a phone, and for those who do not see the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import ROOT, watch
from tests.web.conftest import BRIDGE

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "artefacts"
SIZES = {"desk": (1440, 900), "phone": (390, 844), "narrow": (320, 640)}
PATHS = {
    "home": "/",
    "search": "/search?q=ferry",
    "search-all": "/search",
    "search-nothing": "/search?q=ferry+kind:mixed",
    "search-refused": "/search?q=kind:hearsay",
    "speakers": "/speakers",
    "speaker-missing": "/speakers/nobody",
    "check": "/check",
    "check-refused": "/check?quote=%E2%80%A6",
    "check-verbatim": "/check?quote=nobody+has+to+take+the+ferry&speaker=Venn",
    "check-altered": "/check?quote=nobody+should+have+to+take+the+ferry",
    "check-nothing": "/check?quote=the+herons+knew",
    "check-text": "/check?quote=told+the+harbour+council",
    "article-missing": "/articles/nothing",
    "quote-missing": "/quotes/nothing",
    "compare-form": "/compare",
    "compare": "/compare?a=Venn&b=lindqvist",
}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        troubles: list[str] = []
        watch(page, address, troubles)
        yield page
        assert troubles == []


def every_page(page: Page) -> Iterator[str]:
    """Opens each page in turn; the last ones are a speaker, a statement of theirs, and its article."""
    for name, path in PATHS.items():
        page.goto(path)
        yield name
    page.goto("/speakers")
    page.get_by_role("link", name="Mara Venn").click()
    yield "speaker"
    page.locator(".q a").first.click()
    yield "quote"
    page.goto(f"/articles/{BRIDGE.key}")
    yield "article"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_needs_sideways_scrolling(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    ARTEFACTS.mkdir(exist_ok=True)
    for name in every_page(page):
        page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_that_keeps_anybody_out(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    for name in every_page(page):
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        results = Axe().run(page)
        assert results.response["passes"], "axe has looked at the page"
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"


def test_from_a_question_to_a_speaker_to_what_they_said_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search statements").fill("ferry")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="2 statements with ferry")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("ferry")

    page.locator(".by").get_by_role("link", name="Mara Venn").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mara Venn")
    page.get_by_role("link", name="Jan to Mar 2026: 3 statements").click()
    expect(page.get_by_role("heading", name="3 statements", exact=True)).to_be_visible()
    page.get_by_role("link", name="Remove from").click()
    page.get_by_role("link", name="Remove to").click()
    page.get_by_label("Search what Mara Venn said").fill("café")
    page.keyboard.press("Enter")
    expect(page.locator(".q")).to_have_text(["“Café owners know it,”"])

    page.get_by_role("link", name="Compare with somebody").click()
    page.get_by_label("The other").fill("lindqvist")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mara Venn and Ode Lindqvist")
    page.get_by_role("link", name="Attribution", exact=True).click()
    expect(page).to_have_title("Who said what · Attribution")


def test_a_search_needs_no_mouse(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search statements")).to_be_focused()
    page.keyboard.type("interest rates")
    page.keyboard.press("Enter")
    quote = page.locator(".q a")
    expect(quote).to_have_count(1)
    for _ in range(60):
        if quote.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(quote).to_be_focused()
    outline = quote.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid", "where the keyboard is can be seen"


def test_the_pages_work_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search?q=ferry+kind:direct")
        expect(page.locator(".q")).to_have_count(1)
        page.locator(".active a").click()
        expect(page.locator(".q")).to_have_count(2)


def test_narrowing_folds_on_a_phone_and_stands_open_on_a_desk(page: Page) -> None:
    page.goto("/search")
    expect(page.get_by_role("link", name="Harbour Post 3")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("link", name="Harbour Post 3")).to_be_hidden()
    page.get_by_text("Narrow it").click()
    page.get_by_role("link", name="Harbour Post 3").click()
    expect(page.get_by_role("heading", name="3 statements")).to_be_visible()
