"""Names in a text: what in a phrase is the name, what the role, and whom or what the name may denote."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.layout import CLITIC, Layout
from attribution.extraction.mentions import BASE
from attribution.languages import NAME, TITLE, Language
from attribution.model import SpeakerType

STRIPPED = frozenset({"role", "demonym", "place-name", "organisation", "group", "relation", "place"})
BODY = frozenset({"organisation", "org-suffix"})
COMMON = frozenset({"role", "group", "unnamed", "document", "relation", "place"})
PEOPLE = frozenset({"role", "relation", "unnamed"})
MODIFYING = "njCEgz#"  # tags behind a run of capitals that make it a modifier: "the Armenian news agency"
GIVEN_IN_DISGUISE = "MCmvEyj"  # tags of given names that are other words too: "Will", "Mark"
TALL = 6  # letters that an acronym has at most


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


class NameReader:
    """Reads the names of one article."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.words, self.tags = layout, layout.words, layout.tags
        self.names, self.known = language.names, language.meanings
        self.lower = {
            word for n, word in enumerate(layout.words) if layout.text[layout.starts[n]].islower()
        }  # words that the article writes in lower case somewhere: no names at the start of a sentence

    def name_in(self, first: int, after: int) -> Name | None:
        """The name at the head of the phrase `first` to `after`; None for one without ("the mayor")."""
        first = self._with_given(first)
        head_after = self._head_end(first, after)
        begin = self._behind_possessor(first, head_after)
        if begin is None:
            return None
        for run in self._runs(begin, head_after):
            found = self._body(run, head_after, after) or self._named(first, run, head_after, after)
            if found is not None:
                return found
        return self._apposed(first, head_after, after)

    def author_of(self, first: int, head: int, after: int) -> Name | None:
        """Whose a document is: "a Reuters poll", "a report by the Halden Trust"."""
        begin = head + 1
        if begin < after and self.words[begin] in self.names["author-link"]:
            return self.name_in(begin + 1, after)
        for run in self._runs(first, head):
            body = self._body(run, run[1], run[1])
            if body is None and not self.meanings(run[0]) and run[1] - run[0] <= 3:
                body = Name(*run, "organisation", False, None, None)
            return body
        return None

    def meanings(self, n: int) -> tuple[str, ...]:
        """What the noun at token `n` may mean."""
        return self.known.get(self.words[n], ())

    def is_given(self, n: int) -> bool:
        """Whether the token is a given name."""
        word, names = self.words[n], self.names
        return word in names["female"] or word in names["male"] or word in names["either"]

    def is_name(self, n: int) -> bool:
        """Whether the token is a capitalised word of a name, or an acronym that looks like another word (WHO)."""
        return self.tags[n] == NAME or (self.tags[n] == "r" and self.acronym(n))

    def acronym(self, n: int) -> bool:
        """Whether the token is written in capitals alone, and short."""
        word = self.layout.text[self.layout.starts[n] : self.layout.ends[n]].replace(".", "").replace("&", "")
        return 1 < len(word) <= TALL and word.isupper()

    def _with_given(self, first: int) -> int:
        """One token further left where a given name was taken for another word: "Will Ito"."""
        n = first - 1
        inside = (
            n > 0
            and first < len(self.tags)
            and self.tags[first] == NAME
            and self.tags[n] in GIVEN_IN_DISGUISE
        )
        if inside and self.is_given(n) and self._capital(n) and not self._opens(n):
            return n
        return first

    def _capital(self, n: int) -> bool:
        return self.layout.text[self.layout.starts[n]].isupper()

    def _opens(self, n: int) -> bool:
        first = self.layout.sentences[self.layout.sentence_of(n)][0]
        return n - first <= 1 and not any(tag.isalpha() for tag in self.tags[first:n])

    def _head_end(self, first: int, after: int) -> int:
        """Where the first base phrase ends; one ending in a title takes the next along ("Secretary of State Ito")."""
        end = first
        while True:
            found = BASE.match(self.tags, end, after)
            if found is None:
                return max(end, first + 1)
            end = found.end()
            last = end - 1
            title = self.words[last] in self.names["title-noun"] or "role" in self.meanings(last)
            if not (
                title and self.tags[last] == NAME and self.tags[end : end + 2] == "oN" and end + 1 < after
            ):
                return end
            end += 1

    def _behind_possessor(self, first: int, after: int) -> int | None:
        """The part of a phrase behind its possessor; None where that part holds no name ("Brown's lawyer")."""
        begin = first
        for n in range(first, after):
            if self.tags[n] == CLITIC:
                begin = n + 1
        if begin > first and NAME not in self.tags[begin:after]:
            return None
        return begin

    def _runs(self, first: int, after: int) -> list[tuple[int, int]]:
        """Runs of capitalised words, with titles before and particles ("de la") within them."""
        runs, n = [], first
        while n < after:
            if not (
                self.is_name(n) or self.tags[n] == TITLE or (n == first and self._with_given(n + 1) == n)
            ):
                n += 1
                continue
            begin, n = n, n + 1
            while n < after and (self.is_name(n) or self.tags[n] == TITLE or self._particle(n, after)):
                n += 1
            runs.append((begin, n))
        return runs

    def _particle(self, n: int, after: int) -> bool:
        particles = self.names["particle"]
        while n < after and self.words[n] in particles:
            n += 1
            if n < after and self.is_name(n):
                return True
        return False

    def _body(self, run: tuple[int, int], head_after: int, after: int) -> Name | None:
        """A name of a body: it has a word such as Ministry or University, or is an acronym."""
        first, end = run
        while end - first > 1 and self._modifier(first):
            first += 1
        marked = [n for n in range(first, end) if self._is_body(n)]
        bracket = self.tags[end : end + 2] == "(N" and self.acronym(end + 1)
        if end < head_after and self.tags[end] in MODIFYING:
            return None
        if end - first == 1 and not marked and self.acronym(first):
            return Name(first, end, "organisation", True, None, None)
        if not marked:
            return Name(first, end, "organisation", True, None, None, end + 1) if bracket else None
        if any(self.is_given(n) for n in range(marked[-1] + 1, end)):
            return None
        if any("role" in self.meanings(n) for n in range(first, marked[0])) and end - first > 2:
            return None
        if end - first == 1 and self._opens(first) and self.words[first] in self.lower:
            return None
        end = self._linked(end, after)
        bracket = self.tags[end : end + 2] == "(N" and self.acronym(end + 1)
        return Name(first, end, "organisation", True, None, None, end + 1 if bracket else -1)

    def _is_body(self, n: int) -> bool:
        return self.words[n] in self.names["body-word"] or bool(BODY.intersection(self.meanings(n)))

    def _linked(self, end: int, after: int) -> int:
        """Where a body's name ends that goes on with "of" or "for": "Ministry of Trade, Industry and Energy"."""
        linked = False
        limit = max(after, min(end + 10, len(self.words)))
        while end + 1 < limit:
            n = end
            if self.words[n] in self.names["body-link"]:
                linked = True
            elif not (linked and (self.tags[n] == "&" or self._listed(n, limit))):
                break
            n += 1
            if self.tags[n] == "D" and n + 1 < limit:
                n += 1
            if self.tags[n] != NAME or self.is_given(n) or "role" in self.meanings(n):
                break
            while n < limit and self.tags[n] == NAME:
                n += 1
            end = n
        return end

    def _listed(self, n: int, limit: int) -> bool:
        """Whether a comma stands in a list within a name: ", Industry and Energy"."""
        return n + 3 < limit and self.tags[n : n + 4] == ",N&N"

    def _modifier(self, n: int) -> bool:
        """A capitalised compound that describes: "London-based"."""
        return "-" in self.words[n] and self.words[n].rsplit("-", 1)[1] in self.names["hyphen-modifier"]

    def _named(self, first: int, run: tuple[int, int], head_after: int, after: int) -> Name | None:
        begin, end = run
        if end < head_after and self.tags[end] in MODIFYING:
            return None
        core = self._core(begin, end)
        if core is None or self._modifier(core):
            return None
        if end - core == 1 and not self._stands_alone(core, first, end, after):
            return None
        end = self._site(end)
        kind, sure = self._type(first, core, end)
        role = self._role(first, core, end, head_after, after)
        if kind == "person" and role is not None:
            sure = True
        return Name(core, end, kind, sure, self._gender(first, core, end), role)

    def _site(self, end: int) -> int:
        """One token pair further for an address on the web: "Halden.com"."""
        starts, ends = self.layout.starts, self.layout.ends
        if self.tags[end : end + 1] != "." or end + 1 >= len(starts) or ends[end - 1] != starts[end]:
            return end
        joined = ends[end] == starts[end + 1] and self.words[end + 1] in self.names["web-ending"]
        return end + 2 if joined else end

    def _stands_alone(self, n: int, first: int, end: int, after: int) -> bool:
        """Whether one capitalised word is a name, rather than a noun at the start of a sentence."""
        word = self.words[n]
        if "demonym" in self.meanings(n) and self.tags[end : end + 1] == "&" and n > first:
            return False
        if not self._opens(n):
            return True
        common = COMMON.intersection(self.meanings(n)) and not BODY.intersection(self.meanings(n))
        plural = word.endswith("s") and (word[:-1] in self.lower or word[:-1] in self.known)
        return not (word in self.lower or common or plural or (end < after and self.tags[end] == "o"))

    def _core(self, first: int, after: int) -> int | None:
        """Where the name itself begins behind titles, roles and places; None where the run is no name."""
        if "role" in self.meanings(after - 1) and not (after - first > 1 and self.is_given(after - 2)):
            return None
        begin = first
        for n in range(first, after - 1):
            meanings = self.meanings(n)
            titled = self.tags[n] == TITLE or self.words[n] in self.names["title-noun"] or "role" in meanings
            other = n == begin and bool(STRIPPED.intersection(meanings)) and not self.is_given(n)
            if titled or other or (n == begin and self._modifier(n)):
                begin = n + 1
        if begin == after - 1 and begin > first and self.words[begin - 1] in self.names["title-kept"]:
            return begin - 1
        return begin if self.is_name(begin) or begin == first else None

    def _type(self, first: int, core: int, after: int) -> tuple[SpeakerType, bool]:
        """Person, organisation, place or group; and whether the words tell it."""
        meanings = self.meanings(core)
        word = self.layout.text[self.layout.starts[core] : self.layout.ends[core]]
        if after - core == 1:
            if "place-name" in meanings:
                return "place", True
            if "demonym" in meanings or "group" in meanings:
                return "group", True
            if BODY.intersection(meanings) or (core > first and self.tags[core - 1] == "D"):
                return "organisation", True
        elif " ".join(self.words[core:after]) in self.known:
            return "place", True
        if any(self.tags[n] in ".!" for n in range(core, after)):
            return "organisation", True
        titled = core > first and (self.tags[core - 1] == TITLE or "role" in self.meanings(core - 1))
        if (
            titled
            or self.words[core] in self.names["title-kept"]
            or (after - core > 1 and self.is_given(core))
        ):
            return "person", True
        if after - core == 1:
            inner = word[1:] != word[1:].lower() and not word.lower().startswith(
                tuple(self.names["inner-capital"])
            )
            return ("person" if self.is_given(core) else "organisation"), inner and "-" not in word
        return "person", any(len(self.words[n].rstrip(".")) == 1 for n in range(core, after - 1))

    def _gender(self, first: int, core: int, after: int) -> str | None:
        for n in range(first, core + 1):
            word = self.words[n].rstrip(".")
            kinds = self.meanings(n) if n < core else ()
            if word in self.names["title-female"] or "female" in kinds:
                return "female"
            if word in self.names["title-male"] or "male" in kinds:
                return "male"
        word = self.words[core]
        if word in self.names["female"] and word not in self.names["male"]:
            return "female"
        if word in self.names["male"] and word not in self.names["female"]:
            return "male"
        return None

    def _role(self, first: int, core: int, end: int, head_after: int, after: int) -> tuple[int, int] | None:
        """What the bearer is called: the words before the name, or the apposition behind it."""
        begin = first + 1 if self.tags[first] == "D" else first
        told = self.names["title-role"]
        if core > begin and any(
            "role" in self.meanings(n) or self.words[n] in told for n in range(begin, core)
        ):
            return begin, core
        if head_after < after and self.tags[head_after] == ",":
            begin, stop = head_after + 1, after - 1 if self.tags[after - 1] == "," else after
            if stop > begin and (self.tags[begin] == "D" or self._people(begin, stop)):
                return begin, stop
        return None

    def _people(self, first: int, after: int) -> bool:
        return any(PEOPLE.intersection(self.meanings(n)) for n in range(first, after))

    def _apposed(self, first: int, head_after: int, after: int) -> Name | None:
        """A person named behind a comma: "the party's candidate, Ana Ruiz"."""
        if "role" not in self.meanings(head_after - 1):
            return None
        comma = self.tags.find(",", head_after, after)
        if comma < 0 or comma + 1 >= after:
            return None
        name = self.name_in(comma + 1, after)
        if name is None or name.type != "person" or name.first != comma + 1:
            return None
        begin = first + 1 if self.tags[first] == "D" else first
        return name._replace(role=(begin, comma), sure=True)
