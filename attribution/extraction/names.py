"""Names in a text: what in a phrase is the name, what the role, and whom or what the name may denote."""

from __future__ import annotations

from attribution.extraction.bodies import BODY, MODIFYING, BodyReader, Name
from attribution.extraction.layout import CLITIC
from attribution.extraction.mentions import BASE
from attribution.languages import NAME, TITLE
from attribution.model import SpeakerType

STRIPPED = frozenset({"role", "demonym", "place-name", "organisation", "group", "relation", "place"})
COMMON = frozenset({"role", "group", "unnamed", "document", "relation", "place"})
PEOPLE = frozenset({"role", "relation", "unnamed"})
PROPER = frozenset(
    {"org-suffix", "place-name", "demonym", "female", "male"}
)  # meanings of words that are names
GIVEN_IN_DISGUISE = "MCmvEyj"  # tags of given names that are other words too: "Will", "Mark"
FAR_AUTHOR = 6  # tokens between a document and its author: "data released on Monday by"


class NameReader(BodyReader):
    """Reads the names of one article."""

    def name_in(self, first: int, after: int) -> Name | None:
        """The name at the head of the phrase `first` to `after`; None for one without ("the mayor")."""
        first = self._with_given(first)
        head_after = self._head_end(first, after)
        if self._possesses(head_after, after):
            return None  # "Swift's rep"
        begin = self._behind_possessor(first, head_after)
        for run in self._runs(begin, head_after) if begin is not None else []:
            found = self.body(run, head_after, after) or self._named(first, run, head_after, after)
            if found is not None:
                return found
        return self._apposed(first, head_after, after)

    def _possesses(self, n: int, after: int) -> bool:
        """Whether what ends before token `n` only modifies what follows: "Swift's rep", "the US military"."""
        if n >= after:
            return False
        bare = self.tags[n] == "~" and self.layout.starts[n] == self.layout.ends[n - 1] and n + 1 < after
        return self.tags[n] == CLITIC or bare or (self.tags[n] == "j" and "organisation" in self.meanings(n))

    def author_of(self, first: int, head: int, after: int) -> Name | None:
        """Whose a document is: "a Reuters poll", "a report by the Halden Trust"."""
        for n in range(head + 1, min(head + FAR_AUTHOR, after - 1)):
            if self.words[n] in self.names["author-link"]:
                name = self.name_in(n + 1, after)
                if name is not None:
                    return name
            if self.tags[n] not in "ECudyp,fa":
                break
        for run in self._runs(first, head):
            body = self.body(run, run[1], run[1])
            if body is None and not self.meanings(run[0]) and run[1] - run[0] <= 3:
                body = Name(*run, "organisation", False, None, None)
            return body
        return None

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

    def _head_end(self, first: int, after: int) -> int:
        """Where the first base phrase ends; one ending in a title takes the next along ("Secretary of State Ito")."""
        end = first
        while True:
            found = BASE.match(self.tags, end, after)
            if self.tags[end : end + 2] == "Dr" and self.acronym(end + 1):
                return end + 2  # "the WHO"
            if found is None:
                return max(end, first + 1)
            end = found.end()
            while self._titled_by_cue(end, after):  # "Senior author Ana Ruiz": "author" is a cue as well
                found = BASE.match(self.tags, end + 1, after)
                end = found.end() if found is not None else end + 1
            last = end - 1
            title = self.words[last] in self.names["title-noun"] or "role" in self.meanings(last)
            if not (
                title and self.tags[last] == NAME and self.tags[end : end + 2] == "oN" and end + 1 < after
            ):
                return end
            end += 1

    def _titled_by_cue(self, n: int, after: int) -> bool:
        """Whether token `n`, tagged as a cue, is a role before a name."""
        return (
            n + 1 < after and self.tags[n] == "C" and self.tags[n + 1] in "Ni" and "role" in self.meanings(n)
        )

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
            if not (self._names(n) or (n == first and self._with_given(n + 1) == n)):
                n += 1
                continue
            begin, n = n, n + 1
            while n < after and (self._names(n) or self._particle(n, after) or self._joined_mark(n, after)):
                n += 1
            runs.append((begin, n))
        return runs

    def _names(self, n: int) -> bool:
        """Whether the token is a word of a name, or a title; "rep" in lower case is none."""
        return self.is_name(n) or (self.tags[n] == TITLE and self._capital(n))

    def _joined_mark(self, n: int, after: int) -> bool:
        """A mark within a name: "E! News", "Gas & Electric"."""
        joined = self.words[n] == "&" or (
            self.tags[n] == "!" and self.layout.starts[n] == self.layout.ends[n - 1]
        )
        return joined and n + 1 < after and self.is_name(n + 1)

    def _particle(self, n: int, after: int) -> bool:
        particles = self.names["particle"]
        while n < after and self.words[n] in particles:
            n += 1
            if n < after and self.is_name(n):
                return True
        return False

    def _named(self, first: int, run: tuple[int, int], head_after: int, after: int) -> Name | None:
        begin, end = run
        if end < head_after and self.tags[end] in MODIFYING and not self._verb_like(end):
            return None
        core = self._core(begin, end)
        if core is None or self._modifier(core):
            return None
        if end - core == 1 and not self._stands_alone(core, first, end, after):
            return None
        end = self._site(end)
        kind, sure = self._type(first, core, end)
        nation = core > begin and "demonym" in self.meanings(core - 1)
        if nation and kind == "organisation" and end - core == 1 and not self.acronym(core):
            core -= 1  # "the Afghan Taliban"
        role = self._role(first, core, end, head_after, after)
        if kind == "person" and role is not None:
            sure = True
        return Name(core, end, kind, sure, self._gender(first, core, end), role)

    def _verb_like(self, n: int) -> bool:
        """Whether what looks like a plural is a verb: "Zhou Meiling runs the clinic"."""
        plural = self.tags[n] == "n" and self.words[n].endswith("s") and self.words[n] not in self.known
        return plural and self.tags[n + 1 : n + 2] in tuple("DPN")

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
        common = set(self.meanings(n)) - PROPER and word not in self.names["body"]
        plural = word.endswith("s") and (word[:-1] in self.lower or word[:-1] in self.known)
        return not (word in self.lower or common or plural or (end < after and self.tags[end] == "o"))

    def _core(self, first: int, after: int) -> int | None:
        """Where the name itself begins behind titles, roles and places; None where the run is no name."""
        if "role" in self.meanings(after - 1) and not (after - first > 1 and self.is_given(after - 2)):
            return None
        begin = first
        if self.tags[first - 1 : first] == "o":
            begin = self._behind_portfolio(first, after)
        for n in range(begin, after - 1):
            meanings = self.meanings(n)
            titled = (
                self.tags[n] == TITLE
                or self.words[n] in self.names["title-role"]
                or self.words[n] in self.names["title-noun"]
                or "role" in meanings
            )
            other = n == begin and self._describes(n, after)
            if titled or other or (n == begin and self._modifier(n)):
                begin = n + 1
        if begin == after - 1 and begin > first and self.words[begin - 1] in self.names["title-kept"]:
            return begin - 1
        return begin if self.is_name(begin) or begin == first else None

    def _describes(self, n: int, after: int) -> bool:
        """Whether the first word of a run tells what the bearer is: "Norvian", "Joiner" before "Ned Fairley"."""
        if self.is_given(n):
            return False
        if {"demonym", "place-name"}.intersection(self.meanings(n)):
            return True
        more = after - n > 2
        if more and self._opens(n) and self.is_given(n + 1) and len(self.words[n]) > 2:
            return True
        return more and bool(STRIPPED.intersection(self.meanings(n)))

    def _behind_portfolio(self, first: int, after: int) -> int:
        """Where the name begins behind what an office is for: "Director of Public Prosecution Eva Ruiz"."""
        given = next((n for n in range(first, after - 1) if self.is_given(n)), None)
        if given is not None:
            return given
        while first < after - 1 and self.words[first] in self.names["portfolio"]:
            first += 1
        return first

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
        elif self._ordinary(core, first) and not (self.is_given(core) or self._kept(core)):
            return "organisation", True
        if any(self.tags[n] in ".!" for n in range(core, after)):
            return "organisation", True
        titled = core > first and (self.tags[core - 1] == TITLE or "role" in self.meanings(core - 1))
        if (
            titled
            or self.words[core] in self.names["title-kept"]
            or (after - core > 1 and self.is_given(core))
        ):
            return "person", True
        if after - core == 1 and self.words[core] in self.names["surname"]:
            return "person", True
        if after - core == 1:
            inner = word[1:] != word[1:].lower() and not word.lower().startswith(
                tuple(self.names["inner-capital"])
            )
            return ("person" if self.is_given(core) else "organisation"), inner and "-" not in word
        return "person", any(len(self.words[n].rstrip(".")) == 1 for n in range(core, after - 1))

    def _kept(self, n: int) -> bool:
        """Whether the token is a title that its bearer keeps."""
        return self.words[n] in self.names["title-kept"]

    def _ordinary(self, core: int, first: int) -> bool:
        """Whether a name of several words begins with an ordinary word: "Rolling Stone", "the Big Machine"."""
        word = self.words[core]
        determined = core > first and self.tags[core - 1] == "D"
        return determined or (word in self.lower and word not in self.names["particle"] and len(word) > 1)

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
            begin, stop = head_after + 1, after
            stop = next((n for n in range(begin, stop) if self.tags[n] in "rT"), stop)
            stop -= self.tags[stop - 1] == ","
            if stop > begin and (self.tags[begin] == "D" or self._people(begin, stop)):
                return begin, stop
        return None

    def _people(self, first: int, after: int) -> bool:
        return any(PEOPLE.intersection(self.meanings(n)) for n in range(first, after))

    def _apposed(self, first: int, head_after: int, after: int) -> Name | None:
        """A bearer named behind a role: "the party's candidate, Ana Ruiz", "the envoy to Norvia Ana Ruiz"."""
        kinds = self.meanings(head_after - 1)
        if not PEOPLE.intersection(kinds) and "organisation" not in kinds:
            return None
        begin = first + 1 if self.tags[first] in "DI" else first
        if self.tags[head_after : head_after + 1] in tuple("opt") and "role" in kinds:
            name = self._behind_place(head_after + 1, after)
            if name is not None:
                return name._replace(role=(begin, name.first), sure=True)
        comma = next((n for n in range(head_after, after) if self.tags[n] in ",&-"), after)
        if comma + 1 >= after or (self.tags[comma] == "&" and comma != head_after):
            return None
        name = self.name_in(comma + 1, after)
        if name is None or (self.tags[comma] == "&" and name.role is None):
            return None
        leading = name.first if name.role is None or name.role[0] > name.first else name.role[0]
        plain = all(self.tags[n] in "D" for n in range(comma + 1, leading))
        if not plain or (name.type != "person") == bool(PEOPLE.intersection(kinds) - {"unnamed"}):
            return None
        role = (begin, comma) if leading == name.first else (begin, name.first)
        return name._replace(role=role if name.type == "person" else None, sure=True)

    def _behind_place(self, first: int, after: int) -> Name | None:
        """The name in "Norvia Ana Ruiz", behind "ambassador to"."""
        while first < after and self.tags[first] == "D":
            first += 1
        end = first
        while end < after and self.is_name(end):
            end += 1
        name = self._named(first, (first, end), end, after) if end - first > 2 else None
        return name if name is not None and name.type == "person" and first < name.first < end - 1 else None


__all__ = ["PEOPLE", "Name", "NameReader"]
