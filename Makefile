# make demo: the sample report, from nothing. make test: everything that must hold.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The page's script is changed with Node; who does not change it needs none, since what it is bundled into is committed.
PAGE := graph/pages/templates/explorer/script
PAGE_TOOLS := $(PAGE)/node_modules/.package-lock.json
NODE_NEEDED := Node 20.19 or later, with npm
HAS_NODE := $(shell command -v npm >/dev/null 2>&1 && node -e 'const [a, b] = process.versions.node.split("."); process.exit(+(a * 100 + +b < 2019))' 2>/dev/null && echo yes)

.PHONY: demo test lint page check-page outputs clean

demo: $(VENV)/.installed
	$(BIN)/stakegraph build --sample -o demo
	@echo
	@echo "Open demo/network.html in a browser; load demo/graph.ttl into a triple store,"
	@echo "demo/network.gexf into Gephi. To ask: $(BIN)/stakegraph partners demo/graph.ttl 世界银行"

test: lint
	$(BIN)/pytest

lint: $(VENV)/.installed-dev check-page
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

ifdef HAS_NODE
page: $(PAGE_TOOLS)
	cd $(PAGE) && npm run --silent build

check-page: $(PAGE_TOOLS)
	cd $(PAGE) && npm run --silent check

$(PAGE_TOOLS): $(PAGE)/package.json $(PAGE)/package-lock.json
	cd $(PAGE) && npm ci --loglevel=error
	@touch $@
else
page:
	@echo "The page's script is bundled by $(NODE_NEEDED), which is not here." >&2; exit 1

check-page:
	@echo "Skipped: the checks of the page's script, for want of $(NODE_NEEDED)."; test -z "$$CI"
endif

# What is committed and made of something else (the notebooks' outputs, the page's script, the README's picture, which
# needs Chromium), made anew.
outputs: $(VENV)/.installed-dev
	$(MAKE) page
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
	rm -rf $(VENV) demo build dist $(PAGE)/node_modules
