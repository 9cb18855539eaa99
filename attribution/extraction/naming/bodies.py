"""Names of bodies: "Ministry of Trade, Industry and Energy", "NTA"; and what one token of a name may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from attribution.extraction.text.layout import Layout
from attribution.languages import NAME, NOUN, Language
from attribution.model import SpeakerType

BODY = frozenset({"organisation", "org-suffix"})
PEOPLE = frozenset({"role", "relation", "unnamed"})
STRIPPED = frozenset({"role", "demonym", "place-name", "organisation", "group", "relation", "place"})
MODIFYING = "njCEgz#"  # tags behind a run of capitals that make it a modifier: "the Armenian news agency"
TALL = 6  # letters that an acronym has at most
LONG = 10  # tokens that a body's name may go on behind its first run of capitals


class Name(NamedTuple):
    """A name in a phrase: tokens, end exclusive; `role` the tokens that say what its bearer is, or None.

    `sure` tells that the words show the type; `acronym` is the token of a short form in brackets behind, or -1.
    """

    first: int
    after: int
    type: SpeakerType
    sure: bool
    gender: str | None  # "female", "male" or None
    role: tuple[int, int] | None
    acronym: int = -1


class Kinds(NamedTuple):
    """What the words of a language may be in a name."""

    given: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]  # "Ministry", "Records"
    apart: frozenset[str]  # places, demonyms and roles
    people: frozenset[str]
    stripped: frozenset[str]  # what stands before a name and is none of it
    surnames: tuple[str, ...]  # endings of family names
    surname_openings: tuple[str, ...]  # beginnings of two letters that only family names have: "O'Hara"
    inner: tuple[str, ...]  # beginnings of names behind which a capital is nothing special: "McKay"


@lru_cache(maxsize=8)
def _kinds(language: Language) -> Kinds:
    names = language.names

    def meaning(kinds: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word, meant in language.meanings.items() if not kinds.isdisjoint(meant))

    return Kinds(
        given=names["female"] | names["male"] | names["either"],
        roles=meaning(frozenset({"role"})),
        bodies=names["body-word"] | names["firm-suffix"] | meaning(BODY),
        apart=meaning(frozenset({"place-name", "demonym", "role"})),
        people=meaning(PEOPLE),
        stripped=meaning(STRIPPED),
        surnames=tuple(names["surname-ending"]),
        surname_openings=tuple(names["surname-opening"]),
        inner=tuple(names["inner-capital"]),
    )


@lru_cache(maxsize=4096)
def unaccented(word: str) -> str:
    """The same without accents: papers write "Fernandez" and "Fernández"."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


