"""A page that is made shows nothing as a window of its own, not for a moment: it would flash and take the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from tests.ui.desks import copied, session_on

from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.places import PageKey
from panel_desk.ui.shell.pages import make_page


class _Windows(QObject):
    """Who became a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@pytest.mark.parametrize("key", list(PageKey), ids=lambda key: key.value)
def test_a_page_that_is_made_flashes_no_window(
    key: PageKey, qapp: QApplication, demo_template: Path, tmp_path: Path
) -> None:
    with session_on(copied(demo_template / "desk", tmp_path / "desk"), tmp_path, secret=PASSPHRASE) as session:
        host = QWidget()
        column = QVBoxLayout(host)
        host.show()
        windows = _Windows()
        qapp.installEventFilter(windows)
        try:
            page = make_page(key, session.around, session)
            column.addWidget(page)
            page.refresh()
            qapp.processEvents()
        finally:
            qapp.removeEventFilter(windows)
        assert windows.seen == []
        assert page.leave()
        host.close()
        host.deleteLater()
        session.end()
        qapp.processEvents()
