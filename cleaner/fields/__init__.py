"""The record's fields, one module each; table.py lists them."""
