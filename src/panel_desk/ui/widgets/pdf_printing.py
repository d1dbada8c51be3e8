"""Printing a document, a page at a time so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_DOTS_PER_INCH: Final = 300


class _Printing(QObject):
    """One document on its way to paper; it goes away when the last page is drawn."""

    def __init__(self, parent: QWidget, document: QPdfDocument, printer: QPrinter) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._painter = QPainter()
        self._pages: Iterator[int] = iter(self._asked_pages())

    def start(self) -> None:
        """Draw the first page at the next turn of the event loop."""
        if self._painter.begin(self._printer):
            QTimer.singleShot(0, self, lambda: self._draw(first=True))
        else:
            self.deleteLater()

    def _asked_pages(self) -> range:
        last = self._document.pageCount()
        if self._printer.printRange() is QPrinter.PrintRange.PageRange:
            return range(self._printer.fromPage() - 1, min(self._printer.toPage(), last))
        return range(last)

    def _draw(self, *, first: bool = False) -> None:
        page = next(self._pages, None)
        if page is None:
            self._painter.end()
            self.deleteLater()
            return
        if not first:
            self._printer.newPage()
        points = self._document.pagePointSize(page)
        size = QSize(round(points.width() * _DOTS_PER_INCH / 72), round(points.height() * _DOTS_PER_INCH / 72))
        paper = self._painter.viewport()
        fitted = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRect(paper.topLeft(), fitted), self._document.render(page, size))
        QTimer.singleShot(0, self, self._draw)


def print_document(parent: QWidget, document: QPdfDocument, name: str) -> None:
    """Ask for a printer, then print; the dialog is opened and not waited for."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    dialog.accepted.connect(lambda: _Printing(parent, document, printer).start())
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
