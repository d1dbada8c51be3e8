"""The Voice page: what children and families said, and what changed because of it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.ui.page import Page
from panel_desk.ui.places import PageKey
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.page_header import PageHeader


class VoicePage(Page):
    """What children and families said, and what changed because of it."""

    key: ClassVar[PageKey] = PageKey.VOICE
    title: ClassVar[str] = "Voice"
    icon: ClassVar[str] = "quote"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        outer = QVBoxLayout(self)
        self._header = PageHeader(self.title)
        outer.addWidget(self._header)
        outer.addStretch(1)
