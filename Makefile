# The whole of Sluice from one place. `make` alone lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
JOBS ?= $(shell nproc)
# Debug information is a tenth of the time that a build takes.
RELEASE := -c release -debug-info-format none
SWIFT_TEST := swift test $(RELEASE) --disable-xctest --disable-testable-imports
SLUICE := .build/release/sluice
BENCH := .build/release/sluice-bench

.PHONY: help setup build quickstart notebooks test-notebooks onnx crate look test own-package soak bench bench-peers lint docs expected verify published golden dist try-dist clean

help: ## List the goals
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what the build needs (GSL, zlib, pkg-config) where it is missing
	@command -v swift > /dev/null || { echo "Swift 6.2 or newer is needed: https://www.swift.org/install"; exit 1; }
	@if pkg-config --exists gsl zlib 2> /dev/null; then :; \
	elif command -v apt-get > /dev/null; then \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgsl-dev zlib1g-dev pkg-config; \
	else \
	  echo "The GNU Scientific Library and zlib are needed, with their headers, and pkg-config:"; \
	  echo "  Fedora: dnf install gsl-devel zlib-devel pkgconf     Arch: pacman -S gsl zlib pkgconf     macOS: brew install gsl pkg-config"; \
	  exit 1; \
	fi

build: setup ## Build the command in release mode
	@swift build $(RELEASE) --product sluice

quickstart: build ## Compare three gate policies on weekly chickenpox counts
	$(SLUICE) run Experiments/quickstart/experiment.yaml --jobs $(JOBS)
	$(SLUICE) compare results/quickstart

RESULTS ?= results/quickstart
PYTHON ?= python3
# What the notebooks' packages need; Debian keeps ensurepip apart, in python3-venv.
SUITABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))

notebooks: .venv/ready ## Draw the tables of RESULTS="results/a results/b" (results/quickstart): results/notebooks/*/*.html, SVG and PDF
	@.venv/bin/python Notebooks/draw.py $(RESULTS)

test-notebooks: build .venv/ready ## Draw small results with every notebook, and check figures and pages
	@.venv/bin/python Notebooks/test_notebooks.py --sluice $(SLUICE)

# The virtual environment $(1) with the packages of the file $(2), for $(3).
define environment
	@$(PYTHON) -c '$(SUITABLE)' 2> /dev/null || ! command -v apt-get > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv; }
	@$(PYTHON) -c '$(SUITABLE)' 2> /dev/null && $(PYTHON) -m venv --clear $(1) || { \
	  echo "$(3) need Python 3.11 or newer with venv; name another interpreter with PYTHON=, such as PYTHON=python3.12"; exit 1; }
	$(1)/bin/pip install --quiet --disable-pip-version-check -r $(2)
	@touch $(1)/ready
endef

.venv/ready: Notebooks/requirements.txt
	$(call environment,.venv,$<,The notebooks)

.venv-onnx/ready: Notebooks/requirements-onnx.txt
	$(call environment,.venv-onnx,$<,ONNX models)

.venv-peers/ready: Experiments/benchmarks/requirements.txt
	$(call environment,.venv-peers,$<,The peers)

.venv-look/ready: Tests/CommandTests/Pages/requirements.txt
	$(call environment,.venv-look,$<,The rules for pages)

.venv-crate/ready: Tests/CommandTests/Crate/requirements.txt
	$(call environment,.venv-crate,$<,The crate's validator)

onnx: build .venv-onnx/ready ## Hold ONNX models of saved weights against Sluice and PyTorch, in ONNX Runtime
	@.venv-onnx/bin/python Notebooks/test_weights_to_onnx.py --sluice $(SLUICE)

crate: build .venv-crate/ready ## Hold a results folder's ro-crate-metadata.json against the profile Process Run Crate 0.5
	$(SWIFT_TEST) --filter CrateTests

look: build .venv-look/ready ## Take pictures of the pages of shipped experiments, at three widths, light and dark, and hold them against axe-core: results/look
	@PYTHON=$(abspath .venv-look/bin/python) Tests/CommandTests/Pages/look $(SLUICE)

test: setup ## Run every test
	$(SWIFT_TEST)
	@Tests/OwnPackage/check.sh .build/release/OwnPackage

own-package: setup ## Build Tests/OwnPackage as a package apart, run its tests, and the command with its kinds
	@Tests/OwnPackage/check.sh

# The program $(1), which the Debian packages $(2) bring.
define tool
	@command -v $(1) > /dev/null || { \
	  command -v apt-get > /dev/null || { echo "$(1) is needed"; exit 1; }; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2); }
endef

