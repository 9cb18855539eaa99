"""`attribution serve`: Datasette as a process, on a real port, for both of its versions.

`make test-next` runs these with Datasette 1.0 as well.
"""

from __future__ import annotations

import hashlib
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from attribution.serving import ServingError, address, datasette_command, find_metadata, free_port, name_of
from attribution.storage import open_database, save
from tests.conftest import ROOT, Run
from tests.invented import extraction

SERVE = [sys.executable, "-u", "-c", "from attribution.cli import main; main()", "serve"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "attribution.db"
    db = open_database(path)
    save(db, extraction())
    db.close()
    return path


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it told, once it answers."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*SERVE, "--port", "0", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        told = re.search(r"http://\S+", process.stdout.readline())
        assert told
        for _ in range(200):
            try:
                read(told[0])
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        yield process, told[0]
    finally:
        process.kill()
        process.communicate()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 (the address is our own process's)
        return str(response.read().decode())


def test_the_database_is_there_to_browse_with_its_description(database: Path) -> None:
    with served(database.parent, "--db", "attribution.db") as (_, url):
        rows = json.loads(read(f"{url}attribution/attributions.json?_shape=array&_search=families"))
        assert [row["speaker_name"] for row in rows] == ["Mara Ellison"]
        settings = json.loads(read(f"{url}-/settings.json"))
        assert settings["suggest_facets"] is False
        title = json.loads((ROOT / "metadata.json").read_text(encoding="utf-8"))["title"]
        assert title in read(f"{url}-/")


def test_a_file_of_any_name_has_the_description_and_every_link_of_it(database: Path) -> None:
    database.rename(database.with_name("news.db"))
    with served(database.parent, "--db", "news.db") as (_, url):
        own = read(f"{url}-/")
        links = {link for link in re.findall(r'href="/([^"]*)', own) if link.startswith("attribution")}
        assert {"attribution/attributions", "attribution/who_said_what", "attribution"} <= links
        for link in links:
            assert read(url + link)
        assert "/news" not in own


NAMES = {
    "our own name": ("attribution.db", {"databases": {"attribution": {}}}, None),
    "another": ("news.db", {"databases": {"attribution": {}}}, "attribution"),
    "another, and described": ("news.db", {"databases": {"attribution": {}, "news": {}}}, None),
    "another, and named to the plugin": (
        "news.db",
        {"databases": {"attribution": {}}, "plugins": {"attribution": {"database": "news"}}},
        None,
    ),
    "nothing described": ("news.db", {"title": "Tides and walls"}, None),
    "no metadata": ("news.db", [], None),
}


@pytest.mark.parametrize(("file", "metadata", "name"), NAMES.values(), ids=NAMES)
def test_under_which_name_a_file_is_shown(
    tmp_path: Path, file: str, metadata: object, name: str | None
) -> None:
    (tmp_path / "m.json").write_text(json.dumps(metadata), encoding="utf-8")
    assert name_of(Path(file), tmp_path / "m.json") == name
    assert name_of(Path(file), None) is None


def test_it_ends_when_told_to(database: Path) -> None:
    with served(database.parent, "--db", "attribution.db") as (process, _):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


def test_metadata_of_ones_own_is_used(database: Path) -> None:
    (database.parent / "mine.json").write_text('{"title": "Tides and walls"}', encoding="utf-8")
    with served(database.parent, "--db", "attribution.db", "--metadata", "mine.json") as (_, url):
        assert "Tides and walls" in read(f"{url}-/")


def test_metadata_is_found_where_one_stands_and_then_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_metadata() == ROOT / "metadata.json"
    (tmp_path / "metadata.json").write_text("{}", encoding="utf-8")
    assert find_metadata() == tmp_path / "metadata.json"


def test_an_installed_package_has_its_metadata_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    package = tmp_path / "site-packages" / "attribution"
    package.mkdir(parents=True)
    assert find_metadata(package) is None
    (package / "metadata.json").write_text("{}", encoding="utf-8")
    assert find_metadata(package) == package / "metadata.json"


def test_a_port_in_use_is_told(run: Run, database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--db", str(database), "--port", str(port))
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: 127.0.0.1:{port} cannot be used (Address already in use); choose another with --port\n"
    )


def test_a_host_that_is_none_is_told() -> None:
    with pytest.raises(ServingError, match=r"no\.such\.host\.invalid:1 cannot be used"):
        free_port("no.such.host.invalid", 1)


# Datasette's version, the host, and what its command must and must not have.
VERSIONS = [
    ("0.65.5", "127.0.0.1", ["--metadata m.json"], ["--config", "default_allow_sql", "--immutable"]),
    ("1.0a41", "127.0.0.1", ["--metadata m.json", "--config m.json"], ["default_allow_sql", "--immutable"]),
    ("0.65.5", "0.0.0.0", ["--setting default_allow_sql off"], ["--config"]),  # noqa: S104 (nothing is bound)
]


@pytest.mark.parametrize(("release", "host", "has", "has_not"), VERSIONS)
def test_each_version_gets_the_flags_that_it_knows(
    release: str, host: str, has: list[str], has_not: list[str]
) -> None:
    command = " ".join(datasette_command(Path("a.db"), Path("m.json"), host, 8001, release=release))
    assert all(part in command for part in [*has, "serve a.db", f"--host {host}", "suggest_facets off"])
    assert not any(part in command for part in has_not)


def test_addresses() -> None:
    assert address("127.0.0.1", 8001) == "http://127.0.0.1:8001/"
    assert address("::1", 8001) == "http://[::1]:8001/"


class Browser:
    """Keeps cookies as a browser does, and follows no redirect."""

    def __init__(self) -> None:
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _StandStill()
        )

    def ask(self, url: str, fields: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        """The status and the body; a form is sent where there are fields."""
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, data, named)  # noqa: S310 (the address is our own process's)
        try:
            with self._opener.open(request, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


class _StandStill(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@contextmanager
def editing(database: Path) -> Iterator[tuple[str, str]]:
    """The address of pages served with `--edit`, and the link that signs in."""
    with served(database.parent, "--db", database.name, "--edit", "--name", "Ann Ito") as (process, url):
        assert process.stdout is not None
        link = re.search(r"http://\S+", process.stdout.readline())
        assert link
        yield url, link[0]


def test_the_link_of_edit_signs_in_once_with_a_name(database: Path) -> None:
    with editing(database) as (url, link):
        ann, ben = Browser(), Browser()
        assert json.loads(ann.ask(f"{url}audit.json")[1])["may_edit"] is False
        assert ben.ask(link.replace("token=", "token=x"))[0] == 403
        assert ann.ask(link)[0] == 302
        assert json.loads(ann.ask(f"{url}audit.json")[1])["may_edit"] is True
        assert "Ann Ito" in ann.ask(url)[1]
        assert ben.ask(link)[0] == 403
        assert json.loads(ben.ask(f"{url}audit.json")[1])["may_edit"] is False
        cookie = next(cookie for cookie in ann.cookies if cookie.name == "ds_actor")
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "lax"


# What a page of another site can have a visitor's browser send.
FORGED = {
    "today's browsers": {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
    "a sister site": {"Origin": "http://evil.localhost", "Sec_Fetch_Site": "same-site"},
    "browsers without Sec-Fetch-Site": {"Origin": "https://evil.example"},
    "a sandboxed frame": {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
    "a form sent as plain text": {"Origin": "https://evil.example", "Content_Type": "text/plain"},
}


def test_a_forged_form_of_another_site_is_refused(database: Path) -> None:
    with editing(database) as (url, link):
        ann = Browser()
        ann.ask(link)
        page = ann.ask(f"{url}audit")[1]
        token = re.search(r'name="csrftoken" value="([^"]+)"', page)
        assert token
        for how, headers in FORGED.items():
            for fields in ({"size": "1"}, {"size": "1", "csrftoken": "guessed"}):
                assert ann.ask(f"{url}audit", fields, **headers)[0] == 403, how
        assert json.loads(ann.ask(f"{url}audit.json")[1])["audits"] == []
        own = {"Origin": url.rstrip("/"), "Sec_Fetch_Site": "same-origin"}
        assert ann.ask(f"{url}audit", {"size": "1", "csrftoken": token[1]}, **own)[0] == 303
        assert len(json.loads(ann.ask(f"{url}audit.json")[1])["audits"]) == 1


SLOW = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
METADATA = {"databases": {"attribution": {"queries": {"slow": {"sql": SLOW}}}}}
# What is tried on a public site -> the address, and with what it is refused. Datasette 1.0 sends SQL of one's own to
# another page, which refuses it, and has no such page in 0.65.
FORBIDDEN = {
    "SQL of one's own": ("attribution.json?sql=select+1", {302, 403}),
    "SQL of one's own, in 1.0": ("attribution/-/query.json?sql=select+1", {400, 403}),
    "conditions of one's own": ("attribution/attributions.json?_where=1", {403}),
    "the file": ("attribution.db", {403}),
    "a table as one stream": ("attribution/attributions.csv?_stream=1", {400}),
    "facets of one's own": ("attribution/attributions.json?_facet=rule", {400}),
    "facets of arrays": ("attribution/attributions.json?_facet_array=rule", {400}),
    "very many rows": ("attribution/attributions.json?_size=1001", {400}),
    "a query without end": ("attribution/slow.json", {400}),
    "tokens for programs": ("-/create-token", {403, 404}),
    "permissions": ("-/permissions", {403}),
}
WRITING = [
    "corrections",
    "audit",
    "attribution/articles/-/insert",
    "attribution/-/create",
    "attribution/articles/-/drop",
]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a public site, and its file, which was last written in write-ahead mode."""
    folder = tmp_path_factory.mktemp("public")
    db = open_database(folder / "attribution.db")
    save(db, extraction())
    (folder / "mine.json").write_text(json.dumps(METADATA), encoding="utf-8")
    with served(folder, "--db", "attribution.db", "--public", "--metadata", "mine.json") as (_, url):
        yield url, folder / "attribution.db"
    db.close()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_public_site_refuses(public: tuple[str, Path], what: str) -> None:
    path, refusals = FORBIDDEN[what]
    status, body = Browser().ask(public[0] + path)
    assert status in refusals
    assert "Mara Ellison" not in body


@pytest.mark.parametrize("path", WRITING)
def test_a_public_site_writes_nothing(public: tuple[str, Path], path: str) -> None:
    url, file = public
    before = hashlib.sha256(file.read_bytes()).digest()
    assert Browser().ask(url + path, {"size": "1", "action": "reject"})[0] in {403, 404, 405}
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_a_public_site_shows_all_that_was_written_and_not_where_it_lies(public: tuple[str, Path]) -> None:
    url, file = public
    rows = json.loads(read(f"{url}attribution/attributions.json?_shape=array"))
    assert {row["speaker_name"] for row in rows} == {"Mara Ellison", "The Port Authority"}
    assert str(file.parent) not in read(f"{url}-/databases.json")
    assert '"_trace"' not in read(f"{url}attribution/articles.json?_trace=1")
    assert "<form" not in read(f"{url}audit")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--edit", "--public"], "--edit and --public cannot be had together"),
        (["--edit", "--host", "0.0.0.0"], "--edit is for this machine alone"),  # noqa: S104 (nothing is bound)
        (["--name", "Ann"], "use it with --edit"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, arguments: list[str], said: str) -> None:
    result = run("serve", *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
