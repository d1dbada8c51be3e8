"""A folder of files that appears whole and in one step, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services.files import file_label
from panel_desk.vault.atomic_file import sync_folder

_MOST = 1000


class StagedFolder:
    """Files are written into ``staged``, which nobody sees, and put in place together."""

    def __init__(self, inside: Path, name: str, staged: Path) -> None:
        self._inside = inside
        self._name = name
        self.staged = staged
        self.placed: Path | None = None

    def put_in_place(self) -> Path:
        """Give the folder its name; where that is taken, with a number: nothing that is there is touched.

        Raises:
            DeskError: where the folder around it does not take it.
        """
        try:
            for number in range(1, _MOST):
                final = self._inside / (self._name if number == 1 else f"{self._name} ({number})")
                if not final.exists():
                    sync_folder(self.staged)
                    self.staged.rename(final)
                    self.placed = final
                    sync_folder(self._inside)
                    return final
        except OSError as error:
            raise _refused(self._inside, error) from error
        raise _refused(self._inside, None)


@contextmanager
def staged_folder(inside: Path, name: str) -> Iterator[StagedFolder]:
    """A new folder for files that are still to be made.

    Args:
        inside: Where it will stand.
        name: What it will be called. One process at a time makes a folder of a name: what it left unfinished, because
            the power went, is taken away here.

    Raises:
        DeskError: where the folder around it is not there, or cannot be written to. Whatever is raised inside takes
            the folder away again, put in place or not.
    """
    if not inside.is_dir():
        raise DeskError(
            f"There is no folder {file_label(inside)}.", reason=Reason.STORAGE, remedy="Choose another folder."
        )
    try:
        # Readable by its owner only, as every file in it is.
        _sweep(inside, name)
        made = StagedFolder(inside, name, Path(tempfile.mkdtemp(prefix=_unfinished(name), dir=inside)))
    except OSError as error:
        raise _refused(inside, error) from error
    try:
        yield made
    except BaseException:
        shutil.rmtree(made.placed or made.staged, ignore_errors=True)
        raise
    if made.placed is None:
        shutil.rmtree(made.staged, ignore_errors=True)


def _unfinished(name: str) -> str:
    """What an unfinished folder's name begins with; nobody gives a folder of their own such a name."""
    return f".{name}.unfinished-"


def _sweep(inside: Path, name: str) -> None:
    for left in inside.iterdir():
        if left.name.startswith(_unfinished(name)) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _refused(inside: Path, error: OSError | None) -> DeskError:
    why = (error.strerror if error is not None else "") or "its name is taken"
    return DeskError(
        f"Nothing could be put into {file_label(inside)}: {why}.",
        reason=Reason.STORAGE,
        remedy="Choose another folder.",
    )
