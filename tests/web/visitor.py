"""A visitor of the pages in one process with them: signed in or not, on either version of Datasette."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from tests.web.browsing import DATASETTE_1

TOKEN = re.compile(r'name="csrftoken" value="([^"]+)"')


class Visitor:
    """Gets pages and sends their forms, with the cookies of an actor if there is one."""

    def __init__(self, datasette: Datasette, runner: asyncio.Runner, actor: dict[str, Any] | None) -> None:
        self._datasette, self._runner = datasette, runner
        self.cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}

    def get(self, path: str) -> Any:
        return self._runner.run(self._datasette.client.get(path, cookies=self.cookies))

    def post(self, path: str, *, token_from: str = "/audit", **fields: str) -> Any:  # noqa: S107 (no password)
        """The answer to a form, sent with the token of a page that has a form."""
        page = self.get(token_from)
        token = TOKEN.search(page.text)
        if token and not DATASETTE_1:
            fields["csrftoken"] = token[1]
            self.cookies |= {
                "ds_csrftoken": page.cookies.get("ds_csrftoken") or self.cookies.get("ds_csrftoken", "")
            }
        return self._runner.run(self._datasette.client.post(path, data=fields, cookies=self.cookies))


@contextmanager
def visitors(database: Path, *, immutable: bool = False, **settings: Any) -> Iterator[Any]:
    """`visitors(database)(actor)` gives a visitor; `settings` are the plugin's own."""
    metadata = {"plugins": {"attribution": settings}}
    config: dict[str, Any] = {"config": metadata} if DATASETTE_1 else {}
    files, immutables = ([], [str(database)]) if immutable else ([str(database)], [])
    datasette = Datasette(files, immutables=immutables, metadata=metadata, **config)
    with asyncio.Runner() as runner:
        runner.run(datasette.invoke_startup())
        yield lambda actor=None: Visitor(datasette, runner, actor)
        for open_database in datasette.databases.values():
            open_database.close()
