# `make help` lists what there is. Everything that needs the environments makes them first; see tools/setup.sh.

.PHONY: help reader setup chat run test test-talk test-rest quick quick-talk quick-rest lint bench soak lock clean ours
.DEFAULT_GOAL := help
BIN := .venv/bin
export UV_SYSTEM_CERTS ?= 1
COMPILE := $(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet $(UPGRADE)
QUICK = $(BIN)/pytest -m 'quick and not hypothesis and not soak' $(ARGS)
LOCKS := requirements/bootstrap.lock requirements/dev.lock requirements/runtime.lock nlu/rasa/rasa.lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

setup: ## make the environments and train the language model (chat, run, test and bench do it themselves)
	@tools/setup.sh

ours:
	@tools/setup.sh ours

chat: setup ## talk to the demo clinic in the terminal; ARGS='--clinic FILE' for another
	@$(BIN)/docspot chat $(ARGS)

run: setup ## the whole service in one process tree; ARGS='--polling' for Telegram without a public address
	@$(BIN)/docspot run $(ARGS)

test: setup ## the tests, two halves side by side; ARGS='tests/bot -k book' for some of them
ifdef ARGS
	$(BIN)/pytest -m 'not soak' $(ARGS)
else
	@$(MAKE) --no-print-directory -j2 test-talk test-rest
endif

test-talk:
	$(BIN)/pytest -m 'not soak' tests/bot tests/clinic tests/scheduler

test-rest:
	$(BIN)/pytest -m 'not soak' tests --ignore tests/bot --ignore tests/clinic --ignore tests/scheduler

quick: ours ## the tests without Rasa, PostgreSQL, processes, talk through a database and generated cases; ARGS='-k book' for some of them
	@$(MAKE) --no-print-directory -j2 -O quick-talk quick-rest

quick-talk:
	$(QUICK) tests/bot tests/nlu tests/webhooks

quick-rest:
	$(QUICK) tests --ignore tests/bot --ignore tests/nlu --ignore tests/webhooks

soak: setup ## the long tests
	$(BIN)/pytest -m soak $(ARGS)

lint: ours ## ruff, mypy, the import rules, and that the locks name no addresses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! grep -nE '://|^ *-[a-z]|^ *--[^h]' $(LOCKS) || { echo 'A lock holds pins and hashes only: see the lines above.' >&2; false; }

bench: setup ## the measurements, each module of bench/ in turn
	@set -e; for file in bench/[a-z]*.py; do $(BIN)/python -m "bench.$$(basename "$$file" .py)" $(ARGS); done

reader: setup ## teach the reader of acts anew (an hour; needs PyTorch); ARGS=--judge keeps turns back to judge by
	@tools/teach.sh $(ARGS)

lock: ours ## pin again after a change of requirements/*.in or nlu/rasa/rasa.in; UPGRADE=--upgrade for newer versions
	$(COMPILE) requirements/runtime.in -o requirements/runtime.lock
	$(COMPILE) requirements/dev.in -c requirements/runtime.lock -o requirements/dev.lock
	$(COMPILE) requirements/bootstrap.in -c requirements/dev.lock -o requirements/bootstrap.lock
	$(COMPILE) nlu/rasa/rasa.in --override nlu/rasa/overrides.txt -o nlu/rasa/rasa.lock

clean: ## remove environments, caches and the trained model; the database in var/ stays
	rm -rf .venv nlu/rasa/.venv var/nlu .rasa docspot.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
