"""A PDF that was made, to be looked at and printed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.pdf_view import PdfView

_WIDTH, _LEAST_HEIGHT = 760, 520


class PdfDialog(Dialog):
    """Shows it as it will print; Ctrl+P prints it."""

    def __init__(self, title: str, pdf_bytes: bytes, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=_WIDTH)
        self._view = PdfView(title)
        measured(self._view, min_height=_LEAST_HEIGHT)
        self._view.show_bytes(pdf_bytes)
        self.body.addWidget(self._view, 1)
        self.add_button("Close")
        self.add_button("Print…", self._view.print, primary=True, icon="printer")

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._view.pages()
