"""Readers of single lines: a text in, what it says out. They see no page, so labelers and fields share them."""
