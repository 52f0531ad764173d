"""The version of the package, here for every module to import; `cleaner.__version__` is the same."""

__version__ = "0.1.0"
