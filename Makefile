# Everything a person or a machine does with this project. Second runs are quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLER_PACKAGES := binutils dpkg-dev
DEBIAN_PACKAGES := python3-venv default-jre-headless libjaxb-java poppler-utils gnome-keyring dbus dbus-x11 libsecret-tools openssl \
	xvfb x11-utils libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 \
	libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-randr0 libxcb-shape0 libxcb-xkb1 $(INSTALLER_PACKAGES)
BENCH_PACKAGES := libreoffice-writer-nogui

.PHONY: env demo run window screenshots test check bench installer lock clean

env: $(VENV)/.ready

# Debian's packages come first: on a bare machine they bring ensurepip.
$(VENV)/.ready: requirements.lock pyproject.toml
	tools/debian_packages.sh $(DEBIAN_PACKAGES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The whole job without a window; where there is a display, the window opens on what was made (passphrase: fictional).
demo: env
	$(BIN)/panel-desk demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/panel-desk-window --folder build/demo-window --desk demo/desk; fi

# For example: make run ARGS="verify demo/minutes-SAFE-2026-10.pdf --trust demo/trust.paneltrust"
run: env
	$(BIN)/panel-desk $(ARGS)

# The desk's window; for the demo's desk: make window ARGS="--desk demo/desk"
window: env
	$(BIN)/panel-desk-window $(ARGS)

# Every page of the window into docs/pictures/, from the demonstration; NAMES="today actions" for some of them.
screenshots: env
	$(BIN)/python -m tools.make_screenshots $(NAMES)

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

# A self-contained application and its Debian package, in dist/.
installer: env
	tools/debian_packages.sh $(INSTALLER_PACKAGES)
	$(BIN)/python installer/debian/build.py

# Written without index lines, so that no file here names a registry.
lock: env
	$(BIN)/uv pip compile --quiet --no-config --generate-hashes --all-extras --python-version 3.11 \
		--no-header --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist demo
