"""How Datasette is started on the database: one place that knows what its versions want."""

from __future__ import annotations

import json
import secrets
import socket
import sys
from importlib.metadata import version
from pathlib import Path

import attribution

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

NAME = "attribution"  # of the database in metadata.json

# Suggesting facets reads a whole large table for each page.
ALWAYS = {"suggest_facets": "off"}
# Whoever can reach the address from outside may not write SQL of their own.
OUTSIDE = {"default_allow_sql": "off"}
# What a site open to all may cost, and what it may give away: no SQL, no file, no facet of one's own choice, no
# stream of whole tables, and an end to each query.
PUBLIC = {
    "default_allow_sql": "off",
    "allow_download": "off",
    "allow_csv_stream": "off",
    "allow_facet": "off",
    "max_returned_rows": "1000",
    "max_csv_mb": "10",
    "sql_time_limit_ms": "2000",
    "facet_time_limit_ms": "200",
    "num_sql_threads": "4",
    "template_debug": "off",
    "trace_debug": "off",
}
PUBLIC_1 = {"allow_signed_tokens": "off"}  # settings that 1.0 alone knows


class ServingError(Exception):
    """Datasette cannot be started as asked: one line, saying what to do."""


def find_metadata(package: Path | None = None) -> Path | None:
    """`metadata.json` of the folder one stands in, or else the one beside the package or in it, if any.

    A checkout has it beside the package; a wheel carries it inside.
    """
    package = package or Path(attribution.__file__).resolve().parent
    for folder in (Path.cwd(), package.parent, package):
        if (folder / "metadata.json").is_file():
            return folder / "metadata.json"
    return None


def name_of(database: Path, metadata: Path | None) -> str | None:
    """The name under which to show a file called otherwise, so that what the metadata says and links to is of it.

    None where the metadata speaks of the file by its own name, or of no database called `attribution`.
    """
    try:
        described = json.loads(metadata.read_text(encoding="utf-8")) if metadata else {}
        names = set(described.get("databases", {}))
        named = described.get("plugins", {}).get(NAME, {}).get("database")
    except (ValueError, AttributeError):  # YAML, or nothing that Datasette takes: it says so itself
        return None
    return NAME if NAME in names and database.stem not in names and not named else None


def datasette_command(
    database: Path,
    metadata: Path | None,
    host: str,
    port: int,
    *,
    public: bool = False,
    release: str | None = None,
) -> list[str]:
    """The command that serves the database; `release` is Datasette's version, the installed one by default.

    Datasette 1.0 reads queries and permissions from `--config` alone, so the same file is given twice there.
    A `public` site opens the file for reading only, as it is now, and with the settings of `PUBLIC`.
    """
    first = (release or version("datasette")).startswith("0.")
    described = ["--metadata", str(metadata)] if metadata else []
    if metadata and not first:
        described += ["--config", str(metadata)]
    settings = ALWAYS | ({} if host in LOOPBACK else OUTSIDE)
    if public:
        settings |= PUBLIC | ({} if first else PUBLIC_1)
    return [
        *(sys.executable, "-m", "datasette", "serve"),
        *(["--immutable"] if public else []),
        *(str(database), "--host", host, "--port", str(port)),
        *described,
        *(part for name, value in settings.items() for part in ("--setting", name, value)),
    ]


def sign_in_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def free_port(host: str, port: int) -> int:
    """The port, or a free one for 0; raises ServingError if it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ServingError(f"{host}:{port} cannot be used ({reason}); choose another with --port") from error


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
