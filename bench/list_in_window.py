"""A list of 50,000 rows through the Case lists page, in a process of its own: tells the longest stalls of its window.

A timer ticks in the window's thread while the list is read, shown and added; a gap between two ticks is a stall. What
counts is the processor time that this process took within the gap, by whichever thread: on a machine that is shared
the clock alone would tell of them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from bench.imports import NOW, as_csv, as_xlsx
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.people import Person, Role
from panel_desk.services.desk import FOUNDER, AtTheDesk, Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.messages import Messages
from panel_desk.ui.session import Around, Session
from panel_desk.ui.shell.progress_panel import ProgressPanel
from panel_desk.ui.start import load
from panel_desk.ui.tasks import Tasks
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.case_lists.page import CaseListsPage
from panel_desk.vault.database import create_vault, new_data_key

Part = tuple[str, Callable[[], object], Callable[[], bool]]
"""A part's name, what begins it, and whether it is done."""


class Ticking:
    """Ticks as often as the window's thread lets it, and goes from part to part."""

    def __init__(self, app: QApplication, parts: Iterator[Part]) -> None:
        self._app = app
        self._parts = parts
        self._part: Part | None = None
        self._last = time.perf_counter()
        self._last_worked = time.process_time()
        self.longest: dict[str, tuple[float, float]] = {}
        """By part: the longest stall in processor seconds, and by the clock."""
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        gap, took = now - self._last, worked - self._last_worked
        self._last, self._last_worked = now, worked
        if self._part is not None:
            most, longest = self.longest.get(self._part[0], (0.0, 0.0))
            self.longest[self._part[0]] = max(min(took, gap), most), max(gap, longest)
        if self._part is None or self._part[2]():
            self._part = next(self._parts, None)
            if self._part is None:
                self._app.quit()
            else:
                self._part[1]()


def _idle(seconds: float) -> Callable[[], bool]:
    until: list[float] = []

    def over() -> bool:
        until[:] = until or [time.perf_counter() + seconds]
        return time.perf_counter() > until[0]

    return over


def _parts(page: CaseListsPage, paths: list[Path]) -> Iterator[Part]:
    def nothing() -> None:
        """Only the timer ticks: what this machine does to a window that has nothing to do."""

    yield "nothing", nothing, _idle(3)
    for path in paths:
        yield (
            f"preview {path.name}",
            partial(page.take_files, [path]),
            lambda: not page.is_busy and page.preview.look is not None,
        )
        yield f"shown {path.name}", page.preview.table.scrollToBottom, _idle(1)
        yield f"add {path.name}", page.add, lambda: not page.is_busy and page.preview.look is None
        yield f"after {path.name}", nothing, _idle(1)


def main() -> None:
    """Print the longest stalls of every part in seconds, as JSON."""
    load()
    app = QApplication([])
    apply_theme(app, "light", 100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / "list.csv", folder / "again.csv", folder / "list.xlsx"]
        for path in paths:
            path.write_bytes(as_xlsx() if path.suffix == ".xlsx" else as_csv())
        tasks = Tasks()
        desk = tasks.wait_for(lambda: Desk(create_vault(folder, new_data_key(), NOW), lambda: NOW))
        reading = desk.reading()
        around = Around(tasks, Messages(), preferences_of(folder), lambda _place: None)
        who = AtTheDesk(person=Person(id=FOUNDER, name="Desk", agency=AgencyKey("")), role=Role.ADMINISTRATOR)
        session = Session(desk, reading, who, around)
        window, page = QWidget(), CaseListsPage(session)
        column = QVBoxLayout(window)
        column.addWidget(page, 1)
        column.addWidget(ProgressPanel(tasks))
        session.record_changed.connect(page.refresh)
        window.resize(1280, 800)
        window.show()
        ticking = Ticking(app, _parts(page, paths))
        app.exec()
        reading.close()
        tasks.wait_for(desk.close)
        tasks.close()
    sys.stdout.buffer.write(msgspec.json.encode(ticking.longest))


if __name__ == "__main__":
    main()
