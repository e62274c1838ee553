# `make` builds the program and writes site/; `make test` runs the tests. Both install what is
# missing on Debian 12 with Swift.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

BUILD := .build
STAMPS := $(BUILD)/stamps
BESPOKE := $(BUILD)/release/bespoke

# Libraries that the program links, with the pkg-config that finds them.
PACKAGES := libarchive-dev libcmark-dev libssl-dev pkg-config
# The real daemons and readers that judge the generated files.
ACCEPTANCE_PACKAGES := busybox chromium containerd containernetworking-plugins curl dash dbus \
  dropbear-bin etcd-client etcd-server firefox-esr fonts-noto-cjk haproxy iproute2 iputils-ping jq \
  kmod nftables openjdk-17-jre-headless openssh-client openssh-server openssl procps python3-nacl \
  python3-venv python3-yaml runc shellcheck sudo systemd
# What the runner of the benchmarks needs; perf is used where it is there.
BENCH_PACKAGES := python3-venv

.PHONY: all build site test unit check-format check-site check acceptance acceptance-tools bench fuzz clean install

all: site

site: build
	$(BESPOKE) build .

build: $(STAMPS)/packages
	swift build -c release --product bespoke

check: build
	$(BESPOKE) check . --strict

test: check-format unit check-site

unit: $(STAMPS)/packages
	swift test --disable-xctest

check-format:
	swift format lint --strict --recursive Package.swift Sources Tests

# The committed site must be what the generator makes of the committed content. Archives are not
# committed.
check-site: build
	rm -rf $(BUILD)/site
	$(BESPOKE) build . --strict -q -o $(BUILD)/site
	diff -r --exclude='*.tar.gz' $(BUILD)/site site

acceptance: acceptance-tools
	swift build -c release --product place-values
	Tests/Acceptance/run $(BESPOKE)

acceptance-tools: build $(STAMPS)/acceptance-packages $(STAMPS)/venv

# Random inputs for each part that reads what people write. Not a part of the tests: it never ends.
FUZZ_SECONDS ?= 30
fuzz: $(STAMPS)/packages
	Tests/Fuzz/run-targets $(FUZZ_SECONDS)

# BENCH takes the runner's options, such as BENCH='--only docs --runs 3'.
bench: build $(STAMPS)/bench-venv
	$(BUILD)/bench-venv/bin/python3 Tests/Benchmarks/run $(BESPOKE) $(BENCH)
	swift build -c release --product tangle-benchmark
	$(BUILD)/release/tangle-benchmark content/kubernetes

PREFIX ?= /usr/local
install: build
	install -D -m 0755 $(BESPOKE) $(DESTDIR)$(PREFIX)/bin/bespoke

clean:
	rm -rf $(BUILD)

# The stamp stands for a check, not for an installation: packages that are there are left alone.
$(STAMPS)/packages: Makefile
	@.ci/install-packages $(PACKAGES)
	@mkdir -p $(@D) && touch $@

$(STAMPS)/acceptance-packages: Makefile
	@.ci/install-packages $(ACCEPTANCE_PACKAGES)
	@mkdir -p $(@D) && touch $@

$(STAMPS)/venv: Tests/Acceptance/requirements.txt $(STAMPS)/acceptance-packages
	python3 -m venv $(BUILD)/venv
	$(BUILD)/venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@mkdir -p $(@D) && touch $@

$(STAMPS)/bench-packages: Makefile
	@.ci/install-packages $(BENCH_PACKAGES)
	@mkdir -p $(@D) && touch $@

$(STAMPS)/bench-venv: Tests/Benchmarks/requirements.txt $(STAMPS)/bench-packages
	python3 -m venv $(BUILD)/bench-venv
	$(BUILD)/bench-venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@mkdir -p $(@D) && touch $@
