"""The most memory that one process takes to extract all articles of some files."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import click

from attribution import extract, load_language
from benchmarks.articles import read

STATUS = Path("/proc/self/status")


def peak() -> float:
    """The most memory that this process has had resident so far, in MB (a million bytes)."""
    if STATUS.exists():
        # What Linux reports by getrusage begins with the peak of whoever started the process.
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def main(paths: tuple[str, ...]) -> None:
    """Extract every article of PATH in this one process, keep nothing, and print the peak of its memory.

    PATH is a text file, a JSONL file with one article a line, or a folder of these.

    \b
    Example:
      python -m benchmarks.memory train.jsonl
    """
    language = load_language("en")
    before = peak()
    articles = size = found = 0
    for article in read(paths):
        articles += 1
        size += len(article.text.encode("utf-8", "surrogatepass"))
        found += len(extract(article, language).attributions)
    click.echo(f"{articles:,} articles, {size / 1e6:.2f} MB of text, {found:,} attributions")
    click.echo(f"before the first article {before:6.0f} MB")
    click.echo(f"peak                     {peak():6.0f} MB")


if __name__ == "__main__":
    main()