soak: build ## Run all experiments whole and on other processors, mutate files, then kill, starve and crowd the command (SOAK=--quick: a tenth of the strikes)
	SLUICE_EXPERIMENTS=whole $(SWIFT_TEST) --filter ExperimentTests
	SLUICE_MUTATIONS=100000 $(SWIFT_TEST) --filter MutationTests
	SLUICE_WHOLE_PRODUCT=1 $(SWIFT_TEST) --filter CellProductTests
	$(call tool,qemu-aarch64,qemu-user)
	$(call tool,aarch64-linux-gnu-gcc,gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
	$(SWIFT_TEST) --filter 'CrossProcessorTests|CrossCompiledTests'
	@$(MAKE) --no-print-directory own-package
	SLUICE_FUZZ=whole $(SWIFT_TEST) --filter FuzzTests
	@$(MAKE) --no-print-directory onnx test-notebooks
	$(call tool,strace,strace)
	$(call tool,slurmctld,slurm-wlm munge)
	@$(PYTHON) Tests/Reliability/soak.py --sluice $(SLUICE) $(SOAK)

bench: build ## Measure every part on this machine, 5 to 15 minutes: tables, and bench.csv
	@swift build $(RELEASE) --product sluice-bench
	@rm -f bench.csv
	@for bench in shapes widths features kernels policies random scaling telemetry checkpoints "runner --command $(SLUICE)"; do \
	  $(BENCH) $$bench --csv bench.csv || exit 1; \
	done

bench-peers: build .venv-peers/ready ## Measure PyTorch, JAX and ONNX Runtime beside it, about 25 minutes: bench-peers.csv
	@swift build $(RELEASE) --product sluice-bench
	@.venv-peers/bin/python Experiments/benchmarks/compare.py --sluice .build/release --csv bench-peers.csv

lint: ## Check the formatting of every Swift file, and that notebooks are kept without outputs
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	@$(PYTHON) Notebooks/check_notebooks.py

# The site begins with the guides, where DocC would begin with a list of modules by alphabet.
TO_GUIDES := <!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/documentation/sluice/"><title>Sluice</title>

docs: build ## Build the documentation of all modules into .build/docs, and check every link in it
	@swift build $(RELEASE) --target SluiceTesting
	@rm -rf .build/docs .build/symbols .build/archives .build/catalogs && mkdir -p .build/archives .build/catalogs
	@cp -r Sources/Sluice/Sluice.docc .build/catalogs && $(SLUICE) reference .build/catalogs/Sluice.docc
	@target=$$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)",/\1/p' | head -1); \
	maps=$$(printf ' -Xcc -fmodule-map-file=%s' Sources/*/module.modulemap .build/release/*.build/module.modulemap \
	  .build/checkouts/*/Sources/*/include/module.modulemap); \
	catalogs=$$(ls -d Sources/*/*.docc | grep -v '^Sources/Sluice/'); links=--enable-experimental-external-link-support; \
	for catalog in $$catalogs .build/catalogs/Sluice.docc; do \
	  module=$$(basename $$catalog .docc) && mkdir -p .build/symbols/$$module && \
	  if [ $$module = Sluice ]; then links="$$links $$(printf ' --dependency %s' .build/archives/*.doccarchive)"; fi; \
	  swift symbolgraph-extract -module-name $$module -target $$target -I .build/release/Modules $$maps -minimum-access-level public \
	    -skip-inherited-docs -output-dir .build/symbols/$$module > /dev/null && \
	  docc convert $$catalog --additional-symbol-graph-dir .build/symbols/$$module --warnings-as-errors \
	    --fallback-display-name $$module --fallback-bundle-identifier sluice.$$module $$links \
	    --output-path .build/archives/$$module.doccarchive || exit 1; \
	done
	@docc merge .build/archives/*.doccarchive --synthesized-landing-page-name Sluice --output-path .build/docs
	@echo '$(TO_GUIDES)' | tee .build/docs/index.html > .build/docs/documentation/index.html
	@echo "Read it: $(PYTHON) -m http.server -d .build/docs, then http://localhost:8000"

expected: build ## Write the expected tables of the experiments anew
	@Experiments/regenerate

verify: build ## Run every shipped experiment in part and verify it: a table (VERIFY=--whole: all runs)
	@Experiments/verify --sluice $(SLUICE) $(VERIFY)

published: build ## Run the experiments after published tables, about two hours of processor time; stopped, it goes on
	@Experiments/published/reproduce

golden: setup ## Write the digests of new entries, or of all under a new version of the numerics
	SLUICE_RECORD_GOLDEN=1 $(SWIFT_TEST) --filter 'ExperimentTests|GoldenValueTests'

.venv-dist/ready: Sources/Distribution/Python/requirements.txt
	$(call environment,.venv-dist,$<,Wheels)

dist: setup .venv-dist/ready ## Make a tarball, a Debian package and a Python wheel of the command, for machines without Swift: dist/
	$(call tool,readelf,binutils)
	@[ -f $$(dirname $$(gcc -print-libgcc-file-name))/../11/libstdc++.a ] || ! command -v apt-get > /dev/null || \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libstdc++-11-dev || \
	  echo "Without the libraries of GCC 11 the command needs a newer glibc"
	@Sources/Distribution/make-dist

try-dist: .venv-dist/ready ## Install what is in dist/ on bare Debians without Swift or GSL, and run the quickstart there
	@Tests/Distribution/bare-machines

clean: ## Delete build products, packages and Python environments
	rm -rf .build .venv .venv-onnx .venv-peers .venv-look .venv-dist dist
