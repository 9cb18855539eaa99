# Needs make and Python 3.11 or later with its venv module; everything else is installed into .venv.
# Every path is relative, so that the clone may lie in a folder with a space in its name.

PYTHON ?= python3
PORT ?= 8001
DB ?= db/attribution.db
FLOORS ?= tests/evaluation/floors.toml

BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
BENCH := .venv-bench/.installed

.PHONY: help demo test test-next faults lint screenshot clean fit quality bench fuzz
.DEFAULT_GOAL := help

help:
	@echo "make demo        ingest seeds/ and browse who said what on http://127.0.0.1:$(PORT)"
	@echo "make test        lint, types and every test"
	@echo "make test-next   the pages once more, with the coming Datasette 1.0"
	@echo "make faults      runs killed at 200 random moments, without room for files and on a full disk (as root)"
	@echo "make lint        ruff and mypy alone"
	@echo "make screenshot  take the picture in the README again"
	@echo "make quality     the evaluation on GOLD=\"a.jsonl b.jsonl\"; fails below the figures of $(FLOORS)"
	@echo "make fit         the weight tables anew, from GOLD=\"a.jsonl b.jsonl\" (files that annotate chains: NESTS=part-of-name), gold/en and gold/chains.jsonl"
	@echo "make bench       speed beside spaCy, memory and growth; on GOLD=\"a.jsonl\", or on articles of the project's own"
	@echo "make fuzz        what nobody would write: 10,000 examples a property, then ten minutes of bytes made up for the readers"
	@echo "make clean       remove what these commands made, the database excepted"

demo: $(RUNTIME)
	@$(BIN)/attribution ingest seeds --db "$(DB)"
	@echo
	@echo "Browse who said what: http://127.0.0.1:$(PORT)/   (Ctrl-C stops)"
	@echo
	@$(BIN)/attribution serve --db "$(DB)" --port $(PORT)

# A file's tests share what they have set up, so a file stays with one process.
test: lint
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test-next:
	@test -x .venv-next/bin/pip || $(PYTHON) -m venv --clear .venv-next
	@.venv-next/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@.venv-next/bin/python -m pip install --quiet --editable '.[fit,formats]' --group dev 'datasette==1.0a41'
	@.venv-next/bin/python -m pytest tests/web tests/test_serving.py

faults: $(DEV)
	@ATTRIBUTION_FAULTS=200 $(BIN)/python -m pytest tests/faults -rs

lint: $(DEV)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy

screenshot: $(DEV)
	@$(BIN)/python -m tests.web.screenshot

# Every file is measured, also after one that fails.
quality: $(RUNTIME)
	@test -n "$(GOLD)" || { echo "make quality: name the gold files: make quality GOLD=\"a.jsonl b.jsonl\""; exit 2; }
	@failed=0; \
	for gold in $(GOLD); do \
	    echo "$$gold"; "$(BIN)/attribution" evaluate "$$gold" --floors "$(FLOORS)" || failed=1; echo; \
	done; \
	exit $$failed

fit: $(DEV)
	@test -n "$(GOLD)" || { echo "make fit: name the gold files: make fit GOLD=\"a.jsonl b.jsonl\""; exit 2; }
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m attribution.fitting $(GOLD) gold/en gold/chains.jsonl $(if $(NESTS),--nests $(NESTS))

bench: $(BENCH)
	@.venv-bench/bin/python -m benchmarks.speed $(GOLD)
	@echo
	@.venv-bench/bin/python -m benchmarks.memory $(or $(GOLD),seeds)
	@echo
	@.venv-bench/bin/python -m benchmarks.growth

# atheris ships wheels for some Pythons alone, and only this needs it.
fuzz: $(DEV)
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/fuzz
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/reading -k "any or every"
	@$(BIN)/python -m pip install --quiet --group fuzz
	@$(BIN)/python -m tests.fuzz.readers

clean:
	rm -rf .venv .venv-next .venv-bench artefacts build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv that a failed start left without pip is made anew.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, and $(PYTHON) is " + sys.version.split()[0] + ": make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv --clear .venv || \
	    { rm -rf .venv; echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(RUNTIME): pyproject.toml | $(BIN)/pip
	@echo "Installing into .venv …"
	@$(BIN)/python -m pip install --quiet --editable '.[formats]'
	@touch $@

# pip knows dependency groups since 25.1, and a fresh Debian has an older one.
$(DEV): pyproject.toml $(RUNTIME) | $(BIN)/pip
	@echo "Installing what the tests need into .venv …"
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable '.[fit,formats]' --group dev
	@touch $@

# spaCy and its model are large, and only measured beside: no other command needs them.
$(BENCH): pyproject.toml
	@test -x .venv-bench/bin/pip || $(PYTHON) -m venv --clear .venv-bench
	@echo "Installing spaCy and its small English model into .venv-bench …"
	@.venv-bench/bin/python -m pip install --quiet --editable '.[bench]'
	@touch $@
