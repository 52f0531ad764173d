# Everything runs in the checkout's own virtual environment, made from nothing by the first target that needs it.
#   make demo    clean the samples and print what came out
#   make demo-scrape   crawl a news site in a box, on this machine alone
#   make test    what CI runs: lint, types, tests
#   make test-fast   the tests that take no whole command or run: about a minute on two cores
#   make crawl-memory   a crawl of 20,000 requests, whose memory must not grow (REQUESTS=5000)
#   make test-render   crawls whose pages need a browser: real Chromium (Debian: apt install chromium)
#   make test-browser  the pages that are written, in a real browser (Debian: apt install chromium)
#   make test-engines   the adapters against the real Ray, Spark, datatrove, DuckDB, Polars (1.5 GB, Java 17)
#   make test-lowest   the tests with the lowest versions of all dependencies that pyproject.toml allows
#   make test-pythons  the tests on every Python from 3.11 to 3.14 that is found here
#   make dist    wheel, sdist, and beside them what they stand on: an SBOM (CycloneDX) and the licences
#   make bench-run   pages/s and memory of cleaner run, beside trafilatura (PAGES=100000 for the long job; nobody else should use the machine)
#   make fuzz    inputs nobody wrote, for MINUTES=10, and whether all that must hold does (SEED=n goes on with a seed, CLEANER_BENCH)
#   make floors  hold quality on the data sets against the pinned figures, training/floors.json (CLEANER_BENCH)
#   make same    compare the records of the data sets with those of another commit (AGAINST=main, CLEANER_BENCH)
#   make train   learn the weights of block model, page type and score again from the data sets (CLEANER_BENCH)
#   make kills N=1000   runs killed at random, in every format, with full disks and power cuts: no byte may differ (SEED=7)
#   make bench   time clean() against trafilatura (needs a folder of pages: CLEANER_BENCH)

PYTHON ?= python3
export CLEANER_BENCH ?= ../shared/bench
DEMO := samples/koreajoongangdaily.joins.com/harbor-festival
VENV := .venv
ENGINES := .venv-engines
TOOLS := .venv-tools
LOWEST := .venv-lowest
BASE := .venv-base
PYTHONS := 3.11 3.12 3.13 3.14
UV := $(TOOLS)/bin/uv --quiet
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet

.PHONY: help demo demo-scrape crawl-memory test lint types tests test-fast test-render test-browser test-engines kills test-lowest test-pythons dist bench bench-run fuzz floors same train clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

demo: $(VENV)/installed
	@printf '\n== A page, cleaned: $(DEMO)/page.html\n\n'
	@$(RUN) -m cleaner clean $(DEMO)/page.html --format text
	@printf '\n== Why each line of its text dump was kept or removed: $(DEMO)-dump/page.txt\n\n'
	@$(RUN) -m cleaner explain $(DEMO)-dump/page.txt
	@printf '\n== All samples, one JSON record per line: $(VENV)/demo.jsonl\n'
	@printf '   (no pages, so left out: the expected.json of each sample, and a README)\n\n'
	@$(RUN) -m cleaner clean samples -o $(VENV)/demo.jsonl --force
	@$(RUN) -m cleaner samples run

# The box serves invented outlets on this machine; the crawl ends by itself.
demo-scrape: $(VENV)/installed-dev
	$(RUN) tests/scrape/demo.py

REQUESTS := 20000
crawl-memory: $(VENV)/installed-dev
	$(RUN) tests/scrape/endless.py --requests $(REQUESTS)

test: lint types tests

lint: $(VENV)/installed-dev
	$(RUN) -m ruff check .

types: $(VENV)/installed-dev
	$(RUN) -m mypy

tests: $(VENV)/installed-dev
	$(RUN) -m pytest -n 2 --dist worksteal --durations 20

test-fast: $(VENV)/installed-dev
	$(RUN) -m pytest -n 2 -m 'not slow'

