# `make demo` starts the whole product on this machine; `make test` checks what CI checks.
# Needs make and Python 3.11 or newer with venv; everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv/bin/python
INSTALL = @$(VENV) -m pip install -qq --disable-pip-version-check --no-input \
	--require-hashes --no-deps --only-binary :all: -r $(1) || \
	{ echo "$(1) could not be installed (this once, a network is needed)."; exit 1; }

# One empty file per installed lock, named by the lock's content: nothing is installed twice.
stamp = .venv/$(1)-$(shell cksum < requirements/$(1).txt | tr -d ' ')
DEV := $(call stamp,dev)
DEMO := $(or $(wildcard $(DEV)),$(call stamp,demo))

.PHONY: demo demo-reset test lint types layers browser pytest screenshots lock venv
.PHONY: screening-report bench-screening chaos bench-lateness
.NOTPARALLEL:

demo: $(DEMO)
	@$(VENV) -m hachinohe_line.demo

demo-reset:
	@$(or $(wildcard $(VENV)),$(PYTHON)) -m hachinohe_line.demo reset

test: lint types layers browser pytest

lint: $(DEV)
	@echo "== lint =="
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .

# mypy's Django plugin reads the settings, which refuse to be read without these.
types: export STAGE = test
types: export SECRET_KEY = types
types: export FACTOR_KEYS = types
types: export DATABASE_URL = postgresql:///types
types: export REDIS_URL = redis://localhost
types: export LINE_CHANNEL_ACCESS_TOKEN = types
types: $(DEV)
	@echo "== types =="
	@$(VENV) -m mypy .

layers: $(DEV)
	@echo "== layers =="
	@$(VENV) .venv/bin/lint-imports

browser:
	@echo "== browser =="
	@tests/browser/install_chromium.sh

pytest: $(DEV)
	@echo "== pytest =="
	@$(VENV) -m pytest -n auto --maxprocesses 4 --dist worksteal

# One picture per page, role and width, in screenshots/ (which git ignores).
screenshots: browser $(DEV)
	@$(VENV) -m pytest -q tests/browser/screenshots.py

# What screening finds and where it is wrong, over the notices in tests/posts/screening/corpus/.
screening-report: $(DEV)
	@$(VENV) -m tests.posts.screening.report

bench-screening: $(DEV)
	@$(VENV) -m bench.screening

# Sends while workers, beat, both servers and the stand-in are killed. CHAOS_SEED, CHAOS_SENDS.
chaos: $(DEV)
	@$(VENV) -m tests.crashes.chaos

bench-lateness: $(DEV)
	@$(VENV) -m bench.lateness

venv: $(DEV)

.venv/dev-%: | .venv/made
	@echo "Installing requirements/dev.txt into .venv"
	@rm -f .venv/dev-* .venv/demo-*
	$(call INSTALL,requirements/dev.txt)
	@$(VENV) -c 'import sysconfig, pathlib; pathlib.Path(sysconfig.get_path("purelib"), "project.pth").write_text("../../../..\n")'
	@touch $@

.venv/demo-%: | .venv/made
	@echo "Installing requirements/demo.txt into .venv (once; about half a minute)"
	@rm -f .venv/dev-* .venv/demo-*
	$(call INSTALL,requirements/demo.txt)
	@touch $@

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed ($(PYTHON) is not). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

# Keeps the pinned versions that still fit; `make lock UPGRADE=--upgrade` takes the newest.
UPGRADE ?=
COMPILE := build/lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml

lock:
	@$(PYTHON) -m venv --clear build/lock
	@build/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(COMPILE) -o requirements/base.txt
	@$(COMPILE) --extra demo -o requirements/demo.txt
	@$(COMPILE) --extra demo --extra dev -o requirements/dev.txt
