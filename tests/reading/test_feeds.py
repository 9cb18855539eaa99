"""Feeds and lists of feeds: what is taken for one, what is found in it, and what is refused."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading.cleaning import UnreadableError
from attribution.reading.feeds import Entry, entries_of
from attribution.reading.markup import Listing, listing
from attribution.reading.opml import feeds_in

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Gazette</title><link>https://gazette.example/</link>
<item>
  <title>Wall &amp; tide: &lt;i&gt;late&lt;/i&gt; in Könighafen</title>
  <link>/2024/wall?from=feed</link>
  <pubDate>Fri, 31 May 2024 23:10:00 +0200</pubDate>
  <dc:creator>Mara Venn</dc:creator>
  <description>The wall is late.</description>
  <content:encoded><![CDATA[<p>The wall is “late”, <a href="venn">Mara Venn</a> said.</p>]]></content:encoded>
</item>
<item><guid>https://gazette.example/gate</guid><title>Gate</title><author>jo@gazette.example (Jo Orr)</author></item>
<item><description>Neither link nor title.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>Tides</title>
<entry><title type="html">&lt;b>Tide&lt;/b> &amp;amp; time</title><link href="tide.html"/><id>tag:1</id>
  <published>2024-05-31T23:10:00-05:00</published><updated>2024-06-02T10:00:00Z</updated>
  <author><name>Ada Quill</name></author><author><name>Ben Rook</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>High tide.</p></div></content></entry>
<entry><title>Only updated</title><link href="https://tides.example/b"/><updated>2024-06-02T10:00:00Z</updated>
  <content type="text">First.

5 &lt; 6.</content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="https://tides.example/c"><title>Old</title><link>https://tides.example/c</link>
<dc:date>2024-05-31</dc:date></item></rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": [
  {"id": "1", "url": "https://tides.example/d", "title": "Low  tide", "content_html": "<p>Low.</p>",
   "date_published": "2024-05-31T10:00:00Z", "authors": [{"name": "Ada Quill"}]},
  {"id": "2", "content_text": "One.\\n\\nTwo & three.", "author": {"name": "Ben Rook"}}, "nonsense", {}]}"""


def entries(written: str | bytes, url: str = "https://gazette.example/feeds/rss.xml") -> list[Entry]:
    found = listing(written.encode() if isinstance(written, str) else written)
    assert found
    return entries_of(*found, url)


def told(entry: Entry) -> tuple[str | None, ...]:
    return entry.url, entry.told.title, entry.told.published, entry.told.author


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_rss_in_any_encoding(encoding: str) -> None:
    late, gate, nothing = entries(RSS.format(encoding=encoding).encode(encoding, "replace"))
    assert told(late) == (
        "https://gazette.example/2024/wall?from=feed",
        "Wall & tide: late in Könighafen",
        "2024-05-31",
        "Mara Venn",
    )
    assert told(gate) == ("https://gazette.example/gate", "Gate", None, "Jo Orr")
    assert told(nothing) == (None, None, None, None)


def test_what_the_feed_has_in_full_is_content_and_a_summary_is_not() -> None:
    late, gate, nothing = entries(RSS.format(encoding="utf-8"))
    assert late.content is not None
    assert "The wall is “late”" in late.content
    assert 'href="https://gazette.example/feeds/venn"' in late.content
    assert (gate.page(), nothing.page()) == (None, None)
    page = late.page()
    assert page is not None
    assert b'<meta charset="utf-8">' in page


def test_atom_with_its_base_and_its_day_of_publication_not_of_change() -> None:
    tide, updated = entries(ATOM, "https://tides.example/feed")
    assert told(tide) == (
        "https://tides.example/news/tide.html",
        "Tide & time",
        "2024-05-31",
        "Ada Quill, Ben Rook",
    )
    assert told(updated) == ("https://tides.example/b", "Only updated", None, None)
    assert tide.content == "<p>High tide.</p>"
    assert updated.content == "<p>First.</p>\n<p>5 &lt; 6.</p>"


def test_rss_1_tells_the_day_as_dublin_core() -> None:
    (old,) = entries(RDF)
    assert told(old) == ("https://tides.example/c", "Old", "2024-05-31", None)


def test_json_feed() -> None:
    low, one, nothing = entries(JSON)
    assert told(low) == ("https://tides.example/d", "Low tide", "2024-05-31", "Ada Quill")
    assert (low.content, one.content) == ("<p>Low.</p>", "<p>One.</p>\n<p>Two &amp; three.</p>")
    assert told(one) == (None, None, None, "Ben Rook")
    assert told(nothing) == (None, None, None, None)


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = RSS.format(encoding="utf-8")
    found = entries(whole[: whole.index("<item><description>")])
    assert [entry.told.title for entry in found] == ["Wall & tide: late in Könighafen", "Gate"]


def test_an_entry_has_another_digest_when_the_feed_tells_something_else() -> None:
    first = entries(RSS.format(encoding="utf-8"))
    same = entries(RSS.format(encoding="utf-8"))
    other = entries(RSS.format(encoding="utf-8").replace("“late”", "“very late”"))
    assert [entry.digest for entry in first] == [entry.digest for entry in same]
    assert first[0].digest != other[0].digest
    assert first[1].digest == other[1].digest


