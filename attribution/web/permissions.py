"""Who may see the pages: whoever may see the tables that they are made of, in either version of Datasette."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Forbidden

from attribution.web.database import TABLES


async def ensure_visible(datasette: Any, actor: dict[str, Any] | None, database: str) -> None:
    """Raise Forbidden unless the actor may see the instance, the database and each table the pages read."""
    if hasattr(datasette, "ensure_permissions"):  # 0.65
        for table in sorted(TABLES):
            await datasette.ensure_permissions(
                actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
            )
        return
    from datasette.resources import DatabaseResource  # 1.0 alone has it

    if not (
        await datasette.allowed(action="view-instance", actor=actor)
        and await datasette.allowed(
            action="view-database", resource=DatabaseResource(database), actor=actor
        )
    ):  # fmt: skip
        raise Forbidden("view-database")
    visible = await datasette.allowed_resources("view-table", actor, parent=database, limit=1000)
    if not {resource.child for resource in visible.resources} >= TABLES:
        raise Forbidden("view-table")
