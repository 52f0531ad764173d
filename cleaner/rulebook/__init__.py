"""Rule files: YAML in, compiled rules out; errors carry file and line."""

from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.load import load_all_errors, load_rules, shipped_folder, write_index
from cleaner.rulebook.schema import FetchRule

__all__ = ["FetchRule", "Rulebook", "load_all_errors", "load_rules", "shipped_folder", "write_index"]
