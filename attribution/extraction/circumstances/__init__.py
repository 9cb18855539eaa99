"""When, where, to whom, through whom and in which stance something was said."""
