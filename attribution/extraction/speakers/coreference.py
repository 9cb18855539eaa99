"""Which mentions are one speaker, within the article: short names to full ones, pronouns and nominals to names.

A source is resolved from left to right, so that whoever spoke before may be "he" now. Where the text leaves it
open, nothing is resolved: no speaker is better than a wrong one.
"""

from __future__ import annotations

import re

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entities import Entities, Entity
from attribution.extraction.naming.headlines import Headlines
from attribution.extraction.naming.names import Name
from attribution.extraction.speakers.antecedents import Antecedents
from attribution.extraction.speakers.behalf import Behalf
from attribution.extraction.speakers.implied import Implied
from attribution.extraction.speakers.joint import Joint
from attribution.extraction.speakers.nominals import Nominals
from attribution.extraction.speakers.pronouns import Pronouns
from attribution.extraction.speakers.references import NOBODY, UNNAMED, Reference, Spoken, Statement, away
from attribution.extraction.speakers.works import title_of
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, NOUN, Language
from attribution.model import Evidence, Speaker

PRONOUNS = "SOHPRrI"  # tags of words that stand for somebody
BEEN = "B"  # tag of "been" and "is"
QUALITIES = re.compile("[jEga,&#]{0,8}")  # tags of what may stand between a possessor and a noun
HEADS = frozenset({"organisation", "place"})  # meanings of nouns before which a place only tells where
FLOATING = 1  # paragraphs between a quotation without a source and the last speaker


