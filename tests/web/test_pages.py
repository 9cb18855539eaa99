"""What holds for every page of the plugin, whatever it shows."""

from __future__ import annotations

import asyncio
import html
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from attribution.storage import By, Sample, answer, open_database, save, start_audit
from tests.web.browsing import ROOT
from tests.web.conftest import Get, extractions

PAGES = ["/", "/search", "/search?q=ferry", "/speakers", "/compare", "/compare?a=Venn&b=lindqvist", "/check"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_a_title_and_its_data_as_json(get: Get, path: str) -> None:
    page = get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "· Attribution</title>" in page.text
    plain, mark, query = path.partition("?")
    twin = f"{plain}.json{mark}{query}".replace("&", "&amp;")
    assert f'type="application/json" href="{twin}"' in page.text
    assert get(twin.replace("&amp;", "&")).json()


@pytest.mark.parametrize("path", [*PAGES, "/.json", "/search.csv", "/speakers/nobody", "/search?q=kind:x"])
def test_nothing_from_elsewhere_may_run_or_be_sent(get: Get, path: str) -> None:
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    for directive in ("script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


def test_every_link_of_every_page_leads_somewhere(get: Get) -> None:
    waiting, met = ["/"], {"/"}
    while waiting:
        answer = get(waiting.pop())
        assert answer.status_code == 200, answer.url
        if not answer.headers["content-type"].startswith("text/html") or answer.url.path.startswith(
            "/attribution"
        ):
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            address = html.unescape(link)
            # of the many searches that a page leads to, those with one filter will do
            if address not in met and address.count("%3A") < 2 and address.count("=") < 2:
                met.add(address)
                waiting.append(address)
    assert len(met) > 40


def test_what_is_told_of_how_right_it_is_is_what_was_measured() -> None:
    figures = tomllib.loads((ROOT / "attribution" / "web" / "figures.toml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in readme.splitlines() if line.startswith("| PolNeAR dev (")]
    _, gold, view, precision, recall, *_ = (cell.strip() for cell in line.split("|"))
    assert f"({figures['articles']} articles" in gold
    assert (view, float(precision), float(recall)) == ("statements", figures["precision"], figures["recall"])


def test_what_people_judged_of_this_database_is_told_beside_it(tmp_path: Path, asking: Any) -> None:
    db = open_database(tmp_path / "attribution.db")
    for each in extractions():
        save(db, each)
    with db.atomic():
        judge = By("ines", "2026-11-20T10:00:00Z")
        audit = start_audit(db, Sample(size=4, seed=1), judge)
        for ordinal, verdict in enumerate(["right", "right", "right", "wrong"], start=1):
            answer(db, audit, ordinal, verdict, judge)
        of_a_kind = start_audit(db, Sample(size=1, seed=1, kind="direct"), judge)
        answer(db, of_a_kind, 1, "wrong", judge)
    db.close()
    ask = asking(tmp_path / "attribution.db")
    told = ask("/.json").json()["audited"]
    assert (told["audit"], told["right"], told["answered"], told["share"]) == (audit, 3, 4, 0.75)
    assert told["low"] < 0.75 < told["high"]
    assert "Of 4 statements drawn by chance" in ask("/").text


def test_the_latest_statements_are_sure_ones_that_were_said_from_several_articles(
    tmp_path: Path, asking: Any
) -> None:
    bridge, ferry, hostile = extractions()
    safe, nobody, rates = bridge.attributions
    sink, cafe = ferry.attributions
    changed = [
        replace(
            bridge, attributions=(replace(safe, stance="attitude"), nobody, replace(rates, confidence=0.95))
        ),
        replace(ferry, attributions=(replace(sink, confidence=0.69), cafe)),
        replace(hostile, attributions=(replace(hostile.attributions[0], speaker=None),)),
    ]
    db = open_database(tmp_path / "attribution.db")
    for each in changed:
        save(db, each)
    db.close()
    ask = asking(tmp_path / "attribution.db")
    latest = [(each["published"], each["quote"]) for each in ask("/.json").json()["latest"]]
    assert sorted(latest, reverse=True) == sorted(
        [
            ("2026-03-11", nobody.quote(bridge.article.text)),
            ("2026-03-11", rates.quote(bridge.article.text)),
            ("2026-02-01", cafe.quote(ferry.article.text)),
        ],
        reverse=True,
    )
    assert [day for day, _ in latest] == ["2026-03-11", "2026-03-11", "2026-02-01"]
    weak = [replace(one, confidence=0.5) for one in bridge.attributions]
    db = open_database(tmp_path / "weak.db")
    save(db, replace(bridge, attributions=tuple(weak)))
    db.close()
    assert "none that is sure" in asking(tmp_path / "weak.db")("/").text


def test_the_first_page_is_ours_and_datasettes_own_stays_in_reach(get: Get) -> None:
    assert "Who said what" in get("/").text
    own = get("/-/")
    assert own.status_code == 200
    assert "Databases" in own.text or "attribution" in own.text
    assert own.text != get("/").text


def test_everything_works_below_a_path_of_a_site(database: Path) -> None:
    datasette = Datasette([str(database)], settings={"base_url": "/news/"})
    for path in PAGES:
        answer = asyncio.run(datasette.client.get(path))  # which puts the path below the site's
        assert answer.status_code == 200, path
        links = re.findall(r'(?:href|action)="(/[^"]*)', answer.text)
        assert [link for link in links if not link.startswith("/news/")] == [], path
