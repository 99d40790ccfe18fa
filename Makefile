# The few commands people type. `make help` explains them.
.DEFAULT_GOAL := help
.PHONY: help serve trainer live build kit bundle handouts publish workshop desk check test soak bench lock clean

PORT ?= 8000
EDITION ?= learner
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# With a country pack (PACK=name) the same commands work on the course in that country's words.
LOCALSDG := $(BIN)/localsdg $(if $(PACK),--pack "$(PACK)")
DIST := dist$(if $(PACK),/$(PACK))
READY := $(VENV)/.ready
TESTING := $(VENV)/.ready-tests
PRINTING := $(VENV)/.ready-handouts
# Compiled modules are kept, whatever the shell says: else every command here compiles a thousand files first.
unexport PYTHONDONTWRITEBYTECODE

help: ## explain each command
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(READY) ## build the book, show it at http://127.0.0.1:8000 (another port: PORT=9000; a country pack: PACK=name), follow what is saved
	@$(LOCALSDG) serve --edition $(EDITION) --port $(PORT)

trainer: ## the same for the trainer's edition: with notes at the end of each lesson
	@$(MAKE) --no-print-directory serve EDITION=trainer

live: $(READY) ## the same with Python in the page: code exercises and notebooks without installing (50 MB more)
	@$(LOCALSDG) serve --edition $(EDITION) --live --port $(PORT)

build: $(READY) ## build the book into _build/html, only what changed
	@$(LOCALSDG) build --edition $(EDITION)

kit: $(READY) ## the learner's course for a USB stick, as a folder and a zip in dist (with live code: LIVE=1)
	@$(LOCALSDG) kit $(if $(LIVE),--live) $(DIST)

bundle: $(READY) ## the trainer's folder for a laptop without internet: workshop, trainer's book, Python packages; in dist
	@$(LOCALSDG) bundle $(DIST)

handouts: $(PRINTING) ## exercises, answer keys, cards and forms as PDF in dist/handouts (PAPER=letter: on Letter), slides in dist/slides
	@$(LOCALSDG) handouts --paper $(or $(PAPER),a4) $(DIST)/handouts
	@$(LOCALSDG) slides $(DIST)/slides

publish: $(READY) ## make the folder OUT for a web server (with live code: LIVE=1); publish.yml says whose it is
	@$(LOCALSDG) publish --edition $(EDITION) $(if $(LIVE),--live) $(or $(OUT),public)

workshop: build ## the course for a room: phones join by a code (from the local network: LAN=1; folder: DATA=workshop)
	@$(LOCALSDG) workshop $(if $(LAN),--lan) --data $(or $(DATA),workshop) --port $(if $(filter 8000,$(PORT)),8500,$(PORT))

desk: $(READY) ## grade a class in the browser, without further commands (course folder: COURSE=my-course)
	@$(BIN)/autograder desk $(if $(COURSE),--course "$(COURSE)") --port $(if $(filter 8000,$(PORT)),8600,$(PORT))

# Tests run side by side (tests/helpers/parallel.py says in how many processes).
PYTEST := $(BIN)/python -m pytest -n auto

check: $(TESTING) ## before each commit, in a minute: style, types, unit tests and the exercises that changed
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/python -m localsdg_build.page_types
	@$(PYTEST) --quiet --changed tests/unit tests/exercises $(ARGS)

test: $(TESTING) ## install what tests need and run them all (part of them: make test ARGS=tests/unit)
	@$(BIN)/python -m localsdg_build.test_tools
	@$(PYTEST) $(ARGS)

soak: $(TESTING) ## in full what make test tries samples of: every page and widget, odd answers, kills
	@$(BIN)/python -m localsdg_build.test_tools
	@LOCALSDG_SOAK=1 $(PYTEST) -m soak $(ARGS)

bench: $(TESTING) ## measure page weight, exercises, builds, grading (about 25 minutes, on a quiet computer)
	@$(BIN)/python -m localsdg_build.test_tools
	@$(BIN)/python benchmarks/run.py $(ARGS)

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header
LOCK_HERE := $(LOCK) --python-version 3.11

lock: $(READY) ## resolve requirements*.in into requirements*.txt, with hashes
	@$(LOCK_HERE) requirements.in -o requirements.txt
	@for more in mirror wheels; do $(LOCK) --python-version 3.12 --no-deps book/live/$$more.in -o book/live/$$more.txt || exit 1; done
	@$(LOCK_HERE) book/live/jupyterlite.in -o book/live/jupyterlite.txt
	@for more in test node uv handouts workshop; do $(LOCK_HERE) requirements-$$more.in -o requirements-$$more.txt || exit 1; done

clean: ## remove what was built (not .venv and .vendor)
	@rm -rf _build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(READY): requirements.txt requirements-uv.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This course needs Python 3.11 or newer. Found: `$(PYTHON) --version 2>&1`. Another one: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Installing Python packages into $(VENV) …"
	@$(PYTHON) src/localsdg_build/install.py $(VENV) requirements.txt --editable . $(if $(filter desk lock,$(MAKECMDGOALS)),,--book)
	@touch $@

$(PRINTING): $(READY) requirements-handouts.txt
	@echo "Installing what makes PDF …"
	@$(PYTHON) src/localsdg_build/install.py $(VENV) requirements-handouts.txt
	@touch $@

$(TESTING): $(PRINTING) requirements-test.txt
	@echo "Installing what the tests need …"
	@$(PYTHON) src/localsdg_build/install.py $(VENV) requirements-test.txt
	@touch $@
