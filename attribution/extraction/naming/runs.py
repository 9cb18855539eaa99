"""Runs of capitalised words: where the name begins in them, behind titles, roles and places."""

from __future__ import annotations

from attribution.extraction.naming.bodies import BodyReader
from attribution.languages import NAME, NOUN, TITLE
from attribution.model import SpeakerType

PROPER = frozenset(
    {"org-suffix", "place-name", "demonym", "female", "male"}
)  # meanings of words that are names
GIVEN_IN_DISGUISE = "MCmvEyj"  # tags of given names that are other words too: "Will", "Mark"
LONG_RUN = 4  # words of a run of capitals in which a given name tells where the person's name begins


class RunReader(BodyReader):
    """Reads the runs of capitalised words of one article."""

    def _with_given(self, first: int) -> int:
        """One token further left where a given name was taken for another word: "Will Ito"."""
        n = first - 1
        if n <= 0 or self.tags[n] not in GIVEN_IN_DISGUISE or self.tags[first : first + 1] != NAME:
            return first
        if (
            self.words[first] not in self.names["body"]
            and self.is_given(n)
            and self._capital(n)
            and not self.opens(n)
        ):
            return n
        return first

    def runs(self, first: int, after: int) -> list[tuple[int, int]]:
        """Runs of capitalised words, with titles before and particles ("de la") within them."""
        runs, n, names = [], first, self._names
        while n < after:
            if not (names(n) or (n == first and self._with_given(n + 1) == n)):
                n += 1
                continue
            begin, n = n, n + 1
            while n < after and (names(n) or self._particle(n, after) or self._joined_mark(n, after)):
                n += 1
            runs.append((begin, n))
        return runs

    def _names(self, n: int) -> bool:
        """Whether the token is a word of a name, or a title; "rep" in lower case is none, nor "Says" in a headline."""
        word = self.words[n]
        if "-" not in word and self.tags[n] == NAME:
            return word not in self.headline
        named = self.is_name(n) or (self.tags[n] == TITLE and self._capital(n))
        return named and word not in self.headline

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

    def _site(self, end: int) -> int:
        """One token pair further for an address on the web: "Halden.com"."""
        starts, ends = self.layout.starts, self.layout.ends
        if self.tags[end : end + 1] != "." or end + 1 >= len(starts) or ends[end - 1] != starts[end]:
            return end
        joined = ends[end] == starts[end + 1] and self.words[end + 1] in self.names["web-ending"]
        return end + 2 if joined else end

    def _unit(self, n: int) -> bool:
        """Whether one letter stands right behind a number or a mark: "1.5°C"."""
        starts, ends = self.layout.starts, self.layout.ends
        joined = n > 0 and starts[n] == ends[n - 1] and self.tags[n - 1] in "#~"
        return joined and ends[n] - starts[n] == 1

    def _stands_alone(self, n: int, first: int, end: int, after: int) -> bool:
        """Whether one capitalised word is a name, rather than a noun at the start of a sentence."""
        word = self.words[n]
        if word[1:2] == "-" and self.layout.text[self.layout.starts[n] + 2].islower():
            return False  # "T-shirt"
        if "demonym" in self.meanings(n) and self.tags[end : end + 1] == "&" and n > first:
            return False
        if not (self.opens(n) or self.tags[n - 1] == ":") or (word in self.names["party"] and word not in self.lower):
            return True
        common = set(self.meanings(n)) - PROPER and word not in self.names["body"]
        plural = word.endswith("s") and (word[:-1] in self.lower or word[:-1] in self.known)
        leads = (
            word in self.phrases
            or word in self.names["role-adjective"]
            or (end < after and self.tags[end] in "oP")  # "First his wife"
        )
        return not (word in self.lower or common or plural or leads)

    def _core(self, first: int, after: int) -> int | None:
        """Where the name itself begins behind titles, roles and places; None where the run is no name."""
        if self.words[after - 1] in self.roles and not self._surname_or_role(first, after):
            return None
        begin = first
        if self.tags[first - 1 : first] == "o":
            begin = self._behind_portfolio(first, after)
        begin = self._behind_modifiers(begin, after) if after - begin > 1 else begin
        for n in range(begin, after - 1):
            other = n == begin and self._describes(n, after)
            if (self.titled(n) and not self._given_too(n, after)) or other:
                begin = n + 1
        begin = self._described(begin, after)
        if begin == after - 1 and begin > first and self.words[begin - 1] in self.names["title-kept"]:
            return begin - 1
        return begin if self.is_name(begin) or begin == first or self._rank_given(begin, after) else None

    def _surname_or_role(self, first: int, after: int) -> bool:
        """Whether a role that ends a run of capitals is a surname: "Mr. Baker", "Peter T. King", "Teal Baker"."""
        if after - first < 2:
            return False
        before = after - 2
        if self.is_given(before):
            return True
        word = self.words[before].rstrip(".")
        if word in self.names["title-female"] or word in self.names["title-male"]:
            role = self.words[after - 1]  # "Ms Person", "Mr King"; not "Mr President"
            return role not in self.names["title-noun"] or role in self.names["surname-or-role"]
        if self.words[after - 1] not in self.names["surname-or-role"]:
            return False
        initial = len(self.words[before].rstrip(".")) == 1
        if self.tags[before] == TITLE or initial:
            return True
        if first > 0 and self.tags[first - 1] in "DP":
            return False  # "the Halden Bishop"
        word = self.words[before]
        return after - first == 2 and not (self.meanings(before) or word in self.lower or word in self.bodies)

    def _described(self, first: int, after: int) -> int:
        """Where a name begins behind other words with capitals: "Halden County Recorder Ana Ruiz"."""
        if after - first < LONG_RUN or self.is_given(first) or len(self.words[first].rstrip(".")) == 1:
            return first
        given = [n for n in range(first + 2, after - 1) if self.is_given(n)]
        return given[0] if given else first

    def _nationals(self, n: int) -> bool:
        """Whether a plural is of a nation or creed: "Saudis"."""
        ending = self.plural
        return self.words[n].endswith(ending) and "demonym" in self.known.get(self.words[n].removesuffix(ending), ())

    def _like_place(self, core: int, after: int) -> SpeakerType | None:
        """What a name of several words is that begins or ends like no person's: "West Halden", "Halden Beach"."""
        opens = self.words[core] in self.names["place-opening"]
        if (opens or self.words[after - 1] in self.names["place-ending"]) and after - core < LONG_RUN:
            return "place"
        return "organisation" if "occasion" in self.meanings(after - 1) else None

    def titled(self, n: int) -> bool:
        """Whether the token is a title or a role, as it stands before a name."""
        told = self.tags[n] == TITLE or self.words[n] in self.roles
        told = told or ("-" in self.words[n] and self.roles.issuperset(self.words[n].split("-")))
        return told or self.words[n] in self.names["title-role"] or self.words[n] in self.names["title-noun"]

    def _given_too(self, n: int, after: int) -> bool:
        """Whether a role before a surname is a given name: "Dean Ruiz", of no dean; "Minister Gen Ito"."""
        if self._rank_given(n, after):
            return True
        return n + 2 == after and self.is_given(n) and self.tags[n] != TITLE and self.words[n] not in self.lower

    def _rank_given(self, n: int, after: int) -> bool:
        """Whether a short rank between an office of civilians and a surname is a given name."""
        if n + 2 != after or self.words[n] not in self.names["rank-or-given"] or n < 1:
            return False
        return self.words[n - 1] in self.names["civil-office"] and self._capital(n - 1) and self._capital(n)

    def _describes(self, n: int, after: int) -> bool:
        """Whether the first word of a run tells what the bearer is: "Norvian", "Joiner" before "Ned Fairley"."""
        if self.is_given(n) or " ".join(self.words[n:after]) in self.known:
            return False  # "Saudi Arabia"
        kinds = self.meanings(n)
        called = n > 0 and self.tags[n - 1] == NOUN and self.words[n - 1] in self.roles
        if "place-name" in kinds and after - n == 2 and called:
            return False  # "actress America Ruiz"
        if {"demonym", "place-name"}.intersection(kinds):
            return True
        more = after - n > 2
        if more and self.opens(n) and self.is_given(n + 1) and len(self.words[n]) > 2:
            return True
        return more and self.words[n] in self.kinds.stripped

    def _behind_portfolio(self, first: int, after: int) -> int:
        """Where the name begins behind what an office is for: "Director of Public Prosecution Eva Ruiz"."""
        given = next((n for n in range(first, after - 1) if self.is_given(n)), None)
        if given is not None:
            return given
        while first < after - 1 and self.words[first] in self.names["portfolio"]:
            first += 1
        return first

    def _portfolio(self, first: int, begin: int, end: int) -> bool:
        """Whether a run behind a role only tells what it is for: "Secretary of State"."""
        if begin - 2 < first or self.tags[begin - 1] != "o" or self.words[begin - 2] not in self.roles:
            return False
        return all(self.words[n] in self.names["portfolio"] for n in range(begin, end))

    def _partisan(self, first: int, begin: int, end: int) -> bool:
        """Whether a run tells a creed or a nation of somebody unnamed: "a Halden Republican"."""
        if first >= begin or self.tags[first] not in "DI#q" or "demonym" not in self.meanings(end - 1):
            return False
        word = self.words[end - 1]
        if word.endswith("s") or self.is_body_word(word) or self.is_given(begin):
            return False
        one = word + "s" in self.known  # "the Briton"; "the Chinese" are named
        return one or end - begin > 1 or self.words[first] not in self.names["definite"]
