# `make papers` builds every paper; `make test` checks everything; `make soak` does what takes long: 200 kills, all crates. All set up
# .venv from the lock by themselves.

PYTHON ?= python3
ENVIRONMENT := .venv
export PATH := $(CURDIR)/$(ENVIRONMENT)/bin:$(PATH)
PIP := $(ENVIRONMENT)/bin/python -m pip --disable-pip-version-check --quiet

# Named after the content of what they install, so that a changed lock installs again whatever the file times say.
RUN_STAMP := $(ENVIRONMENT)/run-$(shell cat requirements.lock pyproject.toml | cksum | cut -d ' ' -f 1)
TEST_STAMP := $(ENVIRONMENT)/test-$(shell cat requirements-test.lock requirements.lock pyproject.toml 2>/dev/null | cksum | cut -d ' ' -f 1)

.PHONY: papers test soak lint bench methods lock clean

papers: $(RUN_STAMP)
	@snakemake --quiet host; built=$$?; tracepaper status; exit $$built

test: lint
	pytest

lint: $(TEST_STAMP)
	ruff check .
	ruff format --check .
	mypy
	snakefmt --check Snakefile workflow/rules
	snakemake --lint
	lint-imports

# Kills two hundred builds at random moments; `make test` kills twenty-five. Rounds are shared by two workers.
soak: $(TEST_STAMP)
	TRACEPAPER_KILLS=200 pytest --dist=worksteal tests/crash/test_kills*.py
	pytest -m soak

bench: $(TEST_STAMP)
	PYTHONPATH=tests python -m benchmarks

# The pages in docs/methods, from the calculations and their worked examples.
methods: $(TEST_STAMP)
	PYTHONPATH=tests python -m published.methods

# Pins in pyproject.toml to the locks; needs uv.
lock:
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		pyproject.toml --extra build --output-file requirements.lock
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		--constraints requirements.lock pyproject.toml --extra build --extra test --output-file requirements-test.lock

# Working builds only: editions are records, and leave by `tracepaper expire`.
clean:
	rm -rf data/processed .snakemake
	find reports -mindepth 2 -maxdepth 2 ! -name editions ! -name drafts ! -name unregistered -exec rm -rf {} + 2>/dev/null || true

$(ENVIRONMENT)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "tracepaper needs Python 3.11 or later: call make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(ENVIRONMENT) || \
		{ echo "Python has no venv module here: on Debian, apt-get install python3-venv"; rm -rf $(ENVIRONMENT); exit 1; }

$(RUN_STAMP): $(ENVIRONMENT)/bin/python
	@echo "Installing the pinned packages into $(ENVIRONMENT) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(ENVIRONMENT)/run-* $(ENVIRONMENT)/test-*
	@touch $@

$(TEST_STAMP): $(RUN_STAMP)
	@echo "Installing the pinned test packages into $(ENVIRONMENT) ..."
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@rm -f $(ENVIRONMENT)/test-*
	@touch $@
