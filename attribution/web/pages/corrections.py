"""All that people decided, newest first, and where the forms for a decision are sent."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from attribution.storage import By, now, record, undo
from attribution.tracking.reviewing import FIELDS, ReviewError
from attribution.web.editing import may_edit, name_of, posted, write
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.reviews import HISTORY, correction

SIZE = 50
COUNTS = """SELECT count(*) AS all_of_them, count(DISTINCT thread) AS statements,
    count(DISTINCT CASE WHEN attribution IS NULL THEN thread END) AS orphans FROM corrections"""


async def page(asked: PageRequest) -> Page | Response:
    """The list, or what became of a form."""
    return await _decide(asked) if asked.request.method == "POST" else await _list(asked)


async def _list(asked: PageRequest) -> Page:
    orphans = asked.asked("show") == "orphans"
    before = asked.asked("before")
    which = ["c.attribution IS NULL"] if orphans else []
    which += ["c.id < :before"] if before.isdecimal() else []
    rows = await asked.database.rows(
        HISTORY.format(which=" AND ".join(which) or "1") + f" LIMIT {SIZE + 1}",
        before=int(before) if before.isdecimal() and len(before) < 19 else 0,
    )
    shown = [
        {
            **correction(row),
            "url": row["attribution"] and asked.addresses.quote(row["attribution"]),
            "article_url": row["article"] and asked.addresses.article(row["article"]),
        }
        for row in rows[:SIZE]
    ]
    more = [
        ("show", "orphans" if orphans else ""),
        ("before", rows[SIZE - 1]["id"] if len(rows) > SIZE else ""),
    ]
    data = {
        "counts": await asked.database.row(COUNTS),
        "corrections": shown,
        "orphans_only": orphans,
        "next": asked.addresses.path("/corrections", more) if len(rows) > SIZE else None,
        "may_edit": await may_edit(asked),
    }
    return Page("Corrections", "attribution_corrections.html", data)


async def _decide(asked: PageRequest) -> Response:
    fields = await posted(asked)
    by = By(name_of(asked.actor), now(), fields.get("why", "").strip() or None)
    back = _back(asked, fields)
    try:
        await write(asked, lambda db: _written(db, fields, by))
    except ReviewError as error:
        raise PageError(
            409,
            "This was not kept",
            f"{str(error)[:1].upper()}{str(error)[1:]}.",
            [NextStep("Look at it again", back)],
        ) from error
    done = {"undo": "Taken back.", "confirm": "Confirmed.", "reject": "Rejected."}
    asked.datasette.add_message(asked.request, done.get(fields["action"], "Amended."), asked.datasette.INFO)
    return Response.redirect(back, status=303)


def _written(db: Any, fields: dict[str, str], by: By) -> int:
    action, seen = fields.get("action", ""), fields.get("seen", "")
    if action == "undo":
        return undo(db, _number(fields.get("correction", "")), by)
    values = {name: fields[name] for name in FIELDS if name in fields}
    if values.get("speaker_type") == "":
        del values["speaker_type"]  # not chosen: that of the known bearer of the name
    return record(
        db,
        fields.get("attribution", ""),
        action,  # type: ignore[arg-type] # `record` refuses what is no action
        by,
        values=values,
        seen=_number(seen) if seen else None,
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ReviewError(f"{text[:20]!r} is no number of a correction")
    return int(text)


def _back(asked: PageRequest, fields: dict[str, str]) -> str:
    """The page that the form stood on, if it is one of this site; the statement's page otherwise."""
    back = fields.get("back", "")
    if back.startswith("/") and not back.startswith("//") and back.isprintable() and "\\" not in back:
        return back
    return (
        asked.addresses.quote(fields.get("attribution", "")) if fields.get("attribution") else "/corrections"
    )
