"""`attribution serve`: browse the database with Datasette."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

import click

from attribution import serving
from attribution.commands.options import STORED
from attribution.storage import check_database, open_database, settle_journal


@click.command()
@STORED
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--metadata", metavar="FILE", help="What Datasette says of the data.  [default: metadata.json]")
@click.option("--edit", is_flag=True, help="Print a link, good for one use, that lets you correct and audit.")
@click.option("--name", help="With --edit: the name to sign decisions with.  [default: your login name]")
@click.option("--public", is_flag=True, help="Serve it as it is now, with safe settings, to people unknown.")
def serve(
    database: str, port: int, host: str, metadata: str | None, edit: bool, name: str | None, public: bool
) -> None:
    """Browse the database with Datasette until Ctrl-C.

    --public opens the file as it is now and for reading only: do not ingest into it meanwhile, serve a copy. It
    allows no SQL of the visitor's own, no download of the file, and sets an end to each query.

    \b
    Examples:
      attribution serve
      attribution serve --db news.db --port 8080
      attribution serve --edit --name "Ann Ito"
      attribution serve --db copy.db --public --host 0.0.0.0
    """
    _check_modes(host, edit, name, public)
    path = Path(database)
    if not check_database(path):
        open_database(path).close()
    described = Path(metadata) if metadata else serving.find_metadata()
    if described and not described.is_file():
        raise click.UsageError(f"{described}: no such file")
    port = serving.free_port(host, port)
    click.echo(f"Serving {database} on {serving.address(host, port)} (Ctrl-C stops)")
    if edit:
        _offer_link(serving.address(host, port), name or _login())
    if public:
        settle_journal(path)
        # Datasette tells where its files are: their names alone, in this folder.
        described = described and described.resolve()
        os.chdir(path.resolve().parent)
        path = Path(path.name)
    shown_as = serving.name_of(path, described)
    if shown_as:
        from attribution.web.naming import SHOWN_AS  # Datasette is slow to import

        os.environ[SHOWN_AS] = shown_as
    sys.stdout.flush()
    command = serving.datasette_command(path, described, host, port, public=public)
    os.execv(command[0], command)  # noqa: S606 (no shell; Ctrl-C and signals reach Datasette itself)


def _check_modes(host: str, edit: bool, name: str | None, public: bool) -> None:
    if edit and public:
        raise click.UsageError("--edit and --public cannot be had together: a public site is only read")
    if name and not edit:
        raise click.UsageError("--name is the name that decisions are signed with: use it with --edit")
    if edit and host not in serving.LOOPBACK:
        raise click.UsageError(
            "--edit is for this machine alone: its link would cross the network in the clear; leave --host out"
        )


def _offer_link(address: str, name: str) -> None:
    """Hand a token over to the process that will serve, and print the link that uses it."""
    from attribution.web import editing  # Datasette is slow to import, and no other command needs it

    token = serving.sign_in_token()
    os.environ[editing.TOKEN_VARIABLE], os.environ[editing.NAME_VARIABLE] = token, name
    link = f"{address.rstrip('/')}{editing.SIGN_IN}?token={token}"
    click.echo(f"To correct and to audit, sign in with this link, once: {link}")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return "editor"
