"""Who “the former mayor” and “the retired surgeon” are: by what the article calls people, else whoever is in mind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest

from attribution.extraction.naming.entities import Entity, named_before
from attribution.extraction.naming.entity import gender_told
from attribution.extraction.speakers.bearers import Bearers
from attribution.extraction.speakers.phrases import LONGEST, Phrases
from attribution.extraction.speakers.plurals import Plurals
from attribution.extraction.speakers.pronouns import REACH, Pronouns
from attribution.extraction.speakers.references import Statement, away
from attribution.extraction.speakers.seats import Seats
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.extraction.text.wordpairs import words_for

# Points (pronouns.py) that whom a description means must have: for a single word, for more, where nobody else fits;
# and ahead of the next.
MOST = 12  # bearers of one role that are told apart
CLOSE_BY, TOLD, ALONE, CLEAR = 6.0, 5.5, 4.0, 1.5


class Roles:
    """Resolves the roles of one article to the people who bear them."""

    def __init__(self, phrases: Phrases, pronouns: Pronouns):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.spoken, self.reader, self.names = phrases.spoken, phrases.reader, phrases.names
        self.pronouns = pronouns
        self.seats = Seats(phrases)
        self.short = words_for(phrases.language, "role-title")  # a role -> short titles for it
        self.plurals = Plurals(phrases)
        self.borne: dict[str, Bearers] = {}
        self.called: dict[str, tuple[int, Entity, frozenset[str]]] = {}  # role -> the last whom it meant so
        self.seen = self.entities.retyped
        self.described: tuple[int, Entity | None] = (
            -1,
            None,
        )  # the last description alone, and whom it meant

    def bearer(self, phrase: Phrase, head: int, inside: bool) -> tuple[Entity, str] | None:
        """Who bore the role last: called so before, or in the only place where the article tells it."""
        words = self.layout.words
        first = phrase.first + (self.layout.tags[phrase.first] in "DT")
        idle = self.names["role-adjective"]
        asked = (words[n] for n in range(first, head + 1))
        wanted = frozenset(word for word in asked if word not in idle and word != "'s")
        told = self._told(words[head])
        at = told.before(phrase.first, wanted)
        again, entity = self._called(words[head], phrase.first, wanted)
        if entity is not None and (at is None or at < again):
            return entity, f"called {words[head]} before, {away(self.layout, again, phrase.first)}"
        if at is not None and len(told.different) <= MOST:
            at = self._meant(told, phrase, head, wanted)
        if at is not None:
            entity = told.bearers[at]
            return entity, f"called {words[head]} before, {away(self.layout, at, phrase.first)}"
        found = self._untold(told, phrase, head, wanted, inside)
        if found is not None:
            self.called[words[head]] = (phrase.first, found[0], wanted)
        return found

    def _meant(self, told: Bearers, phrase: Phrase, head: int, wanted: frozenset[str]) -> int | None:
        """Where the role is told of the bearer whom a phrase means: of several, of whoever is clearly most in mind."""
        past, words = self.names["role-past"], self.layout.words
        each = told.each_before(phrase.first, wanted, self.names["role-other"])
        over = not past.isdisjoint(words[phrase.first : head])
        agreeing = {key: at for key, at in each.items() if told.past(told.bearers[at], past) == over}
        if over and not agreeing and self._another([told.bearers[at] for at in each.values()], phrase.first):
            return None
        each = agreeing or each
        if len(each) < 2:
            return next(iter(each.values()), None)
        gender = gender_told(self.reader.meanings(head))
        near = self.pronouns.ranked(phrase.first, gender)
        ranked = [(points, e) for points, e in near if id(e) in each]
        if ranked and near[0][0] - ranked[0][0] >= 2 * CLEAR:
            return None  # somebody else is spoken of
        if len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= CLEAR):
            return each[id(ranked[0][1])]
        return max(each.values())

    def _another(self, bearers: Sequence[Entity], token: int) -> bool:
        """Whether somebody who is not called so has spoken last, and whoever is called so is only spoken of."""
        last = self.spoken.before(token)
        if last is None or last.entity is None or last.entity in bearers:
            return False
        before = (named_before(e, token, -1) for e in bearers)
        return all(at < 0 or self.layout.quoted[at] >= 0 for at in before)

    def _called(self, role: str, token: int, wanted: frozenset[str]) -> tuple[int, Entity | None]:
        """Where a phrase of these words meant somebody of whom the article does not tell the role, and whom."""
        at, entity, words = self.called.get(role, (-1, None, wanted))
        return (at, entity) if at < token and wanted <= words else (-1, None)

    def _untold(
        self, told: Bearers, phrase: Phrase, head: int, wanted: frozenset[str], inside: bool
    ) -> tuple[Entity, str] | None:
        """Whom a role means that nobody was called by before."""
        word = self.layout.words[head]
        found = told.behind(phrase.after, wanted)
        if len(found) == 1:
            return found[0], f"the only {word} of the article"
        seated = self.seats.bearer(phrase, head, list(told.different.values()))
        if seated is not None:
            return seated
        bearers = told.outside(phrase.first, phrase.after)
        if len(wanted) > 1:
            bearers = [e for e in bearers if e.earliest < phrase.after]  # nobody is meant who comes later
        bearers = [e for e in bearers if not self.seats.elsewhere(e, phrase, head)]
        past = self.names["role-past"]
        if not past.isdisjoint(self.layout.words[phrase.first : head]) and self._another(bearers, phrase.first):
            bearers = [e for e in bearers if told.past(e, past)]  # "the former mayor": not whoever is the mayor
        nation = any("demonym" in self.reader.meanings(n) for n in range(phrase.first, head))
        if len(bearers) == 1 and not nation and self._in_mind(bearers[0], phrase.first):
            return bearers[0], f"the only {word} of the article"
        only = self._only_person(phrase, head) if wanted <= {word} else None
        if only is not None or inside:
            return only
        rivals = [e for e in bearers if self._about(e, phrase.first)]
        return None if rivals else self._epithet(phrase, head)

    def told_between(self, role: str, first: int, after: int) -> list[tuple[Entity, set[str]]]:
        """Of whom a role is told at the tokens, and in which words."""
        told = self._told(role)
        begin, end = bisect_left(told.tokens, first), bisect_left(told.tokens, after)
        return [(told.bearers[at], told.told[at]) for at in told.tokens[begin:end]]

    def _told(self, role: str) -> Bearers:
        """Who bears a role, in words or by a short title: "senator", "Sen."."""
        if self.seen != self.entities.retyped:
            self.borne, self.seen = {}, self.entities.retyped
        known = self.borne.get(role)
        if known is None:
            known = self.borne[role] = Bearers(role)
            short = [at for title in self.short.get(role, ()) for at in self.phrases.occurrences(title)]
            several = self.plurals.told(role)
            for at in sorted({*self.phrases.occurrences(role), *short, *several}):
                bearer, told = several.get(at) or self._told_of(at)
                if bearer is not None:
                    known.add(at, bearer, told)
        return known

    def both(self, phrase: Phrase, head: int) -> list[Entity]:
        """The two of whom the article has told a role in whose plural a phrase is: “the committee chairmen”."""
        return self.plurals.both(phrase, head, self._told)

    def _about(self, entity: Entity, token: int) -> bool:
        """Whether somebody is named in the sentences over which a pronoun may reach."""
        sentences = self.layout.sentences
        first = sentences[max(0, self.layout.sentence_of(token) - REACH)][0]
        return named_before(entity, token, -1) >= first

    def _in_mind(self, entity: Entity, token: int) -> bool:
        """Whether somebody is the last speaker, or named in the sentences right before."""
        last = self.spoken.before(token)
        if last is not None and last.entity is entity:
            return True
        begin = self.phrases.right_before(token)
        return entity in self.entities.near(begin, token)

    def _only_person(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """The only person that the sentences right before name, where nobody else was called so."""
        word = self.layout.words[head]
        if word in self.names["faceless"] or len(self.phrases.occurrences(word)) > 1:
            return None
        begin = self.phrases.right_before(phrase.first)
        near = [e for e in self.entities.near(begin, phrase.first) if e.type == "person"]
        last = self.spoken.before(phrase.first)
        other = last is not None and last.token >= begin and last.entity is None
        if len(near) != 1 or other:
            return None
        return near[0], "the only person named right before"

    def _epithet(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """“the retired surgeon”: a description of the person nearest in mind, where nobody else is nearly as near."""
        layout, kinds = self.layout, self.reader.meanings(head)
        words, tags = layout.words[phrase.first : head + 1], layout.tags[phrase.first : head + 2]
        if not self.names["faceless"].isdisjoint(words) or not self.names["of-another"].isdisjoint(words):
            return None
        partisan = "demonym" in kinds  # "the Ohio Republican"
        if layout.text[layout.starts[head]].isupper() and not (partisan or self.reader.acronym(head)):
            return None  # "the Halden Courier"; but "the Halden CEO"
        capital = any(layout.text[layout.starts[n]].isupper() for n in range(phrase.first + 1, head))
        joined = "&" in tags and not self._two_roles(head)
        if ("relation" in kinds and not capital) or CLITIC in tags or joined or tags[-1] in "opr":
            return None
        if self._other_bearer(words[-1], phrase.first):
            return None
        last = self.spoken.before(phrase.first)
        gap = layout.sentence_of(phrase.first) - layout.sentence_of(last.token) if last is not None else REACH
        brief = len(words) == 2 and not words[-1][0].isdigit()
        if brief and gap > 1:
            return None
        gender = gender_told(kinds)
        ranked = self.pronouns.ranked(phrase.first, gender)
        if not ranked:
            return None
        points, entity = ranked[0]
        spoke = last is not None and last.entity is entity
        if self.seats.elsewhere(entity, phrase, head):
            return None
        if len(ranked) > 1 and ((partisan and not spoke) or points - ranked[1][0] < CLEAR):
            return None
        if capital and last is not None and spoke and entity is self._described(last):
            return None  # "the prime minister said … the Labour leader said": maybe another one
        if brief and not spoke:
            return None  # a word by itself means whoever spoke right before
        lone = len(ranked) == 1
        nobody_else = lone and not brief and self._alone(entity, phrase.first)
        if not nobody_else and points < (CLOSE_BY if brief else ALONE if lone else TOLD):
            return None
        self.described = (phrase.first, entity)
        return entity, "a description of the person nearest in mind"

    def _alone(self, entity: Entity, token: int) -> bool:
        """Whether the text names nobody else before a token."""
        return all(e is entity or e.earliest > token for e in self.first_two)

    @cached_property
    def first_two(self) -> list[Entity]:
        """The first two people whom the text names."""
        return nsmallest(2, (e for e in self.entities.found if e.type == "person"), key=lambda e: e.earliest)

    def _two_roles(self, head: int) -> bool:
        """“the front-runner and former mayor”: two roles of one person."""
        layout = self.layout
        n = head + 2
        while n < len(layout.tags) and layout.words[n] in self.names["role-adjective"]:
            n += 1
        return n > head + 2 and "role" in self.reader.meanings(n) and not layout.words[n].endswith("s")

    def _other_bearer(self, role: str, token: int) -> bool:
        """Whether the sentences before bring somebody in by a role: “a baker”; the headline left out."""
        layout = self.layout
        begin = layout.sentences[max(0, layout.sentence_of(token) - REACH)][0]
        for at in self.phrases.among(role, begin, token):
            first = self.phrases.begins(at)
            known = layout.tags[first] == "D" and layout.words[first] in self.names["definite"]
            if not known and layout.paragraph_of(at) != layout.headline:
                return True
        return False

    def _described(self, statement: Statement) -> Entity | None:
        """Whom a description alone meant in a statement, or None."""
        at, entity = self.described
        there = self.layout.sentence_of(statement.token)
        return entity if at >= 0 and self.layout.sentence_of(at) == there else None

    def _told_of(self, n: int) -> tuple[Entity | None, set[str]]:
        """The person whom the role at token `n` is told of, and the words of the role."""
        layout, tags, words = self.layout, self.layout.tags, self.layout.words
        titled = self.entities.at(n)
        if titled is not None and titled.type == "person" and words[n] in self.names["title-kept"]:
            return titled, {words[n]}  # "Prince Alaric"
        begin = n
        while begin > 0 and n - begin < LONGEST:
            joins = begin > 1 and tags[begin - 1] == "&" and tags[begin] in "jn"
            joins = joins and "demonym" in self.reader.meanings(begin - 2)
            if not joins and tags[begin - 1] not in "jnNo#zgE":
                break
            begin -= 1
        told = set(words[begin : n + 1])
        end = n + 1
        while (
            end < len(tags)
            and (tags[end] in "oi" or (tags[end - 1] == "o" and tags[end] in "nN"))
            and end - n < LONGEST
        ):
            end += 1
        while end < len(tags) and tags[end] in "tpoN" and end - n < LONGEST and self.entities.at(end) is None:
            end += 1
        for first in (n + 1, end):
            entity = self.entities.at(first)
            if entity is not None and entity.type == "person":
                return entity, told | set(words[n + 1 : first])
        behind = tags[begin - 1] if begin else ""
        stop = begin - 1 if behind in "DP" else begin
        if stop > 1 and tags[stop - 1] in ",B":
            entity = self.entities.ending(stop - 1)
            if entity is not None and entity.type == "person":
                more = layout.sentences[layout.sentence_of(n)][1]
                return entity, told | set(words[n + 1 : min(n + LONGEST, more)])
        return None, told
