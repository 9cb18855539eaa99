"""Which body “the company”, “the Norvian government” and “the campaign” are."""

from __future__ import annotations

from bisect import bisect_left

from attribution.extraction.naming.entities import Entity, named_before
from attribution.extraction.speakers.callings import Callings
from attribution.extraction.speakers.phrases import Phrases
from attribution.extraction.speakers.references import Reference, away
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.extraction.text.wordpairs import same_words
from attribution.languages import NAME
from attribution.model import Evidence

NEAR = 5  # sentences back that "the company" may reach
MOST_PARTS = 20  # places before it at which a part of a body is looked for
NEAR_BY = 1.0  # two closer than this leave the second as a possible one
OPENS, OBLIQUE = 0.8, -0.6  # what it adds that a mention opens its sentence, or stands behind a preposition
FADES = 3  # sentences after which a body that is called so is no further from mind
OPEN = 0.3  # two bodies closer than this leave "the company" open


class Companies:
    """Resolves the bodies of one article that stand there without their names."""

    def __init__(self, phrases: Phrases):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.spoken, self.reader, self.names = phrases.spoken, phrases.reader, phrases.names
        self.callings = Callings(phrases)
        self.apart: dict[str, dict[str, str]] = {}  # head -> the bodies that the article tells apart by it
        self.called: dict[str, Entity] = {}  # "group" -> the body last called so
        self.noted: dict[str, list[Entity]] = {}  # word -> the bodies that have it in their names
        self.seen = 0  # how many entities are noted

    def members(self, phrase: Phrase, head: int) -> Reference | None:
        """“the miners”: the only body whose name begins with the word, as in "Miners for Safe Shafts"."""
        word = self.layout.words[head]
        words = (word, *same_words(self.phrases.language, "people-same").get(word, ()))
        found = [
            e
            for first in words
            for e in self.entities.shortened.by_first.get(first, ())
            if e.type == "organisation" and " " in e.name
        ]
        if len(found) != 1 or head - phrase.first != 1 or self.layout.tags[head + 1 : head + 2] == "o":
            return None
        why = f"{self.phrases.as_written(phrase)} → {found[0].name}: the body that is named after them"
        return Reference(found[0].name, "group", None, (Evidence("speaker", why),))

    def unique(self, phrase: Phrase, head: int) -> Reference | None:
        """A body that its country, town or holder tells apart: "the Norvian government", "Pell's office"."""
        tags, words = self.layout.tags, self.layout.words
        article = tags[phrase.first] == "D" and words[phrase.first] not in self.names["definite"]
        if article or tags[phrase.first] in "PH":
            return None
        if tags[head + 1 : head + 2] == "o" and head + 2 < phrase.after:
            return self._behind_of(phrase, head)
        told = self._told_apart(phrase.first, head)
        if told:
            return Reference(told, "organisation", None, ())
        plain = head - phrase.first <= 1 or CLITIC in tags[phrase.first : head]
        names = self._apart(words[head])
        if len(names) > 1:
            begin = self.phrases.right_before(head)
            names = self._all_told_apart(self.phrases.among(words[head], begin, phrase.first))
        if len(names) != 1:
            return None
        only = next(iter(names.values())).casefold().split()
        if not plain and not all(word in only for word in words[phrase.first + 1 : head]):
            return None  # "the transport ministry" of "Norvia's transport ministry"
        return self._only(phrase, head, next(iter(names.values())))

    def part(self, phrase: Phrase, head: int) -> Reference | None:
        """“the editorial board”, called "the Halden Tide editorial board" before: the only one that is told apart."""
        words, called = self.layout.words, head - phrase.first - 1
        own = words[phrase.first + 1 : head]
        names_it = NAME in self.layout.tags[phrase.first + 1 : head]
        if called < 1 or self.layout.tags[phrase.first] != "D" or names_it:
            return None
        before = self.phrases.among(words[head], 0, phrase.first)[-MOST_PARTS:]
        names = set(self._all_told_apart([at for at in before if words[at - called : at] == own]).values())
        if len(names) != 1:
            return None
        return self._only(phrase, head, names.pop())

    def _only(self, phrase: Phrase, head: int, name: str) -> Reference:
        """The only body of its kind that is named."""
        why = f"{self.phrases.as_written(phrase)} → {name}: the only {self.layout.words[head]} that is named"
        return Reference(name, "organisation", None, (Evidence("speaker", why),))

    def _behind_of(self, phrase: Phrase, head: int) -> Reference | None:
        """“the campaign of Ana Ruiz”, where the article also has "the Ruiz campaign"."""
        holder = self.reader.name_in(head + 2, phrase.after)
        name = holder and self.after_holder(self.entities.entity(holder).name, self.layout.words[head])
        return Reference(name, "organisation", None, ()) if name else None

    def after_holder(self, holder: str, word: str) -> str | None:
        """The body of a person whom its name tells: of Ana Ruiz, "the Ruiz campaign"."""
        words = holder.casefold().split()
        name = self._apart(word).get(words[-1])
        full = name is not None and " " + words[-1] in name.casefold()  # "Otto Ruiz’s campaign" is not Ana Ruiz’s
        return None if name is None or (full and not name.casefold().startswith(words[0])) else name

    def _apart(self, word: str) -> dict[str, str]:
        names = self.apart.get(word)
        if names is None:
            names = self.apart[word] = self._all_told_apart(self.phrases.occurrences(word))
        return names

    def _all_told_apart(self, heads: list[int]) -> dict[str, str]:
        """The names of bodies with these heads, by the word before it: "Ana Ruiz's campaign" is the Ruiz campaign."""
        found: dict[str, str] = {}
        for at in heads:
            whole = self.entities.holding(at)
            named = whole.name if whole is not None and whole.type == "organisation" else ""
            if name := named or self._told_apart(self.phrases.begins(at), at):
                before = at - 2 if self.layout.tags[at - 1] in (CLITIC, "~") else at - 1
                found[self.layout.words[before]] = name
        return found

    def _told_apart(self, first: int, head: int) -> str:
        """The name of a body whose head is an ordinary noun: with a capital before it, and no description; or ""."""
        tags, layout = self.layout.tags, self.layout
        begin = first
        first += tags[first] in "DI"
        capital = [n for n in range(first, head) if layout.text[layout.starts[n]].isupper() and n > begin]
        opening = first == begin and first < head and layout.text[layout.starts[first]].isupper()
        if opening and tags[first] in "Nj":
            known = "demonym" in self.reader.meanings(first) or CLITIC in tags[first:head]
            if known or layout.words[first] not in self.reader.lower or not self.reader.opens(first):
                capital.append(first)
        if not capital or any(tags[n] in "jEeg" for n in range(first, min(capital))) or "D" in tags[first:head]:
            return ""
        return self._of_holder(first, head) or self.phrases.words(first, head + 1)

    def _of_holder(self, first: int, head: int) -> str:
        """A body after its holder's full name, without a title: "Ana Ruiz’s office" of "Senator Ruiz’s office"."""
        layout, end = self.layout, self.layout.tags.rfind(CLITIC, first, head)
        name = self.reader.name_in(first, end) if end > first else None
        holder = self.entities.entity(name) if name is not None and name.after == end else None
        if holder is None or holder.type != "person":
            return ""
        rest = layout.text[layout.ends[end - 1] : layout.ends[head]]
        return " ".join((holder.name + rest).split())

    def nearest(self, phrase: Phrase, head: int, *, told: bool = False) -> Reference | None:
        """“the company”: the body nearest in mind that may be called so; none where two are as near.

        `told` asks that its name, or what it is told to be, has the word.
        """
        layout = self.layout
        possessor = layout.tags.find(CLITIC, phrase.first, head)
        if possessor > 0:
            head = possessor - 1  # "the bank's board": that of the bank
            known = self.callings.anaphors(layout.words[head]) or "organisation" in self.reader.meanings(head)
            if head - phrase.first != 1 or not known or layout.tags[head] == NAME:
                return None
        elif layout.tags[head + 1 : head + 2] == "o" or self._elsewhere(head, phrase.after):
            return None  # "the agency of the state"
        word = layout.words[head]
        here = layout.sentence_of(phrase.first)
        last = self.spoken.before(phrase.first)
        scored: list[tuple[float, int, Entity]] = []
        close, begin = layout.sentences[max(0, here - NEAR)][0], layout.sentences[max(0, here - 2 * NEAR)][0]
        for entity in self.entities.near(begin, phrase.first):
            known = entity.type == "organisation" and self.callings.known_body(entity)
            if not known or not self.callings.may_be(entity, phrase, head):
                continue
            so = self.callings.called_so(entity, word, layout.words[phrase.first + 1 : head])
            if so <= 0 and (told or not self._since(entity, close, phrase.first)):
                continue
            if so <= 0 and not self.callings.fits(entity, word):
                continue
            before = bisect_left(entity.mentions, (phrase.first, False))
            near = entity.mentions[bisect_left(entity.mentions, (begin, False)) : before]
            if not near:
                continue
            points = max(self._nearness(at, opens, here, so > 0) for at, opens in near)
            points += 0.6 if last is not None and last.reference.speaker == entity.name else 0.0
            points += so + self.callings.of_nation(entity, phrase, head)
            points += min(before, 6) * 0.2
            points += 2.0 if self.called.get(word) is entity else 0.0
            scored.append((points, near[-1][0], entity))
        if not scored:
            return self.so_named(phrase, head)
        scored.sort(key=lambda entry: (-entry[0], -entry[1]))
        next_best = tuple(e.name for points, _, e in scored[1:2] if scored[0][0] - points < NEAR_BY)
        if len(scored) > 1 and scored[0][0] - scored[1][0] < OPEN:
            both = (scored[0][2].name, *next_best)
            why = f"{self.phrases.as_written(phrase)}: {both[0]} or {both[1]}, both as near"
            return Reference(None, "organisation", None, (Evidence("speaker", why),), runners_up=both)
        _, at, entity = scored[0]
        self.called[word] = entity
        why = f"{self.phrases.as_written(phrase)} → {entity.name}: body named last, {away(layout, at, phrase.first)}"
        evidence = (Evidence("speaker", why),)
        return Reference(entity.name, "organisation", None, evidence, runners_up=next_best)

    def _elsewhere(self, head: int, after: int) -> bool:
        """Whether a body is told apart by a name behind it: "the team from Halden"."""
        behind = self.layout.tags[head + 1 : after]
        return behind[:1] == "p" and behind[1:].lstrip("D").startswith(NAME)

    def _since(self, entity: Entity, first: int, after: int) -> bool:
        """Whether a body is named among the tokens."""
        return named_before(entity, after, -1) >= first

    def _nearness(self, at: int, opens: bool, here: int, so: bool) -> float:
        """How near in mind a mention is; one that is called so is not forgotten as fast."""
        gap = here - self.layout.sentence_of(at)
        oblique = not opens and self.layout.tags[at - 1 - (self.layout.tags[at - 1] == "D")] in "po"
        return (OPENS if opens else OBLIQUE if oblique else 0.0) - (min(gap, FADES) if so else gap)

    def so_named(self, phrase: Phrase, head: int) -> Reference | None:
        """“the institute”: the only body before it that has the word in its name, however far."""
        word, end = self.layout.words[head], phrase.first
        wanted = set(self.layout.words[phrase.first + 1 : head])
        self._note()
        found = {
            id(e): e
            for e in self.noted.get(word, ())
            if e.earliest < end
            and wanted <= set(e.name.casefold().split())  # not "the local party"
            and (wanted or self.callings.may_be(e, phrase, head))
        }
        if len(found) != 1:
            return None
        (entity,) = found.values()
        why = f"{self.phrases.as_written(phrase)} → {entity.name}: the only {word} that is named"
        return Reference(entity.name, "organisation", None, (Evidence("speaker", why),))

    def _note(self) -> None:
        """Take down the bodies by the words of their names."""
        for entity in self.entities.found[self.seen :]:
            for part in entity.name.casefold().split() if entity.type == "organisation" else ():
                self.noted.setdefault(part.rstrip(".,"), []).append(entity)
        self.seen = len(self.entities.found)
