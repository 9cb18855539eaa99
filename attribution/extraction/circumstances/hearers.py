"""To whom something was said: “told reporters”, “wrote to the mayor”, “asked by the paper”, “was warned that”."""

from __future__ import annotations

from attribution.extraction.circumstances.moments import Moments
from attribution.extraction.statements.surroundings import NOUNS, Surroundings, noun_phrase
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import gerund_endings
from attribution.languages import Language

Range = tuple[int, int]
KINDS = frozenset({"role", "group", "organisation", "unnamed", "relation"})  # meanings of those who hear
CLOSERS = ",.ptTdFW;:<->uyfm#go"  # tags that may stand behind a whole phrase: no verb among them
OF_SUBJECT = "nNDPHjSq#iI&zC"  # tags of which the subject of a passive is made
OPENERS = "DPqN#"  # tags with which a second hearer opens, behind "and"


class Hearers:
    """Reads the hearers of one article."""

    def __init__(self, layout: Layout, language: Language, moments: Moments):
        self.layout, self.language, self.moments = layout, language, moments
        self.settings = language.circumstances["addressee"]
        self.to = frozenset(self.settings["prepositions"])
        self.speaking = frozenset(self.settings["speaking"])
        self.asked = frozenset(self.settings["asked"])
        self.gerunds = gerund_endings(language)

    def read(self, around: Surroundings) -> Range | None:
        """The object of the cue, or who is spoken to before it: “Speaking to reporters, Ito said”."""
        found = self._object(around)
        for first, after in (around.before, around.between):
            found = found or self.spoken_to(first, after)
        return found

    def spoken_to(self, first: int, after: int) -> Range | None:
        """The hearer of a participle among the tokens: “talking to the paper”, “asked by the paper”."""
        words = self.layout.words
        if self.speaking.isdisjoint(words[first:after]) and self.asked.isdisjoint(words[first:after]):
            return None
        for n in range(first, after - 2):
            if words[n] in self.speaking:
                found = self.behind(n + 1, after, self.settings["spoken_prepositions"])
            elif words[n] in self.asked:
                found = self.behind(n + 1, after, self.settings["askers"])
            else:
                continue
            if found is not None:
                return found
        return None

    def behind(self, n: int, limit: int, prepositions: list[str]) -> Range | None:
        """The hearer that one of the prepositions opens at token `n`, a day before it or none."""
        n = self.moments.skipped(n)
        if n >= limit - 1 or self.layout.words[n] not in prepositions:
            return None
        questioner = self.questioner(n, limit)
        if questioner is not None:
            return questioner
        end = self.whole(n + 1, limit)
        somebody = end > n + 1 and self.hears(n + 1, end)
        if self.layout.tags[n] == "u" and not self._closes(end, limit):
            return None  # "before the council voted"
        return (n + 1, end) if somebody else None

    def questioner(self, n: int, limit: int) -> Range | None:
        """Who asked: “the paper” behind “to a question from the paper”, `n` being the "to"."""
        end = self.question(n + 1, limit)
        if n + 1 < end < limit - 1 and self.layout.words[end] in self.settings["questioner_prepositions"]:
            after = self.whole(end + 1, limit)
            return (end + 1, after) if after > end + 1 and self.hears(end + 1, after) else None
        return None

    def question(self, n: int, limit: int) -> int:
        """Where "a question" ends that begins at `n`; `n` for none."""
        words, questions = self.layout.words, self.settings["questions"]
        if words[n] in questions:
            return n + 1
        end = noun_phrase(self.layout, n, limit, self.language)
        return end if end > n and words[end - 1] in questions else n

    def before_that(self, n: int, limit: int) -> int:
        """Where a hearer ends that begins at `n` and stands before "that"; `n` for none."""
        end = noun_phrase(self.layout, n, limit, self.language)
        return end if end < limit and self.layout.tags[end] == "T" and self.hears(n, end) else n

    def hears(self, first: int, after: int) -> bool:
        """Whether a phrase is somebody rather than a matter."""
        tags = self.layout.tags
        if tags[first] in "ORS":
            return True
        if self.layout.words[self.head(first, after)] in self.settings["unhearing"]:
            return False
        if tags[after - 1] == "N":
            return True
        return tags[after - 1] in NOUNS + "Cjgi" and self._role(self.layout.words[self.head(first, after)])

    def head(self, first: int, after: int) -> int:
        """The head of a noun phrase: its last noun before an "of"."""
        cut = self.layout.tags.find("o", first, after)
        return (cut if cut > first else after) - 1

    def whole(self, n: int, limit: int) -> int:
        """Where a hearer that begins at `n` ends, with those joined to it, its apposition and what tells it apart."""
        layout, tags, words = self.layout, self.layout.tags, self.layout.words
        end = noun_phrase(layout, n, limit, self.language)
        while n < end < limit and tags[end] in "ij" and self._role(words[end]):
            end += 1  # "an opposition deputy"
        while n < end < limit - 1:
            joined = tags[end] == "&" and tags[end + 1] in OPENERS + "nj"
            apart = words[end] in self.settings["apart"]
            if tags[end] == ",":
                named = tags[end - 1] != "N" and self._role(words[end - 1]) and tags[end + 1] == "N"
                following = self._apposition(end + 1, limit, named=named)
            elif joined or apart:
                following = noun_phrase(layout, end + 1, limit, self.language)
                somebody = following > end + 1 and (apart or self.hears(end + 1, following))
                if not somebody or not self._closes(following, limit):
                    break
            else:
                break
            if following <= end + 1:
                break
            end = following
        return end

    def _role(self, word: str) -> bool:
        return bool(KINDS.intersection(self.language.meanings.get(word, ())))

    def _apposition(self, n: int, limit: int, *, named: bool) -> int:
        """Where "the regulator in England" ends that stands between commas, or a name behind a role; `n` for none."""
        tags = self.layout.tags
        if n >= limit or not (named or tags[n] in "DP"):
            return n
        end = noun_phrase(self.layout, n, limit, self.language)
        while end > n and end < limit - 1 and tags[end] == "p" and not named:  # "in England"
            following = noun_phrase(self.layout, end + 1, limit, self.language)
            if following == end + 1:
                break
            end = following
        closed = end < len(tags) and tags[end] == "," and end <= limit
        return end if closed and end > n and (named or self._role(self.layout.words[self._noun(n, end)])) else n

    def _noun(self, first: int, after: int) -> int:
        """The head of an apposition: its last noun before a preposition."""
        tags = self.layout.tags
        return next((n for n in range(first + 1, after) if tags[n] in "op"), after) - 1

    def _closes(self, end: int, limit: int) -> bool:
        return end >= limit or self.layout.tags[end] in CLOSERS

    def _object(self, around: Surroundings) -> Range | None:
        """The hearer right behind a cue such as “told”, or the subject of “was told”."""
        cue = around.cue
        if cue.cue.part == "noun":
            return None
        if cue.cue.part == "phrase":
            asks, tells = cue.cue.lemma in self.settings["phrases"], False
            if cue.cue.lemma in self.settings["passive_phrases"] and self._passive(around):
                return self._subject(around)
        else:
            asks = cue.cue.group in self.settings["asking"]
            tells = cue.cue.group in self.settings["telling"]
        writes = cue.cue.lemma in self.settings["writing"] and around.behind[0] == cue.after
        if not (asks or tells or writes):
            return None
        if (asks or tells) and self._passive(around):
            return self._subject(around)
        limit = around.content if not asks and around.content >= cue.after else around.sentence[1]
        begin = cue.after
        end = self.whole(begin, limit)
        if end == begin:
            return None
        if asks and not self._asked_for(begin, end, around):
            return self._told_of(begin, end, around)
        if writes and not self.hears(begin, end):
            return None
        if tells and self._matter(begin, end):
            return None
        return (begin, end)

    def _passive(self, around: Surroundings) -> bool:
        """Whether the hearer is the subject: "residents were told", unlike "she was telling"."""
        cue, layout = around.cue, self.layout
        return not layout.words[cue.first].endswith(self.gerunds) and "B" in layout.tags[cue.group : cue.first]

    def _asked_for(self, begin: int, end: int, around: Surroundings) -> bool:
        """Whether it is somebody who is asked: what is asked of them follows, “to stay”, “if she would”, “about it”."""
        tags, words, limit = self.layout.tags, self.layout.words, around.sentence[1]
        somebody = self.hears(begin, end)
        cue = around.cue.cue
        if not somebody and cue.group in self.settings["either"]:
            return False
        if not somebody and cue.lemma in self.settings["things"]:  # "ordered his crew to", not "a review to be held"
            return tags[end : end + 1] == "t" and tags[end + 1 : end + 2] != "B" and not self._matter(begin, end)
        if any(tag in "tFWT<:" for tag in tags[end : min(end + 3, limit)]):
            return True
        after = self.moments.skipped(end)
        return somebody and after < limit and words[after] in self.settings["matters"]

    def _told_of(self, begin: int, end: int, around: Surroundings) -> Range | None:
        """“warned Congress of the flood”: the hearer before the "of"."""
        cut = self.layout.tags.find("o", begin, end)
        of = cut > begin and around.cue.cue.group in self.settings["of"]
        return (begin, cut) if of and self.hears(begin, cut) else None

    def _subject(self, around: Surroundings) -> Range | None:
        """The hearer of a passive: “residents were told”."""
        tags, cue = self.layout.tags, around.cue
        group = first = cue.group
        while first > around.sentence[0] and tags[first - 1] in OF_SUBJECT:
            first -= 1
        while first < group and tags[first] in "&z":
            first += 1
        return (first, group) if first < group and self.hears(first, group) else None

    def _matter(self, first: int, after: int) -> bool:
        """Whether what was told is a text: "told the story"."""
        kinds = self.language.meanings.get(self.layout.words[self.head(first, after)], ())
        return "document" in kinds and not KINDS.intersection(kinds) and self.layout.tags[after - 1] != "N"
