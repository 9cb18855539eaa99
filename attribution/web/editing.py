"""Who may decide about statements: one permission for both versions of Datasette, and a link that gives it once.

The permission `attribution-edit` is nobody's by default. It is that of whoever signed in by the link of
`attribution serve --edit`, of the actors whom the plugin's setting `edit` describes (an allow block of
Datasette's), and of those to whom another plugin gives it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from datasette import hookimpl
from datasette.utils import actor_matches_allow
from datasette.utils.asgi import Forbidden, Response

from attribution.storage import written_on
from attribution.web.page import PageError, PageRequest

PERMISSION = "attribution-edit"
EDITOR = "attribution_editor"  # set in the signed actor of the one who came by the link
SIGN_IN = "/-/attribution/sign-in"
# How `attribution serve` hands the token and the name over to the process that serves.
TOKEN_VARIABLE, NAME_VARIABLE = "ATTRIBUTION_SIGN_IN", "ATTRIBUTION_EDITOR"
LARGEST_FORM = 64_000  # bytes
LONGEST_NAME = 100  # code points
Result = TypeVar("Result")

_waiting: dict[str, str] = {}  # a token that was not used yet -> the name of its bearer


@hookimpl
def startup(datasette: Any) -> None:
    """Take the token over, so that no process started later inherits it."""
    token, name = os.environ.pop(TOKEN_VARIABLE, None), os.environ.pop(NAME_VARIABLE, None)
    if token:
        _waiting[token] = name or "editor"


@hookimpl(specname="register_routes")
def sign_in_route() -> list[tuple[str, Any]]:
    """Where the link leads."""
    return [(rf"^{SIGN_IN}$", sign_in)]


async def sign_in(datasette: Any, request: Any) -> Response:
    """Sign in whoever has the token, once."""
    given = request.args.get("token") or ""
    token = next(
        (known for known in _waiting if secrets.compare_digest(known.encode(), given.encode())), None
    )
    if token is None:
        raise Forbidden("This link was used already, or is none of this server")
    actor = {"id": _waiting.pop(token), EDITOR: True}
    response = Response.redirect(datasette.urls.instance())
    response.set_cookie("ds_actor", datasette.sign({"a": actor}, "actor"), httponly=True, samesite="lax")
    return response


@hookimpl(optionalhook=True)
def permission_allowed(datasette: Any, actor: dict[str, Any] | None, action: str) -> bool | None:
    """Datasette 0.65: whether the actor may decide; None where others are to say."""
    return _granted(datasette, actor) or None if action == PERMISSION else None


@hookimpl(optionalhook=True)
def register_actions(datasette: Any) -> list[Any]:
    """Datasette 1.0: the permission, by name."""
    from datasette.permissions import Action  # 1.0 alone has it

    return [Action(name=PERMISSION, abbr=None, description="Confirm, reject and amend statements")]


@hookimpl(optionalhook=True)
def permission_resources_sql(datasette: Any, actor: dict[str, Any] | None, action: str) -> Any:
    """Datasette 1.0: whether the actor may decide; None where others are to say."""
    if action != PERMISSION or not _granted(datasette, actor):
        return None
    from datasette.permissions import PermissionSQL  # 1.0 alone has it

    return PermissionSQL.allow(reason="may edit by the link or the setting of the plugin attribution")


def _granted(datasette: Any, actor: dict[str, Any] | None) -> bool:
    if not actor:
        return False
    allowed = (datasette.plugin_config("attribution") or {}).get("edit")
    return actor.get(EDITOR) is True or (allowed is not None and actor_matches_allow(actor, allowed))


async def may_edit(asked: PageRequest) -> bool:
    """Whether whoever asks has signed in, has the permission, and the database can be written."""
    datasette, actor = asked.datasette, asked.actor
    if not actor or not datasette.get_database(asked.database.name).is_mutable:
        return False
    if hasattr(datasette, "permission_allowed"):  # 0.65
        return bool(await datasette.permission_allowed(actor, PERMISSION, default=False))
    return bool(await datasette.allowed(action=PERMISSION, actor=actor))


async def posted(asked: PageRequest) -> dict[str, str]:
    """The fields of a form that was sent by somebody who may; PageError 403, 413 or 415 otherwise."""
    if not await may_edit(asked):
        raise PageError(403, "You may not do this", "Sign in as somebody who may correct statements.")
    headers = asked.request.headers
    if headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        raise PageError(415, "This is no form of these pages")
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST_FORM:
        raise PageError(413, "The form is too large", f"At most {LARGEST_FORM:,} bytes are taken.")
    fields: dict[str, str] = await asked.request.post_vars()
    return fields


def name_of(actor: dict[str, Any] | None) -> str:
    """The name by which a decision is signed: the actor's name if it has one, its id otherwise."""
    known = actor or {}
    name = next((known[key] for key in ("name", "display", "username", "id") if known.get(key)), "")
    return " ".join(str(name).split())[:LONGEST_NAME] or "somebody"


async def write(asked: PageRequest, task: Callable[[Any], Result]) -> Result:
    """Run the task, which gets the database of `storage`, in one transaction on the connection that writes."""
    database = asked.datasette.get_database(asked.database.name)
    once = (
        {} if hasattr(asked.datasette, "permission_allowed") else {"transaction": False}
    )  # 1.0 opens its own
    result: Result = await database.execute_write_fn(lambda connection: written_on(connection, task), **once)
    return result
