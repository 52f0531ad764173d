# Everything runs in the checkout's own virtual environment, made from nothing by the first target that needs it.
#   make demo    clean the samples and print what came out
#   make test    what CI runs: lint, types, tests
#   make floors  hold quality on the data sets against the pinned figures (CLEANER_BENCH)
#   make train   learn the block model's weights again from the data sets (CLEANER_BENCH)
#   make bench   time clean() against trafilatura (needs a folder of pages: CLEANER_BENCH)

PYTHON ?= python3
export CLEANER_BENCH ?= ../shared/bench
DEMO := samples/koreajoongangdaily.joins.com/harbor-festival
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint types tests bench floors train clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

demo: $(VENV)/installed
	@printf '\n== A page, cleaned: $(DEMO)/page.html\n\n'
	@$(RUN) -m cleaner clean $(DEMO)/page.html --format text
	@printf '\n== Why each line of its text dump was kept or removed: $(DEMO)-dump/page.txt\n\n'
	@$(RUN) -m cleaner explain $(DEMO)-dump/page.txt
	@printf '\n== All samples, one JSON record per line: $(VENV)/demo.jsonl\n\n'
	@$(RUN) -m cleaner clean samples -o $(VENV)/demo.jsonl
	@$(RUN) -m cleaner samples run

test: lint types tests

lint: $(VENV)/installed-dev
	$(RUN) -m ruff check .

types: $(VENV)/installed-dev
	$(RUN) -m mypy

tests: $(VENV)/installed-dev
	$(RUN) -m pytest -n 2

bench: $(VENV)/installed
	$(RUN) bench/timing.py --data $(CLEANER_BENCH)

floors: $(VENV)/installed
	$(RUN) bench/floors.py --data $(CLEANER_BENCH)

train: $(VENV)/installed-train
	$(RUN) -m cleaner.learn.train $(CLEANER_BENCH)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

# The stamps are made last, so an install that broke off is done again; a newer pyproject.toml makes them stale.
$(VENV)/installed: pyproject.toml | $(VENV)/created
	$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/created
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-train: pyproject.toml | $(VENV)/created
	$(PIP) install --editable '.[train]'
	@touch $@ $(VENV)/installed

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Cleaner needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@
