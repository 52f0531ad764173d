"""Copies among records: the same text, the same address, texts near each other; and the likely original."""

from cleaner.dedup.clusters import Thresholds
from cleaner.dedup.facts import Facts
from cleaner.dedup.marks import Duplicates, Mark, find_duplicates, mark_records

__all__ = ["Duplicates", "Facts", "Mark", "Thresholds", "find_duplicates", "mark_records"]
