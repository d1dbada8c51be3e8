"""Says that Panel Desk itself has gone wrong, that nothing kept is lost, and gives a report without case text."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog

log = logging.getLogger(__name__)


class CrashDialog(Dialog):
    """One fault of ours."""

    def __init__(self, report: str, parent: QWidget | None, close_window: Callable[[], None]) -> None:
        super().__init__("Something in Panel Desk went wrong", parent)
        self._report = report
        self.add_words(
            "Everything that was kept before is safe in the record. What you did just now may not have been kept."
        )
        self.add_words("The report holds no case text: kinds of faults and lines of code.")
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("Report of the fault")
        measured(shown, min_height=200)
        self.body.addWidget(shown)
        self.add_button("Copy the report", self._copy)
        self.add_button("Close Panel Desk", close_window)
        self.add_button("Go on", self.accept, primary=True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class Faults(QObject):
    """Catches what nobody else caught, on any thread, and shows it on the GUI thread; one dialog at a time."""

    _happened = Signal(object)

    def __init__(self, window: Callable[[], QWidget | None], close_window: Callable[[], None]) -> None:
        super().__init__()
        self._window = window
        self._close_window = close_window
        self._open: CrashDialog | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda caught: self._on_exception(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )

    def remove(self) -> None:
        """Back to Python’s own."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._close_window()
            return
        log.error("a fault of ours", exc_info=(kind, error, trace))
        self._happened.emit(error)

    def _show(self, error: BaseException) -> None:
        if self._open is not None:
            return
        from panel_desk.services.faults import fault_report  # noqa: PLC0415 - of no use until something has gone wrong

        self._open = CrashDialog(fault_report(error, datetime.now(UTC)), self._window(), self._close_window)
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self) -> None:
        self._open = None
