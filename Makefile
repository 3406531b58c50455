# make demo: the sample report, from nothing. make test: everything that must hold.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint outputs clean

demo: $(VENV)/.installed
	$(BIN)/stakegraph build --sample -o demo
	@echo
	@echo "Open demo/network.html in a browser; load demo/graph.ttl into a triple store,"
	@echo "demo/network.gexf into Gephi. To ask: $(BIN)/stakegraph partners demo/graph.ttl 世界银行"

test: lint
	$(BIN)/pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# What is committed with its outputs (the notebooks, the README's picture), made anew; the picture needs Chromium.
outputs: $(VENV)/.installed-dev
	$(BIN)/python tests/remaking.py

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 to 3.13 is needed; name one with make PYTHON=python3.12" if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) demo build dist
