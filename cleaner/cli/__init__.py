"""The command `cleaner`: one module per command, each parsing arguments and calling the library.

Modules here import nothing heavy at the top: `cleaner --help` answers before lxml, trafilatura or rich are loaded.
"""

from cleaner.cli.main import main

__all__ = ["main"]
