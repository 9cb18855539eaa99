"""Whose “the statement” and “a survey” are: the author that the phrase names, or who brought the document out."""

from __future__ import annotations

from attribution.extraction.naming.bodies import LONG
from attribution.extraction.naming.entities import Entity
from attribution.extraction.naming.names import Name
from attribution.extraction.speakers.authors import Authors
from attribution.extraction.speakers.companies import Companies
from attribution.extraction.speakers.phrases import LONGEST, Phrases
from attribution.extraction.speakers.references import Reference, away
from attribution.extraction.text.mentions import BASE, Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.extraction.text.wordpairs import same_words
from attribution.languages import NAME
from attribution.model import Evidence

FAR = 12  # sentences back that "the statement" may reach
SOON = 6  # sentences ahead in which an article tells whose "a new poll" is
MOST = 40  # documents of one name that are looked at


class Documents:
    """Resolves the documents of one article."""

    def __init__(self, phrases: Phrases, companies: Companies):
        self.companies, self.writers = companies, Authors(phrases.reader)
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.spoken, self.reader, self.names = phrases.spoken, phrases.reader, phrases.names
        self.same = same_words(phrases.language, "document-same")
        self.made = same_words(phrases.language, "document-verb")
        self.known: dict[str, tuple[int, str]] = {}  # word -> whose such a document was found to be last
        self.authors: dict[str, dict[str, int]] = {}  # word -> whose such documents are, and the first token of each

    def resolve(self, phrase: Phrase, head: int) -> Reference:
        """A document: whose it is, where the phrase or an earlier one of the same word tells."""
        after = phrase.after
        if after == head + 1:  # "data released by the Halden Trust": the source may stop at its head
            after = self.layout.sentences[self.layout.sentence_of(head)][1]
            issuing = self.names["issuing"]
            after = next(
                (
                    n
                    for n in range(head + 1, after)
                    if self.layout.words[n] not in issuing and self.layout.tags[n] in "C,"
                ),
                after,
            )
        name = self._owner(phrase, head) or self.writers.of(phrase.first, head, after)
        if name is not None:
            entity = self.entities.entity(name)
            why = Evidence(
                "speaker", f"{self.phrases.as_written(phrase)} → {entity.name}: whose document it is"
            )
            return Reference(entity.name, "document", None, (why,))
        if (body := self._by_body(head)) is not None:
            return body
        found = self._issuer(phrase, head) if self.phrases.definite(phrase) else self._to_come(phrase, head)
        if found is not None:
            at, speaker = found
            told = f"{self.layout.words[head]} was told"
            told += f", {away(self.layout, at, phrase.first)}" if at < phrase.first else " thereafter"
            words = f"{self.phrases.as_written(phrase)} → {speaker}: whose {told}"
            self.known[self.layout.words[head]] = found
            return Reference(speaker, "document", None, (Evidence("speaker", words),))
        return Reference(None, "document", None, ())

    def _authored(self, at: int) -> Name | None:
        """Whose the document at a token is, by the words around it."""
        first, after = self.layout.sentences[self.layout.sentence_of(at)]
        return self.writers.of(max(first, self.phrases.begins(at)), at, after)

    def _to_come(self, phrase: Phrase, head: int) -> tuple[int, str] | None:
        """“a new poll”, of which the next sentence to name it tells more: "The Halden Tide poll of 900 people"."""
        layout, word = self.layout, self.layout.words[head]
        if layout.tags[phrase.first] != "D" or layout.tags[phrase.after : phrase.after + 1] == "o":
            return None
        here = layout.sentence_of(phrase.first)
        first = layout.sentences[here][1]
        after = layout.sentences[min(here + SOON, len(layout.sentences) - 1)][1]
        told = self.phrases.among(word, first, after)
        name = self._authored(told[0]) if told and self._again(told[0]) else None
        return (told[0], self.entities.entity(name).name) if name is not None else None

    def _only(self, word: str) -> tuple[int, str] | None:
        """The only one whose documents of this name the article tells of."""
        if word not in self.authors:
            told = [(at, self._authored(at)) for at in self.phrases.occurrences(word)[:MOST]]
            self.authors[word] = {
                self.entities.entity(name).name: at for at, name in reversed(told) if name is not None
            }
        authors = self.authors[word]
        return next((at, name) for name, at in authors.items()) if len(authors) == 1 else None

    def _owner(self, phrase: Phrase, head: int) -> Name | None:
        """Whose the phrase says that it is: "Ana Ruiz's memoir"."""
        end = self.layout.tags.rfind(CLITIC, phrase.first, head)
        name = self.reader.name_in(phrase.first, end) if end > phrase.first else None
        return name if name is not None and name.type in ("person", "organisation") else None

    def _issuer(self, phrase: Phrase, head: int) -> tuple[int, str] | None:
        """Who issued the document of this name before: its author, or who said something in its sentence."""
        layout, word = self.layout, self.layout.words[head]
        here = layout.sentence_of(phrase.first)
        reach = layout.sentences[max(0, here - FAR)][0]
        told = [
            at for w in (word, *self.same.get(word, ())) for at in self.phrases.among(w, reach, phrase.first)
        ]
        for at in sorted(told, reverse=True):
            sentence = layout.sentence_of(at)
            first, after = layout.sentences[sentence]
            if (name := self._authored(at)) is not None:
                return at, self.entities.entity(name).name
            issuer = self._before(first, at)
            if issuer is not None:
                return at, issuer.name
            if not self._means(first, at):
                if word in self.names["poll"] and self._introduced(at):
                    break  # "a Latin poll": another one, of nobody known
                continue
            statement = self.spoken.before(after)
            if statement is not None and statement.token >= first:
                who = statement.reference.speaker
                if who is not None or not self._again(at):
                    return (at, who) if who is not None else None
            if not self._again(at):
                speaker = self._subject(first, at)
                return (at, speaker) if speaker is not None else None
        only = self._only(word)
        if only is not None and only[0] < phrase.first:
            return only
        made = self._maker(word, reach, phrase.first) or self._known(word, reach)
        return made or (None if told else self._just_said(word, phrase.first))

    def _known(self, word: str, reach: int) -> tuple[int, str] | None:
        """Whose such a document was found to be before, not too far."""
        known = self.known.get(word)
        return known if known is not None and known[0] >= reach else None

    def _by_body(self, head: int) -> Reference | None:
        """“a survey by the institute”, of the body that is called so."""
        layout, at = self.layout, head + 1
        if at + 2 >= len(layout.words) or layout.words[at] not in self.names["author-link"]:
            return None
        known = self.companies.callings.anaphors(layout.words[at + 2])
        if layout.words[at + 1] not in self.names["definite"] or known is None or layout.tags[at + 3] == NAME:
            return None
        body = self.companies.nearest(Phrase(at + 1, at + 3, at + 2, ""), at + 2)
        return body._replace(type="document") if body is not None else None

    def _just_said(self, word: str, here: int) -> tuple[int, str] | None:
        """“the statement” that was not told of: of who spoke last, in this paragraph or the one before."""
        last = self.spoken.before(here) if word in self.names["reply"] else None
        if last is None or last.reference.speaker is None or last.reference.type == "document":
            return None
        near = self.layout.paragraph_of(here) - self.layout.paragraph_of(last.token) <= 1
        return (last.token, last.reference.speaker) if near else None

    def _maker(self, word: str, first: int, after: int) -> tuple[int, str] | None:
        """Who did last what makes such a document: "Ardle Dairies sued" of "the lawsuit"."""
        told = sorted(at for verb in self.made.get(word, ()) for at in self.phrases.among(verb, first, after))
        for at in reversed(told):
            maker = self.entities.ending(at)
            if maker is not None and maker.type in ("organisation", "person"):
                return at, maker.name
        return None

    def _introduced(self, at: int) -> bool:
        """Whether a document is told as a new one: "a recent survey"."""
        tags, begin = self.layout.tags, at
        while begin > max(0, at - LONGEST) and tags[begin - 1] in "jfnN#aEg":
            begin -= 1
        return tags[begin - 1] == "D" and self.layout.words[begin - 1] not in self.names["definite"]

    def _subject(self, first: int, after: int) -> str | None:
        """What a sentence is about: the name that it opens with, or "the company"."""
        entity = self.entities.at(first) or self.entities.at(first + 1)
        if entity is not None:
            return entity.name
        found = BASE.match(self.layout.tags, first, after)
        end = found.end() if found is not None else first
        heads = (n for n in range(end - 1, first, -1) if self.companies.callings.anaphors(self.layout.words[n]))
        if (head := next(heads, None)) is None:
            return None
        phrase = Phrase(first, head + 1, head, "")
        body = self.companies.nearest(phrase, head) if self.phrases.definite(phrase) else None
        return body.speaker if body is not None else None

    def _again(self, at: int) -> bool:
        """Whether a document is told as a known one: "in the statement"."""
        begin = self.phrases.begins(at)
        return any(self.layout.words[n] in self.names["definite"] for n in range(begin, at))

    def _before(self, first: int, at: int) -> Entity | None:
        """Who issued it: the name before the verb, as in "Halden Records issued a statement"."""
        layout = self.layout
        n = at - 1
        while n > first and layout.tags[n] in "DPHjnNqIEe":
            if layout.words[n] in self.names["issuing"]:
                break
            n -= 1
        if layout.words[n] not in self.names["issuing"]:
            return None
        for end in range(n, max(first, n - LONGEST), -1):
            entity = self.entities.ending(end)
            if entity is not None:
                return entity if entity.type in ("organisation", "person") else None
            if layout.tags[end - 1] == ",":
                return self._opening(first)
            if layout.tags[end - 1] not in "adymfABKp":
                return None
        return None

    def _opening(self, first: int) -> Entity | None:
        """The name that a sentence opens with, where something is put in behind it: "Halden Records, once a shop,"."""
        entity = self.entities.at(first) or self.entities.at(first + 1)
        ends = (n for n in range(first + 1, first + LONG + 2) if self.entities.ending(n) is entity)
        end = next(ends, first)
        inserted = entity is not None and self.layout.tags[end : end + 1] == ","
        return entity if inserted and entity is not None and entity.type in ("organisation", "person") else None

    def _means(self, first: int, at: int) -> bool:
        """Whether a document is that in which somebody says something: "said in a long letter"."""
        tags = self.layout.tags
        n = at - 1
        while n > first and tags[n] in "DPHjnNqIEemd#.":
            n -= 1
        return tags[n] == "p" and n < at - 1 and self.layout.words[n] in self.names["medium-link"]
