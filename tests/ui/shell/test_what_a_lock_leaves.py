"""After a lock no child can be read anywhere: not in a widget, a tooltip, a title, the clipboard or a late message."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import HeldClock
from tests.ui.desks import NOW, copied

from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.services.desk import Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.app import PanelDesk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.actions.page import ActionsPage

CHILD = "200130"


@pytest.fixture
def open_desk(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[PanelDesk]:
    """Asha Rahman at the demonstration's desk, with names shown."""
    copied(demo_template / "desk", tmp_path / "desk")
    made = PanelDesk(preferences_of(tmp_path))
    made.start()
    desk = made._tasks.wait_for(lambda: Desk.open(tmp_path / "desk", PASSPHRASE, clock=HeldClock(NOW)))
    made._on_opened(desk)
    assert made._reading is not None
    everybody = made._reading.people.possible_at_desk()
    made._sit_down(next(who for who in everybody if who.role is Role.ADMINISTRATOR))
    assert made.session is not None
    made.session.names.show(shown=True)
    yield made
    made.window.close()


def words_of(widget: QWidget) -> Iterator[str]:
    """Everything of a widget that can be read or heard."""
    for asked in ("text", "toPlainText", "title", "placeholderText", "currentText"):
        told = getattr(widget, asked, None)
        if callable(told) and isinstance(said := told(), str):
            yield said
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


def everything() -> str:
    return "\n".join(words for widget in QApplication.allWidgets() for words in words_of(widget))


def view_of(application: PanelDesk) -> DeskView:
    view = application.window.desk_view
    assert view is not None
    return view


def settle(application: PanelDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not application._tasks.busy, timeout=20_000)
    QTest.qWait(50)


def after_a_lock(application: PanelDesk) -> str:
    application.lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(20)
    gc.collect()
    return everything()


def test_no_widget_keeps_a_child(open_desk: PanelDesk, qtbot: QtBot) -> None:
    names = open_desk.session.reading.actions.names_of_children() if open_desk.session else {}
    view = view_of(open_desk)
    for key in PageKey:
        view.go(Place(key, CHILD if key is PageKey.CHILDREN else ""))
        settle(open_desk, qtbot)
    view.go(Place(PageKey.MINUTES, "SAFE-2026-11"))
    view.go(Place(PageKey.ACTIONS))
    settle(open_desk, qtbot)
    assert CHILD in everything()
    page = view.page
    assert isinstance(page, ActionsPage)
    page.chase()
    left = after_a_lock(open_desk)
    assert CHILD not in left
    assert not [name for name in names.values() if name in left]
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [open_desk.window]


def test_what_was_copied_goes_with_the_lock(open_desk: PanelDesk) -> None:
    QGuiApplication.clipboard().setText("K.A. · 200130")
    open_desk.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_work_that_ends_after_the_lock_names_nobody(open_desk: PanelDesk, qtbot: QtBot) -> None:
    assert open_desk.session is not None
    go_on = threading.Event()

    def work(_progress: Progress) -> str:
        go_on.wait(10)
        return "copy-3-K-Archer.pdf"

    messages = open_desk.session.messages
    open_desk.session.draw("", work, done=lambda name: messages.say(f"Saved: {name}.", tone=Tone.AMBER))
    open_desk.lock()
    go_on.set()
    settle(open_desk, qtbot)
    assert "Archer" not in everything()
    assert open_desk.window.message_bar.shown is None
