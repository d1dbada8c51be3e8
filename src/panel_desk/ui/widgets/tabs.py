"""A row of tabs with a line under the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTabBar, QWidget


class Tabs(QTabBar):
    """Tabs from the left, as wide as their words; ``currentChanged`` tells."""

    def __init__(self, name: str, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for each in words:
            self.addTab(each.replace("&", "&&"))
