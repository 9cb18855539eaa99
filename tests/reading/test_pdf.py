"""PDF: lines become paragraphs again, without what stands on every page; what has no text is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Article
from attribution.reading import Place, Problem, Raw, Read, read_raw

LINES = [
    "Harbour wall late",
    "",
    "The new harbour wall will be finished a year later than planned,",
    "the council said on Tuesday, after divers found cracks in the foun-",
    "dations.",
    "\x93We will not build on sand,\x94 said Mara Ellison, who leads the works.",
    "\x93The wall has to stand for a hundred years.\x94",
]
PARAGRAPHS = [
    "Harbour wall late",
    "The new harbour wall will be finished a year later than planned, the council said on Tuesday, after divers "
    "found cracks in the foundations.",
    "“We will not build on sand,” said Mara Ellison, who leads the works. “The wall has to stand for a hundred years.”",
]


def pdf(pages: Sequence[Sequence[str]], title: str = "", encrypted: bool = False) -> bytes:
    """A PDF with these lines, written out by hand."""
    numbers = [4 + 2 * number for number in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    }
    for number, lines in zip(numbers, pages, strict=True):
        drawn = b"BT /F1 11 Tf 14 TL 72 720 Td\n"
        for line in lines:
            shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1")
            drawn += b"(" + shown + b") Tj T*\n" if line else b"T*\n"
        drawn += b"ET"
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    info = max(objects) + 1
    objects[info] = f"<< /Title ({title}) /Author (Jo Ek) >>".encode()
    made, places = b"%PDF-1.4\n", {}
    for number in sorted(objects):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = "".join(f"{places[number]:010d} 00000 n \n" for number in sorted(places))
    more = "/Encrypt << /Filter /None >>" if encrypted else ""
    start = len(made)
    made += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    made += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R /Info {info} 0 R {more} >>\n".encode()
    return made + f"startxref\n{start}\n%%EOF\n".encode()


def one(content: bytes) -> Read | Problem:
    return read_raw(Raw(content, Place("wall.pdf", "wall.pdf")))


def article(content: bytes) -> Article:
    result = one(content)
    assert isinstance(result, Read), result
    return result.article


def test_lines_become_paragraphs() -> None:
    found = article(pdf([LINES]))
    assert found.text.split("\n\n") == PARAGRAPHS
    assert (found.title, found.author, found.published) == ("Harbour wall late", "Jo Ek", None)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Wall late", "Wall late"),
        ("wall.docx", "Harbour wall late"),
        ("Microsoft Word - wall", "Harbour wall late"),
    ],
)
def test_the_title_is_told_unless_it_is_the_name_of_a_file(told: str, title: str) -> None:
    assert article(pdf([LINES], told)).title == title


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        ["The Harbour Post", f"On day {n} the wall was late again.", "", f"Page {n}"] for n in range(1, 6)
    ]
    text = article(pdf(pages)).text
    assert "Harbour Post" not in text
    assert "Page" not in text
    assert text.count("the wall was late again.") == 5


def test_a_scan_is_told() -> None:
    result = one(pdf([[]]))
    assert isinstance(result, Problem)
    assert result.why == "is a PDF without a text; a scan must go through text recognition first"


def test_an_encrypted_pdf_is_told() -> None:
    result = one(pdf([LINES], encrypted=True))
    assert isinstance(result, Problem)
    assert result.why.startswith("is a")
    assert "PDF" in result.why


def test_a_pdf_that_is_cut_short_is_told_at_every_percent() -> None:
    content = pdf([LINES] * 4)
    for percent in range(1, 100):
        result = one(content[: len(content) * percent // 100])
        assert isinstance(result, Problem) or "has no end, and may be cut short" in result.notes, percent


@given(st.binary(max_size=30), st.integers(0, 2000), st.integers(0, 30))
def test_any_pdf_is_an_article_or_a_problem(content: bytes, at: int, length: int) -> None:
    whole = pdf([LINES])
    assert isinstance(one(b"%PDF-1.4" + (whole[:at] + content + whole[at + length :])[8:]), Read | Problem)
