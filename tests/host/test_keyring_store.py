"""Only a keyring that keeps is trusted: tried against a real Secret Service, the null backend, and no D-Bus at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from tests.host.secret_service import LOCKED, UNLOCKED, told_in_a_session

from panel_desk.host.keyring_store import is_allowed

ROOT = Path(__file__).parents[2]

_TRY = """
from panel_desk.domain.errors import DeskError
from panel_desk.host.keyring_store import open_keyring
try:
    store = open_keyring()
    {deed}
except DeskError as error:
    print(error.reason.name)
"""
_ROUND_TRIP = """
    print(store.name, store.secret("v1"), store.anchor("v1"))
    store.store_secret("v1", "ab" * 32); store.store_anchor("v1", "7:00"); store.store_secret("v2", "cd" * 32)
    print(store.secret("v1") == "ab" * 32, store.secret("v2") == "cd" * 32, store.anchor("v1"))
    store.forget_secret("v1"); store.forget_secret("v1")
    print(store.secret("v1"), store.anchor("v1"))
"""


def told(code: str, **environment: str) -> str:
    """What a child process prints that tries the keyring in another environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=kept | environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


_ABSENT = "true"


def test_a_real_secret_service_keeps_secret_and_anchor(tmp_path: Path) -> None:
    lines = told_in_a_session(_TRY.format(deed=_ROUND_TRIP.strip()), tmp_path, UNLOCKED)
    assert lines == ["SecretService.Keyring None None", "True True 7:00", "None 7:00"]


def test_the_secret_is_not_in_the_clear_on_the_disk(tmp_path: Path) -> None:
    deed = 'store.store_secret("v1", "ab" * 32); print("kept")'
    assert told_in_a_session(_TRY.format(deed=deed), tmp_path, UNLOCKED) == ["kept"]
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files
    assert not any(b"ab" * 32 in path.read_bytes() for path in files)


@pytest.mark.parametrize("service", [LOCKED, _ABSENT], ids=["locked", "absent"])
def test_a_locked_or_absent_secret_service_is_no_keyring(tmp_path: Path, service: str) -> None:
    assert told_in_a_session(_TRY.format(deed='print("kept")'), tmp_path, service) == ["NO_KEYRING"]


def test_without_d_bus_there_is_no_keyring(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path}/no-bus"
    told_text = told(_TRY.format(deed='print("kept")'), DBUS_SESSION_BUS_ADDRESS=nowhere, XDG_RUNTIME_DIR=str(tmp_path))
    assert told_text == "NO_KEYRING"


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_a_backend_that_keeps_nothing_is_refused(backend: str) -> None:
    assert told(_TRY.format(deed='print("kept")'), PYTHON_KEYRING_BACKEND=backend) == "NO_KEYRING"


def test_a_plaintext_backend_is_refused_though_it_keeps(tmp_path: Path) -> None:
    module = (
        "from keyring.backend import KeyringBackend\n"
        "KEPT = {}\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, name): return KEPT.get((service, name))\n"
        "    def set_password(self, service, name, value): KEPT[service, name] = value\n"
        "    def delete_password(self, service, name): del KEPT[service, name]\n"
    )
    (tmp_path / "plaintext_keyring.py").write_text(module)
    environment = {"PYTHON_KEYRING_BACKEND": "plaintext_keyring.Keyring", "PYTHONPATH": str(tmp_path)}
    assert told(_TRY.format(deed='print("kept")'), **environment) == "NO_KEYRING"


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), ChainerBackend()])  # type: ignore[no-untyped-call]
def test_backends_outside_the_list_are_not_allowed(backend: object) -> None:
    assert not is_allowed(backend)  # type: ignore[arg-type]
