"""Asks where a file is or goes, without stopping the window: each returns at once and calls back with the choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_open(
    parent: QWidget,
    title: str,
    on_paths: Callable[[Sequence[Path]], object],
    *,
    kinds: str,
    folder: str = "",
    several: bool = True,
) -> QFileDialog:
    """Ask for files to read.

    Args:
        parent: Over which window.
        title: What they are for: ``Choose signed minutes``.
        on_paths: Is handed what was chosen, never nothing.
        kinds: As Qt writes them: ``PDF (*.pdf)``.
        folder: Where to begin; empty for the usual place.
        several: Whether more than one may be chosen.
    """
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    dialog.filesSelected.connect(lambda names: on_paths([Path(name) for name in names]))
    return _shown(dialog)


def ask_save(
    parent: QWidget,
    title: str,
    file_name: str,
    on_path: Callable[[Path], object],
    *,
    kinds: str,
    folder: str = "",
) -> QFileDialog:
    """Ask where a file goes; one that is there already is replaced only after a question.

    Args:
        parent: Over which window.
        title: What is saved: ``Save the signed version``.
        file_name: What it is called unless the person says otherwise; its ending is added to what they say.
        on_path: Is handed the path.
        kinds: As Qt writes them: ``PDF (*.pdf)``.
        folder: Where to begin; empty for the usual place.
    """
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(file_name).suffix.removeprefix("."))
    dialog.selectFile(file_name)
    dialog.fileSelected.connect(lambda name: on_path(Path(name)))
    return _shown(dialog)


def ask_folder(parent: QWidget, title: str, on_folder: Callable[[Path], object], *, folder: str = "") -> QFileDialog:
    """Ask for a folder that files go into.

    Args:
        parent: Over which window.
        title: What goes there: ``Where the agenda’s files go``.
        on_folder: Is handed the folder.
        folder: Where to begin; empty for the usual place.
    """
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.fileSelected.connect(lambda name: on_folder(Path(name)))
    return _shown(dialog)


def _shown(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
