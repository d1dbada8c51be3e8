"""The window’s tests run offscreen, with the theme on; whatever stays open after a test fails it."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.ui.desks import Opened, OpenSession, copied, furnished, played, session_on

from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.session import Around
from panel_desk.ui.theme.current import apply_theme


@pytest.fixture(scope="session")
def furnished_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk that every test copies."""
    return furnished(tmp_path_factory.mktemp("furnished"))


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration’s folder, played once."""
    return played(tmp_path_factory.mktemp("played"))


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """The application, dressed in light at 100 %."""
    apply_theme(qapp, "light", 100)
    return qapp


@pytest.fixture
def session(themed: QApplication, furnished_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """A desk with its panels and people, and Asha Rahman at it as administrator."""
    with session_on(copied(furnished_template, tmp_path / "desk"), tmp_path) as opened:
        yield opened


@pytest.fixture
def demo_session(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """The demonstration’s desk: SAFE in October and November, MACE in between."""
    with session_on(copied(demo_template / "desk", tmp_path / "desk"), tmp_path, secret=PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def around(themed: QApplication, tmp_path: Path) -> Iterator[Around]:
    """What a page has where no desk is open."""
    opened = Opened(tmp_path)
    yield opened.around
    opened.tasks.close()


@pytest.fixture(autouse=True)
def nothing_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window left behind by one test would meet the next; a hidden one would be dressed anew with every theme."""
    shared = set(QApplication.topLevelWidgets()) if QApplication.instance() else set()
    yield
    if "qapp" in request.fixturenames:
        left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for widget in left:
            widget.close()
        for widget in set(QApplication.topLevelWidgets()) - shared:
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not left, f"left open: {left}"