class BodyReader:
    """Reads the names of bodies of one article."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.words, self.tags = layout, layout.words, layout.tags
        self.names, self.known = language.names, language.meanings
        self.headline, self.phrases = language.names["headline-verb"], language.phrases
        self.kinds, self.plural = _kinds(language), language.layout["plural_ending"]
        self.given, self.roles, self.bodies = self.kinds.given, self.kinds.roles, self.kinds.bodies
        letters = map(layout.text.__getitem__, layout.starts)
        self.lower = {
            word for word, letter in set(zip(layout.words, letters, strict=True)) if letter.islower()
        }  # words that the article writes in lower case somewhere: no names at the start of a sentence
        self.brands = self._lower_brands()

    def meanings(self, n: int) -> tuple[str, ...]:
        """What the noun at token `n` may mean."""
        return self.known.get(self.words[n], ())

    def is_given(self, n: int) -> bool:
        """Whether the token is a given name."""
        return self.gives(self.words[n])

    def gives(self, word: str) -> bool:
        """Whether a word in lower case is a given name."""
        given = word if "-" not in word else word.split("-")[0]
        return given in self.given or (not given.isascii() and unaccented(given) in self.given)

    def is_name(self, n: int) -> bool:
        """Whether the token is a capitalised word of a name, or an acronym that looks like another word (WHO)."""
        if "-" in self.words[n]:
            head = self.words[n].split("-")[0]
            if head in self.names["particle"]:  # "al-Sharif"
                return self.layout.text[self.layout.starts[n] + len(head) + 1].isupper()
        tag = self.tags[n]
        return tag == NAME or (tag == "r" and self.acronym(n)) or n in self.brands

    def _lower_brands(self) -> frozenset[int]:
        """The nouns that begin with a small letter and have a capital: "eBay" is a name."""
        text, words, known = self.layout.text, self.words, self.names["lower-brand"]
        starts, ends = self.layout.starts, self.layout.ends
        nouns = [n for n, tag in enumerate(self.tags) if tag == NOUN]
        return frozenset(
            n
            for n in nouns
            if (words[n] in known or (text[starts[n] : ends[n]] != words[n] and words[n].isalpha()))
            and text[starts[n]].islower()
        )

    def acronym(self, n: int) -> bool:
        """Whether the token is written in capitals alone, and short."""
        word = self.layout.text[self.layout.starts[n] : self.layout.ends[n]]
        if not word.isupper():
            return False
        return 1 < len(word.replace(".", "").replace("&", "")) <= TALL

    def _capital(self, n: int) -> bool:
        return self.layout.text[self.layout.starts[n]].isupper()

    def opens(self, n: int) -> bool:
        """Whether a token is the first of its sentence, or stands behind its first mark."""
        first = self.layout.sentences[self.layout.sentence_of(n)][0]
        return n == first or (n - first == 1 and not self.tags[first].isalpha())

    def body(self, run: tuple[int, int], head_after: int, after: int) -> Name | None:
        """A name of a body: it has a word such as Ministry or University, or is an acronym."""
        first, end = run
        if self.words[first] in self.names["title-role"] or self.words[end - 1] in self.names["party"]:
            return None  # "Senate Democrats"
        end += end < head_after and self.words[end] in self.names["small-suffix"]
        if end - first > 2 and self.opens(first) and self._leads(first):
            first += 1  # "Rival Halden Motors"
        if (cause := self._cause(first, end)) > end:
            return Name(first, cause, "organisation", True, None, None, self._bracketed(cause))
        single = end - first == 1
        if not single:
            first = self._behind_modifiers(first, end)
            single = end - first == 1
        if self._surname_or_body(first, end):
            return None
        if end < head_after and self.tags[end] in MODIFYING:
            return self._outlet(first, end, head_after)
        if not single and " ".join(self.words[first:end]) in self.known:
            return None  # "United States"
        lone = self._lone(first) if single else None
        bodies = self.bodies
        marked = [n for n in range(first, end) if self.words[n].rstrip(".") in bodies and not self._small(n)]
        if lone is not None and (lone.type == "place" or not marked):
            return lone
        open_end = marked and (end < after or self.tags[end : end + 1] == "o")  # "Supreme Court of Norvia"
        if self.is_listed(self.words[first:end]) and not open_end:
            return Name(first, end, "organisation", True, None, None, self._bracketed(end))
        if not marked and not self._joins_body(first, end, after):
            bracket = self._bracketed(end)
            return Name(first, end, "organisation", True, None, None, bracket) if bracket >= 0 else None
        if marked and self._borne(first, end, marked):
            return None
        end = self._linked(end, after)
        return Name(first, end, "organisation", True, None, None, self._bracketed(end))

    def holders(self, first: int, begin: int, head_after: int, after: int) -> Name | None:
        """A body named after whoever holds it: "Halden County Sheriff's Office", "Norvian People's Party".

        `begin` is the token behind the possessor.
        """
        end = begin
        while end < head_after and self.is_name(end):
            end += 1
        start, holder = begin - 1, begin - 2
        while start > first and (self.is_name(start - 1) or self._sainted(start - 1)):
            start -= 1
        word, meant = self.words[holder], {"role", "group", "unnamed", "relation"}.intersection(self.meanings(holder))
        told = meant or word in self.names["title-noun"] or word in self.bodies
        told = told or (end == begin + 1 and self.words[begin] in self.names["patron-body"])
        if not told or start > holder or end == begin or self.words[end - 1] not in self.bodies:
            return None
        end = self._linked(end, after)
        return Name(start, end, "organisation", True, None, None, self._bracketed(end))

    def _leads(self, n: int) -> bool:
        """Whether a word tells what the body behind it is: "Rival Halden Motors", "Retailer Halden Stores"."""
        firm = self.words[n] in self.names["anaphor-company"] and not self.known.get(self.words[n + 1])
        return firm or self.words[n] in self.names["owning"]

    def _sainted(self, n: int) -> bool:
        """Whether a name goes on before a patron's: "St. Ita's Hospital"."""
        return self.words[n] in self.names["particle"] and self._capital(n)

    def _outlet(self, first: int, end: int, head_after: int) -> Name | None:
        """An outlet with the word for one behind its name: "the Halden Times newspaper"."""
        if end + 1 != head_after or self.words[end] not in self.names["outlet"]:
            return None
        known = self.is_listed(self.words[first:end])
        if not known and self.words[end - 1] not in self.bodies:
            return None
        return Name(first, end, "organisation", True, None, None)

    def _cause(self, first: int, end: int) -> int:
        """Where a name ends that tells what people stand for: "Doctors Without Borders"; `end` for none."""
        word, kinds = self.words[end - 1], {"role", "group", "unnamed", "relation"}
        if word in self.names["cause-head"] and end - first == 1 and self.tags[end : end + 1] == "o":
            last = end + 1
            while last < len(self.tags) and self.tags[last] in NAME:
                last += 1
            return last if last > end + 1 and self.words[last - 1] in self.bodies else end
        plural = word.endswith("s") or {"group", "unnamed"} <= set(self.meanings(end - 1))  # "People Against Piers"
        many = plural and kinds.intersection((*self.meanings(end - 1), *self.known.get(word[:-1], ())))
        if not many or self.tags[end : end + 1] != "p" or self.words[end] not in self.names["cause-link"]:
            return end
        last = begin = end + 1 + (self.tags[end + 1 : end + 3] == "D" + NAME)  # "for the Humane Treatment of Seals"
        while last < len(self.tags) and self.tags[last] == NAME and not self._person_like(last):
            last += 1
            last += last > begin and self.tags[last : last + 2] == "o" + NAME and not self._person_like(last + 1)
        whole = last - end > 2 or self._capital(end) or not self.opens(first)
        return last if last > begin and whole and self.tags[last : last + 1] != NAME else end

    def _small(self, n: int) -> bool:
        """Whether a word is a body only in capitals and stands there without: "Kim Jong Un"."""
        return self.words[n] in self.names["capitals-only"] and not self.acronym(n)

    def _bracketed(self, end: int) -> int:
        """The token of a short form in brackets behind: "National Transport Authority (NTA)"; -1 for none."""
        if self.tags[end : end + 2] != "(N" or not self.acronym(end + 1):
            return -1
        return -1 if self.words[end + 1][1:2] == "-" else end + 1  # "(R-Ky.)" is of a person

    def _lone(self, n: int) -> Name | None:
        """An acronym by itself: a body's, or a country's."""
        word = self.words[n]
        if word.rstrip(".") in self.names["place-short"] and self._capital(n):
            return Name(n, n + 1, "place", True, None, None)
        if self.acronym(n) and word not in self.roles:
            return Name(n, n + 1, "organisation", True, None, None)
        return None

    def _borne(self, first: int, end: int, marked: list[int]) -> bool:
        """Whether the words for bodies only tell what a person is, or an ordinary noun opens a sentence."""
        if any(self.is_given(n) for n in range(marked[-1] + 1, end)):
            return True
        last = self.words[end - 1]
        shown = marked[-1] == end - 1 and last not in self.names["surname-or-body"]  # "Halden Royal Infirmary"
        if end - first > 2 and not shown and not self.roles.isdisjoint(self.words[first : marked[0]]):
            return True
        if not self.roles.isdisjoint(self.words[marked[-1] + 1 : end - 1]):
            return True  # "House Speaker Ana Ruiz"
        held = self.tags[end : end + 2] == "o" + NAME and self.words[end - 1] in self.roles
        if held and any(self.is_given(n) for n in range(end + 1, min(end + LONG, len(self.tags) - 1))):
            return True  # "Halden County Supervisor of Elections Ana Ruiz"
        common = self.words[first] in self.lower or self.words[first] in self.known
        return end - first == 1 and self.opens(first) and common and not self.acronym(first)

    def _surname_or_body(self, first: int, end: int) -> bool:
        """Whether a word for a body is a surname here: "Tyra Banks"."""
        two = end - first == 2 and self.is_given(first) and self.tags[first - 1 : first] != "D"
        return two and self.words[first + 1] in self.names["surname-or-body"]

    def _joins_body(self, first: int, end: int, after: int) -> bool:
        """Whether the name of a body begins before "and": "Customs and Border Protection"."""
        return end - first == 1 and self._and_body(end, after) > end and not self._person_like(first)

    def _person_like(self, n: int) -> bool:
        return self.is_given(n) or self.words[n] in self.kinds.apart

    def _and_body(self, end: int, after: int) -> int:
        """Where the second part of such a name ends; `end` where there is none."""
        if self.tags[end : end + 2] != "&N":
            return end
        last = end + 2
        while last < len(self.tags) and self.tags[last] == NAME:
            last += 1
        parted = last - end > 2 and self.words[last - 1] in self.names["body-part"]
        return last if parted else end

    def is_listed(self, words: Iterable[str]) -> bool:
        """Whether the lower-case words are the whole name of a body that the language lists."""
        return "_".join(words) in self.names["body"]

    def is_body_word(self, word: str) -> bool:
        """Whether a capitalised word makes a name an organisation's: "Ministry", "Records"."""
        return word in self.bodies

    def _linked(self, end: int, after: int) -> int:
        """Where a body's name ends that goes on with "of" or "for": "Ministry of Trade, Industry and Energy"."""
        linked = self._and_body(end, after) > end
        limit = max(after, min(end + LONG, len(self.words)))
        while end + 1 < limit:
            n = end
            if self.words[n] in self.names["body-link"]:
                linked = True
            elif not (linked and (self.tags[n] == "&" or self._listed(n, limit))):
                break
            n += 1
            if self.tags[n] == "D" and n + 1 < limit:
                n += 1
            last = n
            while last < limit and self.tags[last] == NAME:
                last += 1
            if last == n or any(self.is_given(m) for m in range(n, last)):
                break
            end = last
        return end

    def _listed(self, n: int, limit: int) -> bool:
        """Whether a comma stands in a list within a name: ", Industry and Energy"."""
        return n + 3 < limit and self.tags[n : n + 4] == ",N&N"

    def _behind_modifiers(self, first: int, end: int) -> int:
        """Where a run of capitals goes on behind its last compound: "British Norvia-based Halden Motors"."""
        return next((n for n in range(end - 1, first, -1) if self._modifier(n - 1)), first)

    def _modifier(self, n: int) -> bool:
        """A capitalised compound that describes: "London-based"."""
        return "-" in self.words[n] and self.words[n].rsplit("-", 1)[1] in self.names["hyphen-modifier"]
