"""Pages that are opened and closed all day leave nothing behind: no widget, no thread, no file."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from tests.ui.touring import Tour, tour_of

from panel_desk.ui.places import PageKey
from panel_desk.ui.shell.pages import make_page
from panel_desk.ui.theme.current import apply_theme

TIMES, FIRST = 200, 5
"""How often, and how often before the count begins: caches fill and libraries are loaded once."""


@pytest.fixture(scope="module")
def tour(qapp: QApplication, demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    apply_theme(qapp, "light", 100)
    with tour_of(demo_template, tmp_path_factory.mktemp("leaks")) as made:
        yield made


def open_and_close(tour: Tour, key: PageKey, host: QWidget) -> None:
    page = make_page(key, tour.session.around, tour.session)
    layout = host.layout()
    assert layout is not None
    layout.addWidget(page)
    page.refresh()
    QApplication.processEvents()
    assert page.leave()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def standing(tour: Tour) -> dict[str, int]:
    """What there is now, once everything has come to rest."""
    tour.settle()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    files = len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0
    return {"widgets": len(QApplication.allWidgets()), "threads": threading.active_count(), "files": files}


@pytest.mark.slow
def test_the_meeting_room_opened_and_closed_leaves_nothing(tour: Tour) -> None:
    tour.room()
    test_a_page_opened_and_closed_two_hundred_times_leaves_nothing(tour, PageKey.MEETING)


@pytest.mark.slow
@pytest.mark.parametrize("key", list(PageKey), ids=lambda key: key.value)
def test_a_page_opened_and_closed_two_hundred_times_leaves_nothing(tour: Tour, key: PageKey) -> None:
    host = QWidget()
    host.resize(1084, 734)
    QVBoxLayout(host)
    host.show()
    for _ in range(FIRST):
        open_and_close(tour, key, host)
    before = standing(tour)

    for _ in range(TIMES):
        open_and_close(tour, key, host)
    after = standing(tour)
    host.close()
    host.deleteLater()

    assert {what: count - before[what] for what, count in after.items() if count > before[what]} == {}
