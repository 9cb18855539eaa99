"""Where a venue, an occasion or a medium ends: “at a rally in Halden”, “in a video posted Monday on Facebook”."""

from __future__ import annotations

from attribution.extraction.circumstances.hearers import Hearers, Range
from attribution.extraction.circumstances.moments import Moments
from attribution.extraction.statements.surroundings import TITLED, noun_phrase
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC, CLOSE, OPEN
from attribution.languages import Language

LONG = 4  # letters of words that have a capital in a title
ADJUNCTS = 6  # phrases behind a participle: "posted / on Monday / on Facebook / after the vote"


class Places:
    """Reads the places of one article."""

    def __init__(self, layout: Layout, language: Language, moments: Moments, hearers: Hearers):
        self.layout, self.language, self.moments, self.hearers = layout, language, moments, hearers
        self.settings = settings = language.circumstances["place"]
        self.prepositions = frozenset(settings["prepositions"])
        self.broadcasters = frozenset(settings["broadcasters"])
        self.media = frozenset(settings["media"]) | self.broadcasters
        self.on = self.media | frozenset(settings["on"]) - frozenset(settings["on_alone"])
        self.only_on = self.on | frozenset(settings["on_alone"])
        self.nouns = self.only_on | frozenset(settings["stood"])
        self.kinds = frozenset(settings["meanings"])
        self.listed = frozenset(settings["occasions"])
        self.venues = frozenset(settings["venues"])

    def at(self, n: int, limit: int, *, venue: bool) -> int:
        """Where the place that the preposition at `n` opens ends; `n` where it opens none.

        `venue` tells whether a name or a building may be one there, beside occasions and media.
        """
        words, settings = self.layout.words, self.settings
        end = self._phrase(n + 1, limit)
        if end == n + 1:
            return n
        head = self._head(n + 1, end)
        word = words[head]
        if word in settings["not_these"] or (end == n + 2 and word in settings["not_bare"]):
            return n
        if self._airs(n, end):
            return end
        if words[n] in settings["only_listed"]:
            bare = word in settings["on_bare"] and end == n + 2 and words[n] in settings["airing"]
            if bare or word in settings["only"].get(words[n], self.only_on):
                return end
            if words[n] not in settings["venue_prepositions"]:
                return n
        elif word in self.on or self._occasion(head):
            held = words[n] in settings["held"] or word not in settings["held_alone"]
            return end if held else n
        if not venue or words[n] not in settings["venue_prepositions"] or self.moments.inside(n, end):
            return n
        kinds = self.language.meanings.get(word, ())
        named = self.layout.tags[end - 1] == "N" and "demonym" not in kinds
        if words[n] in settings["origin"]:
            named = "place-name" in kinds  # "from Paris", unlike "heard from Ito"
        return end if (named or word in self.venues) and self._closes(end, limit) else n

    def object(self, n: int, limit: int) -> int:
        """Where an occasion without preposition ends that begins at `n`: "issued a statement"; `n` for none."""
        end = self._phrase(n, limit)
        if end == n:
            return n
        head = self._head(n, end)
        listed = self.layout.words[head] in self.settings["not_these"]
        return end if not listed and self._held(head) else n

    def _head(self, first: int, after: int) -> int:
        """The head of a noun phrase, that of "a series of videos" being what there is a series of."""
        head = self.hearers.head(first, after)
        return after - 1 if self.layout.words[head] in self.settings["series"] else head

    def medium(self, n: int, limit: int) -> int:
        """Where a medium ends that begins at `n`: "took to social media"; `n` for none."""
        end = self._phrase(n, limit)
        return end if end > n and self.layout.words[self.hearers.head(n, end)] in self.on else n

    def whole(self, n: int, end: int, limit: int) -> tuple[int, Range | None]:
        """The place with what tells which it is, and the hearer it names: "in an interview with the paper"."""
        hearer: Range | None = None
        stated = False
        while end < limit - 1:
            if not stated and self._in_state(end, limit):
                end, stated = end + 2, True
                continue
            at = self.moments.skipped(end)
            if at >= limit - 1:
                break
            following, told, more = self._next(n, end, at, limit)
            hearer = hearer or told
            if following <= end or at > end:  # a day between them parts them: "in a speech on Monday in Halden"
                break
            end = following
            if not more:
                break
        return end, hearer

    def _next(self, n: int, end: int, at: int, limit: int) -> tuple[int, Range | None, bool]:
        """Where the place goes on to behind `end`, a day between them or none; the hearer; whether it may go on."""
        tags, words, hearers = self.layout.tags, self.layout.words, self.hearers
        to, beside = hearers.settings["prepositions"], hearers.settings["beside"]
        head = words[hearers.head(n + 1, end)]
        if tags[at] in "ECeg" or words[at] in self.settings["participles"]:
            sent = hearers.behind(at + 1, limit, to) if tags[at] != "g" else None
            if sent is not None:
                return end, sent, False  # "a statement sent to CNN"
            clause = self._participle(at, limit)
            return (clause if clause > at else end), None, False
        if tags[at] not in "pt":
            return end, None, False
        if words[at] in beside:
            with_whom = hearers.whole(at + 1, limit)
            if with_whom == at + 1:
                return end, None, False
            taken = head in self.settings["with"] or head in self.settings["company"]
            somebody = (at + 1, with_whom)
            return (with_whom, somebody, True) if taken else (end, somebody, False)
        if words[at] in to:
            heard = hearers.behind(at, limit, to)
            if head in self.settings["toward"]:
                led = noun_phrase(self.layout, at + 1, limit, self.language)
                return (led if led > at + 1 else end), None, True
            return end, heard, False
        afar = words[at] in self.settings["origin"] and head in self.settings["afar"]
        texts = words[n] not in self.settings["only_listed"]
        if afar or (texts and words[at] in self.settings["onward"]):
            end_of_name = noun_phrase(self.layout, at + 1, limit, self.language)
            named = end_of_name > at + 1 and tags[end_of_name - 1] == "N" and self._closes(end_of_name, limit)
            return (end_of_name if named else end), None, True
        if words[at] in self.settings["origin"]:
            return end, None, False
        if words[at] in self.prepositions:
            led = self.at(at, limit, venue=True)
            return (led if led > at else end), None, True
        return end, None, False

    def _participle(self, n: int, limit: int) -> int:
        """Where the clause of a participle ends: "posted Monday on Facebook", "marking the anniversary"; `n` for none.

        One that says something is a statement by itself, "accusing the mayor of fraud"; a day at its end or alone is
        when it was said, "released on Monday", but for a letter dated so.
        """
        tags, words = self.layout.tags, self.layout.words
        cue = self.language.cues.get(words[n])
        if cue is not None and cue.group in self.settings["stating"] and words[n].endswith(self.hearers.gerunds):
            return n
        if n + 1 < limit and words[n + 1] in self.settings["agents"]:
            return n  # "released by her office" tells neither where nor what for
        m = end = n + 1
        for _ in range(ADJUNCTS):
            if m >= limit or tags[m] == ",":
                break
            day = self.moments.skipped(m) > m and words[n] not in self.settings["dating"]
            if day and m > n + 1:
                break  # "filed in court on Monday as part of a lawsuit"
            following = self._adjunct(m, limit, first=m == n + 1)
            if following == m:
                break
            m = following
            end = end if day else m
        if self._in_state(m, limit):
            m = end = m + 2
        closed = m >= limit or tags[m] in ",.:;T)<" or self.moments.skipped(m) > m
        return end if end > n + 1 and closed else n

    def _adjunct(self, m: int, limit: int, *, first: bool) -> int:
        """Where a phrase ends that may stand behind a participle; `m` for none."""
        tags = self.layout.tags
        skipped = self.moments.skipped(m)
        if skipped > m:
            return min(skipped, limit)
        if tags[m] == "a":
            return m + 1
        if tags[m] in "ptuo":
            end = self._phrase(m + 1, limit)
            return end if end > m + 1 else m
        return self._phrase(m, limit) if first else m

    def _phrase(self, n: int, limit: int) -> int:
        """Where a noun phrase or a title in quotation marks ends that begins at `n`; `n` for none."""
        tags, words = self.layout.tags, self.layout.words
        if n >= limit:
            return n
        if tags[n] == OPEN:
            return self._title(n, limit)
        end = noun_phrase(self.layout, n, limit, self.language)
        begin = n + (tags[n] in "DP")
        nouns = max(begin, end)
        while nouns < limit and tags[nouns] in "vCgE" and self._stands(n, nouns):
            end = nouns = nouns + 1  # "on the witness stand"
        if n < end < limit - 1 and tags[end] == "o" and words[end - 1] in self.settings["series"]:
            end += 2 * (words[end + 1] in self.listed)  # "a series of tweets"
        if end == n and (words[n] in self.only_on or words[n] in self.listed):
            end = n + 1  # "by email", where "email" is a verb as well
        while n < end < limit - 1 and tags[end - 1] + tags[end : end + 2] == "NiN":
            end = noun_phrase(self.layout, end + 1, limit, self.language)  # Port St. Lucie
        if n < end < limit and words[end] in self.settings["days"]:
            end += words[end - 1] in self.settings["before_days"]
        owned = end + 1 < limit and tags[end] == CLITIC and tags[end + 1] == OPEN
        if n < end < limit and (owned or tags[end] == OPEN):
            titled = self._title(end + owned, limit)
            end = titled if titled > end + owned else end
        return end

    def _stands(self, n: int, m: int) -> bool:
        """Whether a word that is a verb as well is a noun in the phrase from `n`: "on the stand"."""
        tags, words = self.layout.tags, self.layout.words
        told = m > n and (tags[m - 1] in "DPj" or words[m - 1] in self.settings["stood"])
        return told and words[m] in self.nouns

    def _title(self, n: int, limit: int) -> int:
        """Where a title in quotation marks ends that opens at `n`, "Meet the Press"; `n` for none."""
        layout = self.layout
        close = layout.tags.find(CLOSE, n + 1, min(n + 1 + TITLED, limit))
        if close < 0:
            return n
        said = [layout.text[layout.starts[m] : layout.ends[m]] for m in range(n + 1, close)]
        capital = [word[0].isupper() for word in said if word[0].isalpha() and (len(word) > LONG)]
        opens = bool(said) and (said[0][0].isupper() or said[0][0].isdigit())
        return close + 1 if opens and all(capital) else n

    def _airs(self, n: int, end: int) -> bool:
        """Whether a phrase behind "on" is a programme: a title, or what belongs to a medium: "CNN’s New Day"."""
        tags, words = self.layout.tags, self.layout.words
        if words[n] not in self.settings["airing"]:
            return tags[end - 1] == CLOSE and self._occasion(self._before_title(n, end))
        if tags[end - 1] == CLOSE:
            return True
        first = n + 1 + (tags[n + 1] in "DP")
        if words[first] in self.broadcasters and tags[first + 1 : end].strip("#") == "N" * (end - first - 1):
            return True  # "on Radio Halden"
        owner = tags.find(CLITIC, n + 1, end)
        return owner > n + 1 and words[owner - 1] in self.media and tags[end - 1] == "N"

    def _before_title(self, n: int, end: int) -> int:
        """The noun before a title: "the song" of "the song “Low Tide”"."""
        return max(self.layout.tags.find(OPEN, n, end) - 1, n)

    def _occasion(self, head: int) -> bool:
        """Whether a noun is an occasion or a text."""
        word = self.layout.words[head]
        if word in self.settings["days"]:
            return self.layout.words[head - 1] in self.settings["before_days"]
        return word in self.listed or not self.kinds.isdisjoint(self.language.meanings.get(word, ()))

    def _held(self, head: int) -> bool:
        """Whether a noun is an occasion or a text that one can give: "a statement", unlike "a plan"."""
        word = self.layout.words[head]
        return word in self.listed or "occasion" in self.language.meanings.get(word, ())

    def _in_state(self, end: int, limit: int) -> bool:
        """Whether a place goes on behind a comma: "Monroe, La."."""
        tags = self.layout.tags
        told = tags[end - 1] == "N" and tags[end : end + 2] == ",N" and end + 2 <= limit
        return told and tags[end + 2 : end + 3] in (",", ".", "")

    def _closes(self, end: int, limit: int) -> bool:
        """Whether a phrase is followed by a mark, another adjunct or the content: not by a verb."""
        return end >= limit or self.layout.tags[end] in ",.ptTd;:<->uyfm#&"