class Resolver:
    """Resolves the sources of one article, in text order."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.entities = Entities(layout, language)
        self.reader = self.entities.reader
        self.spoken = Spoken()
        self.pronouns = Pronouns(layout, language, self.entities, self.spoken)
        self.nominals = Nominals(layout, language, self.entities, self.spoken, self.pronouns)
        self.headlines = Headlines(self.entities)
        self.implied = Implied(layout, language, self.entities)
        self.behalf = Behalf(self.nominals, self.pronouns, language)
        self.joint = Joint(self.entities, self.nominals, self._named)
        self.antecedents = Antecedents(self.entities, self.nominals, self._named)

    def resolve(self, proposal: Proposal, around: Reference | None) -> Reference:
        """Whom the source of a proposal refers to, and for whom they speak.

        `around` is the speaker of the attribution that holds it.
        """
        return self.behalf.of(proposal, self._resolved(proposal, around))

    def _resolved(self, proposal: Proposal, around: Reference | None) -> Reference:
        phrase, self.pronouns.saying = proposal.source, proposal.pieces
        if phrase is None:
            return self._unsaid(proposal)
        if proposal.frame == "line" and (turn := self.implied.turn(phrase)) is not None:
            return turn
        phrase = self.nominals.kinds.whole(phrase)
        single = phrase.after - phrase.first == 1
        if single and self.layout.tags[phrase.first] in PRONOUNS and not self.reader.is_name(phrase.first):
            return self._pronoun(phrase.first, around)
        if (before := self.antecedents.of(proposal, phrase)) is not None:
            return before
        if (owner := self._owner(phrase)) is not None:
            return owner
        if (brand := self._brand(phrase)) is not None:
            return brand
        if self._leans(proposal, phrase):
            words = self.nominals.phrases.words(phrase.first, phrase.after)
            for_whom = self.behalf.whom(phrase.first, phrase.after) if self._represented(phrase) else None
            return Reference(None, "unnamed", words, (), on_behalf_of=for_whom)
        named = self.joint.of(phrase) or self._named(phrase) or self._surname(phrase)
        told = proposal.cue is not None and proposal.cue.cue.stance == "said"
        if named is None and told and proposal.cue is not None and self.nominals.phrases.introduces(phrase):
            self.pronouns.nameless.add(proposal.cue.first)
        return named or self.nominals.resolve(phrase, inside=around is not None)

    def said(self, token: int, reference: Reference) -> None:
        """Remember who spoke at a token."""
        entity = self.entities.by_name.get(key_of(reference.speaker or ""))
        self.spoken.add(Statement(token, reference, entity if reference.type != "document" else None))

    def speakers(self) -> tuple[Speaker, ...]:
        """All who spoke, by first statement, with the forms of their names."""
        found = {id(s.entity): s.entity for s in self.spoken.statements if s.entity is not None}
        return tuple(Speaker(e.name, e.type, tuple(e.names)) for e in found.values())

    def _unsaid(self, proposal: Proposal) -> Reference:
        """No source: a floating quotation goes on with the last speaker; "and added" with the one of its sentence."""
        cue = proposal.cue
        at = cue.first if cue is not None else proposal.pieces[0][0]
        last = self.spoken.before(at)
        if cue is not None:
            passive = "B" in self.layout.tags[cue.group : cue.first] or cue.cue.part != "verb"
            same = last is not None and self.layout.sentence_of(last.token) == self.layout.sentence_of(at)
            if (
                last is None
                or passive
                or not same
                or cue.group < 1
                or self.layout.tags[cue.group - 1] not in "&,"
            ):
                return UNNAMED
            return last.reference._replace(role=None)
        about = self.implied.before(at)
        sentence = self.layout.sentence_of
        if about is not None and (last is None or sentence(last.token) < sentence(at) - 1):
            why = Evidence("speaker", f"no source → {about.name}: whom the sentence before is about")
            return Reference(about.name, about.type, None, (why,))
        if last is None or self.layout.paragraph_of(at) - self.layout.paragraph_of(last.token) > FLOATING:
            return NOBODY
        who = last.reference.speaker
        if who is None:
            return Reference(None, last.reference.type, None, ())
        why = Evidence("speaker", f"no source → {who}: the last speaker, {away(self.layout, last.token, at)}")
        return Reference(who, last.reference.type, None, (why,))

    def _brand(self, phrase: Phrase) -> Reference | None:
        """A body whose name ends like a possessor: “according to McDonald's”."""
        tags, end = self.layout.tags, phrase.after
        if tags[end : end + 1] != CLITIC or tags[end + 1 : end + 2] in (NAME, NOUN):
            return None
        name = self.nominals.phrases.words(phrase.first, end + 1)
        known = self.nominals.reader.is_listed(key_of(name).split())
        return Reference(name, "organisation", None, ()) if known else None

    def _leans(self, proposal: Proposal, phrase: Phrase) -> bool:
        """Whether the phrase only says whose or for whom somebody speaks: "Brown's lawyer", "a rep for Brown"."""
        layout, tags, cue = self.layout, self.layout.tags, proposal.cue
        if tags[phrase.after : phrase.after + 1] == CLITIC and "," not in phrase.links:
            if cue is None or tags[phrase.after + 1 : phrase.after + 2] == BEEN:
                return cue is None  # "Brown's been saying"
            own = QUALITIES.fullmatch(tags, phrase.after + 1, cue.first) is not None  # "Brown's angry vows to go"
            return (cue.cue.part != "noun" and not own) or cue.first < phrase.after
        before = phrase.first - 1
        if before > layout.sentences[layout.sentence_of(phrase.first)][0] and tags[before] in "po":
            told = {"relation", "unnamed"}.intersection(self.reader.meanings(before - 1))
            return bool(told) or self._represented(phrase)
        return False

    def _owner(self, phrase: Phrase) -> Reference | None:
        """“Brown’s [central message]”: what says something and is nobody says it for its owner."""
        tags, head = self.layout.tags, phrase.after - 1
        end = tags.find(CLITIC, phrase.first, head)
        if end < 0 or {"o", "p", ",", "&", "r", CLITIC}.intersection(tags[end + 1 : phrase.after]):
            return None
        kinds = self.nominals.kinds
        thing = not self.reader.meanings(head) and tags[head] in "nC" and kinds.kind(phrase, head) == "unnamed"
        body = thing and self.nominals.companies.callings.anaphors(self.layout.words[head]) is None
        name = self.reader.name_in(phrase.first, end) if body else None
        if name is None or name.after != end or self.layout.words[head].endswith(self.antecedents.endings):
            return None
        entity = self.entities.entity(name)
        if entity.type != "person":
            return None
        why = f"{self.nominals.phrases.as_written(phrase)} → {entity.name}: whose it is"
        return Reference(entity.name, "person", None, (Evidence("speaker", why),))

    def _represented(self, phrase: Phrase) -> bool:
        """Whether somebody speaks for whom the phrase names: "a rep for [Brown]"."""
        before = self.layout.words[max(0, phrase.first - 2) : phrase.first]
        names = self.language.names
        return len(before) > 1 and before[0] in names["spokes"] and before[1] in names["behalf-link"]

    def _named(self, phrase: Phrase) -> Reference | None:
        name = self.reader.name_in(phrase.first, phrase.after)
        if name is None:
            words, headed = self.headlines.known(phrase)
            fuller = self._fuller(words, headed) if headed is not None else ()
            return None if headed is None else Reference(headed.name, headed.type, None, fuller)
        name = self.headlines.before_verb(name)
        tags = self.layout.tags[name.after : phrase.after]
        if tags[:1] == "C" and name.type != "person" and "document" in self.reader.meanings(name.after):
            return self.nominals.documents.resolve(phrase, name.after)  # "the Tide Facts report from Halden Data"
        if tags == "C" and name.type != "person" and self._heads(name):
            return None
        if tags[:1] == "&" and tags[1:2] in ("N", "j") and tags[-1] == "n" and name.type != "person":
            return None  # "Navy and Treasury spokesmen"
        entity = self.entities.told_apart(self.entities.entity(name), name)
        words = self.entities.words(name)
        if name.first > phrase.head and entity.type == "organisation":
            self.nominals.companies.called[self.layout.words[phrase.head]] = (
                entity  # "the group, Halden Watch"
            )
        role = self.nominals.phrases.words(*name.role) if name.role is not None else None
        if (title := title_of(self.reader, name, entity)) is not None:
            return Reference(title, "document", None, ())
        return Reference(entity.name, entity.type, role, self._fuller(words, entity))

    def _heads(self, name: Name) -> bool:
        """Whether the noun behind a name, a cue as well, is who speaks: “a Moscow [court]”, “Gulf [states]”."""
        told = set(self.reader.meanings(name.after))
        many = self.layout.words[name.after].endswith(self.language.layout["plural_ending"])
        return bool(HEADS & told) if name.type == "place" else many and "place" in told

    def _fuller(self, words: str, entity: Entity) -> tuple[Evidence, ...]:
        if words == entity.name:
            return ()
        return (Evidence("speaker", f"{words} → {entity.name}: the fuller form of the name in this article"),)

    def _surname(self, phrase: Phrase) -> Reference | None:
        """A known surname that looks like another word: "Judge said", of Terry Judge; "Early of Ubisoft"."""
        first, tags = phrase.first, self.layout.tags
        more = phrase.after - first > 1 and tags[first + 1] not in "o,p"
        if more or not self.layout.text[self.layout.starts[first]].isupper():
            return None
        words = self.nominals.phrases.words(first, first + 1)
        found = self.entities.by_last.get(key_of(words), []) or self.entities.family_first(key_of(words))
        if len(found) != 1 or " " not in found[0].name:
            return None
        return Reference(found[0].name, found[0].type, None, self._fuller(words, found[0]))

    def _both(self, token: int) -> Reference | None:
        """“Both said”: the two who spoke last, or whom the sentence before is about."""
        last = self.spoken.before(token)
        near = last is not None and self.layout.sentence_of(token) - self.layout.sentence_of(last.token) <= 1
        if last is not None and near and len(last.reference.joint) == 2:
            return last.reference._replace(role=None)
        two = self.nominals.pairs.subject(token)
        return None if two is None else self.nominals.pairs.side_by_side(self.layout.words[token], token, two)

    def _pronoun(self, token: int, around: Reference | None) -> Reference:
        layout, word = self.layout, self.layout.words[token]
        pronouns = self.language.circumstances["pronouns"]
        if layout.tags[token] == "r":
            return self.antecedents.relative(token)
        if word in pronouns["speaker"]:
            if around is not None and layout.quoted[token] >= 0:
                return around._replace(role=None)
            return UNNAMED  # whoever writes
        for gender in ("female", "male"):
            if word in pronouns[gender]:
                quoted = around.speaker if around is not None and layout.quoted[token] >= 0 else None
                return self.pronouns.person(token, gender, word, quoted)
        if word in pronouns["thing"]:
            return self.pronouns.thing(token, word, plural=word in pronouns["plural"])
        if word == pronouns["pair"][0] and (both := self._both(token)) is not None:
            return both
        return Reference(None, "group" if word in pronouns["many"] else "unnamed", None, ())


__all__ = ["NOBODY", "Reference", "Resolver"]
