"""Which words are a statement: its cue, its source and its content, and how sure that is."""
