"""Speakers by name: whom a name stands for, whose name begins so, and whose name is nearly the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from attribution.web.database import NewsDatabase, Row

MANY = 50  # a part of a name stands for so many speakers at most, the most quoted ones
COLUMNS = "s.id, s.name, s.type, s.attributions AS statements, s.articles, s.first_said, s.last_said"
EXACT = """SELECT id FROM speakers WHERE id = :name OR name = :name COLLATE NOCASE
UNION SELECT speaker FROM speaker_names WHERE name = :name LIMIT 50"""
NAMED = f"""SELECT {COLUMNS} FROM speakers_fts AS f CROSS JOIN speakers AS s ON s.rowid = f.rowid
WHERE speakers_fts MATCH :match AND s.attributions > 0 AND (:type = '' OR s.type = :type)
ORDER BY s.attributions DESC, s.name LIMIT :limit OFFSET :skip"""
# The rarest parts of a name say most, so the rank comes first.
LIKELY = f"""SELECT {COLUMNS} FROM speakers_fts AS f CROSS JOIN speakers AS s ON s.rowid = f.rowid
WHERE speakers_fts MATCH :match AND s.id <> :key AND s.attributions > 0 ORDER BY f.rank LIMIT 200"""
NEARLY = 0.78  # how like two names must be to be shown as perhaps one: between 0 and 1


async def ids_of(database: NewsDatabase, name: str) -> list[str]:
    """The speakers that the name stands for: exactly this name or id; where nobody has it, any part of a name."""
    return await exactly(database, name) or [row["id"] for row in await named(database, name, MANY)]


async def exactly(database: NewsDatabase, name: str) -> list[str]:
    """The speakers who have exactly this name, in any case of its letters, or this id."""
    return [row["id"] for row in await database.rows(EXACT, name=name)]


async def named(database: NewsDatabase, text: str, limit: int, skip: int = 0, type_: str = "") -> list[Row]:
    """Speakers in whose name words begin with those of the text, the most quoted first; of this type, if any."""
    match = beginnings(text)
    return await database.rows(NAMED, match=match, limit=limit, skip=skip, type=type_) if match else []


async def nearly_named(database: NewsDatabase, key: str, name: str, limit: int) -> list[Row]:
    """Other speakers whose names are nearly the same, the most similar first."""
    words = re.findall(r"\w+", name)
    if not words:
        return []
    parts = [f'"{word}"' for word in words] + [f'"{word[:3]}" *' for word in words if len(word) > 3]
    likely = await database.rows(LIKELY, match=" OR ".join(parts), key=key)
    near = [(likeness(name, row["name"]), row) for row in likely]
    near.sort(key=lambda pair: (-pair[0], -pair[1]["statements"]))
    return [row for like, row in near[:limit] if like >= NEARLY]


def beginnings(text: str) -> str:
    """Words of the text as FTS5 looks for the beginnings of words; "" if there are none.

    >>> beginnings('O"Neil mar*')
    '"O" * "Neil" * "mar" *'
    """
    return " ".join(f'"{word}" *' for word in re.findall(r"\w+", text))


def likeness(one: str, other: str) -> float:
    """How like two names are: 1 for the same letters; a name that is a part of the other is very like it.

    >>> likeness("Mara Venn", "mara venn"), likeness("Venn", "Mara Venn") > 0.9, likeness("Ada Roe", "Ines Okoro") < 0.6
    (1.0, True, True)
    """
    a, b = one.casefold(), other.casefold()
    if set(a.split()) < set(b.split()) or set(b.split()) < set(a.split()):
        return 0.95
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
