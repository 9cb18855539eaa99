"""Who said what, and when: finds every statement that a news article attributes to somebody.

>>> from attribution import Article, extract, load_language
>>> found = extract(Article("The bridge is safe, Mara Venn said on Monday."), load_language("en"))
>>> [(a.speaker, a.quote(found.article.text)) for a in found.attributions]
[('Mara Venn', 'The bridge is safe')]
"""

from attribution.extraction import extract
from attribution.languages import Language, load_language
from attribution.model import Article, Attribution, Evidence, Extraction, QuotedSpan, Span, Speaker

__all__ = [
    "Article",
    "Attribution",
    "Evidence",
    "Extraction",
    "Language",
    "QuotedSpan",
    "Span",
    "Speaker",
    "extract",
    "load_language",
]
__version__ = "0.1.0"
