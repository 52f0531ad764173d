"""Mistakes of the caller or of a rule, each naming the thing and the way out.

CleanerError            base: one clear line for a person; the command line prints it and exits with 2
├── InputError          a file, folder or URL cannot be read
│   ├── ColumnError     a table has no such column, or one of another type
│   └── FetchError      a URL cannot be fetched, or may not be
├── RuleError           a rule file is wrong: names file, line, key and the nearest known key
├── ExtraMissing        a format or store needs a package that is not installed; names the pip command
├── OutputError         a result cannot be written
└── SampleError         a sample folder is incomplete, or its expectation may not be changed here

A page that is no article is not an error: it is a record with a status.
"""

from __future__ import annotations

from cleaner.text import visible

MAX_PROBLEM_CHARS = 500  # of what a rule file says, in a message about it


class CleanerError(Exception):
    """Base of all errors the package raises on purpose; str() is one line that names the way out.

    What files, pages and servers say of themselves stands in messages: control characters are shown as escapes.
    """

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))


class InputError(CleanerError):
    """The input cannot be read."""


class FetchError(InputError):
    """The URL cannot be fetched, or the address is refused."""


class ColumnError(InputError):
    """A table has no such column, or one of another type."""


class ExtraMissing(CleanerError):
    """Something needs a package that is not installed. what: what needs it; extra: of news-cleaner.

    The package is on no index: it is installed from its folder, as the README has it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install '.[{extra}]' in the folder of news-cleaner")


class OutputError(CleanerError):
    """The result cannot be written."""


class SampleError(CleanerError):
    """A sample folder is incomplete, or its expectation may not be changed here."""


class RuleError(CleanerError):
    """A rule file is wrong.

    file: path as given to the loader; line: 1-based, or None where the whole file is meant.
    """

    def __init__(self, problem: str, *, file: str, line: int | None = None) -> None:
        problem = problem if len(problem) <= MAX_PROBLEM_CHARS else f"{problem[:MAX_PROBLEM_CHARS]} …"
        self.problem = visible(problem)
        self.file = file
        self.line = line
        super().__init__(f"{file}:{line}: {problem}" if line else f"{file}: {problem}")