NO_LISTINGS = {
    "a page": b"<!DOCTYPE html><html><head><title>feed</title></head></html>",
    "XHTML": b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html/>',
    "a page with a DTD of its own": b'<!DOCTYPE html [<!ENTITY a "b">]><html>&a;</html>',
    "JSON": b'{"text": "It is late."}',
    "a text": b"It is late, she said.",
    "nothing": b"",
    "a picture": b"<\x00\x01\x02\x03\x04\x05\x06\x07\x08",
    "a comment without an end": b"<!-- <rss>",
}


@pytest.mark.parametrize("content", NO_LISTINGS.values(), ids=NO_LISTINGS.keys())
def test_what_is_no_listing(content: bytes) -> None:
    assert listing(content) is None


BOMB = """<!DOCTYPE {root} [<!ENTITY a "late">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<{root}><channel><item><title>&c;</title></item></channel></{root}>"""
BOMBS = {
    "a feed": BOMB.format(root="rss").encode(),
    "Atom": BOMB.format(root="feed").encode(),
    "OPML": BOMB.format(root="opml").encode(),
    "declared": b"<?xml version='1.0'?><!-- [ ] --> " + BOMB.format(root="rss").encode(),
    "UTF-16": BOMB.format(root="rss").encode("utf-16"),
    "a file of this machine": b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
    "parameters": b'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://tides.example/x"> %a;]><rss/>',
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_xml_bombs_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="declares entities of its own"):
        listing(content)


def test_no_encoding_hides_a_bomb() -> None:
    hidden = b"<?xml version='1.0' encoding='utf-7'?>" + BOMB.format(root="rss").encode("utf-7")
    with pytest.raises(UnreadableError, match="declares entities of its own"):
        listing(hidden)


def test_a_feed_that_is_huge_is_refused() -> None:
    with pytest.raises(UnreadableError, match="is a feed larger than 8 MiB"):
        listing(b"<rss>" + b" " * 8 * 1024 * 1024)


SIZE = 60_000
# What could take feedparser, or the XML parser below it, very long.
HOSTILE = {
    "attributes": "<rss><channel><item " + "".join(f"a{n}='' " for n in range(SIZE // 9)) + "/>",
    "elements in elements": "<rss><channel><item>" + "<a>" * (SIZE // 3),
    "openers": "<rss><channel><item>" + "<" * SIZE,
    "ampersands": "<rss><channel><item><title>" + "&" * SIZE,
    "declarations": "<rss><channel><item>" + "<!" * (SIZE // 2),
    "sections": "<rss><channel><item><title>" + "<![CDATA[" * (SIZE // 9),
    "a long day": "<rss><channel><item><pubDate>" + "1 " * (SIZE // 2) + "</pubDate></item></channel></rss>",
    "a long author": "<rss><channel><item><author>"
    + "a@(" * (SIZE // 3)
    + "</author></item></channel></rss>",
}


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_feeds_take_no_longer_than_their_size(written: str) -> None:
    started = time.process_time()
    with suppress(UnreadableError):
        entries(written)
    assert time.process_time() - started < 3


PIECES = st.sampled_from(
    ["<rss>", "<feed>", "<channel>", "<item>", "</item>", "<entry>", "<title>", "<link>", "<link href='", "'/>", "<a ",
     "x='1'", "<content type='", "xhtml'>", "base64'>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE ", "[", "]>",
     "&amp;", "&#0;", "&#xD800;", "&nbsp;", "<pubDate>", "Fri, 31 May 99999 23:10:00", "<author>", "a@b (", ")", "<?x",
     "?>", "http://[", "xml:base='", "<opml>", "<outline xmlUrl='x'/>", '{"version": "https://jsonfeed.org/version/1",',
     '"items": [', '{"url": 1}', "]}", "\x00", "\ud800", "é"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=30))
def test_whatever_a_listing_holds_it_is_read_or_refused(pieces: list[str]) -> None:
    content = "".join(pieces).encode("utf-8", "surrogatepass")
    with suppress(UnreadableError):
        if found := listing(content):
            kind, text = found
            if kind is Listing.OPML:
                feeds_in(text)
            else:
                for entry in entries_of(kind, text, "https://gazette.example/rss"):
                    entry.page()


OPML = """<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Gazette" type="rss" xmlUrl="https://gazette.example/rss?a=1&b=2"/>
<outline text="Deeper"><outline xmlUrl=" https://tides.example/feed "/></outline></outline>
<outline text="Again" xmlurl="https://tides.example/feed"/><outline text="No feed" htmlUrl="https://tides.example/"/>
</body></opml>"""


def test_a_list_gives_each_feed_once_however_deep_it_stands() -> None:
    kind, text = listing(OPML.encode()) or (None, "")
    assert kind is Listing.OPML
    assert feeds_in(text) == ["https://gazette.example/rss?a=1&b=2", "https://tides.example/feed"]


def test_a_list_nested_very_deep_is_read() -> None:
    deep = (
        "<opml>" + "<outline>" * 20_000 + "<outline xmlUrl='https://tides.example/'/>" + "</outline>" * 20_000
    )
    assert feeds_in(deep + "</opml>") == ["https://tides.example/"]


def test_a_list_that_is_broken_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"is an OPML list that cannot be read \(.*line 1"):
        feeds_in("<opml><body><outline></opml>")
