"""Who “he”, “she”, “it” and “they” are: the nearest in mind of those that fit; nobody where two are as near."""

from __future__ import annotations

from bisect import bisect_left
from heapq import nlargest

from attribution.extraction.naming.entities import BEEN, Entities, Entity, compatible, named_before
from attribution.extraction.speakers.pairs import Pairs
from attribution.extraction.speakers.references import UNNAMED, Reference, Spoken, Statement, away
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NOUN, Language
from attribution.model import Evidence

LISTED = 4  # names of a list before one of them
REACH = 8  # sentences back that a pronoun may reach
UNSURE = 0.5  # two candidates closer than this leave a pronoun open
NEAR_BY = 2.0  # two closer than this leave the second as a possible one
OFTENER = 2  # times as often as the next somebody is named whom a pronoun means from afar
NEAR = 1  # paragraphs back that "it" may reach

# How near in mind somebody is, in points; a sentence further away costs `AWAY`.
# One with the pronoun in it costs only `KEPT`: he is still spoken of. Chosen on training articles, to a quarter.
NAMED, AWAY, KEPT, OPENS, ACTS, OBLIQUE, QUOTED = 6.0, 1.0, 0.25, 1.5, 1.0, -1.0, -1.0
SPOKE, SPOKE_LAST, GENDER, FULL, UNSHOWN = 1.5, 0.75, 0.5, 0.25, 1.0


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(self, layout: Layout, language: Language, entities: Entities, spoken: Spoken):
        self.layout, self.language, self.entities, self.spoken = layout, language, entities, spoken
        self.pairs = Pairs(layout, language, entities)
        self.nameless: set[int] = (
            set()
        )  # tokens of statements by somebody unnamed who is brought in there: "a baker"
        self.main: dict[str, tuple[Entity | None, Entity | None]] = {}  # gender -> whom the article names most
        self.saying: tuple[tuple[int, int], ...] = ()  # tokens of what is said by whoever is looked for
        self.kept: dict[
            str, list[int]
        ] = {}  # gender -> for each sentence, how many before it have the pronoun

    def _costs(self, there: int, here: int, gender: str | None) -> float:
        """What the sentences between two, numbers `there` and `here`, cost."""
        if here <= there or gender is None:
            return AWAY * max(0, here - there)
        kept = self.kept.get(gender) or self._kept(gender)
        between = kept[here] - kept[there + 1]
        return AWAY * (here - there - between) + KEPT * between

    def _kept(self, gender: str) -> list[int]:
        layout, word = self.layout, self.language.circumstances["pronouns"][gender][0]
        counts = [0]
        for first, after in layout.sentences:
            at = next((n for n in range(first, after) if layout.words[n] == word and layout.quoted[n] < 0), -1)
            counts.append(counts[-1] + (at >= 0 and not self._subject_between(first, at, gender)))
        self.kept[gender] = counts
        return counts

    def _subject_between(self, first: int, after: int, gender: str) -> bool:
        """Whether somebody is named as a subject between two tokens whom a pronoun behind may mean."""
        people = (e for e in self.entities.near(first, after) if e.type == "person" and compatible(e.gender, gender))
        return any(self._acts(entity, first, after) for entity in people)

    def ranked(self, token: int, gender: str | None, *, lasting: bool = True) -> list[tuple[float, Entity]]:
        """The people whom a word of a gender may mean at a token, nearest in mind first, with their points.

        `lasting` tells that whoever spoke last is in mind even where another one has become the subject.
        """
        sentences, here = self.layout.sentences, self.layout.sentence_of(token)
        near = self.entities.near(sentences[max(0, here - REACH)][0], token)
        last = self.spoken.before(token)
        if last is not None and last.entity is not None and last.entity not in near:
            near.append(last.entity)
        over = last is None or (not lasting and self._taken_over(last, near, token, gender))
        spoke = None if over or last is None else last.entity
        scored = [(self._nearness(entity, token, gender, entity is spoke), entity) for entity in near]
        found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
        if len(found) > 1 and found[0][1].name.endswith(" " + found[1][1].name):
            del found[1]  # "Ana Ruiz" and a lone "Ruiz"
        elif len(found) > 1 and found[1][1].name.endswith(" " + found[0][1].name):
            found[:2] = [(found[0][0], found[1][1])]
        return found

    def _taken_over(self, last: Statement, near: list[Entity], token: int, gender: str | None) -> bool:
        """Whether somebody else has become the subject since the last statement: “Ito said. Varga left. She …”."""
        after = self.layout.sentences[self.layout.sentence_of(last.token)][1]
        if last.entity is not None and self._acts(last.entity, after, token):
            return False
        people = (e for e in near if e.type == "person" and compatible(e.gender, gender))
        return any(self._acts(entity, after, token) for entity in people)

    def _acts(self, entity: Entity, first: int, token: int) -> bool:
        """Whether somebody is the subject of a clause between two tokens, other than of what is said there."""
        mentions, quoted = entity.mentions, self.layout.quoted
        there = mentions[bisect_left(mentions, (first, False)) : bisect_left(mentions, (token, False))]
        return any(
            (opens or at in entity.acts)
            and quoted[at] < 0
            and not any(begin <= at < end for begin, end in self.saying)
            for at, opens in there
        )

    def person(self, token: int, gender: str, word: str, quoted: str | None) -> Reference:
        """Who “he” or “she” is at a token; `quoted` is the name of whose own words it stands in: he would say “I”."""
        ranked = [pair for pair in self.ranked(token, gender, lasting=False) if pair[1].name != quoted]
        if not ranked:
            return self._far(token, gender, word, quoted)
        score, entity = ranked[0]
        if self._nameless(token) - score > -UNSURE:
            return UNNAMED
        if len(ranked) > 1 and score - ranked[1][0] < UNSURE:
            why = f"{word}: {entity.name} or {ranked[1][1].name}, both as near"
            both = (entity.name, ranked[1][1].name)
            return Reference(None, "person", None, (Evidence("speaker", why),), runners_up=both)
        if len(ranked) == 1:
            entity.gender = entity.gender or gender
        why = f"{word} → {entity.name}: {self._because(entity, token, gender)}"
        if len(ranked) > 1:
            why += f"; next {ranked[1][1].name}"
        near = tuple(other.name for points, other in ranked[1:2] if score - points < NEAR_BY)
        evidence = (Evidence("speaker", why, round(score, 2)),)
        return Reference(entity.name, entity.type, None, evidence, runners_up=near)

    def _far(self, token: int, gender: str, word: str, quoted: str | None) -> Reference:
        """Whoever the article is about, where nobody who fits is in mind: named far oftener than any other."""
        known = self.main.get(gender) or self._main(gender)
        most, second = known[0], known[1]
        if most is None or most.gender != gender or most.earliest >= token or most.name == quoted:
            return UNNAMED
        if second is not None and len(most.mentions) < OFTENER * len(second.mentions):
            return UNNAMED
        why = f"{word} → {most.name}: the {gender} person whom the article names most"
        return Reference(most.name, most.type, None, (Evidence("speaker", why),))

    def _main(self, gender: str) -> tuple[Entity | None, Entity | None]:
        """The two whom the article names most of those who may be of a gender, oftener first."""
        people = (e for e in self.entities.found if e.type == "person" and (e.sure or e.gender))
        known = (e for e in people if compatible(e.gender, gender))
        first, second, *_ = [*nlargest(2, known, key=lambda e: len(e.mentions)), None, None]
        self.main[gender] = (first, second)
        return first, second

    def _nameless(self, token: int) -> float:
        """How near in mind the last speaker is where nobody names him: “a baker said … he said”; 0 for others."""
        last = self.spoken.before(token)
        if last is None or last.token not in self.nameless or last.reference.type != "unnamed":
            return 0.0
        gap = self.layout.sentence_of(token) - self.layout.sentence_of(last.token)
        return NAMED - SPOKE_LAST * gap + SPOKE if gap <= REACH else 0.0

    def _because(self, entity: Entity, token: int, gender: str) -> str:
        last = self.spoken.before(token)
        if last is not None and last.entity is entity:
            return f"the last speaker, {away(self.layout, last.token, token)}"
        named = named_before(entity, token, token)
        return f"last {gender} person named, {away(self.layout, named, token)}"

    def _nearness(self, entity: Entity, token: int, gender: str | None, spoke: bool) -> float:
        """How near in mind an entity is at a token, where it `spoke` last; 0 for one that the pronoun cannot mean."""
        layout = self.layout
        if entity.type != "person" or not compatible(entity.gender, gender):
            return 0.0
        here = layout.sentence_of(token)
        best = 0.0
        mentions = entity.mentions
        for n in range(bisect_left(mentions, (token, False)) - 1, -1, -1):
            at, opens = mentions[n]
            gap = here - layout.sentence_of(at)
            if gap > REACH:
                break
            quoted = layout.quoted[at] >= 0 and layout.quoted[at] != layout.quoted[token]
            if quoted and any(begin <= at < end for begin, end in self.saying):
                continue  # “Ito will win,” he said: not Ito
            points = NAMED - self._costs(layout.sentence_of(at), here, gender)
            acts = ACTS if at in entity.acts and layout.quoted[at] < 0 else 0.0
            points += OPENS if opens else acts or self._oblique(at)
            points += QUOTED if quoted else 0.0
            best = max(best, points)
        last = self.spoken.before(token)
        if last is not None and spoke:
            gap = here - layout.sentence_of(last.token)
            if gap <= REACH:
                best = max(best, NAMED - SPOKE_LAST * gap) + SPOKE
        if not best:
            return 0.0
        best -= 0.0 if entity.sure else UNSHOWN
        shown = gender is not None and entity.gender == gender
        return max(0.0, best + (GENDER if shown else 0.0) + (FULL if " " in entity.name else 0.0))

    def _oblique(self, at: int) -> float:
        """Somebody named behind a preposition or as a possessor is less in mind."""
        tags = self.layout.tags
        before = self._before(at)
        for _ in range(LISTED):  # "with Ito, Ruiz and Holt"
            other = self.entities.ending(before) if tags[before] in ",&" else None
            if other is None or other.type != "person":
                break
            begin = self.entities.begin_of(other, before)
            if begin == before:
                break
            before = self._before(begin)
        after = at + 1
        while after < len(tags) and tags[after] == "N":
            after += 1
        modifies = tags[after : after + 1] in (CLITIC, NOUN)  # "Ruiz's plan", "Ruiz supporters"
        modifies = modifies and tags[after : after + 2] != BEEN
        return OBLIQUE if tags[before] in "po" or modifies else 0.0

    def _before(self, at: int) -> int:
        """The token before a name with its titles."""
        before = at - 1
        while before > 0 and self.layout.tags[before] in "iDj":
            before -= 1
        return before

    def thing(self, token: int, word: str, *, plural: bool) -> Reference:
        """“it”, “they”: the body that spoke last, or the only one named, in this sentence or the one before."""
        last = self.spoken.before(token)
        if last is not None:
            gap = self.layout.paragraph_of(token) - self.layout.paragraph_of(last.token)
            reference = last.reference
            issued = reference.type == "document" and reference.speaker is not None
            bodies = ("organisation", "group") if plural else ("organisation", "place", "group")
            if gap <= NEAR and (issued or reference.type in bodies):
                why = f"{word} → {reference.speaker}: the body that spoke last, {away(self.layout, last.token, token)}"
                evidence = (Evidence("speaker", why),) if reference.speaker else ()
                return Reference(reference.speaker, reference.type, None, evidence)
        if not plural:
            if last is not None and gap <= NEAR and last.reference.type == "document":
                return Reference(None, "document", None, ())
            return self._only_body(token, word)
        if last is not None and last.entity is not None and gap <= NEAR and self._ungendered(last.entity):
            why = f"{word} → {last.entity.name}: the last speaker, {away(self.layout, last.token, token)}"
            return Reference(last.entity.name, "person", None, (Evidence("speaker", why),))
        if (two := self.pairs.subject(token)) is not None:
            return self.pairs.side_by_side(word, token, two) or UNNAMED
        return self._singular_they(token, word) or Reference(None, "group", None, ())

    def _ungendered(self, entity: Entity) -> bool:
        """Whether somebody is surely a person whose gender nothing tells."""
        return entity.type == "person" and entity.gender is None and entity.sure

    def _singular_they(self, token: int, word: str) -> Reference | None:
        """The only one whom the sentence before names: a body, or a person whose gender nothing tells."""
        layout = self.layout
        first = layout.sentences[max(0, layout.sentence_of(token) - 1)][0]
        near = self.entities.near(first, token)
        if len(near) != 1 or near[0].type not in ("person", "organisation") or near[0].gender is not None:
            return None
        if near[0].type == "organisation" and not self._shown(near[0]):
            return None
        why = f"{word} → {near[0].name}: the only one named right before"
        return Reference(near[0].name, near[0].type, None, (Evidence("speaker", why),))

    def _shown(self, entity: Entity) -> bool:
        """Whether more than the capital at the start of sentences tells of a body: unlike "Things are fine"."""
        return entity.sure or " " in entity.name or not entity.opening

    def _only_body(self, token: int, word: str) -> Reference:
        """The only body that the sentence and the one before name."""
        layout = self.layout
        here = layout.sentence_of(token)
        first = layout.sentences[max(0, here - 1)][0]
        near = [entity for entity in self.entities.near(first, token) if entity.type == "organisation"]
        if len(near) != 1 or not self._shown(near[0]):
            return Reference(None, "organisation", None, ())
        why = f"{word} → {near[0].name}: the only body named right before"
        return Reference(near[0].name, "organisation", None, (Evidence("speaker", why),))
