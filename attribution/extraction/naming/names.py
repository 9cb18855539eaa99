"""Names in a text: what in a phrase is the name, what the role, and whom or what the name may denote."""

from __future__ import annotations

from attribution.extraction.naming.bodies import BODY, LONG, MODIFYING, PEOPLE, Name
from attribution.extraction.naming.runs import RunReader
from attribution.extraction.text.mentions import BASE, SOURCE
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import CUE, NAME, TITLE
from attribution.model import SpeakerType


class NameReader(RunReader):
    """Reads the names of one article."""

    def name_in(self, first: int, after: int, *, base: bool = False) -> Name | None:
        """The name at the head of the phrase `first` to `after`; None for one without ("the mayor").

        `base` tells that the phrase is a base phrase.
        """
        given = self._with_given(first)
        head_after = self._head_end(given, after, after if base and given == first else None)
        first = given
        if head_after < after and self._possesses(head_after, after):
            return None  # "Swift's rep"
        if (bearer := self._behind_body(first, head_after, after)) is not None:
            return bearer
        begin = self._behind_possessor(first, head_after)
        if begin is not None and begin > first and (held := self.holders(first, begin, head_after, after)):
            return held
        for run in self.runs(begin, head_after) if begin is not None else []:
            found = self.body(run, head_after, after) or self._named(first, run, head_after, after)
            if found is not None and not self._held(first, found):
                return found
        return self._behind_office(first, head_after, after) or self._apposed(first, head_after, after)

    def _held(self, first: int, name: Name) -> bool:
        """Whether a body is but that whose office somebody holds: "the CEO of Halden Motors"."""
        n = name.first - 1
        n -= self.tags[n] == "D"
        office = n > first and self.tags[n] == "o" and self.words[n - 1] in self.roles
        return office and name.type in ("organisation", "place")

    def _behind_office(self, first: int, head_after: int, after: int) -> Name | None:
        """A bearer named behind the field of an office: "the head of sales Ana Ruiz"."""
        if self.tags[head_after : head_after + 1] != "o" or not PEOPLE.intersection(
            self.meanings(head_after - 1)
        ):
            return None
        field = head_after + 1
        while field < after and self.tags[field] == CUE and self.words[field] in self.names["portfolio"]:
            field += 1  # "the secretary of state Ana Ruiz": "state" is a cue as well
        found = BASE.match(self.tags, field, after)
        end = found.end() if found is not None else head_after
        begin = self.tags.find(NAME, field, end)
        if begin <= head_after + 1 or self.tags[begin - 1] not in "nC" or end - begin < 2:
            return None
        name = self._named(begin, (begin, end), end, after)
        if name is None or name.type != "person" or name.first != begin:
            return None
        office = first + (self.tags[first] == "D")
        return name._replace(role=(office, begin), sure=True)

    def _behind_body(self, first: int, head_after: int, after: int) -> Name | None:
        """A bearer named behind the body where the office is: "Bank of Norvia governor Ana Ruiz"."""
        if self.tags[head_after - 1 : head_after + 1] != NAME + "o" or self.words[head_after - 1] not in self.bodies:
            return None
        found = BASE.match(self.tags, head_after + 1, max(after, min(len(self.tags), head_after + LONG)))
        begin = end = found.end() if found is not None else head_after
        while begin > head_after + 2 and self.is_name(begin - 1) and not self.titled(begin - 1):
            begin -= 1
        if end - begin < 2 or not self.is_given(begin) or self.words[begin - 1] not in self.roles:
            return None
        name = self._named(begin, (begin, end), end, max(after, end))
        if name is None or name.type != "person":
            return None
        office = first + (self.tags[first] == "D")
        return name._replace(role=(office, begin), sure=True)

    def _possesses(self, n: int, after: int) -> bool:
        """Whether what ends before token `n` only modifies what follows: "Swift's rep", "the US military"."""
        bare = self.tags[n] == "~" and self.layout.starts[n] == self.layout.ends[n - 1] and n + 1 < after
        return self.tags[n] == CLITIC or bare or (self.tags[n] == "j" and "organisation" in self.meanings(n))

    def _head_end(self, first: int, after: int, known: int | None = None) -> int:
        """Where the first base phrase ends; one ending in a title takes the next along ("Secretary of State Ito").

        `known` is where it ends, where that is known.
        """
        end = first
        while True:
            if self.tags[end : end + 2] == "Dr" and self.acronym(end + 1):
                return end + 2  # "the WHO"
            if known is None:
                found = BASE.match(self.tags, end, after)
                if found is None:
                    return max(end, first + 1)
                end = found.end()
            else:
                end, known = known, None
            while self._titled_by_cue(end, after):  # "Senior author Ana Ruiz": "author" is a cue as well
                found = BASE.match(self.tags, end + 1, after)
                end = found.end() if found is not None else end + 1
            if self.tags[end - 1 : end + 1] == CUE + NAME and end < after:  # "the state Division of Ferries"
                found = BASE.match(self.tags, end, after)
                end = found.end() if found is not None else end
            last = end - 1
            if end + 1 >= after or self.tags[last] != NAME or self.tags[end : end + 2] != "oN":
                return end
            if self.words[last] not in self.names["title-noun"] and self.words[last] not in self.roles:
                return end
            end += 1

    def _titled_by_cue(self, n: int, after: int) -> bool:
        """Whether token `n`, tagged as a cue, is a role before a name."""
        return (
            n + 1 < after and self.tags[n] == "C" and self.tags[n + 1] in "Ni" and self.words[n] in self.roles
        )

    def _behind_possessor(self, first: int, after: int) -> int | None:
        """The part of a phrase behind its possessor; None where that part holds no name ("Brown's lawyer")."""
        begin = self.tags.rfind(CLITIC, first, after) + 1
        if not begin:
            return first
        return begin if NAME in self.tags[begin:after] else None

    def _named(self, first: int, run: tuple[int, int], head_after: int, after: int) -> Name | None:
        begin, end = run
        if end < head_after and self.tags[end] in MODIFYING and not self._verb_like(end):
            return None
        if begin > first and (self._portfolio(first, begin, end) or self._partisan(first, begin, end)):
            return None
        core = self._core(begin, end)
        if core is None or self._modifier(core):
            return None
        if end - core == 1 and (self._unit(core) or not self._stands_alone(core, first, end, after)):
            return None
        end = self._site(end)
        kind, sure = self._type(first, core, end)
        nation = core > begin and "demonym" in self.meanings(core - 1)
        if nation and kind == "organisation" and end - core == 1 and not self.acronym(core):
            core -= 1  # "the Afghan Taliban"
        if kind == "group" and end - core == 1 and self.words[core] in self.names["party"]:
            core = begin  # "Norvia Republicans"
        role = self._role(first, core, end, head_after, after)
        if kind == "person" and role is not None:
            sure = True
        return Name(core, end, kind, sure, self._gender(first, core, end), role)

    def _verb_like(self, n: int) -> bool:
        """Whether what looks like a plural is a verb: "Zhou Meiling runs the clinic"."""
        plural = self.tags[n] == "n" and self.words[n].endswith("s") and self.words[n] not in self.known
        return plural and self.tags[n + 1 : n + 2] in tuple("DPN")

    def _type(self, first: int, core: int, after: int) -> tuple[SpeakerType, bool]:
        """Person, organisation, place or group; and whether the words tell it."""
        if (told := self._told_kind(first, core, after)) is not None:
            return told, True
        if after - core > 1:
            return "person", any(len(self.words[n].rstrip(".")) == 1 for n in range(core, after - 1))
        if self._like_surname(core):
            return "person", True
        word = self.layout.text[self.layout.starts[core] : self.layout.ends[core]]
        inner = word[1:] != word[1:].lower() and not word.lower().startswith(self.kinds.inner)
        return ("person" if self.is_given(core) else "organisation"), inner and "-" not in word

    def _told_kind(self, first: int, core: int, after: int) -> SpeakerType | None:
        """What the words themselves tell that the name is of; None if they do not."""
        meanings = self.meanings(core)
        if after - core == 1:
            if "place-name" in meanings:
                return "place"
            people = self._nationals(core) or self.words[core] in self.names["peoples"]
            if people or "demonym" in meanings or "group" in meanings:
                return "group"
            if self.words[core].rpartition(".")[2] in self.names["web-ending"]:
                return "organisation"  # "Halden.com"
            if BODY.intersection(meanings) or (core > first and self.tags[core - 1] == "D"):
                return "organisation"
        elif " ".join(self.words[core:after]) in self.known:
            return "place"
        elif self.words[after - 1] in self.names["party"]:
            return "group"
        elif self._ordinary(core, first) and not (self.is_given(core) or self._kept(core)):
            return "organisation"
        if not {".", "!"}.isdisjoint(self.tags[core:after]) or self._titled_work(core, after):
            return "organisation"
        titled = core > first and (self.tags[core - 1] == TITLE or self.words[core - 1] in self.roles)
        kept = self.words[core] in self.names["title-kept"]
        if titled or kept or (after - core > 1 and self.is_given(core)):
            return "person"
        return self._like_place(core, after) if after - core > 1 else None

    def _titled_work(self, core: int, after: int) -> bool:
        """Whether a name is a programme's or a paper's: "The Ana Ruiz Show"."""
        works = {"occasion", "document"}.intersection(self.meanings(after - 1))
        return bool(works) and after - core > 1 and (after - core > 2 or self.tags[core - 1 : core] == "D")

    def _like_surname(self, n: int) -> bool:
        """Whether a lone word is known as a family name, or ends like one."""
        word = self.words[n]
        if word in self.names["surname"]:
            return True
        text = self.layout.text
        if (
            word.startswith(self.kinds.surname_openings)
            and text[self.layout.starts[n] + 2 : self.layout.ends[n]][0:1].isupper()
        ):
            return True  # "O’Hara", "McKay"
        return word not in self.known and word.endswith(self.kinds.surnames) and word not in self.lower

    def _kept(self, n: int) -> bool:
        """Whether the token is a title that its bearer keeps."""
        return self.words[n] in self.names["title-kept"]

    def _ordinary(self, core: int, first: int) -> bool:
        """Whether a name of several words begins with an ordinary word: "Rolling Stone", "the Big Machine"."""
        word = self.words[core]
        determined = core > first and self.tags[core - 1] == "D"
        return determined or (word in self.lower and word not in self.names["particle"] and len(word) > 1)

    def _gender(self, first: int, core: int, after: int) -> str | None:
        names = self.names
        for n in range(core, first - 1, -1):
            word = self.words[n].rstrip(".")
            kinds = self.meanings(n) if n < core else ()
            if word in names["title-female"] or "female" in kinds:
                return "female"
            if word in names["title-male"] or "male" in kinds:
                return "male"
        if after - core == 1 and core > first and self.titled(core - 1):
            return None  # "Secretary Clifford": a surname, though a given name as well
        female, male = self.words[core] in names["female"], self.words[core] in names["male"]
        if female == male:
            return None
        return "female" if female else "male"

    def _role(self, first: int, core: int, end: int, head_after: int, after: int) -> tuple[int, int] | None:
        """What the bearer is called: the words before the name, or the apposition behind it."""
        begin = first + 1 if self.tags[first] == "D" else first
        if core > begin:
            before = self.words[begin:core]
            if not (self.roles.isdisjoint(before) and self.names["title-role"].isdisjoint(before)):
                return begin, core
        if head_after < after and self.tags[head_after] == ",":
            begin, stop = head_after + 1, after
            stop = next((n for n in range(begin, stop) if self.tags[n] in "rT"), stop)
            stop -= self.tags[stop - 1] == ","
            if stop > begin and (self.tags[begin] == "D" or self._people(begin, stop)):
                return begin, stop
        return None

    def _people(self, first: int, after: int) -> bool:
        return not self.kinds.people.isdisjoint(self.words[first:after])

    def _apposed(self, first: int, head_after: int, after: int) -> Name | None:
        """A bearer named behind a role: "the party's candidate, Ana Ruiz", "the envoy to Norvia Ana Ruiz"."""
        cut = self.tags.find("o", first, head_after)
        one = head = (cut if cut > first else head_after) - 1
        if self.words[head] in self.names["faceless"] and self.tags[head_after : head_after + 1] == "o":
            found = SOURCE.match(self.tags, head_after + 1, after)  # "one of the bill's authors"
            if found is not None:
                head_after = found.end()  # "one of his advisers, Ana Ruiz"
                head = head_after - 1
        kinds = self.meanings(head) or self.meanings(one)
        leads = not kinds and (self.tags[first] in "DP" or CLITIC in self.tags[first:head_after])
        if not PEOPLE.intersection(kinds) and "organisation" not in kinds and not leads:
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
        if name is None or (self.tags[comma] == "&" and name.role is None and name.first == comma + 1):
            return None
        leading = name.first if name.role is None or name.role[0] > name.first else name.role[0]
        plain = self.tags[comma] == "&" or all(self.tags[n] in "Di" for n in range(comma + 1, leading))
        word = self.words[head]
        of_body = word in self.names["anaphor-company"] or word in self.names["anaphor-public"]
        of_body = of_body or (word in self.names["owning"] and name.sure)
        if of_body and not name.sure:
            name = name._replace(type="organisation", gender=None)  # "the operator, Skerry Lines"
        person = name.type == "person"
        if not plain or (leads and not (person and name.sure)):
            return None
        if not leads and person != bool(PEOPLE.intersection(kinds) - {"unnamed"}) and (person or not of_body):
            return None
        role = (begin, comma) if leading == name.first else (begin, name.first)
        return name._replace(role=role if name.type == "person" else None, sure=True)

    def _behind_place(self, first: int, after: int) -> Name | None:
        """The name in "Norvia Ana Ruiz", behind "ambassador to"."""
        while first < after and self.tags[first] == "D":
            first += 1
        end = first
        while end < after and self._names(end) and self.is_name(first):
            end += 1
        placed = end - first > 2 and not self.titled(first)  # not "an aide to Senator Ana Ruiz"
        name = self._named(first, (first, end), end, after) if placed else None
        return name if name is not None and name.type == "person" and first < name.first < end - 1 else None


__all__ = ["PEOPLE", "Name", "NameReader"]
