# Each target sets up its own environment with the standard library's venv and pip.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CORE   := $(VENV)/.core
DEV    := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help demo test check corpus train bench evaluate readme gazetteer format clean

help: ## show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(CORE): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV): $(CORE) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

demo: $(CORE) ## code the six example reports and show the cards
	$(BIN)/attest demo

test: $(DEV) ## run the tests
	$(BIN)/python -m pytest

check: $(DEV) ## lint, types, import contracts, our own gold, the training corpus
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/gold/check.py
	$(BIN)/python -m training.check

corpus: $(DEV) ## check the training corpus and say what there is
	$(BIN)/python -m training.check --counts

bench: $(DEV) ## reports a second, memory, cold start, time a kilobyte
	$(BIN)/python benchmarks/bench.py

evaluate: $(DEV) ## score our own gold, and the development set where it is at hand
	$(BIN)/python benchmarks/accuracy.py

readme: $(DEV) ## bring the README's picture, card and accuracy table up to date
	$(BIN)/python tools/readme.py --accuracy

train: $(CORE) ## train the reader and put it into the package (MUC=folder with the MUC-4 files, SEED=0; goes on where it stopped)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	$(BIN)/python -m training.train --seed $(or $(SEED),0) --out build/reader-$(or $(SEED),0) $(if $(MUC),--muc $(MUC))
	$(BIN)/python -m training.export build/reader-$(or $(SEED),0)/model.pt $(if $(MUC),--muc-heads benchmarks/muc/heads.npz)

gazetteer: $(CORE) ## build the bundled gazetteer anew (DATA=folder with the GeoNames and UCDP files)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[gazetteer]"
	$(BIN)/python tools/build_gazetteer.py $(if $(DATA),--data $(DATA))

format: $(DEV) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
