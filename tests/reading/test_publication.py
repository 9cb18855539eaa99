"""The day of a page: what it tells of it, and no finer."""

from __future__ import annotations

import pytest

from attribution.reading import Format, Metadata, Place, Raw, Read, read_raw

TEXT = (
    "<p>The wall will be late, the council said on Monday in the town hall, and dearer than it had told.</p>"
    * 3
)

# The head of a page, what stands above its article and below, and the day that it was published.
PAGES = {
    "a year below": ("", "", "<footer>© 2026 The Harbour Post</footer>", "2026"),
    "a month": ("", "<p>Published in March 2026</p>", "", "2026"),
    "a month in its address": ("<link rel='canonical' href='https://post.example/2026/03/wall'>", "", "", "2026-03"),
    "a first of January": ("<meta property='article:published_time' content='2026-01-01T08:00'>", "", "", "2026-01-01"),
    "a first in words": ("", "<p>1 March 2026</p>", "", "2026-03-01"),
    "a first in other words": ("", "<p>March 1st, 2026</p>", "", "2026-03-01"),
    "a first in its address": ("<link rel='canonical' href='https://post.example/2026/02/01/x'>", "", "", "2026-02-01"),
    "its own time, and those of others": (
        "",
        "<time datetime='2026-03-11T08:00'>Wednesday</time>",
        "<aside><time datetime='2020-05-05'>of another</time></aside>",
        "2026-03-11",
    ),
    "a time of others alone": ("", "", "<aside><time datetime='2020-05-05'>of another</time></aside>", "2020-05-05"),
    "none": ("", "", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "above", "below", "day"), PAGES.values(), ids=PAGES.keys())
def test_days(head: str, above: str, below: str, day: str | None) -> None:
    body = f"<body><article>{above}{TEXT}</article>{below}</body>"
    page = f"<html><head><title>Wall late</title>{head}</head>{body}</html>"
    result = read_raw(Raw(page.encode(), Place("page"), Format.HTML))
    assert isinstance(result, Read), result
    assert result.article.published == day


def test_a_mere_year_gives_way_to_a_day_that_is_told_beside() -> None:
    page = f"<html><body><article>{TEXT}</article><footer>© 2026 The Harbour Post</footer></body></html>".encode()
    result = read_raw(Raw(page, Place("page"), Format.HTML, told=Metadata(published="2025-12-31")))
    assert isinstance(result, Read), result
    assert result.article.published == "2025-12-31"
