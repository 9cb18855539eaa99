"""What kind of speaker a phrase without a name is, by its head noun: “officials”, “the study”, “Gulf countries”."""

from __future__ import annotations

from attribution.extraction.naming.names import PEOPLE
from attribution.extraction.speakers.callings import Callings
from attribution.extraction.statements.surroundings import noun_phrase
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.extraction.text.wordpairs import same_words
from attribution.languages import CUE, NAME, NOUN
from attribution.model import SpeakerType

KINDS: tuple[SpeakerType, ...] = ("document", "group", "organisation", "place")
COUNTED = "#"  # tag of numbers
SEVERAL = frozenset({"group", "role", "relation", "unnamed"})  # what nouns of people mean


class NounKinds:
    """Tells the kinds of the phrases without a name of one article."""

    def __init__(self, callings: Callings):
        self.callings, self.layout, self.reader = callings, callings.layout, callings.reader
        self.language, self.names = callings.language, callings.names
        self.many = frozenset(self.language.circumstances["pronouns"]["many"])
        self.endings = (*self.names["person-ending"], self.language.layout["plural_ending"])
        self.leads = same_words(self.language, "document-lead")

    def head(self, phrase: Phrase) -> int:
        """The head noun of a phrase: the last of its first base, nouns that are cues too taken along."""
        tags = self.layout.tags
        begin = phrase.first + (tags[phrase.first] in "IT" and phrase.after - phrase.first > 1)
        end = noun_phrase(self.layout, begin, phrase.after, self.language)
        cut = tags.find("o", phrase.first, end)
        end = cut if cut > phrase.first else end
        if end <= begin:
            more = phrase.head + 1 < phrase.after and self._compound(phrase.first, phrase.head + 1) is not None
            return phrase.head + more  # "the think tank", where "think" is a cue as well
        if end < len(tags) and tags[end] == "j" and self._is_body(end):
            return end  # "the tech giant"
        return end - 2 if self.called(phrase.first, end - 2) else end - 1

    def whole(self, phrase: Phrase) -> Phrase:
        """A phrase with its last word, where that is a quality elsewhere: “the Norwegian [military]”."""
        begin = phrase.after
        end = begin + (self.layout.tags[begin : begin + 1] == CLITIC)  # "Norway's military"
        body = self.layout.tags[end : end + 1] == "j" and "organisation" in self.reader.meanings(end)
        if not body or not self._is_body(end):
            return phrase
        return phrase._replace(after=end + 1, head=end if phrase.head == begin - 1 else phrase.head)

    def _is_body(self, n: int) -> bool:
        body = "organisation" in self.reader.meanings(n) or self.callings.anaphors(self.layout.words[n]) is not None
        return body and self.layout.tags[n + 1 : n + 2] not in (NOUN, NAME)

    def called(self, first: int, head: int) -> bool:
        """Whether a noun tells what a name without capitals behind it is: “the website fivethirtyeight”."""
        layout, name = self.layout, head + 1
        told = head > first and layout.tags[head : name + 1] == NOUN + NOUN and layout.tags[first] == "D"
        told = told and layout.words[head] in self.names["outlet"] and not self.reader.meanings(name)
        return told and not layout.words[name].endswith(self.endings)

    def kind(self, phrase: Phrase, head: int) -> SpeakerType:
        """What kind of speaker the head noun at a token is."""
        word, tags = self.layout.words[head], self.layout.tags
        if self._tells(phrase.first, head):
            return "document"
        if self._coordinated(phrase.first, head):
            return "group"
        if (compound := self._compound(phrase.first, head)) is not None:
            return compound
        meanings = self.reader.meanings(head)
        counted = not self.many.isdisjoint(self.layout.words[phrase.first : head])
        if counted and word not in self.names["faceless"]:
            return "document" if "document" in meanings and "group" not in meanings else "group"
        if tags[head + 1 : head + 2] == "o" and "organisation" in meanings and self._of_people(head):
            return "group"
        if word in self.names["faceless"] or self._people_known(head, phrase.after):
            return "unnamed"
        if self._number(head):
            return "unnamed" if self.aged(word) else "group"
        if tags[phrase.first] == COUNTED and PEOPLE.intersection(meanings) and phrase.first < head:
            return "unnamed"  # "two diplomats"
        return self._by_meaning(head, meanings)

    def _by_meaning(self, head: int, meanings: tuple[str, ...]) -> SpeakerType:
        word = self.layout.words[head]
        plural = word.endswith("s") and not word.endswith("ss")
        for meaning in meanings:
            if meaning in KINDS and not (plural and meaning == "group" and "document" in meanings):
                if plural and (meaning == "place" or (meaning == "organisation" and not self._unique(word))):
                    return "group"
                if meaning == "group" and "organisation" in meanings and not plural:
                    return "organisation"
                return meaning
        if not PEOPLE.intersection(meanings) and self.callings.anaphors(word) is not None:
            return "organisation"
        return "group" if plural and self.layout.tags[head] in "nNC" else "unnamed"

    def _unique(self, word: str) -> bool:
        return word in self.names["unique-body"]

    def _tells(self, first: int, head: int) -> bool:
        """Whether a noun is a text's or a figure's, by itself or by the word before it: “climate models”."""
        words, behind = self.layout.words, head + 1
        if words[head] in self.names["own-document"] and self._possessed(first, head):
            return True
        if head == first and words[head] in self.names["one"] and self.layout.tags[behind : behind + 1] == CUE:
            return "document" in self.reader.meanings(behind) and not words[behind].endswith("s")  # "one report"
        if words[head] in self.names["document-more"] or words[head] in self.names["document-alone"]:
            return True
        return not set(self.leads.get(words[head], ())).isdisjoint(words[first:head])

    def _possessed(self, first: int, head: int) -> bool:
        """“its website”, “the firm’s page”, unlike “the website”."""
        return self.layout.tags[first] in "PH" or CLITIC in self.layout.tags[first:head]

    def _compound(self, first: int, head: int) -> SpeakerType | None:
        """What a noun of two words is that is listed with a hyphen: “the think tank”, “a press release”."""
        if head - 1 < first or self.layout.tags[head - 1] not in NOUN + CUE + "j":
            return None
        pair = "-".join(self.layout.words[head - 1 : head + 1])
        if pair in self.names["document-more"] or pair in self.names["document-alone"]:
            return "document"
        told = self.language.meanings.get(pair, ())
        return next((kind for kind in KINDS if kind in told), None)

    def _coordinated(self, first: int, head: int) -> bool:
        """Whether several people are joined by “and”: “both analysts and sources”."""
        tags, joint = self.layout.tags, self.layout.tags.rfind("&", first, head)
        return joint > first and all(
            tags[n] in "nC" and self.layout.words[n].endswith("s") and SEVERAL.intersection(self.reader.meanings(n))
            for n in (joint - 1, head)
        )

    def _of_people(self, head: int) -> bool:
        """Whether a noun of a body only says how people stand together: “a panel of judges”, “a group of doctors”."""
        if "group" in self.reader.meanings(head):
            return not self._unique(self.layout.words[head])  # "the government of Norvia"
        first, after = head + 2, self.layout.sentences[self.layout.sentence_of(head)][1]
        last = max(first, noun_phrase(self.layout, first, after, self.language) - 1)  # "judges" is a cue as well
        plural = last < after and self.layout.words[last].endswith("s") and self.layout.tags[last] != NAME
        return plural and bool(SEVERAL.intersection(self.reader.meanings(last)))

    def _number(self, head: int) -> bool:
        """Whether a head says how many: “most”, “44 percent”, “Fifty-one percent”."""
        word = self.layout.words[head]
        if word in self.many or self.layout.tags[head] == COUNTED:
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(self.language.tags.get(part) == COUNTED for part in parts)

    def _people_known(self, head: int, after: int) -> bool:
        """“people familiar with the talks”"""
        behind = self.layout.words[head + 1 : min(head + 3, max(after, head + 3))]
        told = {"unnamed", "role"} <= set(self.reader.meanings(head))
        return told and not self.names["people-known"].isdisjoint(behind)

    def aged(self, word: str) -> bool:
        """“the 29-year-old”: somebody by their age."""
        return word[0].isdigit() and word.endswith(tuple(self.names["aged"]))
