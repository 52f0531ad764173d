"""Files, folders, stores, standard input and URLs, read as pages; what cannot be read is an error that names itself."""

from cleaner.sources.inputs import read_inputs, read_place
from cleaner.sources.locations import CONTAINER_ENDINGS, PAGE_ENDINGS, Location
from cleaner.sources.places import find_places, walk_places
from cleaner.sources.reading import InputPage, ReadOptions, TableColumns

__all__ = [
    "CONTAINER_ENDINGS",
    "PAGE_ENDINGS",
    "InputPage",
    "Location",
    "ReadOptions",
    "TableColumns",
    "find_places",
    "read_inputs",
    "read_place",
    "walk_places",
]
