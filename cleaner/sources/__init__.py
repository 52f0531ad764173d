"""Files, folders, stores, standard input and URLs, read as pages; what cannot be read is an error that names itself."""

from cleaner.sources.inputs import read_inputs, read_place
from cleaner.sources.places import CONTAINER_ENDINGS, PAGE_ENDINGS, Place, find_places, walk_places
from cleaner.sources.reading import Columns, Input, Reading

__all__ = [
    "CONTAINER_ENDINGS",
    "PAGE_ENDINGS",
    "Columns",
    "Input",
    "Place",
    "Reading",
    "find_places",
    "read_inputs",
    "read_place",
    "walk_places",
]
