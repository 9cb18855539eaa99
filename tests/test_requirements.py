"""What pyproject.toml asks for brings all that the readers import, also with the pip of an older Python."""

from __future__ import annotations

import tomllib
from importlib.metadata import requires
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def name(requirement: str) -> str:
    """The project's name without extras, versions and markers: `lxml[html-clean]>=4; …` is `lxml`."""
    length = next((n for n, sign in enumerate(requirement) if not (sign.isalnum() or sign in "-_.")), None)
    return requirement[:length].lower().replace("_", "-")


def without_extras(wanted: list[str]) -> set[str]:
    """All that is installed for these where pip knows nothing of an extra that a library asks of another."""
    found: set[str] = set()
    waiting = [name(each) for each in wanted]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += [name(more) for more in requires(each) or () if ";" not in more]
    return found


def test_web_pages_are_read_where_pip_skips_the_extras_of_libraries() -> None:
    """pip 23.2, as some Pythons bring it, takes `lxml[html_clean]` for an extra that lxml does not have."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    installed = without_extras(project["optional-dependencies"]["html"])
    assert {"trafilatura", "justext", "lxml", "lxml-html-clean"} <= installed
