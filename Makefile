# make serve and make test need only make and Python 3.11 or newer; the rest is installed into .venv from the locks.
#
#   make serve [PORT=8000]   load the bundled records into a fresh store, serve the API and the pages
#   make test                the whole test suite, with coverage
#   make check               linters, types, import directions, then the tests: what a change must pass
#   make setup               the environment, without running anything
#   make bench               the measured goals (speed, memory)
#   make lock                renew both lock files (needs uv; ARGS=--upgrade takes newer versions)
#   make clean               remove what the other targets made, except stores
#
# PYTHON=/path/to/python chooses the interpreter.

PYTHON ?=
PORT ?= 8000
UV ?= uv
NHIPCAU_STORE ?= nhipcau.db
export PYTHON NHIPCAU_STORE

BIN = .venv/bin

.PHONY: setup serve test lint check bench lock clean
.NOTPARALLEL:

setup:
	@sh scripts/setup.sh dev

# The marker file tells a store whose first load was interrupted; loading again is harmless.
serve:
	@sh scripts/setup.sh run
	@case "$$NHIPCAU_STORE" in \
	*://*) ;; \
	*) if [ ! -e "$$NHIPCAU_STORE" ] || [ -e "$$NHIPCAU_STORE.loading" ]; then \
	     : > "$$NHIPCAU_STORE.loading" && $(BIN)/nhipcau load border-diplomacy && rm -f "$$NHIPCAU_STORE.loading"; \
	   fi ;; \
	esac
	@exec $(BIN)/nhipcau serve --port $(PORT)

test: setup
	@$(BIN)/python -m pytest --cov $(ARGS)

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/interrogate --quiet tests || { $(BIN)/interrogate -v tests; exit 1; }

check: lint test

bench: setup
	@$(BIN)/python -m benchmarks.ready
	@$(BIN)/python -m benchmarks.scale $(ARGS)

COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" --group build $(ARGS)

lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: 'pip install uv', or name it with UV=/path/to/uv" >&2; exit 1; }
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv .coverage .coverage.* htmlcov dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find schema graph loaders visualizations api tests -name __pycache__ -type d -prune -exec rm -rf {} +
