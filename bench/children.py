"""100,000 children in the window: scrolling, filtering and Ctrl+K, against a bare table, bare SQL and bare FTS5."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.many_children import TODAY, a_large_desk
from bench.measuring import Comparison, summed_up
from panel_desk.domain.children.register import Register
from panel_desk.domain.ids import AgencyKey
from panel_desk.services.desk import FOUNDER, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTableView

    from panel_desk.ui.session import Around
    from panel_desk.ui.widgets.table import Table

ROUNDS = 3
SCREENS = 300
TYPED = ("amina okafor", "jr", "k.r.", "300123", "gwen", "worker 4", "school 12", "singh-zajac", "niamh murphy", "zzz")
_FRAME_MS = 16


def compare_all() -> Iterator[Comparison]:
    """All on one desk, in one process, in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder, a_large_desk(Path(folder)) as desk:
        register = desk.children.register(TODAY).prepared()
        yield _scrolling(register)
        yield _filtering(desk, register)
        yield from _finding(desk)


def _scrolling(register: Register) -> Comparison:
    """One screen further and painted, again and again, through the page's own table and through a bare one."""
    app = _application()
    ours, bare = _own_table(register), _bare_table(register)
    for table in (ours, bare):
        table.resize(1028, 560)
        table.show()
    app.processEvents()
    rounds = [(_p99(_screens(ours)), _p99(_screens(bare))) for _ in range(ROUNDS)]
    for table in (ours, bare):
        table.close()
    note = f"p99 {_ms(rounds, 0)} ms a screen against {_ms(rounds, 1)} ms; a frame is {_FRAME_MS} ms"
    return summed_up("scroll 100,000 children", rounds, against="a bare QTableView (p99)", at_most=1.3, note=note)


def _filtering(desk: Desk, register: Register) -> Comparison:
    """Every letter typed into the filter answered, against a LIKE over the same words in the file."""
    conn = desk.book.db.conn
    like = """SELECT local_id FROM child WHERE local_id || ' ' || initials || ' ' || forenames || ' ' || surname
    || ' ' || worker || ' ' || school LIKE ? ORDER BY local_id"""

    def bare(text: str) -> object:
        return conn.execute(like, (f"%{text}%",)).fetchall()

    rounds = []
    for _ in range(ROUNDS):
        fresh = register.with_standing({})  # remembers nothing of the round before
        rounds.append((_p99(_typing(fresh.find)), _p99(_typing(bare, every=3))))
    note = f"p99 {_ms(rounds, 0)} ms a letter against {_ms(rounds, 1)} ms; a frame is {_FRAME_MS} ms"
    return summed_up("filter 100,000 children", rounds, against="LIKE in the same file (p99)", at_most=1, note=note)


def _finding(desk: Desk) -> Iterator[Comparison]:
    """Every letter typed into Ctrl+K answered from the record, against the index asked bare for the same."""
    whole = _p99(_typing(_finder(desk)))
    for against, order in (("bare FTS5, best first (p99)", "rank"), ("bare FTS5, as it lies (p99)", "rowid")):
        bare = _bare_search(desk, order)
        rounds = [(_p99(_typing(desk.searching.anything)), _p99(_typing(bare))) for _ in range(ROUNDS)]
        note = (
            f"p99 {_ms(rounds, 0)} ms a letter against {_ms(rounds, 1)} ms; "
            f"with the list laid out {whole * 1000:.1f} ms, a frame is {_FRAME_MS} ms"
        )
        yield summed_up("find among 100,000 children", rounds, against=against, at_most=1.3, note=note)


def _bare_search(desk: Desk, order: str) -> Callable[[str], object]:
    from panel_desk.vault.queries.search import match_expression

    conn = desk.book.db.conn
    sql = f"""SELECT initials, local_id, types, born_on FROM search JOIN child ON child.number = search.rowid
    WHERE search MATCH ? ORDER BY search.{order} LIMIT 24"""

    def search(text: str) -> object:
        words = match_expression(text)
        return conn.execute(sql, (words,)).fetchall() if words else ()

    return search


def _finder(desk: Desk) -> Callable[[str], object]:
    """The finder itself, in a window that is never shown to anybody."""
    from PySide6.QtWidgets import QWidget

    from panel_desk.domain.people import Role
    from panel_desk.domain.permissions import AtTheDesk
    from panel_desk.ui.session import Session
    from panel_desk.ui.shell.finder import Finder

    _application()
    person = desk.people.add(FOUNDER, "Asha Rahman", AgencyKey("csc"))
    session = Session(desk, desk, AtTheDesk(person=person, role=Role.ADMINISTRATOR), _around())
    window = QWidget()
    window.resize(1280, 800)
    finder = Finder(session, lambda: (), window)
    window.show()
    finder.open_finder()

    def typed(text: str) -> object:
        finder.field.setText(text)
        finder.grab()
        return window

    return typed


def _around() -> Around:
    from panel_desk.services.preferences import preferences_of
    from panel_desk.ui.messages import Messages
    from panel_desk.ui.session import Around
    from panel_desk.ui.tasks import Tasks

    folder = Path(tempfile.mkdtemp())
    return Around(Tasks(), Messages(), preferences_of(folder), lambda _place: None)


def _own_table(register: Register) -> Table:
    from panel_desk.ui.names import Names
    from panel_desk.ui.widgets.table import Table
    from panel_desk.ui.workspaces.children.model import ChildrenModel

    model = ChildrenModel(Names(), TODAY)
    table = Table(model, name="children")
    model.show(register, "")
    return table


def _bare_table(register: Register) -> QTableView:
    """Qt's own table over a list of the same words, with no delegate of ours."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
    from PySide6.QtWidgets import QTableView

    own = _own_table(register)
    columns = own.rows.columns
    rows = [[column.text(child) for column in columns] for child in register.children]

    class Bare(QAbstractTableModel):
        def rowCount(self, parent: object = None) -> int:  # noqa: ARG002, N802 - Qt's name
            return len(rows)

        def columnCount(self, parent: object = None) -> int:  # noqa: ARG002, N802 - Qt's name
            return len(columns)

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
            return rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    table = QTableView()
    table.setModel(Bare(table))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(32)
    for place in range(len(columns)):
        table.setColumnWidth(place, own.columnWidth(place))
    own.deleteLater()
    return table


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from panel_desk.ui.theme.current import apply_theme

    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    made = QApplication([])
    apply_theme(made, "light", 100)
    return made


def _screens(table: QTableView) -> list[float]:
    """Seconds of each screen, scrolled to and painted: of this thread's own work, whatever else the machine does."""
    bar = table.verticalScrollBar()
    step = max(bar.maximum() // SCREENS, 1)
    times = []
    for place in range(SCREENS):
        began = time.thread_time()
        bar.setValue(place * step)
        table.viewport().grab()
        times.append(time.thread_time() - began)
    return times


def _typing(answer: Callable[[str], object], *, every: int = 1) -> list[float]:
    """Seconds of this thread's work for each answer while the words are typed letter by letter."""
    times = []
    for words in TYPED:
        for end in range(1, len(words) + 1, every):
            began = time.thread_time()
            answer(words[:end])
            times.append(time.thread_time() - began)
    return times


def _p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _ms(rounds: Sequence[tuple[float, float]], which: int) -> float:
    return round(statistics.median(pair[which] for pair in rounds) * 1000, 1)
