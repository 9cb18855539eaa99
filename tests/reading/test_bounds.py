"""Bombs, and what has no end: read or refused in bounded memory, and told."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd

from tests.reading.packing import answer, record

MEMORY = 500  # MiB that a process may take, with all that it imports
SECONDS = 60  # that reading may take on a busy machine: what has no end would take minutes
MIB = 2**20
READING = """
import json, sys, time
from attribution.reading import Read, read_files
started, articles, problems = time.monotonic(), 0, []
for result in read_files(sys.argv[1:]):
    if isinstance(result, Read):
        articles += 1
    else:
        problems.append(result.why)
peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps([articles, problems, peak, time.monotonic() - started]))
"""
GZIP = "Content-Encoding: gzip"
CELL = b'text,title\nlate,a\n"'
LONG = b"late " * 25 + b"and\n"  # 128 bytes
LINE = b'{"text": "It is late."}\n'


def gzipped(beginning: bytes, filling: bytes, mebibytes: int) -> bytes:
    """Compressed, without ever being whole: the same member again and again."""
    member = gzip.compress(filling * (MIB // len(filling)), mtime=0)
    return gzip.compress(beginning) + member * mebibytes


def zstandard(beginning: bytes, filling: bytes, mebibytes: int) -> bytes:
    frame = zstd.compress(filling * (MIB // len(filling)))
    return zstd.compress(beginning) + frame * mebibytes


def table(cell: str, rows: int) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([cell] * rows)}), stream, compression="zstd")
    return stream.getvalue()


def pdf(mebibytes: int) -> bytes:
    packed = zlib.compress(b"BT /F1 9 Tf (late) Tj ET\n" * (mebibytes * MIB // 25), 9)
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (len(packed), packed)
    ) + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


LAUGHS = '<!DOCTYPE html [<!ENTITY a0 "late">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)

# The file, how many articles are read of it, and what is told.
HOSTILE: dict[str, tuple[str, Callable[[], bytes], int, list[str]]] = {
    "a gzip bomb": ("a.txt.gz", lambda: gzipped(b"", b"late ", 300), 0, ["is larger than 32 MiB"]),
    "a zstd bomb": ("a.txt.zst", lambda: zstandard(b"", b"late ", 300), 0, ["is larger than 32 MiB"]),
    "a bomb in a bomb": (
        "a.txt.gz", lambda: gzip.compress(gzipped(b"", b"late ", 300)), 0, ["is larger than 32 MiB"],
    ),
    "a line without end": (
        "a.jsonl.gz", lambda: gzipped(LINE + b'{"text": "', b"a", 300), 1,
        ["is larger than 32 MiB", "has a line without end; it and the rest were left out"],
    ),
    "a line of 100 MB": (
        "a.jsonl.gz", lambda: gzipped(LINE + b'{"text": "', b"a", 100) + gzip.compress(b'"}\n' + LINE), 2,
        ["is larger than 32 MiB"],
    ),
    "a record without end": (
        "a.json.gz", lambda: gzipped(b'[{"text": "It is late."}, {"text": "', b"a", 300), 1,
        ["has a record without end; it and the rest were left out"],
    ),
    "brackets without end": ("a.json.gz", lambda: gzipped(b"[{", b"[", 300), 0, ["is nested too deeply"]),
    "a cell without end": ("a.csv.gz", lambda: gzipped(CELL, LONG, 150), 1, ["is no table from row 3"]),
    "a row without end": (
        "a.csv.gz", lambda: gzipped(b"text,title\nlate,a\n", b"a,", 200), 1, ["has a line longer than 32 MiB"],
    ),
    "a letter without end": (
        "a.mbox.gz", lambda: gzipped(b"From a@b.example Wed Mar 11 08:00:00 2026\nFrom: a\n\n", LONG, 150), 0,
        ["is larger than 32 MiB"],
    ),
    "one entry for many cells": (
        "a.parquet", lambda: table("late " * 5 * MIB, 6), 0, ["has 26,214,400 characters"] * 6,
    ),
    "an answer without end": (
        "a.warc.gz",
        lambda: gzip.compress(record("https://a.example/", b"")[:-4].replace(b"Length: 0", b"Length: 999999999"))
        + gzipped(answer(b""), b"late ", 100), 0, ["is cut short within the record of https://a.example/"],
    ),
    "a compressed answer without end": (
        "a.warc", lambda: record("https://a.example/", answer(gzip.compress(b"late " * 20 * MIB), [GZIP])), 0,
        ["is larger than 32 MiB"],
    ),
    "a page of many tags": ("a.html", lambda: b"<html><body>" + b"<p>late" * 160_000, 0, ["is too large a web page"]),
    "a page of one paragraph": ("a.html", lambda: b"<html><body><p>" + b"late " * 200_000, 1, []),
    "a deep page": ("a.html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"late", 0, ["is a web page"]),
    "a page of entities": ("a.html", lambda: f"{LAUGHS}]><html><body><p>&a11;{'late ' * 99}".encode(), 1, []),
    "a PDF bomb": ("a.pdf", lambda: pdf(100), 0, ["is a PDF"]),
    "spaces": ("a.txt", lambda: b"Wall" + b" " * 10 * MIB, 0, ["has 10,485,764 characters"]),
    "lines": ("a.txt", lambda: b"Wall" + b"\n" * 10 * MIB, 0, ["has 10,485,764 characters"]),
    "beginnings of letters": ("a.mbox", lambda: b"From " + b"a" * 10 * MIB, 0, ["has 10,485,765 characters"]),
    "JSON of brackets": ("a.jsonl", lambda: b"[" * 10 * MIB, 0, ["is not JSON that can be read"]),
    "YAML of brackets": ("a.md", lambda: b"---\na: " + b"[" * 900 + b"\n---\nlate", 1, []),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_memory_and_time_are_bounded(tmp_path: Path, name: str) -> None:
    file, made, count, why = HOSTILE[name]
    (tmp_path / file).write_bytes(made())
    command = [sys.executable, "-c", READING, str(tmp_path / file)]
    ended = subprocess.run(
        command, capture_output=True, check=True, timeout=4 * SECONDS, env={**os.environ, "PYTHONPATH": "."}
    )
    articles, problems, memory, seconds = json.loads(ended.stdout)
    assert articles == count
    assert len(problems) == len(why), problems
    assert all(problem.startswith(words) for problem, words in zip(problems, why, strict=True)), problems
    assert memory < MEMORY
    assert seconds < SECONDS
    assert ended.stderr == b""
