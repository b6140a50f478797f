# Every task of this project. Paths are relative, so the folder may have any name; nothing here needs root.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
export PORT
# What was compiled once is kept, whatever the surroundings say: a start of Python takes a third of the time.
export PYTHONDONTWRITEBYTECODE :=

RUN := .venv/bin/python
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
# Tools that read the code open no connection: these values keep settings from starting servers for them.
UNCONNECTED := DATABASE_URL=postgresql://nobody@127.0.0.1:1/nothing REDIS_URL=redis://127.0.0.1:1/0 \
	SECRET_KEY=unused FIELD_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile
AT_ONCE := --no-print-directory --jobs 2 --output-sync=target
CHECKS := check-types check-style check-imports check-templates check-statements check-migrations check-tests
LINT_IMPORTS := from importlinter.cli import lint_imports_command; lint_imports_command()

.DEFAULT_GOAL := help
.PHONY: help setup portal browser demo test explore check $(CHECKS) format bench lock

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## Install everything into this folder; safe to repeat.
	@$(MAKE) $(AT_ONCE) portal browser

# What serving needs; the browser is for tests.
portal: .venv/installed node_modules/installed $(CATALOGUES)

demo: portal ## Fill a small agency with invented people and serve it at PORT (8000 unless told).
	$(RUN) manage.py demo

test: check ## Check everything, then run the tests, the same each time; ARGS go to pytest.
	$(RUN) -m pytest $(SIDE_BY_SIDE) --randomly-seed=20231201 $(ARGS)

explore: setup ## The tests in another order and with other examples of each property.
	HYPOTHESIS_PROFILE=explore $(RUN) -m pytest $(SIDE_BY_SIDE) $(ARGS)

check: setup ## Look at the code without running it: format, lint, types, imports, templates, SQL, migrations.
	@$(MAKE) $(AT_ONCE) $(CHECKS)

check-style:
	@echo "format and lint" && $(RUN) -m ruff format --check --quiet . && $(RUN) -m ruff check --quiet .

check-types:
	@echo "types" && $(UNCONNECTED) $(RUN) -m mypy

check-imports:
	@echo "imports" && $(UNCONNECTED) $(RUN) -c "$(LINT_IMPORTS)" --no-logo

check-templates:
	@echo "templates" && $(RUN) -m djlint --lint --quiet templates

check-statements:
	@echo "SQL" && $(RUN) -W ignore::UserWarning -m sqlfluff lint --disable-progress-bar --processes 0 \
		siadmin enrollment funds contributions benefits

check-migrations:
	@echo "migrations" && $(UNCONNECTED) $(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

# Whoever collects the tests first compiles them for the processes that run them side by side.
check-tests:
	@echo "tests" && DATABASE_OWNER_URL=postgresql://owner@127.0.0.1:1/nothing $(UNCONNECTED) $(RUN) -m pytest --collect-only --quiet --quiet > /dev/null

format: setup ## Bring the Python code into its one format.
	$(RUN) -m ruff check --quiet --fix-only .
	$(RUN) -m ruff format --quiet .

bench: setup ## Measure a month for many people; ARGS go to the bench (assessment unless told).
	$(RUN) -m bench $(or $(ARGS),assessment)

lock: .venv/installed ## Write requirements.lock anew from pyproject.toml.
	$(RUN) -m piptools compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --all-extras \
		--no-header -o requirements.lock pyproject.toml

.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(RUN) || $(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

node_modules/installed: package-lock.json
	@command -v npm > /dev/null || { echo "npm is needed for the front-end: install Node.js 18 or later"; exit 1; }
	npm ci --no-audit --no-fund --no-update-notifier
	@touch $@

%.mo: %.po .venv/installed
	$(RUN) -c 'import sys; from babel.messages.frontend import main; sys.exit(main())' \
		--quiet compile --domain django --input-file $< --output-file $@

# The browser tests drive Chromium and look at Chinese text; everything else works without either.
browser:
	@missing=""; \
	command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null \
		|| missing="chromium"; \
	fc-list :lang=zh 2> /dev/null | grep -q . || missing="$$missing fonts-noto-cjk"; \
	test -z "$$missing" && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "Installing $$missing"; \
		apt-get -qq update > /dev/null \
			&& DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing > /dev/null \
			&& exit 0; \
	fi; \
	echo "Missing for the browser tests:" $$missing "(on Debian: apt-get install" $$missing", as root)"
