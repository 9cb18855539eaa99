"""A list in pages: which page was asked for, and the links to the one before and the one after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from attribution.web.page import NextStep, PageError, PageRequest


class Slice(NamedTuple):
    """The stretch of a list that a page shows."""

    page: int
    size: int

    @property
    def skip(self) -> int:
        """How many come before."""
        return (self.page - 1) * self.size


def asked_slice(asked: PageRequest, *, size: int, most: int) -> Slice:
    """The page and its size as asked for; raises PageError for what is no number, or out of reach."""
    return Slice(_number(asked, "page", 1, 1_000_000), _number(asked, "size", size, most))


def pager(at: Slice, total: int, address: Callable[[int], str]) -> dict[str, Any]:
    """The links to the neighbouring pages; raises PageError for a page beyond the last one."""
    last = max(1, -(-total // at.size))
    if at.page > last:
        raise PageError(
            404, f"There is no page {at.page:,}", "", [NextStep(f"The last page, {last:,}", address(last))]
        )
    first_shown = at.skip + 1 if total else 0
    return {
        "page": at.page,
        "pages": last,
        "size": at.size,
        "total": total,
        "words": f"{first_shown:,} to {min(total, at.skip + at.size):,} of {total:,}",
        "previous": address(at.page - 1) if at.page > 1 else None,
        "next": address(at.page + 1) if at.page < last else None,
    }


def _number(asked: PageRequest, name: str, default: int, most: int) -> int:
    text = asked.asked(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= most):
        raise PageError(400, f"“{name}={text[:40]}” is no number from 1 to {most:,}.")
    return int(text)
