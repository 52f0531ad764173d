# Everything runs in the checkout's own virtual environment, made from nothing by the first target that needs it.
#   make demo    clean the samples and print what came out
#   make test    what CI runs: lint, types, tests
#   make test-fast   the tests that take no whole run: half a minute
#   make test-engines   the adapters against the real Ray, Spark, datatrove, DuckDB, Polars (1.5 GB, Java 17)
#   make bench-run   pages/s and memory of cleaner run, beside trafilatura (PAGES=100000 for the long job; nobody else should use the machine)
#   make fuzz    inputs nobody wrote, for MINUTES=10, and whether all that must hold does (SEED=n goes on with a seed, CLEANER_BENCH)
#   make floors  hold quality on the data sets against the pinned figures, training/floors.json (CLEANER_BENCH)
#   make same    compare the records of the data sets with those of another commit (AGAINST=main, CLEANER_BENCH)
#   make train   learn the block model's weights again from the data sets (CLEANER_BENCH)
#   make bench   time clean() against trafilatura (needs a folder of pages: CLEANER_BENCH)

PYTHON ?= python3
export CLEANER_BENCH ?= ../shared/bench
DEMO := samples/koreajoongangdaily.joins.com/harbor-festival
VENV := .venv
ENGINES := .venv-engines
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint types tests test-fast test-engines bench bench-run fuzz floors same train clean
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

test-fast: $(VENV)/installed-dev
	$(RUN) -m pytest -n 2 -m 'not slow'

# -p no:xdist: each of them starts processes of its own, on two cores as a rule. The limits are a guard against a cluster
# that never comes up; the tests take five minutes. The examples in docs/ by themselves: a Java machine never leaves the
# folder it was started in.
test-engines: $(ENGINES)/installed
	command -v java > /dev/null || echo 'no Java: the tests of Spark skip (Debian: apt install openjdk-17-jre-headless)' >&2
	timeout 1800 $(ENGINES)/bin/python -m pytest -p no:xdist -rs tests/adapters tests/run/test_ray_engine.py tests/dedup
	timeout 600 $(ENGINES)/bin/python -m pytest -p no:xdist -rs tests/test_docs.py

bench: $(VENV)/installed
	$(RUN) -m bench.timing --data $(CLEANER_BENCH)

PAGES := 2000
bench-run: $(VENV)/installed-dev
	$(RUN) -m bench.throughput --data $(CLEANER_BENCH) --pages $(PAGES)

MINUTES := 10
SEED :=
fuzz: $(VENV)/installed-dev
	$(RUN) -m fuzz --minutes $(MINUTES) $(addprefix --seed ,$(SEED))

floors: $(VENV)/installed
	$(RUN) -m training.floors $(CLEANER_BENCH)

AGAINST := HEAD
same: $(VENV)/installed
	$(RUN) -m bench.same_records --data $(CLEANER_BENCH) --against $(AGAINST)

train: $(VENV)/installed-train
	$(RUN) -m training.train $(CLEANER_BENCH)

clean:
	rm -rf $(VENV) $(ENGINES) build dist .mypy_cache .ruff_cache .pytest_cache

# The stamps are made last, so an install that broke off is done again; a newer pyproject.toml makes them stale.
$(VENV)/installed: pyproject.toml | $(VENV)/created
	$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/created
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(ENGINES)/installed: pyproject.toml
	$(PYTHON) -m venv --clear $(ENGINES)
	$(ENGINES)/bin/python -m pip --disable-pip-version-check --quiet install \
		--editable '.[parquet,warc,zstd,cloud,dedup,ray,spark,datatrove]' 'duckdb>=2,<3' 'polars>=1,<3' 'pytest>=8.3,<10'
	@touch $@

$(VENV)/installed-train: pyproject.toml | $(VENV)/created
	$(PIP) install --editable '.[train]'
	@touch $@ $(VENV)/installed

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Cleaner needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@
