"""Under which name a database is shown: metadata.json speaks of `attribution`, whatever the file is called."""

from __future__ import annotations

import os
from typing import Any

from datasette import hookimpl
from datasette.database import Database

SHOWN_AS = "ATTRIBUTION_SHOWN_AS"  # the variable in which `attribution serve` hands the name over


@hookimpl(specname="startup")
def shown_as(datasette: Any) -> None:
    """Give the database that `attribution serve` opened the name that it asked for."""
    name = os.environ.pop(SHOWN_AS, None)
    files = [database for database in datasette.databases.values() if database.path]
    if name and len(files) == 1:
        (opened,) = files
        datasette.remove_database(opened.name)
        datasette.add_database(Database(datasette, path=opened.path, is_mutable=opened.is_mutable), name=name)
