"""The Missing page: episodes with their 72-hour clock, the cross-reference, the enhanced pathway."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.ui.page import Page
from panel_desk.ui.places import PageKey
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.page_header import PageHeader


class MissingPage(Page):
    """Episodes with their 72-hour clock, the cross-reference, the enhanced pathway."""

    key: ClassVar[PageKey] = PageKey.MISSING
    title: ClassVar[str] = "Missing"
    icon: ClassVar[str] = "clock"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        outer = QVBoxLayout(self)
        self._header = PageHeader(self.title)
        outer.addWidget(self._header)
        outer.addStretch(1)
