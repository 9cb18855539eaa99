"""The arrows between the parts of the package go one way, and its core is pure."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "attribution"
MODULES = sorted(PACKAGE.rglob("*.py"))

CORE = {"model", "languages", "extraction", ""}  # "" is the public face, which only shows the core
COMMAND_LINE = {"annotated", "cli", "commands", "console", "display", "serving"}
EVERYTHING = (
    CORE | COMMAND_LINE | {"evaluation", "ingesting", "reading", "storage", "tagged", "tracking", "web"}
)

# part -> the parts that it may import
ARROWS: dict[str, set[str]] = {
    "model": set(),
    "tagged": {"model"},
    "languages": {"model"},
    "extraction": {"model", "languages"},
    "": {"model", "languages", "extraction"},
    "reading": CORE,
    "tracking": CORE,
    "storage": CORE | {"tracking"},
    "ingesting": CORE | {"reading", "storage"},
    "evaluation": CORE | {"reading", "tagged"},
    "fitting": CORE | {"evaluation", "reading", "tagged"},
    "web": CORE | {"reading", "storage", "tracking"},
    **dict.fromkeys(COMMAND_LINE, EVERYTHING),
}
# room of `extraction` -> the rooms that it may import; what stands beside the rooms may import them all
ROOMS: dict[str, set[str]] = {
    "text": set(),
    "statements": {"text"},
    "naming": {"text"},
    "speakers": {"text", "statements", "naming"},
    "circumstances": {"text", "statements", "speakers"},
}
PURE = {"model", "tagged", "extraction", "tracking"}
# Of the standard library, what a pure part has no use for: files, processes, clocks, chance, network.
IMPURE = {
    "http",
    "io",
    "os",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "time",
    "urllib",
}
THIRD_PARTY_OF_PURE = {"regex"}


def part(module: Path) -> str:
    """The part of the package that a module belongs to: its folder or its name, "" for the package's own face."""
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(module: Path) -> Iterator[tuple[str, int]]:
    """Each name that a module imports, in full, with its line, wherever in the module the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute here"
            if node.module == "attribution":
                yield from ((f"attribution.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield str(node.module), node.lineno


def parts_imported(module: Path) -> Iterator[tuple[str, int]]:
    """Each part of the package that a module imports from; a name of the face counts as the face."""
    for name, line in imported(module):
        root, *rest = name.split(".")
        if root == "attribution":
            yield rest[0] if rest and rest[0] in ARROWS else "", line


def test_every_part_has_its_arrows() -> None:
    assert {part(module) for module in MODULES} <= set(ARROWS)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PACKAGE).as_posix())
def test_no_module_imports_upward(module: Path) -> None:
    allowed = ARROWS[part(module)] | {part(module)}
    assert [(line, name) for name, line in parts_imported(module) if name not in allowed] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_of_the_extraction_imports_upward(room: str) -> None:
    allowed = ROOMS[room] | {room}
    modules = sorted((PACKAGE / "extraction" / room).glob("*.py"))
    names = [(module.name, name) for module in modules for name, _ in imported(module)]
    core = "attribution.extraction."
    wrong = [
        (module, name)
        for module, name in names
        if name.startswith(core) and name.removeprefix(core).split(".")[0] not in allowed
    ]
    assert modules
    assert wrong == []


def test_every_folder_of_the_extraction_is_a_room() -> None:
    folders = {path.parent.name for path in (PACKAGE / "extraction").glob("*/*.py")}
    assert folders == set(ROOMS)


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if part(module) in PURE],
    ids=lambda module: module.relative_to(PACKAGE).as_posix(),
)
def test_the_core_knows_no_file_no_clock_and_no_network(module: Path) -> None:
    allowed = (sys.stdlib_module_names - IMPURE) | THIRD_PARTY_OF_PURE | {"attribution"}
    assert [name for name, _ in imported(module) if name.split(".")[0] not in allowed] == []
    text = module.read_text(encoding="utf-8")
    assert not [call for call in (".now(", ".today(", ".utcnow(", "open(") if call in text]


def test_only_storage_writes_rows() -> None:
    users = {part(module) for module in MODULES for name, _ in imported(module) if name.startswith("sqlite")}
    assert users <= {"storage"}
