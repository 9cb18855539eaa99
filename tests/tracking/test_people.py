"""Which names may mean one person."""

from __future__ import annotations

import pytest

from attribution.tracking.people import Identity, compare_names

IGNORED = frozenset({"dr", "jr", "minister", "mr", "president", "the"})
SAME, SURNAME, DIFFERENT = Identity.SAME, Identity.SURNAME, Identity.DIFFERENT

NAMES = {
    "the same name": ("Mara Ellison", ["Mara Ellison"], SAME),
    "in capitals, with spaces": ("  MARA   ellison ", ["Mara Ellison"], SAME),
    "without its accents": ("Zoe Nunez", ["Zoë Núñez"], SAME),
    "another apostrophe": ("Ann O'Dowd", ["Ann O’Dowd"], SAME),
    "last name first": ("Ellison, Mara", ["Mara Ellison"], SAME),
    "one name more": ("Mara Jane Ellison", ["Mara Ellison"], SAME),
    "one name fewer": ("Mara Ellison", ["Mara J. Ellison"], SAME),
    "with a title": ("Dr. Mara Ellison", ["Mara Ellison"], SAME),
    "any of the names": ("Mara Ellison", ["Ellison", "Mara Ellison"], SAME),
    "a body with its article": ("Port Authority", ["The Port Authority"], SAME),
    "a body with its place": ("Northmere Port Authority", ["the Port Authority"], SAME),
    "another body": ("Port Authority", ["Harbour Authority"], DIFFERENT),
    "somebody with one name": ("Quill", ["Quill"], SAME),
    "the surname alone": ("Ellison", ["Mara Ellison"], SURNAME),
    "a title and the surname": ("Mr Ellison", ["Mara Ellison"], SURNAME),
    "the role and the surname": ("Minister Ellison", ["Mara Ellison"], SURNAME),
    "the article has the surname alone": ("Mara Ellison", ["Ellison"], SURNAME),
    "an initial": ("M. Ellison", ["Mara Ellison"], SURNAME),
    "another first name": ("John Ellison", ["Mara Ellison"], DIFFERENT),
    "another first name, where the surname is a form too": (
        "John Ellison",
        ["Mara Ellison", "Ellison"],
        DIFFERENT,
    ),
    "another last name": ("Mara Elliot", ["Mara Ellison"], DIFFERENT),
    "the first name alone": ("Mara", ["Mara Ellison"], DIFFERENT),
    "a title alone": ("Minister", ["Mara Ellison"], DIFFERENT),
    "marks alone": ("…", ["Mara Ellison"], DIFFERENT),
    "no name": ("Mara Ellison", [], DIFFERENT),
}


@pytest.mark.parametrize(("asked", "names", "identity"), NAMES.values(), ids=NAMES)
def test_names(asked: str, names: list[str], identity: Identity) -> None:
    assert compare_names(asked, names, None, IGNORED) is identity


@pytest.mark.parametrize(("asked", "names", "identity"), NAMES.values(), ids=NAMES)
def test_it_is_the_same_from_either_side(asked: str, names: list[str], identity: Identity) -> None:
    if len(names) == 1:
        assert compare_names(names[0], [asked], None, IGNORED) is identity


def test_the_words_of_the_role_are_no_part_of_the_name() -> None:
    assert compare_names("Harbour engineer Mara Venn", ["Mara Venn"], "harbour engineer") is SAME
    assert compare_names("Engineer Venn", ["Mara Venn"], "harbour engineer") is SURNAME
    assert compare_names("Engineer Venn", ["Mara Venn"]) is DIFFERENT
