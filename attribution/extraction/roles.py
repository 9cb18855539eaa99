"""Who “the former mayor” and “the retired surgeon” are: by what the article calls people, else whoever is in mind."""

from __future__ import annotations

from attribution.extraction.entities import Entity
from attribution.extraction.layout import CLITIC
from attribution.extraction.mentions import Phrase
from attribution.extraction.phrases import LONGEST, Phrases
from attribution.extraction.pronouns import REACH, Pronouns
from attribution.extraction.references import away

CLOSE_BY, CLEAR = 6.0, 1.5  # points (pronouns.py) of whom a description may mean, and ahead of the next


class Roles:
    """Resolves the roles of one article to the people who bear them."""

    def __init__(self, phrases: Phrases, pronouns: Pronouns):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.spoken, self.reader, self.names = phrases.spoken, phrases.reader, phrases.names
        self.pronouns = pronouns
        self.short: dict[str, list[str]] = {}  # role -> the short titles for it
        for pair in self.names["role-title"]:
            title, told = pair.split(":")
            self.short.setdefault(told, []).append(title)

    def bearer(self, phrase: Phrase, head: int, inside: bool) -> tuple[Entity, str] | None:
        """Who bore the role last: called so before, or in the only place where the article tells it."""
        words = self.layout.words
        first = phrase.first + (self.layout.tags[phrase.first] in "DT")
        idle = self.names["role-adjective"]
        wanted = {words[n] for n in range(first, head + 1) if words[n] not in idle and words[n] != "'s"}
        found: dict[int, tuple[int, Entity]] = {}
        bearers: dict[int, Entity] = {}
        for at in self._borne(words[head]):
            if phrase.first <= at < phrase.after:
                continue
            bearer, told = self._told_of(at)
            if bearer is None:
                continue
            bearers[id(bearer)] = bearer
            told |= {words[head]}
            if wanted <= told or (at < phrase.first and len(wanted) == 1):
                known = found.get(id(bearer))
                if known is None or (at < phrase.first and at > known[0]):
                    found[id(bearer)] = (at, bearer)
        before = [pair for pair in found.values() if pair[0] < phrase.first]
        if before:
            at, entity = max(before, key=lambda pair: pair[0])
            return entity, f"called {words[head]} before, {away(self.layout, at, phrase.first)}"
        if len(found) == 1:
            at, entity = next(iter(found.values()))
            return entity, f"the only {words[head]} of the article"
        if found:
            return None
        nation = any("demonym" in self.reader.meanings(n) for n in range(phrase.first, head))
        if (
            len(bearers) == 1
            and not nation
            and self._in_mind(entity := next(iter(bearers.values())), phrase.first)
        ):
            return entity, f"the only {words[head]} of the article"
        only = self._only_person(phrase, head) if wanted <= {words[head]} else None
        return only or (None if bearers or inside else self._epithet(phrase, head))

    def _borne(self, role: str) -> list[int]:
        """Where the article tells a role, in words or by a short title: "senator", "Sen."."""
        short = [at for title in self.short.get(role, ()) for at in self.phrases.occurrences(title)]
        return sorted(self.phrases.occurrences(role) + short)

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
        if layout.text[layout.starts[head]].isupper():
            return None  # "the Halden Courier"
        if "relation" in kinds or CLITIC in tags or "&" in tags or tags[-1] in "op":
            return None
        begin = layout.sentences[max(0, layout.sentence_of(phrase.first) - REACH)][0]
        if any(begin <= at < phrase.first for at in self.phrases.occurrences(words[-1])):
            return None
        last = self.spoken.before(phrase.first)
        gap = layout.sentence_of(phrase.first) - layout.sentence_of(last.token) if last is not None else REACH
        if len(words) == 2 and gap > 1:
            return None
        gender = next((g for g in ("female", "male") if g in kinds), None)
        ranked = self.pronouns.ranked(phrase.first, gender)
        if len(words) == 2 and ranked and (last is None or last.entity is not ranked[0][1]):
            return None  # a word by itself means whoever spoke right before
        if not ranked or ranked[0][0] < CLOSE_BY or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
            return None
        return ranked[0][1], "a description of the person nearest in mind"

    def _told_of(self, n: int) -> tuple[Entity | None, set[str]]:
        """The person whom the role at token `n` is told of, and the words of the role."""
        layout, tags, words = self.layout, self.layout.tags, self.layout.words
        begin = n
        while begin > 0 and tags[begin - 1] in "jnNo#zgE" and n - begin < LONGEST:
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
