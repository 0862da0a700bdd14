# The whole of Sluice from one place. `make` alone lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
JOBS ?= $(shell nproc)
SWIFT_TEST := swift test -c release --disable-xctest --disable-testable-imports
SLUICE := .build/release/sluice

.PHONY: help setup build quickstart notebooks test own-policy soak lint expected clean

help: ## List the goals
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what the build needs (GSL, pkg-config) where it is missing
	@command -v swift > /dev/null || { echo "Swift 6.2 or newer is needed: https://www.swift.org/install"; exit 1; }
	@if pkg-config --exists gsl 2> /dev/null; then :; \
	elif command -v apt-get > /dev/null; then \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgsl-dev pkg-config; \
	else \
	  echo "The GNU Scientific Library is needed, with its headers, and pkg-config:"; \
	  echo "  Fedora: dnf install gsl-devel pkgconf     Arch: pacman -S gsl pkgconf     macOS: brew install gsl pkg-config"; \
	  exit 1; \
	fi

build: setup ## Build the command in release mode
	@swift build -c release --product sluice

quickstart: build ## Compare three gate policies on weekly chickenpox counts
	$(SLUICE) run Experiments/quickstart/experiment.yaml --jobs $(JOBS)
	$(SLUICE) compare results/quickstart

RESULTS ?= results/quickstart
PYTHON ?= python3

notebooks: .venv/ready ## Execute the notebooks on RESULTS (results/quickstart): results/notebooks/*.ipynb and .html
	@[ -f $(RESULTS)/runs.csv ] || { echo "$(RESULTS) holds no results: run \`make quickstart\` first, or name a folder with RESULTS="; exit 1; }
	@mkdir -p results/notebooks
	@for notebook in Notebooks/*.ipynb; do \
	  name=$$(basename $$notebook .ipynb); \
	  .venv/bin/papermill --kernel python3 --no-progress-bar --log-level ERROR \
	    -p results $(abspath $(RESULTS)) $$notebook results/notebooks/$$name.ipynb && \
	  .venv/bin/jupyter nbconvert --to html --log-level ERROR results/notebooks/$$name.ipynb && \
	  echo "results/notebooks/$$name.html" || exit 1; \
	done

.venv/ready: Notebooks/requirements.txt
	@$(PYTHON) -m venv .venv || { echo "Python 3.11 or newer with venv is needed (apt-get install python3-venv)"; exit 1; }
	.venv/bin/pip install --quiet --disable-pip-version-check -r Notebooks/requirements.txt
	@touch .venv/ready

test: setup ## Run every test
	$(SWIFT_TEST)
	@$(MAKE) --no-print-directory own-policy

own-policy: setup ## Build a package with a gate policy of its own, and run the command with it
	@Tests/OwnPolicy/check.sh

soak: build ## Kill, starve and crowd the command at every turn, about 10 minutes (SOAK=--quick: one)
	@command -v strace > /dev/null || { \
	  command -v apt-get > /dev/null || { echo "strace is needed"; exit 1; }; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace; }
	@$(PYTHON) Tests/Reliability/soak.py --sluice $(SLUICE) $(SOAK)

lint: ## Check the formatting of every Swift file
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

expected: build ## Write the expected tables of the experiments anew
	@Experiments/regenerate

clean: ## Delete build products and notebooks' environment
	rm -rf .build .venv
