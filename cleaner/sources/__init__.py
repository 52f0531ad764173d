"""Files, folders, standard input and URLs, read as pages; what cannot be read is an error that names itself."""

from cleaner.sources.inputs import Input, Reading, read_inputs, read_place
from cleaner.sources.places import Place, find_places

__all__ = ["Input", "Place", "Reading", "find_places", "read_inputs", "read_place"]
