"""Whose a document is by the words around it: “a Halden Tide poll”, “data released on Monday by the ministry”."""

from __future__ import annotations

from attribution.extraction.naming.names import Name, NameReader

FAR_AUTHOR = 12  # tokens between a document and its author: "data released on Monday by"
BETWEEN = "EeCudyp,fajon#qm"  # tags of words that may stand there


class Authors:
    """Finds the authors of the documents of one article."""

    def __init__(self, reader: NameReader):
        self.reader, self.words, self.tags, self.names = reader, reader.words, reader.tags, reader.names

    def of(self, first: int, head: int, after: int) -> Name | None:
        """Whose the document at token `head` is, in the tokens `first` to `after`."""
        return self._behind(head, after) or self._before(first, head)

    def _behind(self, head: int, after: int) -> Name | None:
        """The Halden Trust of "a report by the Halden Trust", and the outlet of "a story in the Halden Tide"."""
        press = self.words[head] in self.names["press-document"]
        for n in range(head + 1, min(head + FAR_AUTHOR, after - 1)):
            outlet = press and self.words[n] in self.names["outlet-link"]
            if outlet or self.words[n] in self.names["author-link"]:
                name = self.reader.name_in(n + 1, after)
                if name is not None and name.type != "place":
                    return name
            passive = self.tags[n] == "B" and self._made(n + 1)
            if self.tags[n] not in BETWEEN and not passive and self.words[n] not in self.names["made-by"]:
                break
        return None

    def _made(self, n: int) -> bool:
        """Whether a verb tells of the making of a document: "was published by"."""
        n += self.tags[n : n + 1] == "a"
        return self.words[n] in self.names["made-by"] or self.words[n] in self.names["issuing"]

    def _before(self, first: int, head: int) -> Name | None:
        """The Halden Tide of "a Halden Tide poll"."""
        reader = self.reader
        for run in reader.runs(first, head):
            if run[1] - run[0] == 1 and "occasion" in reader.meanings(run[0]):
                continue  # "a TV ad"
            body = reader.body(run, run[1], run[1])
            opens = run[1] - run[0] == 1 and reader.opens(run[0])  # "Exit polls"
            titled = reader.is_name(head) and self.words[head] not in self.names["poll"]  # "the Halden Agreement"
            several = run[1] - run[0] > 1 and self.words[head] in self.names["poll"]  # "a Latin Choices poll"
            plain = several or not reader.meanings(run[0])
            if body is None and not opens and not titled and plain and run[1] - run[0] <= 3:
                body = Name(*run, "organisation", False, None, None)
            return body
        return None
