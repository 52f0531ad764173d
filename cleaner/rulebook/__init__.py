"""Rule files: YAML in, compiled rules out; errors carry file and line."""

from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.rulebook.load import load_all_errors, load_rules, shipped_folder, write_index

__all__ = ["FetchRule", "Rulebook", "load_all_errors", "load_rules", "shipped_folder", "write_index"]
