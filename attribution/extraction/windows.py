"""Texts far longer than any article are read in windows, so that memory does not grow with them.

Each window is read as an article of its own: a speaker named in full in one window only is known by the surname in
the next, and a quotation that crosses the edge is cut there. No edge lies in a text of `LONGEST` characters or less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from attribution.model import Article, Attribution, Extraction, QuotedSpan, Span, Spans, Speaker, key_within

LONGEST = 500_000  # characters of a window
EDGES = ("\n\n", "\n", " ")  # where a window may end, the best first


def windows_of(article: Article) -> Iterator[tuple[int, Article]]:
    """The article in windows, each with the offset at which it begins; the first alone has the title."""
    for start, end in spans_of(article.text):
        window = replace(article, text=article.text[start:end])
        yield start, window if start == 0 else replace(window, title=None)


def spans_of(text: str, longest: int = LONGEST) -> Iterator[Span]:
    """Stretches that make up the text; each ends with a paragraph, or else a line or a word, if there is one."""
    start = 0
    while len(text) - start > longest:
        end = _edge(text, start + longest // 2, start + longest)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _edge(text: str, least: int, most: int) -> int:
    for edge in EDGES:
        found = text.rfind(edge, least, most)
        if found >= 0:
            return found + len(edge)
    return most


def joined(article: Article, read: Iterable[tuple[int, Extraction]]) -> Extraction:
    """What was found in the windows, as of one article; each comes with the offset at which it begins."""
    key = article.key
    attributions: list[Attribution] = []
    quoted_spans: list[QuotedSpan] = []
    speakers: dict[tuple[str, str], Speaker] = {}
    for offset, found in read:
        ids = {
            a.id: key_within(key, f"{offset} {a.id}") for a in found.attributions
        }  # two windows may be the same
        attributions += (_moved(a, ids, offset) for a in found.attributions)
        quoted_spans += (
            replace(
                q,
                start=q.start + offset,
                end=q.end + offset,
                attribution=q.attribution and ids[q.attribution],
            )
            for q in found.quoted_spans
        )
        for speaker in found.speakers:
            known = speakers.setdefault((speaker.name, speaker.type), speaker)
            names = tuple(dict.fromkeys((*known.names, *speaker.names)))
            speakers[speaker.name, speaker.type] = replace(known, names=names)
    return Extraction(article, tuple(attributions), tuple(quoted_spans), tuple(speakers.values()))


def _moved(found: Attribution, ids: Mapping[str, str], offset: int) -> Attribution:
    def moved(spans: Spans) -> Spans:
        return tuple(Span(start + offset, end + offset) for start, end in spans)

    return replace(
        found,
        id=ids[found.id],
        within=found.within and ids[found.within],
        source=moved(found.source),
        cue=moved(found.cue),
        content=moved(found.content),
    )
