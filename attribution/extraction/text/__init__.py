"""The text as it stands: paragraphs, sentences and tokens with their classes, quotations, noun phrases."""
