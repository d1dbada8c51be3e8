"""A list of actions as it will print, to be printed or saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.pdf_view import PdfView


class PrintedList(Dialog):
    """The PDF; Ctrl+P prints it, and it can be saved."""

    def __init__(
        self, title: str, pdf_bytes: bytes, on_save: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, width=760)
        self._view = PdfView("List of actions")
        measured(self._view, min_height=520)
        self._view.show_bytes(pdf_bytes)
        self.body.addWidget(self._view, 1)
        self.add_button("Close")
        self.add_button("Save…", on_save, icon="download")
        self.add_button("Print…", self._view.print, primary=True, icon="printer")

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._view.pages()
