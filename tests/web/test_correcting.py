"""Correcting and auditing in a real Chromium, before a real `attribution serve --edit`.

Without a Chromium these tests are skipped, and say so; `ATTRIBUTION_BROWSER=required` turns that into a failure.
Pictures of each page go to `artefacts/`.
"""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlite_utils import Database

from attribution import extract, load_language
from attribution.model import Article
from attribution.storage import open_database, save
from tests.web.browsing import ROOT

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "artefacts"
WIDTHS = {390: 844, 1440: 900}
NEWS = Article(
    "Pier to reopen\n\nThe pier will reopen in May, harbour master Joss Pell said on Monday.\n\n"
    "“Nobody walked on it all winter,” Pell told the council. Councillor Ada Wray said that the repair had cost"
    " too much. “We will not pay twice,” she said.\n",
    title="Pier to reopen",
    url="https://harbour-post.example/pier",
    published="2026-03-11",
    publisher="Harbour Post",
)
WORDS = "We will not pay twice"
# Chromium drops keys that come before a new page is first painted.
PAINTED = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
)


def read_anew(path: Path, extractor: str) -> None:
    """Read the article with the real extractor, as if it were this version of it."""
    with closing(open_database(path)) as db:
        save(db, extract(NEWS, load_language("en")), extractor=extractor)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "attribution.db"
    read_anew(path, "first")
    return path


@pytest.fixture
def link(database: Path) -> Iterator[str]:
    """The link that signs in once."""
    serve = [
        sys.executable,
        "-u",
        "-c",
        "from attribution.cli import main; main()",
        "serve",
        "--edit",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        [*serve, "--name", "Ann Ito", "--db", str(database)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        url, link = (re.findall(r"http://\S+", server.stdout.readline())[0] for _ in range(2))
        wait_for(url)
        try:
            yield link
        finally:
            server.kill()


def wait_for(url: str) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310 (the address is our own process's)
            return
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture
def page(browser: Browser, link: str) -> Iterator[Page]:
    """A page of somebody who has signed in."""
    address = link.split("/-/")[0]
    with browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(link)
        expect(page.get_by_text("Ann Ito")).to_be_visible()
        yield page
        assert troubles == []


def statement(database: Path) -> str:
    with closing(Database(database)) as db:
        found = db.execute("SELECT id FROM attributions WHERE quote LIKE ?", [f"%{WORDS}%"]).fetchall()
    return str(found[0][0])


def looked_at(page: Page, name: str) -> None:
    """Keep the page as it looks at both widths; it needs no sideways scrolling, and axe finds nothing."""
    ARTEFACTS.mkdir(exist_ok=True)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        nobody_is_kept_out(page)
    page.emulate_media(color_scheme="dark")
    nobody_is_kept_out(page)
    page.emulate_media(color_scheme="light")


def nobody_is_kept_out(page: Page) -> None:
    results = Axe().run(page)
    assert results.response["passes"], "axe has looked at the page"
    assert results.violations_count == 0, results.generate_report()


def test_a_speaker_is_corrected_and_stays_so_when_the_article_is_read_anew(
    page: Page, database: Path
) -> None:
    page.goto(f"/quotes/{statement(database)}")
    expect(page.get_by_text("Nobody has checked this statement yet.")).to_be_visible()
    page.locator("#amend").get_by_label("Speaker", exact=False).first.fill("Joss Pell")
    page.locator("#amend").get_by_label("Why", exact=False).fill("The minutes say so.")
    page.get_by_role("button", name="Amend", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Amended.")
    expect(page.locator(".who-line")).to_contain_text("Joss Pell")
    expect(page.locator(".history")).to_contain_text("Ann Ito amended")
    looked_at(page, "corrected")

    read_anew(database, "second")
    page.goto(f"/quotes/{statement(database)}")
    expect(page.locator(".who-line")).to_contain_text("Joss Pell")
    page.locator(".who-line a").click()
    expect(page.get_by_text(WORDS)).to_be_visible()

    page.goto(f"/quotes/{statement(database)}")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Taken back.")
    expect(page.locator(".who-line")).to_contain_text("Ada Wray")
    expect(page.locator(".history")).to_contain_text("Ann Ito took back decision 1")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_statement_is_rejected_beside_its_words_and_is_not_searched(page: Page, database: Path) -> None:
    article = f"/articles/{NEWS.key}"
    page.goto(f"/search?q={WORDS.split()[-1]}")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.goto(article)
    note = page.locator(f"#n-{statement(database)}")
    note.locator("summary").click()
    looked_at(page, "article-with-forms")
    note.get_by_role("button", name="Reject").click()
    expect(page).to_have_url(re.compile(rf"{article}#a-"))
    expect(page.locator(f"#n-{statement(database)}").get_by_text("rejected")).to_be_visible()
    page.goto(f"/search?q={WORDS.split()[-1]}")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.goto("/corrections")
    expect(page.locator(".history")).to_contain_text("Ann Ito rejected")
    looked_at(page, "corrections")


def test_an_audit_by_keyboard_alone(page: Page) -> None:
    page.goto("/audit")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Draw":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Statement 1 of 4")).to_be_visible()
    looked_at(page, "audit-statement")
    for number, key in ((1, "1"), (2, "p"), (3, "w"), (4, "ArrowLeft"), (3, "s"), (4, "r")):
        expect(page.get_by_role("heading", name=f"Statement {number} of 4")).to_be_visible()
        expect(page.get_by_label("Answer by keys")).to_be_visible()  # the script has run
        page.evaluate(PAINTED)
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Audit 1")).to_be_visible()
    expect(page.locator(".verdict").first).to_contain_text("Right: 50 in 100 (15 to 85)")
    looked_at(page, "audit")
    page.goto("/audit")
    looked_at(page, "audits")


def test_keys_can_be_turned_off_and_stay_off(page: Page) -> None:
    page.goto("/audit")
    page.get_by_role("button", name="Draw").click()
    page.get_by_label("Answer by keys").uncheck()
    page.keyboard.press("1")
    page.reload()
    expect(page.get_by_label("Answer by keys")).not_to_be_checked()
    expect(page.get_by_text("none yet")).to_be_visible()


def test_an_audit_without_scripts(browser: Browser, page: Page) -> None:
    cookies = page.context.cookies()
    address = page.url.rstrip("/")
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        context.add_cookies(cookies)  # type: ignore[arg-type] # as Playwright gave them
        plain = context.new_page()
        plain.goto("/audit")
        plain.get_by_role("button", name="Draw").click()
        plain.get_by_role("button", name="Wrong").click()
        expect(plain.get_by_role("heading", name="Statement 2 of 4")).to_be_visible()


def test_a_form_of_another_site_does_nothing(page: Page, database: Path) -> None:
    """`localhost` is another site than `127.0.0.1`: its page sends the form as soon as it is opened."""
    address = page.url.rstrip("/")
    body = (
        f'<form method="post" action="{address}/corrections"><input name="action" value="reject">'
        f'<input name="attribution" value="{statement(database)}"></form><script>document.forms[0].submit()</script>'
    ).encode()

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil) as evil:
        threading.Thread(target=evil.serve_forever, daemon=True).start()
        with page.expect_response(f"{address}/corrections") as answered:
            page.goto(f"http://localhost:{evil.server_port}/")
        evil.shutdown()
    assert answered.value.status == 403
    with closing(Database(database)) as db:
        assert db.execute("SELECT count(*) FROM corrections").fetchone()[0] == 0
