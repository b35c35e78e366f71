# Everything runs in a virtual environment of its own, made when it is missing.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
READY = $(VENV)/.ready
OUTSIDE = $(VENV)/.outside

.PHONY: demo test pages check bench bench-letters help clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(READY): requirements.txt setup.cfg pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make virtual environments here: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## build the homecoming example
	@$(BIN)/bsdocs build examples/homecoming/deal.yaml -o out/homecoming

test: $(READY) ## run the tests
	@$(BIN)/pytest

$(OUTSIDE): requirements-outside.txt $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-outside.txt
	@touch $(OUTSIDE)

pages: $(OUTSIDE) ## let LibreOffice lay out what is made, mpxj read the Project file back, and try the extras
	@$(BIN)/pytest -m "pages or extra"

check: $(READY) ## format, lint, types, import floors, tests, library
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest --cov --cov-report=term --cov-fail-under=90
	@$(MAKE) --no-print-directory pages
	@$(BIN)/bsdocs clauses check

bench: $(READY) ## measure against the peers, side by side
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script; done

bench-letters: $(READY) ## measure bulk letters beside docxtpl, docx-mailmerge and the floor
	@$(BIN)/python bench/letters.py
	@$(BIN)/python bench/letters_many.py

clean: ## remove the environment and what was built
	@rm -rf $(VENV) out build dist *.egg-info