# -p no:xdist: each of them starts processes of its own, on two cores as a rule. The limits are a guard against a cluster
# that never comes up; the tests take five minutes. The examples in docs/ by themselves: a Java machine never leaves the
# folder it was started in.
test-engines: $(ENGINES)/installed
	command -v java > /dev/null || echo 'no Java: the tests of Spark skip (Debian: apt install openjdk-17-jre-headless)' >&2
	timeout 1800 $(ENGINES)/bin/python -m pytest -p no:xdist -rs tests/adapters tests/run/test_ray_engine.py tests/dedup
	timeout 600 $(ENGINES)/bin/python -m pytest -p no:xdist -rs tests/test_docs.py

test-render: $(VENV)/installed-dev
	$(PIP) install --editable '.[render]'
	timeout 900 $(RUN) -m pytest -p no:xdist -rs tests/scrape/test_render.py

test-browser: $(VENV)/installed-dev
	timeout 600 $(RUN) -m pytest -p no:xdist -rs tests/report/test_browser.py

N := 1000
kills: $(VENV)/installed-dev
	$(RUN) tests/run/kills.py --kills $(N) $(if $(SEED),--seed $(SEED))

# ARGUMENTS: for pytest, as in make test-pythons ARGUMENTS="-m 'not slow'"
ARGUMENTS :=
test-lowest: $(LOWEST)/installed
	$(LOWEST)/bin/python -m pytest -n 2 $(ARGUMENTS)

test-pythons:
	$(MAKE) --keep-going $(PYTHONS:%=test-python-%)

test-python-%: $(TOOLS)/installed
	@found=$$($(UV) python find --system --no-python-downloads $* 2> /dev/null) || { echo "Python $*: not found, not tested"; exit 0; }; \
	echo "Python $*: $$found" && \
	$(UV) venv --clear --python "$$found" .venv-$* && \
	$(UV) pip install --python .venv-$*/bin/python --editable '.[dev]' && \
	.venv-$*/bin/python -m pytest -n 2 $(ARGUMENTS)

# Built where nothing can be fetched: the build backend is installed before. The same commit gives the same bytes; its
# time is the one in the archives. What may not be in a program under its licence is named in the last line.
LICENCES := MIT;BSD;Apache;MPL;Mozilla Public License;ISC;PSF;Zlib;CC0;Unlicense
dist: $(VENV)/installed-dev $(BASE)/installed $(TOOLS)/installed
	rm -rf dist
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2> /dev/null || echo 1577836800)} $(RUN) -m hatchling build
	$(TOOLS)/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --output-reproducible \
		--output-file dist/news-cleaner.cdx.json $(BASE)/bin/python
	$(TOOLS)/bin/pip-licenses --python $(BASE)/bin/python --from mixed --format markdown --with-urls \
		--partial-match --allow-only '$(LICENCES)' --output-file dist/licences.md

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
	$(RUN) -m training.tool_dumps $(addprefix $(CLEANER_BENCH)/,fundus_unit_dev fundus_unit_more wcxb_dev) --out $(VENV)/dumps
	$(RUN) -m training.train $(CLEANER_BENCH) --tool-dumps $(VENV)/dumps --folds-to $(VENV)/folds
	$(RUN) -m training.pages $(CLEANER_BENCH) --folds-from $(VENV)/folds

clean:
	rm -rf $(VENV) $(ENGINES) $(TOOLS) $(LOWEST) $(BASE) $(PYTHONS:%=.venv-%) build dist .mypy_cache .ruff_cache .pytest_cache

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

$(TOOLS)/installed: Makefile
	$(PYTHON) -m venv --clear $(TOOLS)
	$(TOOLS)/bin/python -m pip --disable-pip-version-check --quiet install 'uv>=0.10' 'cyclonedx-bom>=7,<8' 'pip-licenses>=5,<6'
	@touch $@

$(LOWEST)/installed: pyproject.toml | $(TOOLS)/installed
	$(PYTHON) -m venv --clear $(LOWEST)
	$(UV) pip install --python $(LOWEST)/bin/python --resolution lowest-direct --editable '.[dev]'
	@touch $@

$(BASE)/installed: pyproject.toml | $(TOOLS)/installed
	$(PYTHON) -m venv --clear --without-pip $(BASE)
	$(UV) pip install --python $(BASE)/bin/python .
	@touch $@

$(VENV)/installed-train: pyproject.toml | $(VENV)/created
	$(PIP) install --editable '.[train]'
	@touch $@ $(VENV)/installed

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Cleaner needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@
