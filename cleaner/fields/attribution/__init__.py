"""Whose text it is: sources, datelines."""
