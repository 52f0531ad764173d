"""Why a record is as it is, shown: in the terminal and as a page."""

from cleaner.report.receipt import Explanation, explain, explain_blocks

__all__ = ["Explanation", "explain", "explain_blocks"]
