"""Letters: the text of a newsletter with its subject, sender and day; many in one mbox."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Article
from attribution.reading import Format, Place, Problem, Raw, Read, read_raw
from tests.reading.packing import STORIES, html, letter, mbox, problems, read, texts

STORY = STORIES[0]


def one(content: bytes | EmailMessage) -> Article:
    result = read_raw(Raw(bytes(content), Place("letter"), Format.EMAIL))
    assert isinstance(result, Read), result
    return result.article


def test_a_letter_is_an_article() -> None:
    found = one(letter(STORY))
    assert found.text.strip() == STORY.text
    assert (found.id, found.title, found.published, found.publisher) == (
        "s2@post.example", STORY.title, "2026-03-11", "The Harbour Post",
    )  # fmt: skip


def test_of_several_parts_the_plain_one_is_read() -> None:
    made = letter(STORY)
    made.add_alternative("<p>See the plain part.</p>", subtype="html")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="wall.png")
    assert one(made).text.strip() == STORY.text


def test_without_a_plain_part_the_page_is_read() -> None:
    made = letter(STORY)
    made.set_content(html(STORY).decode(), subtype="html")
    assert one(made).text == STORY.text
    assert one(made).title == STORY.title


def test_an_attached_text_is_not_the_letter() -> None:
    made = EmailMessage()
    made["From"] = "news@post.example"
    made.add_attachment("An attachment.", filename="a.txt")
    result = read_raw(Raw(bytes(made), Place("letter"), Format.EMAIL))
    assert isinstance(result, Problem)
    assert result.why == "is a letter without a text; attached to it is a.txt"


def test_what_is_left_out_is_told() -> None:
    made = letter(STORY)
    made.add_attachment("An attachment.", filename="a.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="wall.png")
    result = read_raw(Raw(bytes(made), Place("letter"), Format.EMAIL))
    assert isinstance(result, Read)
    assert (result.article.text.strip(), result.notes) == (
        STORY.text, ("what is attached to it was left out: a.txt",),
    )  # fmt: skip


def test_parts_beyond_all_reason_are_told() -> None:
    made = letter(STORY)
    made.make_mixed()
    for number in range(120):
        part = EmailMessage()
        part.set_content(f"Part {number}.")
        made.attach(part)
    result = read_raw(Raw(bytes(made), Place("letter"), Format.EMAIL))
    assert isinstance(result, Read)
    assert result.notes == ("has more than 100 parts; the others were left out",)


def test_a_plain_part_that_only_points_to_the_page_is_not_the_letter() -> None:
    made = letter(STORY)
    made.set_content("Open this letter in your browser: https://post.example/7")
    made.add_alternative(html(STORY).decode(), subtype="html")
    assert one(made).text == STORY.text


def test_all_parts_of_the_text_are_read() -> None:
    made = letter(STORY)
    made.make_mixed()
    second = EmailMessage()
    second.set_content(STORIES[1].text)
    made.attach(second)
    assert one(made).text == f"{STORY.text}\n\n{STORIES[1].text}"


def test_a_letter_that_is_forwarded_is_read_with_what_forwards_it() -> None:
    made = letter(STORY)
    made.set_content("For you.")
    made.add_attachment(letter(STORIES[1]))
    assert one(made).text == f"For you.\n\n{STORIES[1].text}"


def test_a_part_that_repeats_another_is_read_once() -> None:
    made = letter(STORY)
    made.make_mixed()
    second = EmailMessage()
    second.set_content(html(STORY).decode(), subtype="html")
    made.attach(second)
    assert one(made).text.strip() == STORY.text


# Headers and a body as they stand in a file, and what of the article they make.
LETTERS: dict[str, tuple[bytes, dict[str, object]]] = {
    "quoted printable in windows-1252": (
        b"Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"=93No,=94 she said.=20\n",
        {"text": "“No,” she said. \n"},
    ),
    "an unknown encoding": (b"Content-Type: text/plain; charset=x-none\n\nCaf\xe9 late.\n", {"text": "Café late.\n"}),
    "lines that flow": (
        b"Content-Type: text/plain; format=flowed\n\nThe wall will \nbe late.\n\nIt is.\n",
        {"text": "The wall will be late.\n\nIt is.\n"},
    ),
    "an encoded subject": (b"Subject: =?utf-8?q?Wall_=E2=80=93_late?=\n\nIt is.", {"title": "Wall – late"}),
    "a subject on two lines": (b"Subject: Wall\n late\n\nIt is.", {"title": "Wall late"}),
    "a subject without an encoding": ("Subject: Café late\n\nIt is.".encode(), {"title": "Café late"}),
    "a subject in windows-1252": (b"Subject: Caf\xe9 late\n\nIt is.", {"title": "Café late"}),
    "a sender without a name": (b"From: news@post.example\n\nIt is.", {"publisher": "post.example"}),
    "an address in the archive": (
        b"Archived-At: <https://post.example/letters/7>\n\nIt is.", {"url": "https://post.example/letters/7"},
    ),
    "a day that is none": (b"Date: yesterday\n\nIt is.", {"published": None}),
    "no end of its parts": (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt is.\n",
        {"text": "It is."},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), LETTERS.values(), ids=LETTERS.keys())
def test_letters(content: bytes, expected: dict[str, object]) -> None:
    found = one(content)
    assert {name: getattr(found, name) for name in expected} == expected


def test_an_mbox_is_cut_into_its_letters(tmp_path: Path) -> None:
    quoted = STORY._replace(
        text="The captain wrote:\n\nFrom here on it is late 10:00.\n> From him we heard no more."
    )
    results = read(tmp_path / "news.mbox", mbox([quoted, *STORIES]).replace(b"\nFrom here", b"\n>From here"))
    assert texts(results) == [quoted.text, *(story.text for story in STORIES)]
    assert problems(results) == []


def test_a_line_of_the_text_is_no_separator(tmp_path: Path) -> None:
    story = STORY._replace(text="It was late.\n\nFrom the quay at 10:00 nobody was seen, he said.")
    assert texts(read(tmp_path / "news.mbox", mbox([story]).replace(b">From", b"From"))) == [story.text]


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "Content-Type: multipart/mixed; boundary=b\n", "Subject: =?"]),
)
def test_any_letter_is_an_article_or_a_problem(content: bytes, header: str) -> None:
    raw = Raw(header.encode() + content, Place("letter"), Format.EMAIL)
    assert isinstance(read_raw(raw), Read | Problem)
