"""Fetching from a real server: what is asked for, how patiently, how politely, and what is refused."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading.fetching import addresses
from attribution.reading.fetching.fetcher import Fetcher
from attribution.reading.fetching.values import FetchError, Settings, Validators
from tests.site import Answer, Site, running

# Quick, so that the tests are; and the server of the tests is on a private address.
QUICK = Settings(
    connect=5, read=5, total=10, most_bytes=200_000, tries=3, backoff=0.01, pause=0, longest_wait=1,
    longest_pause=0.3, allow_private=True,
)  # fmt: skip
PAGE = Answer(body=b"<p>It is late.</p>", headers={"Content-Type": "text/html; charset=utf-8"})

Fetch = Callable[..., Fetcher]


@pytest.fixture
def fetcher() -> Iterator[Fetch]:
    """`fetcher(total=1)`: a fetcher with these settings; closed in the end."""
    made: list[Fetcher] = []

    def fetcher_with(**changes: float) -> Fetcher:
        made.append(Fetcher(replace(QUICK, **changes)))  # type: ignore[arg-type]  # settings by their names
        return made[-1]

    yield fetcher_with
    for one in made:
        one.__exit__(None, None, None)


def test_a_page_is_fetched_with_what_the_server_tells_of_it(site: Site, fetcher: Fetch) -> None:
    headers = {"Content-Type": "Text/HTML; Charset=ISO-8859-1", "ETag": '"1"', "Last-Modified": "Mon, 1"}
    site["/a"] = Answer(body="Königin".encode("latin-1"), headers=headers)
    page = fetcher().fetch(site.url("/a#further-down"))
    assert (page.url, page.content, page.type, page.charset, page.size) == (
        site.url("/a"), "Königin".encode("latin-1"), "text/html", "iso-8859-1", 7,
    )  # fmt: skip
    assert page.validators == Validators('"1"', "Mon, 1")
    assert not page.unchanged


def test_it_says_who_asks(site: Site, fetcher: Fetch) -> None:
    site["/a"] = PAGE
    fetcher().fetch(site.url("/a"))
    agents = {asked.headers["user-agent"] for asked in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Attribution/0.")


def test_a_page_that_is_still_the_same_is_not_sent_again(site: Site, fetcher: Fetch) -> None:
    site["/a"] = Answer(304)
    page = fetcher().fetch(site.url("/a"), Validators('"1"', "Mon, 1"))
    assert page.unchanged
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    assert site.asked[-1].headers["if-modified-since"] == "Mon, 1"


@pytest.mark.parametrize("mark", ['"é"', '"\u009b31m"', '"' + "1" * 2000 + '"'])
def test_a_mark_that_cannot_be_sent_back_is_not_kept(site: Site, fetcher: Fetch, mark: str) -> None:
    site["/a"] = Answer(body=b"late", headers={"ETag": mark.encode().decode("latin-1")})
    assert fetcher().fetch(site.url("/a")).validators == Validators()


# Sent as, what arrives.
PACKED = {
    "gzip": (gzip.compress(b"late " * 1000), "gzip"),
    "gzip in two parts": (gzip.compress(b"late " * 500) + gzip.compress(b"late " * 500), "x-gzip"),
    "nothing": (b"late " * 1000, "identity"),
}


@pytest.mark.parametrize(("body", "packing"), PACKED.values(), ids=PACKED.keys())
def test_packed_pages_are_unpacked(site: Site, fetcher: Fetch, body: bytes, packing: str) -> None:
    site["/a"] = Answer(body=[body[:20], body[20:]], headers={"Content-Encoding": packing})
    page = fetcher().fetch(site.url("/a"))
    assert (page.content, page.size) == (b"late " * 1000, len(body))


def test_redirects_are_followed_to_the_end(site: Site, fetcher: Fetch) -> None:
    site["/a"] = Answer(301, headers={"Location": "/b?x=1"})
    site["/b?x=1"] = Answer(307, headers={"Location": site.url("/c")})
    site["/c"] = PAGE
    assert fetcher().fetch(site.url("/a")).url == site.url("/c")


def redirect(path: str) -> Answer:
    return Answer(302, headers={"Location": path})


BOMB = zlib.compressobj(9, wbits=31)
# What the server answers, what is said of it, and how often it was asked.
FAILURES: dict[str, tuple[Answer, str, int]] = {
    "in a circle": (redirect("/a"), "redirects in a circle", 1),
    "redirects to a file": (redirect("file:///etc/passwd"), "is neither http nor https", 1),
    "redirects to ftp": (redirect("ftp://news.example/a"), "is neither http nor https", 1),
    "redirects nowhere": (Answer(302), r"gives no page \(answer 302\)", 1),
    "redirects with a password": (redirect("http://a:b@news.example/"), "holds a user or a password", 1),
    "not there": (Answer(404), r"is not there \(answer 404\)", 1),
    "not for us": (Answer(403), r"is not for us \(answer 403\)", 1),
    "a status of its own": (Answer(418), r"is refused \(answer 418\)", 1),
    "nothing": (Answer(204), r"gives no page \(answer 204\)", 1),
    "unchanged without being asked": (Answer(304), r"gives no page \(answer 304\)", 1),
    "a picture": (Answer(headers={"Content-Type": "image/png"}), r"is no article \(image/png\)", 1),
    "announced too large": (
        Answer(body=b"late", headers={"Content-Length": "999999999"}), "is larger than 0.19", 1,
    ),
    "too large": (Answer(body=[b"late" * 10_000] * 9, length=False), "is larger than 0.19", 1),
    "a bomb": (
        Answer(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
        "is larger than 0.19", 1,
    ),
    "packed otherwise": (Answer(body=b"x", headers={"Content-Encoding": "br"}), "packed as 'br'", 1),
    "no gzip": (Answer(body=b"late", headers={"Content-Encoding": "gzip"}), "as gzip, and is none", 1),
    "gzip broken off": (
        Answer(body=gzip.compress(b"late" * 99)[:-9], headers={"Content-Encoding": "gzip"}),
        "breaks off before its end, 3 times over; try again later", 3,
    ),
    "shorter than announced": (
        Answer(body=b"late", headers={"Content-Length": "10"}), "breaks off before its end.*3 times", 3,
    ),
    "always too busy": (Answer(503), "answers 503, 3 times over; try again later", 3),
    "no answer": (Answer(body=b"late", pause=2), "does not answer in time, 3 times over", 3),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "why", "asked"), FAILURES.values(), ids=FAILURES.keys())
def test_what_cannot_be_had_is_told(site: Site, fetcher: Fetch, answer: Answer, why: str, asked: int) -> None:
    site["/a"] = answer
    with pytest.raises(FetchError, match=why):
        fetcher(read=0.2 if answer.pause else 5).fetch(site.url("/a"))
    assert len(site.paths()) == asked


def test_too_many_redirects_are_not_followed(site: Site, fetcher: Fetch) -> None:
    for number in range(20):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    with pytest.raises(FetchError, match="redirects more than 8 times"):
        fetcher().fetch(site.url("/0"))
    assert len(site.paths()) == 9


DRIPS = {
    "in the body": Answer(body=[b"l"] * 100, pause=0.05),
    "packed": Answer(body=[bytes([b]) for b in gzip.compress(b"late" * 999)], pause=0.05,
                     headers={"Content-Encoding": "gzip"}),
}  # fmt: skip


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS.keys())
def test_a_slow_drip_has_an_end(site: Site, fetcher: Fetch, drip: Answer) -> None:
    site["/a"] = drip
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"is not there in whole after 0\.5 s"):
        fetcher(total=0.5).fetch(site.url("/a"))
    assert 0.4 < time.monotonic() - started < 4


def test_a_slow_drip_of_headers_has_an_end(fetcher: Fetch) -> None:
    """A server that never comes to the end of its first line."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        slow = fetcher(total=0.4, tries=1)
        started = time.monotonic()
        with pytest.raises(FetchError):
            slow.fetch(url)
    assert time.monotonic() - started < 4


