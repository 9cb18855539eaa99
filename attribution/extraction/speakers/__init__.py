"""Who is behind a source: which of those whom the article names a name, a noun or a pronoun means."""
