"""A small database of invented articles, read by a real Datasette with the project's own metadata.json."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from playwright.sync_api import Browser

from attribution.model import (
    Article,
    Attribution,
    Evidence,
    Extraction,
    Kind,
    QuotedSpan,
    Span,
    Speaker,
    digest,
)
from attribution.storage import open_database, save
from tests.web.browsing import CHROMIUM, DATASETTE_1, METADATA, chromium, served

Ask = Callable[[str], Any]
Get = Ask

BRIDGE = Article(
    "The old rail bridge at Tern is safe, the engineer Mara Venn said on Tuesday.\n\n"
    "“Nobody has to take the ferry,” Venn told the harbour council.\n\n"
    "Mayor Ode Lindqvist said that interest rates would decide when a new bridge is built.",
    title="Engineer: Tern bridge is safe",
    url="https://harbour-post.example/bridge",
    published="2026-03-11",
    publisher="Harbour Post",
)
FERRY = Article(
    "Mara Venn said last autumn that the ferry would sink. “Café owners know it,” she added.",
    published="2026-02-01",
    publisher="Tern Weekly",
)
HOSTILE = Article(
    'Eve "<b>Crow</b>" Sand said: “<img src=x onerror=alert(2)> & =1+1 is my signature.”',
    title="<script>alert(1)</script>",
    url="javascript:alert(3)",
    published="2026-01-05",
    publisher="<i>Tag Soup Daily</i>",
)


def told(article: Article, source: str, cue: str, quote: str, **told_by_text: Any) -> Attribution:
    """An attribution whose parts are the first places of these words in the article."""

    def span(words: str) -> Span:
        start = article.text.index(words)
        return Span(start, start + len(words))

    kind: Kind = "direct" if quote.startswith("“") else "indirect"
    return Attribution(
        id=digest(article.key + quote),
        source=(span(source),),
        cue=(span(cue),),
        content=(span(quote),),
        kind=kind,
        stance="said",
        rule="source-cue-content",
        confidence=0.9,
        speaker_type="person",
        evidence=(Evidence("cue", cue, 2.5),),
        **told_by_text,
    )


def extractions() -> list[Extraction]:
    venn, lindqvist = (
        Speaker("Mara Venn", "person", ("Mara Venn", "Venn")),
        Speaker("Ode Lindqvist", "person"),
    )
    eve = Speaker('Eve "<b>Crow</b>" Sand', "person")
    bridge = (
        told(
            BRIDGE, "the engineer Mara Venn", "said", "The old rail bridge at Tern is safe",
            speaker="Mara Venn", role="engineer", said_on="2026-03-10", said_on_text="on Tuesday",
        ),
        told(
            BRIDGE, "Venn", "told", "“Nobody has to take the ferry,”",
            speaker="Mara Venn", addressee="the harbour council",
        ),
        told(
            BRIDGE, "Mayor Ode Lindqvist", "said",
            "that interest rates would decide when a new bridge is built", speaker="Ode Lindqvist", role="Mayor",
        ),
    )  # fmt: skip
    ferry = (
        told(
            FERRY, "Mara Venn", "said", "that the ferry would sink",
            speaker="Mara Venn", said_on="2025", said_on_text="last autumn",
        ),
        told(FERRY, "she", "added", "“Café owners know it,”", speaker="Mara Venn"),
    )  # fmt: skip
    hostile = told(
        HOSTILE, "Sand", "said", "“<img src=x onerror=alert(2)> & =1+1 is my signature.”", speaker=eve.name
    )
    nickname = HOSTILE.text.index('"')
    return [
        Extraction(BRIDGE, bridge, (), (venn, lindqvist)),
        Extraction(FERRY, ferry, (), (venn,)),
        Extraction(HOSTILE, (hostile,), (QuotedSpan(nickname, nickname + 13, 0, "nickname", None),), (eve,)),
    ]


@pytest.fixture(scope="session")
def metadata() -> dict[str, Any]:
    """What metadata.json says."""
    told_to_datasette: dict[str, Any] = json.loads(METADATA.read_text(encoding="utf-8"))
    return told_to_datasette


def written(path: Path) -> Path:
    """The file, made a database of all that is invented here."""
    db = open_database(path)
    for extraction in extractions():
        save(db, extraction, source_path="invented.txt")
    db.close()
    return path


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database file, named as the project names it."""
    return written(tmp_path_factory.mktemp("web") / "attribution.db")


@pytest.fixture(scope="session")
def asking(metadata: dict[str, Any]) -> Iterator[Callable[[Path], Ask]]:
    """Opens a database in Datasette, and gets pages from it: what a visitor gets where free SQL is off."""
    config = {"config": metadata} if DATASETTE_1 else {}
    with asyncio.Runner() as runner:

        def opened(path: Path) -> Ask:
            settings = {"default_allow_sql": False}
            datasette = Datasette([str(path)], metadata=metadata, settings=settings, **config)
            return lambda path: runner.run(datasette.client.get(path))

        yield opened


@pytest.fixture(scope="session")
def get(database: Path, asking: Callable[[Path], Ask]) -> Ask:
    """Gets a page of the small database."""
    return asking(database)


# While it is open no test can run an event loop of its own: not longer than a module, and there in the last tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        missing = "browser tests: no Chromium found (on Debian: apt-get install chromium)"
        if os.environ.get("ATTRIBUTION_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with served(database) as address:
        yield address
