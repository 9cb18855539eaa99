"""The pure core: text in, attributions out. One stage a module, plain calls, values in between.

It reads no file but its language folder, and knows no database, clock or network, so the same call runs in a test,
a process pool and a web request.
"""

from __future__ import annotations

from attribution.extraction.assembly import assemble
from attribution.extraction.ledger import keep_ledger
from attribution.extraction.statements.choice import choose
from attribution.extraction.statements.continuation import continued, floating
from attribution.extraction.statements.mending import mended
from attribution.extraction.statements.patterns import line_proposals
from attribution.extraction.statements.relations import propose
from attribution.extraction.statements.whole import settle
from attribution.extraction.text.layout import read_layout
from attribution.extraction.windows import LONGEST, joined, windows_of
from attribution.languages import Language
from attribution.model import Article, Extraction


def extract(article: Article, language: Language) -> Extraction:
    """Find every attribution of the article, and account for everything in quotation marks.

    The same article and language give the same result; any text is taken, and none raises. A text of more than
    500,000 characters is read in windows (`windows.py`).
    """
    if len(article.text) <= LONGEST:
        return _read(article, language)
    return joined(article, ((offset, _read(window, language)) for offset, window in windows_of(article)))


def _read(article: Article, language: Language) -> Extraction:
    layout = read_layout(article.text, language, article.title)
    told = settle(layout, propose(layout, language), language.weights)
    found = [*line_proposals(layout, language), *mended(layout, told, language)]
    proposals = choose(layout, found, language.weights)
    proposals = floating(layout, continued(layout, proposals))
    attributions, speakers = assemble(layout, proposals, language, article)
    quoted_spans = keep_ledger(layout, attributions, language)
    return Extraction(article, attributions, quoted_spans, speakers)
