# Everything a person or a machine does with this project. Second runs are quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEBIAN_PACKAGES := python3-venv default-jre-headless libjaxb-java poppler-utils gnome-keyring dbus dbus-x11 libsecret-tools openssl
BENCH_PACKAGES := libreoffice-writer-nogui

.PHONY: env demo run test check bench lock clean

env: $(VENV)/.ready

# Debian's packages come first: on a bare machine they bring ensurepip.
$(VENV)/.ready: requirements.lock pyproject.toml
	tools/debian_packages.sh $(DEBIAN_PACKAGES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: env
	$(BIN)/panel-desk demo

# For example: make run ARGS="verify demo/minutes-SAFE-2026-10.pdf --trust demo/trust.paneltrust"
run: env
	$(BIN)/panel-desk $(ARGS)

test: env
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/size_ratchet.py

bench: env
	tools/debian_packages.sh $(BENCH_PACKAGES)
	$(BIN)/python -m bench

# Written without index lines, so that no file here names a registry.
lock: env
	$(BIN)/uv pip compile --quiet --no-config --generate-hashes --all-extras --python-version 3.11 \
		--no-header --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist demo
