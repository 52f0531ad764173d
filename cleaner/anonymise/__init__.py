"""A page that may be shared: its structure and its interface words, with an invented story in it."""
