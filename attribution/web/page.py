"""What a page is: one function from what was asked to data and a template, and what it may answer instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attribution.web.addresses import Addresses
from attribution.web.database import NewsDatabase


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What was asked: the parts of the path by name, the query, who asks, and the database that answers.

    `request` and `datasette` are Datasette's own, for the few pages that need a form or a permission.
    """

    datasette: Any
    request: Any
    database: NewsDatabase
    addresses: Addresses
    path: Mapping[str, str]

    @property
    def actor(self) -> dict[str, Any] | None:
        """Who asks, as Datasette knows them; None for a visitor who has not signed in."""
        actor: dict[str, Any] | None = self.request.actor
        return actor

    def asked(self, name: str) -> str:
        """The value of a parameter of the query, without the spaces around it; "" if there is none."""
        return (self.request.args.get(name) or "").strip()

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the query, in order."""
        args = self.request.args
        return [(name, value) for name in args for value in args.getlist(name)]


@dataclass(frozen=True, slots=True)
class Page:
    """The answer: `data` is what `.json` shows and what the template reads, so that both agree.

    `data` holds only what `json.dumps` takes. `title` stands in the window's title and in a feed.
    """

    title: str
    template: str
    data: dict[str, Any]
    status: int = 200


class NextStep(NamedTuple):
    """Something to try next, as a link."""

    label: str
    url: str


class PageError(Exception):
    """There is no such page, or it was asked for in a way that makes no sense.

    `title` says what, in one line; `text` what to do about it, with `command` to run, if any.
    """

    def __init__(
        self, status: int, title: str, text: str = "", steps: Sequence[NextStep] = (), command: str = ""
    ) -> None:
        super().__init__(title)
        self.status = status
        self.text = text
        self.steps = tuple(steps)
        self.command = command

    def page(self) -> Page:
        """The error as a page of its own."""
        title = str(self)
        data = {
            "error": title,
            "advice": self.text,
            "command": self.command,
            "next": [step._asdict() for step in self.steps],
        }
        return Page(title, "attribution_message.html", data, self.status)


# A page is a function; what it returns besides a Page is a Response of Datasette's, such as a redirect.
PageFunction = Callable[[PageRequest], Awaitable[Any]]
