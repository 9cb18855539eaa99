"""A statement made ready to be cited: as text, as a link to its words, and as the records of two standards."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from attribution.tracking.words import read_words
from attribution.web.addresses import safe_link
from attribution.web.wording import day

AROUND = 32  # characters before and behind, by which the words are found again in a changed text
ENDS = 5  # words at either end of a stretch by which a browser finds it
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
SCHEMA = "https://schema.org"


def text_fragment(url: str | None, words: list[str]) -> str | None:
    """The link to these stretches of words in the page they were read from; None if a browser may not follow it.

    >>> text_fragment("https://a.example/x#top", ["“Not one family will move,”"])
    'https://a.example/x#top:~:text=Not%20one%20family%20will%20move'
    """
    link = safe_link(url)
    fragments = list(filter(None, map(_fragment, words)))
    if link is None or not fragments:
        return link
    return link + ("" if "#" in link else "#") + ":~:" + "&".join(f"text={each}" for each in fragments)


def _fragment(stretch: str) -> str:
    words = read_words(stretch)
    if not words:
        return ""
    if len(words) <= 2 * ENDS:
        return _encoded(stretch[words[0].start : words[-1].end])
    first = _encoded(stretch[words[0].start : words[ENDS - 1].end])
    return f"{first},{_encoded(stretch[words[-ENDS].start : words[-1].end])}"


def _encoded(words: str) -> str:
    """Percent-encoded: a hyphen, a comma and an ampersand mean something in a text fragment."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def plain(cited: dict[str, Any], address: str) -> str:
    """One paragraph: who, when, the words as they stand, where, and the addresses of the article and of this page."""
    said = f"said {day(cited['said_on'])}" if cited["said_on"] else ""
    who = ", ".join(filter(None, [_who(cited), cited["role"], said]))
    where = ", ".join(filter(None, [_source(cited), safe_link(cited["article"]["source"]), address]))
    return f"{who}: {_words(cited)}{_speech(cited)} — {where}"


def markdown(cited: dict[str, Any], address: str) -> str:
    """A quotation block with its source, where no word of the article is taken for a mark of Markdown."""
    dated = f", said {day(cited['said_on'])}" if cited["said_on"] else ""
    link, source = safe_link(cited["article"]["source"]), _escaped(_source(cited))
    if link and not set("<>\\\n ") & set(link):
        source = f"[{source}](<{link}>)"
    who = f"{_escaped(_who(cited))}{dated}{_speech(cited)}"
    return f"> {_escaped(_words(cited))}\n>\n> — {who}, in {source} ([statement](<{address}>))"


def bibtex(cited: dict[str, Any], address: str) -> str:
    """An entry of BibTeX whose key is the id of the statement."""
    fields = {
        "author": cited["speaker"]["name"] if cited["speaker"] else "",
        "title": _words(cited),
        "note": (f"said {day(cited['said_on'])}, " if cited["said_on"] else "") + f"{cited['kind']} speech",
        "howpublished": _source(cited),
        "year": (cited["published"] or "")[:4],
        "url": address,
    }  # fmt: skip
    # A name in braces of its own is left as it is: BibTeX would take “the Port Authority” apart.
    lines = [
        f"  {name} = {{{{{_latex(value)}}}}}"
        if name in {"author", "title"}
        else f"  {name} = {{{_latex(value)}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{attribution-{cited['id']},\n" + ",\n".join(lines) + "\n}"


def _who(cited: dict[str, Any]) -> str:
    return str(cited["speaker"]["name"]) if cited["speaker"] else "Nobody named"


def _words(cited: dict[str, Any]) -> str:
    return " ".join(cited["quote"].split())


def _speech(cited: dict[str, Any]) -> str:
    """What is to be added where the words are not all the speaker's own."""
    return "" if cited["kind"] == "direct" else f" ({cited['kind']} speech)"


def _source(cited: dict[str, Any]) -> str:
    published = f"published {day(cited['published'])}" if cited["published"] else ""
    return ", ".join(filter(None, [cited["article"]["title"], cited["outlet"], published])) or "an article"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _latex(text: str) -> str:
    return "".join(LATEX.get(letter, letter) for letter in " ".join(text.split()))


def json_ld(cited: dict[str, Any], address: str) -> dict[str, Any]:
    """The statement in the words of schema.org: a Quotation if it is all in quotation marks, else a Claim."""
    link = safe_link(cited["article"]["source"])
    article = {
        "@type": "NewsArticle",
        "headline": cited["article"]["title"],
        "url": link,
        "datePublished": cited["published"],
        "publisher": cited["outlet"] and {"@type": "Organization", "name": cited["outlet"]},
    }
    types = {"person": "Person", "organisation": "Organization", "group": "Organization"}
    type_ = types.get(cited["speaker_type"] or "", "Thing")
    who = cited["speaker"] and {"@type": type_, "name": cited["speaker"]["name"]}
    direct = cited["kind"] == "direct"
    return _known(
        {
            "@context": SCHEMA,
            "@type": "Quotation" if direct else "Claim",
            "@id": address,
            "url": address,
            "text": cited["quote"],
            "spokenByCharacter" if direct else "author": who,
            "dateCreated": cited["said_on"],
            "isPartOf" if direct else "appearance": _known(article),
        }
    )


def annotation(cited: dict[str, Any], address: str, text: str, first: int) -> dict[str, Any]:
    """The statement as a Web Annotation of W3C, anchored in the text of the article by words and by place.

    `text` is the stretch of the article that begins at the code point `first`, and holds the words with AROUND
    characters on either side, as far as there are so many.
    """
    who = cited["speaker"]["name"] if cited["speaker"] else None
    body = {"type": "TextualBody", "purpose": "tagging", "value": who} if who else None
    return _known(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": address,
            "type": "Annotation",
            "motivation": "identifying",
            "body": body,
            "target": [
                _known(
                    {
                        "source": cited["article"]["address"],
                        "canonical": safe_link(cited["article"]["source"]),
                        "selector": [
                            {
                                "type": "TextQuoteSelector",
                                "exact": text[start - first : end - first],
                                "prefix": text[max(0, start - first - AROUND) : start - first],
                                "suffix": text[end - first : end - first + AROUND],
                            },
                            {"type": "TextPositionSelector", "start": start, "end": end},
                        ],
                    }
                )
                for start, end in cited["spans"]["content"]
            ],
        }
    )


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}