def test_what_passes_is_tried_again(site: Site, fetcher: Fetch) -> None:
    site["/a"] = [Answer(500), Answer(body=b"la", headers={"Content-Length": "4"}), PAGE]
    assert fetcher().fetch(site.url("/a")).content == PAGE.body
    assert site.paths() == ["/a"] * 3


@pytest.mark.parametrize("status", [429, 503])
def test_it_comes_back_when_the_server_says(site: Site, fetcher: Fetch, status: int) -> None:
    site["/a"] = [Answer(status, headers={"Retry-After": "1"}), PAGE]
    fetcher().fetch(site.url("/a"))
    first, second = (asked.time for asked in site.asked if asked.path == "/a")
    assert 0.95 < second - first < 5


def test_a_host_that_wants_its_peace_for_long_has_it(site: Site, fetcher: Fetch) -> None:
    site["/a"] = Answer(429, headers={"Retry-After": "3600"})
    site["/b"] = PAGE
    polite = fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match=r"asks to be left alone for 3\d\d\d s; try again after that"):
            polite.fetch(site.url(path))
    assert site.paths() == ["/a"]


def test_between_two_requests_to_a_host_lies_a_pause(site: Site, fetcher: Fetch) -> None:
    polite = fetcher(pause=0.2)
    for path in ("/a", "/b", "/c"):
        site[path] = PAGE
        polite.fetch(site.url(path))
    times = [asked.time for asked in site.asked if asked.path != "/robots.txt"]
    assert all(second - first > 0.19 for first, second in pairwise(times))


REFUSED = {
    "file:///etc/passwd": "is neither http nor https",
    "ftp://news.example/a": "is neither http nor https",
    "javascript:alert(1)": "is neither http nor https",
    "http://reader:secret@news.example/": "holds a user or a password",
    "http://news.example:0/": "names no host that can be asked",
    "http://news.example:99999/": "names no host that can be asked",
    "http://news.example/\x00": "is no URL that can be read",
    "http:///a": "names no host|is no URL",
    "https://news.example/" + "a" * 5000: "is longer than 4096 characters",
    "http://[::1": "is no URL that can be read",
}


