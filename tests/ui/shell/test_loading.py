"""The meeting room's modules are loaded while the window rests; a process of its own knows nothing of them before."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.ui.session import Around
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.loading import Loading

RESTS = """
import json, sys
from PySide6.QtCore import QCoreApplication, QObject
from panel_desk.ui.shell.loading import Loading
app, room = QCoreApplication([]), "panel_desk.ui.workspaces.meeting.page"
holder = QObject()
loading = Loading(holder, after=0)
at_first = room in sys.modules
while not loading.ended:
    app.processEvents()
before = set(sys.modules)
import panel_desk.ui.workspaces.meeting.page
print(json.dumps([at_first, room in before, sorted(n for n in set(sys.modules) - before if "panel_desk" in n)]))
"""


def test_after_a_while_going_to_the_room_loads_nothing_more() -> None:
    ended = subprocess.run([sys.executable, "-c", RESTS], check=True, capture_output=True, text=True, timeout=120)
    assert json.loads(ended.stdout) == [False, True, []]


@pytest.mark.parametrize("open_desk", [True, False], ids=["an open desk", "no desk"])
def test_the_room_is_loaded_where_somebody_may_go_there(
    demo_session: OpenSession, around: Around, qtbot: QtBot, *, open_desk: bool
) -> None:
    view = DeskView(demo_session.around, demo_session) if open_desk else DeskView(around, None)
    qtbot.addWidget(view)
    assert bool(view.findChildren(Loading)) is open_desk


def test_loading_ends_with_the_window_it_was_begun_for(demo_session: OpenSession, qtbot: QtBot) -> None:
    view = DeskView(demo_session.around, demo_session)
    qtbot.addWidget(view)
    (loading,) = view.findChildren(Loading)
    with qtbot.waitSignal(loading.destroyed):
        view.deleteLater()
