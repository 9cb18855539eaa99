"""Who stands before a source that only goes on with a name: cut off from it, a relative, a place behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entities import Entities, Entity
from attribution.extraction.naming.names import PEOPLE
from attribution.extraction.speakers.nominals import Nominals
from attribution.extraction.speakers.references import NOBODY, UNNAMED, Reference
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.statements.surroundings import verbless
from attribution.extraction.text.mentions import BASE, BRACKETED, Phrase
from attribution.languages import NAME, TITLE
from attribution.model import Evidence

LONGEST_BRACKET = 6  # tokens of these
NAMES = NAME + TITLE + "i."  # tags of a name with its titles
WITHIN = ("o", "p", "&", "g", "E")  # tags between two phrases of one apposition
AGED = re.compile(r",#")  # "Ana Ruiz, 29, of Halden"


class Antecedents:
    """Finds the names that sources of one article stand behind."""

    def __init__(self, entities: Entities, nominals: Nominals, named: Callable[[Phrase], Reference | None]):
        self.entities, self.nominals, self.named = entities, nominals, named
        self.layout, self.reader = entities.layout, entities.reader
        self.names = entities.language.names
        self.endings = tuple(self.names["person-ending"])
        self.plural: str = entities.language.layout["plural_ending"]
        self.many = frozenset(entities.language.circumstances["pronouns"]["many"])
        self.examples = frozenset(words.replace("_", " ") for words in self.names["example-link"])

    def of(self, proposal: Proposal, phrase: Phrase) -> Reference | None:
        """Whom a source means that stands behind a name, or None."""
        before = phrase.first - 1
        if before < 1:
            return None
        tags = self.layout.tags
        whose = self.layout.words[phrase.first] in self.entities.language.circumstances["pronouns"]["whose"]
        if tags[phrase.first] == "r" and tags[before] == "," and phrase.after > phrase.first + 1 and not whose:
            return self.relative(phrase.first)  # “said Ito, [who chairs the council]”
        if (several := self._examples(phrase.first)) is not None:
            return several
        if tags[before] == "p" and self.layout.words[before - 1] in self.many and phrase.links == "":
            return Reference(None, "group", None, ())  # "those in [London]"
        return (
            self._cut_off(proposal, phrase)
            or self._halved(phrase)
            or self._told_of(proposal, phrase)
            or self._placed(proposal, phrase)
        )

    def ending(self, comma: int) -> Entity | None:
        """Whose name ends before a comma, brackets behind it left out: “Ana Ruiz (Fla.),”."""
        return self.entities.ending(self._closed(comma))

    def _closed(self, end: int) -> int:
        """Where a name ends that brackets or a seat follow up to token `end`: “(Fla.)”, “, R-Fla.”; else `end`."""
        tags = self.layout.tags
        seat = end - 1 - (tags[end - 1 : end] == ".")
        if tags[seat - 1 : seat + 1] == "," + NAME and self.layout.words[seat][1:2] == "-":
            return seat - 1
        if tags[end - 1 : end] != ")":
            return end
        begin = tags.rfind("(", max(0, end - LONGEST_BRACKET - 2), end)
        return begin if begin > 0 and BRACKETED.fullmatch(tags, begin, end) else end

    def _cut_off(self, proposal: Proposal, phrase: Phrase) -> Reference | None:
        """“Ito, [a baker on the quay], said”: the person whose apposition the source is, cut off from the name."""
        layout, tags, cue = self.layout, self.layout.tags, proposal.cue
        first = self._free(proposal, phrase)
        comma = tags.find(",", first, phrase.first)
        end = self._before_place(self._closed(comma)) if comma > 0 else 0
        entity = self.entities.ending(end)
        if entity is None or entity.type != "person" or cue is None or cue.first < phrase.after:
            return None
        opens = verbless(layout, first, end) and not {"p", "o", "t"}.intersection(tags[first:end])
        closed = "," in tags[phrase.after : cue.first]  # "Ito, a baker said, was late": not told of Ito
        if not opens or not closed or "," in tags[comma + 1 : phrase.first]:
            return None
        name = self.reader.name_in(phrase.first, phrase.after)
        if not verbless(layout, comma + 1, phrase.first) or (name is not None and name.type == "person"):
            return None
        words = self.nominals.phrases.words(comma + 1, phrase.after)
        return self._meant(entity, words, words)

    def _before_place(self, end: int) -> int:
        """Where a name ends that a place follows up to token `end`: “Ana Ruiz of Halden”; `end` itself for none."""
        tags, n = self.layout.tags, end
        while n > 0 and tags[n - 1] in (NAME, "."):
            n -= 1
        return n - 1 if n < end and tags[n - 1 : n] == "o" else end

    def _free(self, proposal: Proposal, phrase: Phrase) -> int:
        """Where the sentence of a phrase begins, what is said before it left out."""
        layout = self.layout
        first = layout.sentences[layout.sentence_of(phrase.first)][0]
        return max([first, *(end for _, end in proposal.pieces if end <= phrase.first)])

    def _meant(self, entity: Entity, words: str, role: str | None) -> Reference:
        why = Evidence("speaker", f"{words} → {entity.name}: told behind the name")
        return Reference(entity.name, entity.type, role, (why,))

    def _halved(self, phrase: Phrase) -> Reference | None:
        """“the Halden Trust, [a Leeds-based] think tank”: a description cut off from its noun is of the name before."""
        comma = phrase.first - 1
        word = self.layout.words[phrase.after - 1]
        based = "-" in word and word.rpartition("-")[2] in self.names["hyphen-modifier"]
        if not based or comma < 1 or self.layout.tags[comma] != ",":
            return None
        entity = self.entities.ending(comma)
        return None if entity is None else self._meant(entity, self.nominals.phrases.as_written(phrase), None)

    def _told_of(self, proposal: Proposal, phrase: Phrase) -> Reference | None:
        """“Ito, who had seen [Varga], said”: the person of whom the clause that the source ends is told."""
        tags, cue = self.layout.tags, proposal.cue
        if cue is None or tags[phrase.after : phrase.after + 1] != "," or cue.group != phrase.after + 1:
            return None
        first = self._free(proposal, phrase)
        relative = tags.rfind("r", first, phrase.first)
        if relative < first + 2 or tags[relative - 1] != "," or "," in tags[relative:phrase.first]:
            return None
        entity = self.ending(relative - 1)
        if entity is None or entity.type != "person" or verbless(self.layout, relative + 1, phrase.first):
            return None
        begin = self._closed(relative - 1)
        while begin > first and tags[begin - 1] in NAMES:
            begin -= 1
        if tags[begin - 1] in "pot":
            return None  # "in a letter to Ito, who had seen Varga, they said"
        return self._meant(entity, self.nominals.phrases.as_written(phrase), None)

    def _examples(self, first: int) -> Reference | None:
        """“bakers such as [Ana Ruiz]”: those of whom somebody is only an example."""
        words, tags = self.layout.words, self.layout.tags
        links = (self.layout.words[first - n : first] for n in (2, 1))
        link = next((pair for pair in links if " ".join(pair) in self.examples), None)
        if link is None:
            return None
        end = first - len(link)
        end -= tags[end - 1] == ","
        sentence = self.layout.sentences[self.layout.sentence_of(first)][0]
        bases = [f.span() for f in BASE.finditer(tags, sentence, end)]
        if not bases or bases[-1][1] != end or not words[end - 1].endswith(self.plural):
            return None
        begin, stop = bases[-1]
        phrase = Phrase(begin, stop, stop - 1, "")
        named = self.named(phrase)
        if named is not None:
            return named if named.type == "group" else None
        people = (PEOPLE | {"group"}).intersection(self.reader.meanings(self.nominals.kinds.head(phrase)))
        return Reference(None, "group", None, ()) if people else None

    def _placed(self, proposal: Proposal, phrase: Phrase) -> Reference | None:
        """“Ito of Halden, [Norvia], said”: the person behind whom a place in two parts stands."""
        tags, cue = self.layout.tags, proposal.cue
        n = phrase.first - 1
        if cue is None or cue.first < phrase.after or tags[n] != ",":
            return None
        end = self._before_place(n)
        if end == n or tags[phrase.first : phrase.after].strip(NAME + ".") != "":
            return None
        if tags[end - 1] == "," and AGED.fullmatch(tags, end - 3, end - 1):
            end -= 3
        entity = self.ending(end)
        if entity is None or entity.type != "person":
            return None
        return self._meant(entity, self.nominals.phrases.as_written(phrase), None)

    def relative(self, token: int) -> Reference:
        """“Ito, who …, said”: the phrase right before, or the person whose apposition that phrase ends."""
        layout, tags = self.layout, self.layout.tags
        first = layout.sentences[layout.sentence_of(token)][0]
        if tags[token - 1] == "&" and (before := self._other(first, token)) >= 0:
            return self.relative(before)
        end = self._closed(token - 1 if tags[token - 1] == "," else token)
        bases = [f.span() for f in BASE.finditer(tags, first, end)]
        if not bases or bases[-1][1] != end:
            return UNNAMED
        begin, stop = bases[-1]
        reference = self.named(Phrase(begin, stop, stop - 1, ""))
        if reference is not None and (several := self._examples(begin)) is not None:
            return several
        if reference is None:
            if (before := self._went_on(first, token, begin, stop)) >= 0:
                return self.relative(before)
            return self._of_apposition(bases) or self.nominals.resolve(Phrase(begin, stop, stop - 1, ""))
        if layout.words[token] in self.entities.language.circumstances["pronouns"]["of_things"]:
            return self._thing(reference)
        if reference.type != "person":
            if (holder := self._within(bases)) is not None:
                return holder
            for begin, stop in reversed(bases[:-1]):
                name = self.reader.name_in(begin, stop)
                if name is not None and name.type == "person":
                    return self.named(Phrase(begin, stop, stop - 1, "")) or NOBODY
        return reference

    def _within(self, bases: list[tuple[int, int]]) -> Reference | None:
        """“a wine merchant in Halden who”: somebody behind whom only a place or a body of theirs stands."""
        if len(bases) < 2 or self.layout.tags[bases[-2][1] : bases[-1][0]] not in ("o", "p"):
            return None
        begin, stop = bases[-2]
        phrase = Phrase(begin, stop, stop - 1, "")
        head = self.nominals.kinds.head(phrase)
        people = (PEOPLE | {"group"}).intersection(self.reader.meanings(head))
        return self.nominals.resolve(phrase) if people and self.reader.name_in(begin, stop) is None else None

    def _thing(self, reference: Reference) -> Reference:
        """What “which” means, where its phrase looks like somebody's name: a body, or nobody where it is a person."""
        if reference.type != "person":
            return reference
        entity = self.entities.by_name.get(key_of(reference.speaker or ""))
        shown = entity is None or entity.gender is not None
        return UNNAMED if shown else reference._replace(type="organisation")

    def _other(self, first: int, token: int) -> int:
        """The relative before this one that "and who" goes on with; -1 for none."""
        layout = self.layout
        at = layout.tags.rfind("r", first, token)
        return at if at > first and layout.quoted[at] == layout.quoted[token] else -1

    def _went_on(self, first: int, token: int, begin: int, stop: int) -> int:
        """The relative that goes on in “the Ito who left at noon, [who] says”; -1 where people stand before it."""
        layout, before = self.layout, self._other(first, token)
        same = before >= 0 and layout.words[before] == layout.words[token] and layout.tags[token - 1] == ","
        people = PEOPLE | {"group", "organisation"}
        told = [meaning for n in range(begin, stop) for meaning in self.reader.meanings(n) if meaning in people]
        plain = layout.tags[stop - 1] == "n" and not layout.words[stop - 1].endswith(self.endings)
        return before if same and plain and not told else -1

    def _of_apposition(self, bases: list[tuple[int, int]]) -> Reference | None:
        """“Ito, a member of the council who”: the person behind whose name the last of these phrases stands."""
        n = len(bases) - 1
        tags = self.layout.tags
        while n > 0 and tags[bases[n - 1][1] : bases[n][0]] in WITHIN:
            n -= 1
        if n < 1 or tags[bases[n - 1][1] : bases[n][0]] != ",":
            return None
        begin, stop = bases[n - 1]
        reference = self.named(Phrase(begin, stop, stop - 1, ""))
        return reference if reference is not None and reference.type == "person" else None