@pytest.mark.parametrize(("url", "why"), REFUSED.items(), ids=[url[:40] for url in REFUSED])
def test_what_is_not_asked_for_at_all(fetcher: Fetch, url: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as refused:
        fetcher().fetch(url)
    assert "secret" not in str(refused.value)


@given(
    st.text(max_size=40) | st.from_regex(r"https?://[!-~]{0,20}(:[0-9]{0,6})?(/[!-~é]{0,20})?"), st.booleans()
)
def test_whatever_is_written_as_an_address_is_one_or_told(written: str, relative: bool) -> None:
    try:
        url = addresses.checked(written, "https://news.example/a/b" if relative else None)
    except FetchError:
        return
    assert url.startswith(("http://", "https://"))
    assert url.isascii()
    assert addresses.checked(url) == url
    assert addresses.origin_of(url).endswith("/")


PRIVATE = [
    "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "0x7f000001", "2130706433", "0.0.0.0",  # noqa: S104 (nothing is bound)
    "[::]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]",
    "[fec0::1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "224.0.0.1", "[ff02::1]", "240.0.0.1", "192.0.2.1",
    "[::127.0.0.1]", "[2001:db8::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_nothing_of_a_private_network_is_asked(site: Site, fetcher: Fetch, host: str) -> None:
    with pytest.raises(
        FetchError, match=r"is in a private network; --allow-private|there (is|can be) no host"
    ):
        fetcher(allow_private=False).fetch(site.url("/a", host))
    assert site.asked == []


@pytest.fixture
def one_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 127.0.0.1, where the server of the tests is, were a public address, and no other of this machine."""
    truly = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or truly(address))


@pytest.mark.usefixtures("one_public")
@pytest.mark.parametrize("host", ["127.0.0.2", "[::ffff:127.0.0.2]", "10.0.0.1", "169.254.169.254"])
def test_no_redirect_leads_into_a_private_network(site: Site, fetcher: Fetch, host: str) -> None:
    site["/a"] = redirect(site.url("/secret", host))
    with pytest.raises(FetchError, match="is in a private network"):
        fetcher(allow_private=False).fetch(site.url("/a"))
    assert site.paths() == ["/a"]


@pytest.mark.usefixtures("one_public")
def test_no_name_is_looked_up_twice_for_one_connection(
    site: Site, fetcher: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked, and private when it is connected to (rebinding)."""
    answers = iter(["127.0.0.1", "127.0.0.2"])
    truly = socket.getaddrinfo

    def look_up(host: str | bytes | None, *rest: object, **more: object) -> object:
        name = next(answers) if host == "news.example" else host
        return truly(name, *rest, **more)  # type: ignore[arg-type]  # passed through as they are

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site["/robots.txt"] = site["/a"] = PAGE
    fetcher(allow_private=False).fetch(site.url("/a", "news.example"))
    assert site.asked[-1].headers["host"].startswith("news.example:")
    assert next(answers) == "127.0.0.2", "robots.txt and the page came over one connection, looked up once"


def test_a_certificate_must_be_for_the_name_that_was_asked_for(
    fetcher: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Although the connection goes to an address, looked up before."""
    truly = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        return truly("127.0.0.1" if host.endswith(".example") else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    with running(context) as site:
        site["/a"] = PAGE
        with pytest.raises(FetchError, match=r"its certificate is not valid \(unable to get local issuer"):
            fetcher(tries=1).fetch(site.url("/a", "news.example"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert fetcher().fetch(site.url("/a", "news.example")).content == PAGE.body
        with pytest.raises(FetchError, match=r"its certificate is not valid \(Hostname mismatch"):
            fetcher(tries=1).fetch(site.url("/a", "other.example"))


@pytest.mark.usefixtures("one_public")
def test_of_several_addresses_only_public_ones_are_tried(
    site: Site, fetcher: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(host: str, port: int, *rest: object, **more: object) -> object:
        found = ["127.0.0.2", "10.0.0.1", "127.0.0.1"] if host == "news.example" else [host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site["/a"] = PAGE
    assert fetcher(allow_private=False).fetch(site.url("/a", "news.example")).content == PAGE.body


@pytest.mark.parametrize(
    "host", [".example", "a..example", "a" * 70 + ".example", "x%20y", "-", "%00", "é" * 60]
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_host_that_is_none_is_told(fetcher: Fetch, scheme: str, host: str) -> None:
    with pytest.raises(FetchError):
        fetcher(tries=1).fetch(f"{scheme}://{host}/")


def test_a_host_that_does_not_answer_is_told(fetcher: Fetch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a"
        with pytest.raises(
            FetchError, match=r"that gives no connection \(Connection refused\), 3 times over"
        ):
            fetcher().fetch(url)
