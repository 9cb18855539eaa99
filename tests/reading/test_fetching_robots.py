"""What robots.txt allows is fetched, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from attribution.reading.fetching.fetcher import Fetcher
from attribution.reading.fetching.values import FetchError, Settings
from tests.site import Answer, Site

QUICK = Settings(
    read=5, total=10, tries=2, backoff=0.01, pause=0, longest_wait=1, longest_pause=0.3, allow_private=True
)
PAGE = Answer(body=b"<p>It is late.</p>")


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(QUICK) as fetcher:
        yield fetcher


def robots(*lines: str) -> Answer:
    return Answer(body="\n".join(lines).encode(), headers={"Content-Type": "text/plain"})


# The lines of robots.txt, a path, whether it may be fetched.
RULES = [
    (("User-agent: *", "Disallow: /private/"), "/news/a", True),
    (("User-agent: *", "Disallow: /private/"), "/private/a", False),
    (("User-agent: attribution", "Disallow: /"), "/news/a", False),
    (("User-agent: another", "Disallow: /"), "/news/a", True),
    (("User-agent: *", "Disallow: /", "", "User-agent: Attribution", "Disallow:"), "/news/a", True),
    (("User-agent: *", "Disallow: /*.pdf$"), "/news/a.pdf", False),
    (("User-agent: *", "Disallow: /", "Allow: /news/"), "/news/a", True),
    (("User-agent: *", "Disallow: /news/k%C3%B6nig"), "/news/könig", False),
    (("nonsense", "\x00", "Disallow"), "/news/a", True),
]


@pytest.mark.parametrize(("lines", "path", "allowed"), RULES)
def test_what_it_allows_is_fetched(
    site: Site, fetcher: Fetcher, lines: tuple[str, ...], path: str, allowed: bool
) -> None:
    site["/robots.txt"] = robots(*lines)
    site[path] = PAGE
    if not allowed:
        with pytest.raises(FetchError, match=r"its robots\.txt does not allow it"):
            fetcher.fetch(site.url(path))
    else:
        fetcher.fetch(site.url(path))
    assert site.paths() == [path] * allowed


@pytest.mark.parametrize("status", [404, 403, 410])
def test_where_there_is_none_everything_is_allowed(site: Site, fetcher: Fetcher, status: int) -> None:
    site["/robots.txt"] = Answer(status)
    site["/a"] = PAGE
    assert fetcher.fetch(site.url("/a")).content == PAGE.body


def test_where_it_cannot_be_had_nothing_is_fetched(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = Answer(500)
    site["/a"] = PAGE
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt, and that answers 500, 2 times over; try"):
            fetcher.fetch(site.url("/a"))
    assert [asked.path for asked in site.asked] == ["/robots.txt"] * 2, "tried twice, then remembered"


def test_it_is_asked_for_once_and_redirects_with_it(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = Answer(301, headers={"Location": "/elsewhere.txt"})
    site["/elsewhere.txt"] = robots("User-agent: *", "Disallow: /b")
    site["/a"] = PAGE
    for _ in range(3):
        fetcher.fetch(site.url("/a"))
    assert site.paths() == ["/elsewhere.txt", "/a", "/a", "/a"]
    with pytest.raises(FetchError, match="does not allow"):
        fetcher.fetch(site.url("/b"))


def test_no_redirect_leads_to_where_it_forbids(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = robots("User-agent: *", "Disallow: /b")
    site["/a"] = Answer(302, headers={"Location": "/b"})
    with pytest.raises(FetchError, match="does not allow"):
        fetcher.fetch(site.url("/a"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(("delay", "least"), [("0.2", 0.19), ("86400", 0.29), ("x", 0)])
def test_it_may_ask_for_more_time_up_to_a_bound(site: Site, delay: str, least: float) -> None:
    site["/robots.txt"] = robots("User-agent: *", f"Crawl-delay: {delay}")
    site["/a"] = PAGE
    with Fetcher(replace(QUICK, pause=0.01)) as fetcher:
        for _ in range(2):
            fetcher.fetch(site.url("/a"))
    first, second = (asked.time for asked in site.asked if asked.path == "/a")
    assert least <= second - first < 5


def test_a_robots_txt_that_is_huge_is_not_read(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = Answer(body=b"Disallow: /x\n" * 200_000)
    site["/a"] = PAGE
    with pytest.raises(FetchError, match=r"robots\.txt, and that is larger than 2 MiB"):
        fetcher.fetch(site.url("/a"))


def test_no_pattern_in_it_explodes(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = robots(
        "User-agent: *", *[f"Disallow: /{'*a' * length}*b" for length in range(1, 200)]
    )
    path = f"/{'a' * 3000}"
    site[path] = PAGE
    started = time.monotonic()
    fetcher.fetch(site.url(path))
    assert time.monotonic() - started < 5
