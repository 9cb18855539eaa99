"""What a visitor does in a real Chromium, before a real `datasette` process, at a desk and on a phone.

Without a Chromium these tests are skipped, and say so; `ATTRIBUTION_BROWSER=required` turns that into a failure.
Pictures of each page go to `artefacts/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import ROOT
from tests.web.conftest import BRIDGE, HOSTILE

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "artefacts"
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(params=SIZES)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SIZES[request.param]
    with browser.new_context(base_url=address, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("dialog", lambda dialog: dialog.dismiss())
        yield page
        assert troubles == []


def picture(page: Page, name: str) -> None:
    """Keep the page as it looks, and check that it needs no sideways scrolling: only the table's box may."""
    ARTEFACTS.mkdir(exist_ok=True)
    assert page.viewport_size is not None
    width = page.viewport_size["width"]
    page.screenshot(path=ARTEFACTS / f"{name}-{width}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_datasettes_first_page_to_the_article(page: Page) -> None:
    page.goto("/-/")
    picture(page, "databases")

    page.get_by_role("link", name="all attributions").click()
    expect(page.get_by_role("heading", name="attributions")).to_be_visible()
    picture(page, "attributions")

    page.locator("#facet-speaker").get_by_role("link", name="Mara Venn").click()
    expect(page.get_by_text("4 rows")).to_be_visible()
    expect(page.locator("td.col-quote", has_text="interest rates")).to_have_count(0)
    picture(page, "one-speaker")

    page.locator("tr", has_text="Nobody has to take the ferry").locator("td.col-id a").click()
    expect(page.locator("td.col-addressee")).to_have_text("the harbour council")
    picture(page, "attribution")

    page.goto(f"/attribution/articles/{BRIDGE.key}")
    expect(page.locator("td.col-text")).to_have_text(BRIDGE.text)
    picture(page, "article")


def test_asking_who_said_what(page: Page) -> None:
    page.goto("/attribution/who_said_what")
    page.locator("input[name=speaker]").fill("venn")
    page.locator("input[name=words]").fill("ferries")
    page.get_by_role("button", name="Run SQL").click()
    expect(page.locator("td.col-quote")).to_have_text(
        ["“Nobody has to take the ferry,”", "that the ferry would sink"]
    )
    picture(page, "who-said-what")

    expect(page.locator("td.col-attribution a").first).to_have_attribute("href", re.compile("/quotes/"))


def test_the_first_statement_stands_before_what_explains_the_columns(page: Page) -> None:
    page.goto("/attribution/attributions")
    quote = page.locator("td.col-quote").first.bounding_box()
    explained = page.locator("dl.column-descriptions").bounding_box()
    assert quote is not None
    assert explained is not None
    assert quote["y"] < explained["y"]


def test_hostile_words_do_nothing(page: Page) -> None:
    page.goto("/attribution/attributions?_search=signature")
    expect(page.locator("td.col-quote")).to_have_text(
        "“<img src=x onerror=alert(2)> & =1+1 is my signature.”"
    )
    page.goto(f"/attribution/articles/{HOSTILE.key}")
    expect(page.locator("td.col-title")).to_have_text("<script>alert(1)</script>")
    expect(page.locator("td.col-url a")).to_have_count(0)
