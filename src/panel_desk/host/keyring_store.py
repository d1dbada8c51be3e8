"""The computer's keyring: an allow-list of real ones, proven by writing, reading and deleting before it is trusted.

A keyring that answers is not yet a keyring that keeps: the null backend swallows a secret silently, and a locked Secret
Service looks healthy until it is used.
"""

from __future__ import annotations

import secrets
import sys

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from panel_desk.domain.errors import DeskError, Reason

SERVICE = "uk.paneldesk.vault"
_ANCHOR_SERVICE = "uk.paneldesk.anchor"
_PROBE_SERVICE = "uk.paneldesk.probe"
ALLOWED_MODULES = frozenset(
    (
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    )
)
_REFUSALS: tuple[type[Exception], ...] = (keyring.errors.KeyringError, RuntimeError, OSError, ValueError)
"""What backends raise: their own errors, and what their D-Bus and system calls let through."""


class KeyringStore:
    """One proven keyring; made by ``open_keyring``.

    Each vault has two entries, named by its id: the secret of its keyring slot, and the journal's head as an anchor.
    """

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    @property
    def name(self) -> str:
        """The backend's name, for the settings screen and the log."""
        return f"{type(self._backend).__module__.rpartition('.')[2]}.{type(self._backend).__name__}"

    def store_secret(self, vault_id: str, secret: str) -> None:
        """Keep the secret of a vault's keyring slot.

        Raises:
            DeskError: NO_KEYRING where the keyring refuses or does not give it back.
        """
        self._store(SERVICE, vault_id, secret)

    def secret(self, vault_id: str) -> str | None:
        """The secret of a vault's keyring slot; None where it has none here."""
        return self._load(SERVICE, vault_id)

    def forget_secret(self, vault_id: str) -> None:
        """Remove a vault's secret; nothing happens where there is none."""
        self._delete(SERVICE, vault_id)

    def store_anchor(self, vault_id: str, head: str) -> None:
        """Keep the journal's head (``Head.text``) outside the vault: done when the desk is closed."""
        self._store(_ANCHOR_SERVICE, vault_id, head)

    def anchor(self, vault_id: str) -> str | None:
        """The head kept last; None where there is none."""
        return self._load(_ANCHOR_SERVICE, vault_id)

    def _store(self, service: str, name: str, value: str) -> None:
        try:
            self._backend.set_password(service, name, value)
            kept = self._backend.get_password(service, name)
        except _REFUSALS as error:
            raise no_keyring() from error
        if kept != value:
            raise no_keyring()

    def _load(self, service: str, name: str) -> str | None:
        try:
            return self._backend.get_password(service, name)
        except _REFUSALS as error:
            raise no_keyring() from error

    def _delete(self, service: str, name: str) -> None:
        try:
            self._backend.delete_password(service, name)
        except keyring.errors.PasswordDeleteError:
            return
        except _REFUSALS as error:
            raise no_keyring() from error


def open_keyring() -> KeyringStore:
    """The first keyring of this computer that is allowed and keeps what it is given.

    Raises:
        DeskError: NO_KEYRING; the vault is then opened with its passphrase at each start.
    """
    for backend in _candidates():
        if is_allowed(backend) and keeps(backend):
            _stay_on_this_computer(backend)
            return KeyringStore(backend)
    raise no_keyring()


def is_allowed(backend: KeyringBackend) -> bool:
    """Whether a backend is one of the known ones and thinks that it can work here."""
    if type(backend).__module__ not in ALLOWED_MODULES:
        return False
    try:
        return bool(backend.priority > 0)
    except _REFUSALS:
        return False


def keeps(backend: KeyringBackend) -> bool:
    """Whether a random value that is written can be read back and deleted."""
    name, probe = secrets.token_hex(8), secrets.token_hex(16)
    try:
        backend.set_password(_PROBE_SERVICE, name, probe)
        kept = backend.get_password(_PROBE_SERVICE, name) == probe
        backend.delete_password(_PROBE_SERVICE, name)
        return kept and backend.get_password(_PROBE_SERVICE, name) is None
    except _REFUSALS:
        return False


def no_keyring() -> DeskError:
    """There is no keyring to rely on."""
    return DeskError(
        "This computer has no keyring that keeps a secret.",
        reason=Reason.NO_KEYRING,
        remedy="Unlock it, or open the vault with its passphrase.",
    )


def _candidates() -> tuple[KeyringBackend, ...]:
    try:
        chosen = keyring.get_keyring()
    except _REFUSALS:
        return ()
    # The chainer only stands before others, and would hide which one answers.
    return tuple(getattr(chosen, "backends", None) or (chosen,))


def _stay_on_this_computer(backend: KeyringBackend) -> None:
    """Windows would otherwise let the secret roam to other computers."""
    if sys.platform == "win32" and hasattr(backend, "persist"):
        backend.persist = "local machine"
