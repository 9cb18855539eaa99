"""Following addresses on a real server: pages, feeds and lists of feeds become articles to read, or problems."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from attribution.reading import (
    Fetching,
    Memo,
    Options,
    Problem,
    Raw,
    Read,
    ReadingError,
    Step,
    Unchanged,
    given,
    read_raw,
    steps_of,
)
from attribution.reading.markup import MOST_BYTES, Listing
from attribution.reading.steps import Listed
from attribution.reading.values import Format
from tests.site import Answer, Site

QUICK = Fetching(read=5, total=10, tries=2, backoff=0.01, pause=0, longest_wait=1, allow_private=True)

Follow = Callable[..., list[Step]]


@pytest.fixture
def follow() -> Follow:
    """What is met at the addresses; `kept` are the memos of an earlier time."""

    def followed(*arguments: str, kept: list[Memo] | None = None) -> list[Step]:
        last = {memo.url: memo for memo in kept or []}
        return list(steps_of(given(arguments), Options(fetching=QUICK), last.get))

    return followed


def raws(steps: list[Step]) -> list[Raw]:
    return [step.source for step in steps if isinstance(step.source, Raw)]


def problems(steps: list[Step]) -> list[str]:
    return [str(step.source) for step in steps if isinstance(step.source, Problem)]


def memos(steps: list[Step]) -> list[Memo]:
    return [step.memo for step in steps if step.memo]


def rss(*items: str) -> Answer:
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Gazette</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )
    return Answer(body=feed.encode(), headers={"Content-Type": "application/rss+xml", "ETag": '"feed-1"'})


WALL = "<title>Wall</title><link>/wall</link><pubDate>Fri, 31 May 2024 23:10:00 GMT</pubDate>"
GATE = "<title>Gate</title><link>/gate</link>"
FULL = "<content:encoded>&lt;p&gt;It is late.&lt;/p&gt;</content:encoded>"


def test_a_page_is_an_article_to_read(site: Site, follow: Follow) -> None:
    site["/old"] = Answer(301, headers={"Location": "/wall"})
    site.page("/wall", "<p>It is late.</p>", ETag='"1"')
    steps = follow(site.url("/old"))
    (raw,) = raws(steps)
    assert (raw.content, raw.format, raw.charset, raw.size) == (
        b"<p>It is late.</p>",
        Format.HTML,
        "utf-8",
        18,
    )
    assert (raw.where, raw.url, raw.place.name) == (site.url("/old"), site.url("/wall"), None)
    assert steps[-1] == Step(None, Memo(site.url("/old"), '"1"'), site.url("/old"))


FILES = {
    "a text": ("/wall.txt", "text/plain; charset=iso-8859-1", "Königin".encode("latin-1"), [Format.TEXT]),
    "a page without a type": ("/wall", "", b"<!doctype html><p>It is late.</p>", [Format.HTML]),
    "a file of many": ("/all.jsonl", "text/plain", b'{"text": "one"}\n{"text": "two"}', [Format.RECORD] * 2),
}


@pytest.mark.parametrize(("path", "type_", "body", "formats"), FILES.values(), ids=FILES.keys())
def test_what_is_no_web_page_is_told_from_its_content(
    site: Site, follow: Follow, path: str, type_: str, body: bytes, formats: list[Format]
) -> None:
    site[path] = Answer(body=body, headers={"Content-Type": type_})
    found = raws(follow(site.url(path)))
    assert [raw.format for raw in found] == formats
    assert {raw.url for raw in found} == {site.url(path) if len(formats) == 1 else None}
    assert len({raw.place.origin("1" if len(formats) > 1 else "") for raw in found}) == 1


DECLARED = {
    "as declared": ("windows-1252", "windows-1252", ()),
    "UTF-8 that is declared as something else": ("utf-8", "iso-8859-1", ()),
    "something else that is declared as UTF-8": ("windows-1252", "utf-8", ("is not UTF-8; read as cp1252",)),
    "an encoding that there is not": ("utf-8", "utf-9", ()),
}


@pytest.mark.parametrize(("encoding", "declared", "notes"), DECLARED.values(), ids=DECLARED.keys())
def test_the_encoding_that_a_server_declares_may_be_wrong(
    site: Site, follow: Follow, encoding: str, declared: str, notes: tuple[str, ...]
) -> None:
    text = "“The wall is late,” Jörg Käse said."
    site["/wall"] = Answer(
        body=text.encode(encoding), headers={"Content-Type": f"text/plain; charset={declared}"}
    )
    (raw,) = raws(follow(site.url("/wall")))
    read = read_raw(raw)
    assert isinstance(read, Read)
    assert (read.article.text, read.notes) == (text, notes)


def test_it_comes_from_the_same_place_whenever_it_is_fetched(site: Site, follow: Follow) -> None:
    site.page("/wall", "one")
    first = raws(follow(site.url("/wall#top")))
    site.page("/wall", "two")
    second = raws(follow(site.url("/wall")))
    assert first[0].place.origin() == second[0].place.origin() is not None


def test_a_page_that_has_not_changed_is_told(site: Site, follow: Follow) -> None:
    site["/wall"] = Answer(304)
    kept = [Memo(site.url("/wall"), '"1"')]
    assert follow(site.url("/wall"), kept=kept) == [Step(Unchanged(site.url("/wall")), kept[0])]


def test_a_feed_leads_to_its_pages_and_tells_what_they_may_not(site: Site, follow: Follow) -> None:
    site["/rss"] = rss(WALL, GATE)
    site.page("/wall", "<p>It is late.</p>")
    site.page("/gate", "<p>It is open.</p>")
    steps = follow(site.url("/rss"))
    wall, gate = raws(steps)
    assert (wall.content, wall.url) == (b"<p>It is late.</p>", site.url("/wall"))
    assert (wall.told.title, wall.told.published) == ("Wall", "2024-05-31")
    assert (gate.told.title, gate.told.published) == ("Gate", None)
    assert steps[-1] == Step(None, Memo(site.url("/rss"), '"feed-1"', None, "feed"), site.url("/rss"))
    assert {step.feed for step in steps} == {site.url("/rss")}


def test_what_a_feed_tells_nothing_new_of_is_not_asked_for(site: Site, follow: Follow) -> None:
    site["/rss"] = rss(WALL, GATE)
    site.page("/wall", "<p>It is late.</p>")
    site.page("/gate", "<p>It is open.</p>")
    kept = memos(follow(site.url("/rss")))
    site.asked.clear()
    site["/rss"] = rss(WALL, GATE.replace("Gate", "Gate, corrected"))
    steps = follow(site.url("/rss"), kept=kept)
    assert [type(step.source) for step in steps] == [Unchanged, Raw, type(None)]
    assert site.paths() == ["/rss", "/gate"]


def test_a_feed_that_has_not_changed_leads_nowhere(site: Site, follow: Follow) -> None:
    site["/rss"] = Answer(304)
    kept = Memo(site.url("/rss"), '"feed-1"', None, "feed")
    assert follow(site.url("/rss"), kept=[kept]) == [Step(None, kept)]


def test_where_the_page_may_not_be_had_the_text_of_the_feed_is_taken(site: Site, follow: Follow) -> None:
    site["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /wall")
    site["/rss"] = rss(WALL + FULL, GATE)
    steps = follow(site.url("/rss"))
    (raw,) = raws(steps)
    assert b"<p>It is late.</p>" in bytes(raw.content)  # type: ignore[arg-type]  # of a page it is bytes
    assert (raw.where, raw.url, raw.format, raw.charset) == (
        site.url("/wall"), site.url("/wall"), Format.HTML, "utf-8",
    )  # fmt: skip
    assert raw.notes == (
        "its robots.txt does not allow it to be fetched; ask the publisher; the text is taken from the feed",
    )
    assert problems(steps) == [f"{site.url('/gate')}: is not there (answer 404)"]


ODD = {
    "no link, and a text": (FULL, [], ["has no link; the text is taken from the feed"]),
    "neither": ("<title>Wall</title>", ["/rss, entry 1: has neither link nor text"], []),
    "a link into a file": (
        "<link>file:///etc/passwd</link>",
        ["/rss, entry 1: its link is neither http nor https, and nothing else is fetched"],
        [],
    ),
    "a script, and a text": (
        "<link>javascript:alert(1)</link>" + FULL, [],
        ["its link is neither http nor https, and nothing else is fetched; the text is taken from the feed"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("item", "told", "notes"), ODD.values(), ids=ODD.keys())
def test_odd_entries(site: Site, follow: Follow, item: str, told: list[str], notes: list[str]) -> None:
    site["/rss"] = rss(item)
    steps = follow(site.url("/rss"))
    assert problems(steps) == [site.url(line) for line in told]
    assert [note for raw in raws(steps) for note in raw.notes] == notes
    assert [raw.url for raw in raws(steps)] == [None] * len(notes)


def test_a_list_leads_to_its_feeds_each_once(site: Site, follow: Follow, tmp_path: Path) -> None:
    inner = f'<outline text="b"><outline xmlUrl="{site.url("/two")}"/><outline xmlUrl="{site.url("/one")}"/></outline>'
    opml = f'<opml><body><outline xmlUrl="{site.url("/one")}"/>{inner}</body></opml>'
    (tmp_path / "mine.opml").write_text(opml, encoding="utf-8")
    site["/list"] = Answer(body=opml.encode(), headers={"Content-Type": "text/x-opml"})
    site["/one"], site["/two"] = rss(WALL), rss(WALL, GATE)
    site.page("/wall", "<p>It is late.</p>")
    site.page("/gate", "<p>It is open.</p>")
    for argument in (str(tmp_path / "mine.opml"), site.url("/list")):
        site.asked.clear()
        steps = follow(argument)
        assert [raw.where for raw in raws(steps)] == [site.url("/wall"), site.url("/gate")]
        assert [step.source for step in steps if isinstance(step.source, Unchanged)] == [
            Unchanged(site.url("/wall"))
        ]
        assert sorted(site.paths()) == sorted(
            ["/one", "/two", "/wall", "/gate", "/list"][: 4 + ("http" in argument)]
        )


def test_a_feed_in_a_file_leads_to_its_pages(site: Site, follow: Follow, tmp_path: Path) -> None:
    site.page("/wall", "<p>It is late.</p>")
    body = rss(f"<link>{site.url('/wall')}</link>", WALL).body
    assert isinstance(body, bytes)
    (tmp_path / "saved.xml").write_bytes(body)
    steps = follow(str(tmp_path / "saved.xml"))
    assert [raw.where for raw in raws(steps)] == [site.url("/wall")]
    assert problems(steps) == [f"{tmp_path}/saved.xml, entry 2: its link is neither http nor https, and nothing else"
                               " is fetched"]  # fmt: skip


WRONG = {
    "a page": (b"<html><p>It is late.</p>", "is no feed, although it is listed as one; take it off the list"),
    "another list": (b"<opml><outline xmlUrl='x'/></opml>", "is a list within a list, which is not followed"),
    "a bomb": (
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
        "declares entities of its own, as an XML bomb does",
    ),
    "a ruin": (b"<rss><", "is a feed that cannot be read"),
}


@pytest.mark.parametrize(("body", "why"), WRONG.values(), ids=WRONG.keys())
def test_what_is_listed_and_is_no_feed_is_told(
    site: Site, follow: Follow, tmp_path: Path, body: bytes, why: str
) -> None:
    site["/one"] = Answer(body=body)
    (tmp_path / "mine.opml").write_text(
        f'<opml><outline xmlUrl="{site.url("/one")}"/></opml>', encoding="utf-8"
    )
    (problem,) = problems(follow(str(tmp_path / "mine.opml")))
    assert problem.startswith(f"{site.url('/one')}: {why}")


def test_what_a_list_says_does_nothing_to_a_terminal(follow: Follow, tmp_path: Path) -> None:
    odd = '<opml><outline xmlUrl="ftp://a.example/&#10;skipped: 0 &#x9b;31m"/></opml>'
    (tmp_path / "mine.opml").write_text(odd, encoding="utf-8")
    (problem,) = problems(follow(str(tmp_path / "mine.opml")))
    assert problem.startswith("ftp://a.example/ skipped: 0 \ufffd31m: is ")


def test_a_list_without_feeds_is_told(follow: Follow, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text("<opml><body/></opml>", encoding="utf-8")
    assert problems(follow(str(tmp_path / "mine.opml"))) == [f"{tmp_path}/mine.opml: has no feed in it"]


def test_feeds_are_followed_side_by_side(site: Site, follow: Follow) -> None:
    for feed in "ab":
        site[f"/{feed}"] = rss(*(f"<link>/{feed}{number}</link>" for number in range(3)))
        for number in range(3):
            site.page(f"/{feed}{number}", "<p>It is late.</p>")
    steps = follow(site.url("/a"), site.url("/b"))
    assert [raw.where.rpartition("/")[2] for raw in raws(steps)] == ["a0", "b0", "a1", "b1", "a2", "b2"]


@pytest.mark.parametrize(
    ("argument", "why"),
    [
        ("ftp://news.example/a", "is neither http nor https, and nothing else is fetched"),
        ("file:///etc/passwd", "is neither http nor https, and nothing else is fetched"),
        (
            "https://me:secret@news.example/",
            "holds a user or a password, which would be kept and shown; leave them out",
        ),
    ],
)
def test_an_address_that_cannot_be_one_is_told_before_anything_is_read(argument: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        given([argument])


# What is no list of feeds, though its name or its beginning says so; and why it is passed over.
UNLISTED = {
    "a bomb": (
        '<!DOCTYPE opml [<!ENTITY a "b">]><opml/>',
        "declares entities of its own, as an XML bomb does",
    ),
    "too long": ("<opml>" + " " * MOST_BYTES + "</opml>", "is an OPML list larger than 8 MiB"),
    "other XML": (
        "<?xml version='1.0'?><nitf><p>It is late.</p></nitf>",
        "is XML of a kind that is not read",
    ),
}


@pytest.mark.parametrize(("content", "why"), UNLISTED.values(), ids=UNLISTED.keys())
def test_what_is_no_list_after_all_is_skipped_and_the_rest_is_read(
    tmp_path: Path, content: str, why: str
) -> None:
    (tmp_path / "mine.opml").write_text(content, encoding="utf-8")
    (tmp_path / "wall.txt").write_text("The wall is late.", encoding="utf-8")
    problem, article = steps_of(given([str(tmp_path / "mine.opml"), str(tmp_path / "wall.txt")]))
    assert isinstance(problem.source, Problem)
    assert problem.source.why.startswith(why)
    assert isinstance(article.source, Raw)


@pytest.mark.parametrize("name", ["feeds.opml", "feeds.txt", "feeds"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
def test_a_list_is_told_by_its_content(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    content = b"<?xml version='1.0'?><opml><body><outline xmlUrl='https://a.example/'/></body></opml>"
    path.write_bytes(pack(content))
    (found,) = given([str(path)]).followed
    assert isinstance(found, Listed)
    assert found.kind is Listing.OPML
