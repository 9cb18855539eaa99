"""`attribution extract` and `ingest` of addresses: pages, feeds and lists of feeds on a real server."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.site import Answer, Site

PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'>{head}</head><body><article><h1>Wall late</h1>"
    "<p>“The wall is late because the stones have not come,” Mara Venn said in Könighafen.</p>"
    "<p>It was to be ready by the autumn, when the storms begin, and the harbour has none yet.</p>"
    "</article></body></html>"
)
FEED = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>
<title>The wall is late</title><link>/wall</link><dc:creator>Ada Quill</dc:creator>
<pubDate>Fri, 31 May 2024 23:10:00 GMT</pubDate></item></channel></rss>"""


@pytest.fixture
def news(site: Site) -> Site:
    site.page("/wall", PAGE.format(head="<title>Wall late</title>"), ETag='"1"')
    site["/rss"] = Answer(body=FEED.encode(), headers={"Content-Type": "application/rss+xml"})
    return site


def test_a_page_is_extracted(run: Run, news: Site) -> None:
    result = run("extract", "--allow-private", "--format", "jsonl", news.url("/wall"))
    assert (result.returncode, result.stderr) == (0, "")
    article = json.loads(result.stdout)
    assert (article["title"], article["url"]) == ("Wall late", news.url("/wall"))
    assert [found["speaker"] for found in article["attributions"]] == ["Mara Venn"]
    assert "Könighafen" in article["text"]


def test_a_page_in_another_encoding_is_read_as_the_server_declares(run: Run, news: Site) -> None:
    body = PAGE.replace("<meta charset='utf-8'>", "").format(head="").encode("windows-1252")
    news["/old"] = Answer(body=body, headers={"Content-Type": "text/html; charset=windows-1252"})
    result = run("extract", "--allow-private", "--format", "jsonl", news.url("/old"))
    assert (
        "“The wall is late because the stones have not come,” Mara Venn said in Könighafen." in result.stdout
    )


def test_nothing_of_a_private_network_is_fetched_without_leave(run: Run, news: Site) -> None:
    result = run("extract", news.url("/wall"))
    assert result.returncode == 1
    assert result.stderr == (
        f"{news.url('/wall')}: 127.0.0.1 is in a private network; --allow-private fetches from there too; skipped\n"
    )
    assert news.asked == []


def test_a_feed_tells_what_its_page_does_not(run: Run, news: Site, tmp_path: Path) -> None:
    result = run("ingest", "--allow-private", "--db", "news.db", news.url("/rss"))
    assert result.returncode == 0, result.stderr
    with sqlite3.connect(tmp_path / "news.db") as db:
        (row,) = db.execute("SELECT title, published, author, url FROM articles").fetchall()
    assert row == ("Wall late", "2024-05-31", "Ada Quill", news.url("/wall"))


def test_what_has_not_changed_is_counted_and_not_sent_again(run: Run, site: Site) -> None:
    text = "Wall late\n\n“The wall is late,” Mara Venn said."
    address = site.url("/wall.txt")
    site["/wall.txt"] = [
        Answer(body=text.encode(), headers={"ETag": '"1"'}),
        Answer(304),
        Answer(body=text.replace("late,", "very late,").encode()),
    ]
    assert "1 new" in run("ingest", "--allow-private", "--db", "news.db", address).stdout
    again = run("ingest", "--allow-private", "--db", "news.db", address)
    assert (again.returncode, again.stderr) == (0, "")
    assert "0 new, 0 changed, 1 same, 0 empty, 0 skipped" in again.stdout
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    changed = run("ingest", "--allow-private", "--db", "news.db", address)
    assert "0 new, 1 changed, 0 same" in changed.stdout


def test_what_cannot_be_had_is_skipped_and_told(run: Run, news: Site, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(
        f'<opml><body><outline xmlUrl="{news.url("/rss")}"/><outline xmlUrl="{news.url("/gone")}"/></body></opml>',
        encoding="utf-8",
    )
    result = run("ingest", "--allow-private", "--db", "news.db", "mine.opml")
    assert result.returncode == 1
    assert result.stderr == f"{news.url('/gone')}: is not there (answer 404); skipped\n"
    assert "2 articles" in result.stdout
    assert "1 new, 0 changed, 0 same, 0 empty, 1 skipped" in result.stdout


def test_what_was_asked_for_is_kept_without_what_may_be_secret(run: Run, news: Site, tmp_path: Path) -> None:
    news.page("/wall?key=secret", PAGE.format(head=""))
    run("ingest", "--allow-private", "--db", "news.db", news.url("/wall?key=secret"))
    with sqlite3.connect(tmp_path / "news.db") as db:
        assert db.execute("SELECT command FROM ingests").fetchall() == [(f"ingest {news.url('/wall')}",)]


def test_a_url_is_told_for_one_text_alone(run: Run) -> None:
    result = run("ingest", "--url", "https://news.example/a", "https://news.example/b")
    assert result.returncode == 2
    assert "--url is for one text alone" in result.stderr
