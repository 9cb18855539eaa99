"""How Datasette is started on the database: one place that knows what its versions want."""

from __future__ import annotations

import socket
import sys
from importlib.metadata import version
from pathlib import Path

import attribution

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class ServingError(Exception):
    """Datasette cannot be started as asked: one line, saying what to do."""


def find_metadata() -> Path | None:
    """`metadata.json` of the folder one stands in, or else the one beside the package, if any."""
    for folder in (Path.cwd(), Path(attribution.__file__).resolve().parent.parent):
        if (folder / "metadata.json").is_file():
            return folder / "metadata.json"
    return None


def datasette_command(
    database: Path, metadata: Path | None, host: str, port: int, *, release: str | None = None
) -> list[str]:
    """The command that serves the database; `release` is Datasette's version, the installed one by default.

    Datasette 1.0 reads queries and permissions from `--config` alone, so the same file is given twice there.
    Whoever can reach the address from outside may not write SQL of their own.
    """
    described = ["--metadata", str(metadata)] if metadata else []
    if metadata and not (release or version("datasette")).startswith("0."):
        described += ["--config", str(metadata)]
    closed = [] if host in LOOPBACK else ["--setting", "default_allow_sql", "off"]
    return [
        *(sys.executable, "-m", "datasette", "serve", str(database)),
        *("--host", host, "--port", str(port)),
        # Suggesting facets reads a whole large table for each page.
        *("--setting", "suggest_facets", "off"),
        *described,
        *closed,
    ]


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
