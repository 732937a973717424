# Jointplan: make run builds the workbench and opens the sample. Everything that
# a fresh Debian lacks besides Go and make is installed by the first run.

SHELL     := /bin/bash
GO        ?= go
TAGS      := x11,migrated_fynedo
BUILD     := build
BINARY    := $(BUILD)/jointplan
SAMPLE    := $(BUILD)/sample.jointplan
BENCHTIME ?= 200ms
BENCH     ?= .
TESTFLAGS ?= -timeout 30m

# Tools are pinned here and stay out of go.mod.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FYNE        := fyne.io/tools/cmd/fyne@v1.7.4

# Builds do not ask git, which may be missing or distrust the owner of the files.
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

.DEFAULT_GOAL := help
.PHONY: help run build test torture bench screenshots guide-pictures lint fmt vet staticcheck setup setup-test package-linux icon clean

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build ## build, and open the sample; without a display do the main job without a window
	@test -e $(SAMPLE) || $(BINARY) sample $(SAMPLE)
	@if [[ -n "$$DISPLAY$$WAYLAND_DISPLAY" || "$$(uname)" == Darwin ]]; then \
		$(BINARY) $(SAMPLE); \
	else \
		scripts/headless.sh $(BINARY) $(BUILD)/headless; \
	fi

build: setup ## build the program into build/jointplan
	$(GO) build -tags $(TAGS) -o $(BINARY) ./cmd/jointplan

test: setup-test lint ## check the form of the code and run all tests
	$(GO) test $(TESTFLAGS) -tags $(TAGS) ./...

# PERCENT runs a part of it.
PERCENT ?= 100
# Every reader of files from elsewhere has a fuzz target.
FUZZ := storage:FuzzOpen storage:FuzzGate storage:FuzzMerge exchange/sealed:FuzzOpen exchange/mapfile:FuzzRead \
	exchange/geopackage:FuzzGeometry exchange/mbtiles:FuzzOpen exchange/chart:FuzzTile plan/geo:FuzzMend \
	plan/geo:FuzzParseCoordinate plan/symbol:FuzzParse plan/template:FuzzParse plan/basemap:FuzzLoad ui/grid:FuzzParseTable
TORTURE := JOINTPLAN_TORTURE=$(PERCENT) $(GO) test -count 1 -timeout 6h -tags $(TAGS)
torture: setup ## hostile files, kills, power cuts, failing calls, merges at random, fuzzing (hours; PERCENT=10: a tenth)
	$(TORTURE) -v ./storage/torture
	$(TORTURE) -v -run 'TestKilled|TestForgedLogs' ./storage ./exchange/sealed
	$(TORTURE) -run 'TestMergesInAnyOrder' ./storage -rapid.checks $$((5000*$(PERCENT)/100 + 1)) -rapid.steps 80
	@set -e; for target in $(FUZZ); do \
		$(TORTURE) -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $$((600*$(PERCENT)/100 + 1))s -fuzzminimizetime 10x "./$${target%:*}"; \
	done

bench: setup ## run all benchmarks, one package after the other
	@set -o pipefail; $(GO) test -p 1 -timeout 60m -tags $(TAGS) -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) -benchmem ./... \
		| grep -vE '^(ok|PASS|\?|goos|goarch|cpu)'

screenshots: build ## draw every view into build/screenshots, without a display
	@test -e $(SAMPLE) || $(BINARY) sample $(SAMPLE)
	$(BINARY) screenshots $(BUILD)/screenshots $(SAMPLE)

guide-pictures: build ## draw the pictures of the user's guide anew
	@test -e $(SAMPLE) || $(BINARY) sample $(SAMPLE)
	$(BINARY) screenshots --guide assets/guide $(SAMPLE)

lint: fmt vet staticcheck ## gofmt, go vet and staticcheck

fmt: setup
	@wrong=$$("$$($(GO) env GOROOT)/bin/gofmt" -l .); \
	if [[ -n "$$wrong" ]]; then echo "These files are not as gofmt writes them:"; echo "$$wrong"; exit 1; fi

vet: setup
	$(GO) vet -tags $(TAGS) ./...

staticcheck: setup
	@if $(GO) run $(STATICCHECK) -version; then \
		$(GO) run $(STATICCHECK) -tags $(TAGS) ./...; \
	else \
		echo "staticcheck could not be fetched; going on without it."; \
	fi

setup: ## install the system libraries that building needs, if any is missing
	@scripts/setup.sh build

setup-test: ## likewise for the tests, with a display that needs no screen
	@scripts/setup.sh test

# The packager rewrites the FyneApp.toml it reads, so it is given a copy, with
# the source beside it that it looks for but does not build.
package-linux: build ## make build/Jointplan.tar.xz, to be unpacked and installed on Linux
	rm -rf $(BUILD)/_package
	mkdir -p $(BUILD)/_package/assets/icons
	cp FyneApp.toml $(BINARY) cmd/jointplan/main.go $(BUILD)/_package/
	cp assets/icons/jointplan.png $(BUILD)/_package/assets/icons/
	cd $(BUILD)/_package && $(GO) run $(FYNE) package --target linux --executable jointplan
	mv $(BUILD)/_package/Jointplan.tar.xz $(BUILD)/
	rm -rf $(BUILD)/_package

icon: setup ## draw the icon of packages anew
	$(GO) run -tags $(TAGS) ./scripts/icon assets/icons/jointplan.svg assets/icons/jointplan.png

clean: ## remove what was built
	rm -rf $(BUILD)
