"""A faulty language folder is told with its file and entry; the folders are real ones, spoilt for the purpose."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from attribution.languages import LanguageError, load_language, read_language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the English folder, to be spoilt."""
    return Path(shutil.copytree(str(files("attribution.languages") / "en"), tmp_path / "xx"))


RULE = '[odd]\nframe = "{frame}"\nwhy = "w"\nexamples = ["e"]\ncounterexamples = ["c"]\n'
ENTRY = '\n[[entry]]\nreason = "r"\nwhy = "w"\nwords = {}\nexamples = ["e"]\n'
FAULTS = [
    ("words.toml", '\n[colour]\nwords = "red"\n', r"words.toml: unknown class \[colour\]"),
    ("words.toml", "\n[noun]\n", r"words.toml: \[noun\] has no 'words'"),
    ("words.toml", "\n[that\n", "words.toml: .*line"),
    ("cues.toml", '\n[adverb.odd]\nwords.x = "x"\n', r"cues.toml: \[adverb\] is none of verb, noun, phrase"),
    (
        "cues.toml",
        '\n[verb.odd]\nstance = "sung"\nspeech = true\nwords.x = "x"\n',
        "stance 'sung' is none of said",
    ),
    ("cues.toml", '\n[verb.odd]\nstance = "said"\nwords.x = "x"\n', r"\[verb.odd\] has no 'speech'"),
    (
        "cues.toml",
        '\n[verb.odd]\nstance = "said"\nspeech = true\nwords.x = "said"\n',
        "'said' stands in .*verb.say",
    ),
    (
        "rules.toml",
        '\n[odd]\nframe = "after"\nwhy = "w"\ncounterexamples = ["c"]\n',
        r"\[odd\] has no 'examples'",
    ),
    ("rules.toml", RULE.format(frame="sideways"), r"\[odd\]: frame 'sideways' is none of after"),
    ("rules.toml", RULE.format(frame="after") + 'beyond = "x"\n', "'beyond' is no setting of frame 'after'"),
    ("rules.toml", RULE.format(frame="line") + 'where = "sky"\n', "where 'sky' is none of headline"),
    ("rules.toml", RULE.format(frame="line") + 'where = "turns"\npattern = "("\n', "'pattern' is no regular"),
    (
        "rules.toml",
        RULE.format(frame="line") + 'where = "signed"\npattern = "x"\n',
        "'pattern' has no group 'cue'",
    ),
    (
        "rules.toml",
        RULE.format(frame="line") + 'where = "turns"\npattern = "(?<source>x)(?<cue>:)"\n',
        "'pattern' has no group 'content'",
    ),
    (
        "rules.toml",
        RULE.format(frame="line") + 'where = "turns"\npattern = "{hat}"\n',
        "{hat} is none of {words}",
    ),
    (
        "rules.toml",
        RULE.format(frame="line")
        + 'where = "signed"\npattern = "(?<source>x)(?<cue>y)"\nnot_source = "zz"\n',
        "'not_source' names 'zz'",
    ),
    (
        "rules.toml",
        RULE.format(frame="floating") + "record = [3, 2]\n",
        r"'record' is not \[right, found\]",
    ),
    ("rules.toml", RULE.format(frame="none") + 'cues = ["say"]\n', "needs 'cues', and 'before' or 'behind'"),
    (
        "rules.toml",
        RULE.format(frame="none") + 'cues = ["zz"]\nbehind = "x"\n',
        "'zz' is no cue of cues.toml",
    ),
    (
        "rules.toml",
        RULE.format(frame="none") + 'cues = ["say"]\nbehind = "["\n',
        "'behind' is no regular expression",
    ),
]


@pytest.mark.parametrize(("file", "added", "message"), FAULTS, ids=[message[:40] for _, _, message in FAULTS])
def test_a_fault_is_told_with_its_entry(folder: Path, file: str, added: str, message: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(added)
    with pytest.raises(LanguageError, match=rf"^xx/{file.replace('.', '[.]')}: .*") as raised:
        read_language(folder)
    assert raised.match(message)


@pytest.mark.parametrize(
    "file", ["words.toml", "cues.toml", "nouns.toml", "names.toml", "rules.toml", "layout.toml", "time.toml",
     "circumstances.toml", "ledger.toml"],
)  # fmt: skip
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(LanguageError, match=f"^xx/{file}: missing$"):
        read_language(folder)


def test_a_malformed_line_of_weights_is_named(folder: Path) -> None:
    (folder / "weights.tsv").write_text("[end next]\nand\t-0.3\nbut\theavy\n", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"^xx/weights.tsv, line 3: "):
        read_language(folder)


def test_a_language_may_have_no_weights_yet(folder: Path) -> None:
    (folder / "weights.tsv").unlink()
    assert read_language(folder).weights == {}


def test_the_name_of_the_folder_is_the_code(folder: Path) -> None:
    assert read_language(folder).code == "xx"


@pytest.mark.parametrize("code", ["tlh", "", "../en", "en/"])
def test_no_such_language(code: str) -> None:
    with pytest.raises(LanguageError, match="no language"):
        load_language(code)


def test_a_language_is_read_once() -> None:
    assert load_language("en") is load_language("en")


def test_a_word_in_two_classes_is_named(folder: Path) -> None:
    words = (folder / "words.toml").read_text(encoding="utf-8")
    (folder / "words.toml").write_text(
        words.replace('words = "that"', 'words = "that the"'), encoding="utf-8"
    )
    with pytest.raises(LanguageError, match=r"^xx/words.toml: 'the' stands in .that. and in .determiner.$"):
        read_language(folder)


@pytest.mark.parametrize(("file", "section"), [("names.toml", "particle"), ("circumstances.toml", "stance")])
def test_a_missing_section_is_named(folder: Path, file: str, section: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(f"[{section}]", "[other]"), encoding="utf-8")
    with pytest.raises(LanguageError, match=rf"^xx/{file}: \[{section}\] is missing$"):
        read_language(folder)


def test_a_frame_without_a_rule_is_named(folder: Path) -> None:
    text = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(text.replace('frame = "raised"', 'frame = "after"'), encoding="utf-8")
    with pytest.raises(LanguageError, match=r"^xx/rules[.]toml: no rule has frame 'raised'$"):
        read_language(folder)


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "nouns.toml").write_bytes(b'[role]\nwords = "caf\xe9"\n')
    with pytest.raises(LanguageError, match=r"^xx/nouns.toml: .*utf-8"):
        read_language(folder)
