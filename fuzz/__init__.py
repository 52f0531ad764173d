"""Inputs nobody wrote, and what must hold of each: `python -m fuzz --minutes 10`. Of the checkout; not installed.

cases.py          a case: bytes, and what is known of them
make_*.py         cases made of a seed: pages and dumps, files of pages, rule files, answers of servers
structures.py     cases that Hypothesis puts together, and shrinks
mutate_*.py       what is done to bytes, markup and JSON; odd_values.py has what is put in
invariants.py     what must hold of a record, of a trace, of rows
checks.py         a case run through the program, its invariants checked
findings.py       where a case fails: equal failures are one finding, made small, kept as files
batches.py, worker.py, partner.py, campaign.py   batches of cases in processes, and the figures
"""
