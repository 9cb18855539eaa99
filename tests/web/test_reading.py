"""Article, quote and check in a real Chromium: from one to the other and back, by keyboard, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import wall
from tests.web.browsing import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reading") / "attribution.db"


@pytest.fixture(scope="module")
def ids(place: Path) -> dict[str, str]:
    return wall.make(place)


@pytest.fixture(scope="module")
def wall_address(place: Path, ids: dict[str, str]) -> Iterator[str]:
    with served(place) as address:
        yield address


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def page(browser: Browser, wall_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": request.param, "height": 844}
    permissions = ["clipboard-read", "clipboard-write"]
    with browser.new_context(base_url=wall_address, viewport=size, permissions=permissions) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(10_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        yield page
        page.wait_for_load_state()  # a page that a click opened may be there before its styles are
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param
        assert troubles == [], "nothing is blocked by the policy either, not even the data for search engines"


def test_from_a_quote_to_its_place_in_the_article_and_back(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/quotes/{ids['promise']}")
    expect(page.locator(".big .q")).to_contain_text("We will not move a single family")
    page.get_by_role("link", name="In the article, with its marks").click()
    expect(page).to_have_url(re.compile(f"/articles/{ids['wall']}#a-{ids['promise']}$"))
    expect(page.locator(f"#a-{ids['promise']}")).to_be_in_viewport()

    page.locator(".ref").first.click()
    note = page.locator(f"#n-{ids['promise']}")
    expect(note).to_be_visible()  # also on a phone, where notes are folded
    note.get_by_role("link", name="the statement").click()
    expect(page).to_have_url(re.compile(f"/quotes/{ids['promise']}$"))
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator(".big .q")).to_be_visible()


def test_from_a_statement_to_the_one_that_is_told_in_it(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/quotes/{ids['outer']}")
    page.locator(".st .q a").click()
    expect(page.locator(".big .q")).to_have_text("of the delay since January")
    expect(page.get_by_role("heading", name="Told within")).to_be_visible()


def test_reading_without_marks(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/articles/{ids['wall']}")
    words = page.locator(".content").nth(1)
    assert "underline" in words.evaluate("element => getComputedStyle(element).textDecorationLine")
    page.get_by_label("Read without marks").check()
    assert words.evaluate("element => getComputedStyle(element).textDecorationLine") == "none"
    expect(page.locator(".ref").first).to_be_hidden()
    expect(page.locator(".text .note").first).to_be_hidden()


def test_the_parts_are_told_apart_without_colour(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/articles/{ids['wall']}")
    look = "e => (s => [s.textDecorationStyle, s.textDecorationThickness, s.fontStyle])(getComputedStyle(e))"
    looks = [
        page.locator(f".text .{part}").first.evaluate(look) for part in ("content", "source", "cue", "aside")
    ]
    assert len({tuple(look) for look in looks}) == 4


def test_next_and_previous_by_keyboard(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/articles/{ids['wall']}")
    notes = page.locator(".ref:not(.ref-aside)")
    for key, number in (("n", 0), ("n", 1), ("n", 2), ("n", 2), ("p", 1), ("p", 0), ("p", 0)):
        page.keyboard.press(key)
        expect(notes.nth(number)).to_be_focused()
        expect(notes.nth(number)).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#n-{ids['promise']}$"))
    page.goto(f"/articles/{ids['wall']}")
    page.get_by_role("button", name="Next statement").click()
    expect(notes.nth(0)).to_be_focused()


def test_the_keys_can_be_switched_off(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/articles/{ids['wall']}")
    page.locator("[data-keys]").uncheck()
    page.keyboard.press("n")
    expect(page.locator(".ref").first).not_to_be_focused()


def test_checking_a_quote(page: Page, ids: dict[str, str]) -> None:
    page.goto("/")
    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_label("The words").fill("We will never move a single family before the sea wall is finished")
    page.get_by_label("Said by").fill("Halvard Finch")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_have_text("Altered")
    expect(page.locator("#verdict")).to_be_in_viewport()
    expect(page.locator("del").first).to_contain_text("never")
    expect(page.locator("ins").first).to_contain_text("not")
    page.get_by_role("link", name="The whole statement").first.click()
    expect(page).to_have_url(re.compile(f"/quotes/{ids['finch']}$"))
    page.go_back()
    expect(page.get_by_label("Said by")).to_have_value("Halvard Finch")


def test_a_check_needs_no_mouse(page: Page) -> None:
    page.goto("/check")
    page.get_by_label("The words").focus()
    page.keyboard.type("the herons knew")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Said by")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Not found here")).to_be_visible()


def test_copying_a_citation(page: Page, ids: dict[str, str]) -> None:
    page.goto(f"/quotes/{ids['promise']}")
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-4").text_content()
    assert copied.startswith("@misc{attribution-")


def test_all_of_it_is_there_without_scripts(browser: Browser, wall_address: str, ids: dict[str, str]) -> None:
    with browser.new_context(base_url=wall_address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/articles/{ids['wall']}")
        expect(page.get_by_role("button")).to_have_count(0)
        page.locator(".ref").first.click()
        expect(page.locator(f"#n-{ids['promise']}")).to_be_in_viewport()
        page.goto(f"/quotes/{ids['promise']}")
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.locator("#cite-4")).to_contain_text("@misc{")
