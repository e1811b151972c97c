# The doors of this repository. The two that a newcomer needs are `make run` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Outside the clone, so that a fresh clone (CI) and this one share what is already compiled.
export CARGO_TARGET_DIR ?= $(or $(PESIAR_TARGET),$(HOME)/.cache/pesiar/target)

# Not the bindings: they are types only, and every Rust test run writes them anew.
UI_SOURCES := $(shell find ui -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*' -not -path 'ui/dist-console/*' -not -path '*/paraglide/*' \
	-not -path 'ui/src/bindings/*' -not -path 'ui/project.inlang/.*' -not -path 'ui/project.inlang/README.md')

.PHONY: help run test check e2e sim plant faults fuzz bench package ui install

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: ## installs what is missing, builds, opens the app on a practice village
	@bash .ci/road

test: ## installs what is missing, then everything CI runs; closes with `N passed, N failed`
	@bash .ci/test

check: ui ## formatting, lints, types, house rules, licences, generated files
	@bash .ci/check

e2e: ui ## the scenarios in the real window, on a virtual screen
	cargo build --locked --workspace --all-targets
	@bash .ci/rust-tests --workspace e2e::

sim: ui ## the protocol under every fault: SEEDS=2000 FROM=0; EVENTS=40 says how many are printed with a failure
	cargo build --locked --workspace --all-targets
	PESIAR_SIM_SEEDS=$(or $(SEEDS),2000) PESIAR_SIM_FROM=$(or $(FROM),0) PESIAR_SIM_EVENTS=$(or $(EVENTS),40) \
	cargo test --quiet --locked --workspace --test pesiar simulation::run::every_promise -- --nocapture

plant: ui ## puts a bug into the tree for one run of the simulator, which must notice: NAME=.., LIST or ALL
	cargo run --quiet --locked -p xtask -- plant $(or $(NAME),LIST)

faults: ui ## the faults in their long versions: power cuts, full disks, kills; SEED=n repeats a run, LONG=20 does a fifth of it
	cargo build --locked --workspace --all-targets
	@export PESIAR_FAULTS_LONG=$${LONG:-100} PESIAR_SEED=$${SEED:-$$(date +%s)}; echo "PESIAR_SEED=$$PESIAR_SEED"; bash .ci/rust-tests --workspace faults::

fuzz: ## every decoder fuzzed for T seconds each (T=60); needs a C++ compiler, no nightly and no cargo-fuzz
	@bash .ci/fuzz $${T:-60}

bench: ui ## the budgets, measured in release
	cargo build --release --locked -p pesiar -p pesiar-bench -p pesiar-server
	WEBKIT_DISABLE_DMABUF_RENDERER=1 "$$CARGO_TARGET_DIR/release/pesiar-bench"

package: ui ## the installer for Debian, in release; the one for Windows is made by the same command there
	cargo build --release --locked -p pesiar -p pesiar-bench -p pesiar-server
	cd src-tauri && npm exec --yes --package=@tauri-apps/cli@2.12.5 -- tauri bundle --bundles deb
	@echo "The package is in $$CARGO_TARGET_DIR/release/bundle/deb"

install:
	@bash .ci/install

# The pages are embedded in the app and in the server, so they are built before any cargo command that compiles it.
ui: ui/dist/index.html ui/dist-console/console.html

ui/dist/index.html ui/dist-console/console.html &: ui/node_modules/.package-lock.json $(UI_SOURCES)
	npm --prefix ui run --silent build
	@touch ui/dist/index.html ui/dist-console/console.html

ui/node_modules/.package-lock.json: ui/package-lock.json
	npm --prefix ui ci --no-audit --no-fund
	@touch $@
