"""Batch runs: numbered pages through an engine, rows in input order into shards, whatever is killed on the way."""
