"""For whom somebody speaks: “a spokesman for Halden Motors”, “Holt’s lawyer”, “on behalf of the families”."""

from __future__ import annotations

from attribution.extraction.speakers.nominals import Nominals
from attribution.extraction.speakers.pronouns import Pronouns
from attribution.extraction.speakers.references import Reference
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.statements.surroundings import noun_phrase
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, Language
from attribution.model import Evidence

POSSESSIVE = "PH"  # tags of "his", "their", "her"


class Behalf:
    """Finds for whom the speakers of one article speak."""

    def __init__(self, nominals: Nominals, pronouns: Pronouns, language: Language):
        self.nominals, self.pronouns, self.language = nominals, pronouns, language
        self.layout, self.reader, self.entities = nominals.layout, nominals.reader, nominals.entities
        self.spokes = language.names["spokes"]
        self.behind = language.names["behalf-link"]
        self.formula: list[str] = language.circumstances["behalf"]["formula"]
        self.told: dict[str, str] = {}  # a person -> for whom the article has told that they speak

    def of(self, proposal: Proposal, reference: Reference) -> Reference:
        """The reference with whom its bearer speaks for, where the source, an earlier one or a formula tells."""
        name, at = self._in_formula(proposal), -1
        phrase = proposal.source
        if name is None and phrase is not None:
            at = self._spokes(phrase)
            name = self._principal(phrase, at) if at >= 0 else None
        speaker = reference.speaker if reference.type == "person" else None
        if name is None:
            known = self.told.get(speaker or "")
            if known is None:
                return reference
            why = Evidence("behalf", f"{speaker} speaks for {known}: told before")
            return reference._replace(on_behalf_of=known, evidence=(*reference.evidence, why))
        if name == reference.speaker:
            return reference
        if speaker is not None and at >= 0:
            self.told[speaker] = name
        words = self.layout.text[slice(*self.layout.span(phrase.first, phrase.after))] if phrase else ""
        why = Evidence("behalf", f"speaks for {name}: {' '.join(words.split())}")
        return reference._replace(on_behalf_of=name, evidence=(*reference.evidence, why))

    def _spokes(self, phrase: Phrase) -> int:
        """The token of the word for somebody who speaks for others, as a head; -1 for none."""
        layout = self.layout
        for n in range(phrase.first, phrase.after):
            word = layout.words[n]
            compound = f"{layout.words[n - 1]}-{word}" if n > phrase.first else ""
            if word not in self.spokes and compound not in self.spokes:
                continue
            behind = layout.tags[n + 1 : n + 2]
            if behind in ("n", CLITIC) or (behind == NAME and self._office(n)):
                continue
            return n
        return -1

    def _office(self, n: int) -> bool:
        """Whether the word is a title of another office before a name: “Representative Ana Ruiz”."""
        word, names = self.layout.words[n], self.language.names
        capital = self.layout.text[self.layout.starts[n]].isupper()
        return capital and word not in names["spokes-title"]

    def _principal(self, phrase: Phrase, n: int) -> str | None:
        """Whom the spokesman at token `n` speaks for."""
        layout, tags = self.layout, self.layout.tags
        first = n
        while first > phrase.first and tags[first - 1] not in ",-&(:":
            first -= 1
        possessor = tags.rfind(CLITIC, first, n)
        if not self.language.names["role-past"].isdisjoint(layout.words[first:n]):
            return None  # "a former spokesman"
        if layout.words[n + 1 : n + 2] and layout.words[n + 1] in self.behind:
            end = layout.sentences[layout.sentence_of(n)][1]
            return self.whom(n + 2, noun_phrase(layout, n + 2, end, self.language))
        if possessor > first:
            return self.whom(first, possessor)
        if tags[first] in POSSESSIVE:
            return self._pronoun(first)
        first += tags[first] in "DI"
        return self._modifier(first, n)

    def _pronoun(self, n: int) -> str | None:
        """Whom “his lawyer” and “its spokesman” are of."""
        word, words = self.layout.words[n], self.language.circumstances["pronouns"]
        for gender in ("female", "male"):
            if word in words[gender]:
                return self.pronouns.person(n, gender, word, None).speaker
        if word in words["thing"]:
            return self.pronouns.thing(n, word, plural=word in words["plural"]).speaker
        return None

    def _modifier(self, first: int, n: int) -> str | None:
        """The name or the body before the word: “a Halden Motors spokeswoman”, “a police spokesman”."""
        layout = self.layout
        capital = [
            m for m in range(first, n) if layout.text[layout.starts[m]].isupper() and self.reader.is_name(m)
        ]
        if capital:
            begin, end = capital[0], capital[-1] + 1
            name = self.reader.name_in(begin, end)
            if name is not None:
                return self.entities.entity(name).name
            return " ".join(layout.text[slice(*layout.span(begin, end))].split())
        body = n - 1
        if body < first or "organisation" not in self.reader.meanings(body):
            return None
        return self.whom(body, n)

    def whom(self, first: int, after: int) -> str | None:
        """The name of whom some tokens mean; their words where they name nobody, None for an open pronoun."""
        if after <= first:
            return None
        name = self.reader.name_in(first, after)
        if name is not None:
            return self.entities.entity(name).name
        phrase = Phrase(first, after, after - 1, "")
        if after - first == 1 and self.layout.tags[first] in "SO":
            return self._pronoun(first)
        if self.layout.tags[first] == "D":
            return self.nominals.resolve(phrase).speaker or self.nominals.phrases.words(first, after)
        head = after - 1
        firm = after - first == 1 and self.layout.words[head] in self.language.names["anaphor-company"]
        near = self.nominals.companies.nearest(phrase, head) if firm else None
        return near.speaker if near is not None else self.nominals.phrases.words(first, after)

    def _in_formula(self, proposal: Proposal) -> str | None:
        """“speaking on behalf of the families”, in the sentence and outside what is said."""
        cue = proposal.cue
        if cue is None:
            return None
        layout, formula = self.layout, self.formula
        first, after = layout.sentences[layout.sentence_of(cue.first)]
        if formula[0] not in layout.words[first:after]:
            return None
        for n in range(first, after - len(formula)):
            if layout.words[n : n + len(formula)] != formula:
                continue
            if any(begin <= n < end for begin, end in proposal.pieces):
                continue
            begin = n + len(formula)
            return self.whom(begin, noun_phrase(layout, begin, after, self.language))
        return None
