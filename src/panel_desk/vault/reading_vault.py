"""The vault as a thread that only reads sees it: a connection of its own, through which nothing can be written."""

from __future__ import annotations

from typing import NoReturn

from panel_desk.vault.database import Vault


class ReadingVault(Vault):
    """A second view of an open vault, for the calling thread; it holds no lock and outlives nothing.

    A vault in memory has one connection only, which this view shares.
    """

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault.reader(), vault.data_key, vault.vault_id, vault.folder, None)

    def write(self) -> NoReturn:
        """Never: whoever wants to write does so on the desk's thread.

        Raises:
            RuntimeError: always; asking for it is a fault of ours.
        """
        raise RuntimeError("this desk only reads: a deed is done on the desk's own thread")

    def checkpoint(self) -> NoReturn:
        """Never, as ``write``."""
        raise RuntimeError("this desk only reads: the log is emptied on the desk's own thread")

    def close(self) -> None:
        """Close this view's connection; a vault in memory stays open for who owns it."""
        if self.folder is not None:
            super().close()
