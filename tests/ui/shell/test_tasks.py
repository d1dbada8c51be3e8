"""Work off the GUI thread: where it runs, how it ends, and what stopping it leaves."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.ui.tasks import Cancelled, Progress, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def _never(_value: object) -> None:
    raise AssertionError("must not be called")


def test_what_came_of_a_task_is_handed_over_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[tuple[str, bool]] = []
    tasks.on_desk(
        lambda _p: threading.current_thread().name,
        done=lambda name: got.append((name, threading.current_thread() is threading.main_thread())),
        failed=_never,
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].startswith("desk")
    assert got[0][1]


def test_a_fault_of_the_world_reaches_failed(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[DeskError] = []

    def work(_progress: Progress) -> None:
        raise DeskError("The disk is full.", reason=Reason.STORAGE)

    tasks.drawing(work, done=_never, failed=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0].sentence == "The disk is full."


def test_a_fault_of_ours_stops_the_task_and_is_raised_for_the_crash_dialog(tasks: Tasks, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    with capture_exceptions() as caught:
        tasks.on_desk(lambda _p: 1 / 0, done=_never, failed=_never, stopped=lambda: stopped.append(True))
        qtbot.waitUntil(lambda: bool(caught))
    assert stopped == [True]
    assert caught[0][0] is ZeroDivisionError


def test_cancel_ends_the_work_at_its_next_word(tasks: Tasks, qtbot: QtBot) -> None:
    going, stopped, told = threading.Event(), [], []

    def work(progress: Progress) -> None:
        progress.tell("Reading", 0.5)
        going.wait(10)
        try:
            progress.tell("Writing", 0.9)
        except Cancelled:
            told.append("rolled back")
            raise

    task = tasks.on_desk(work, done=_never, failed=_never, stopped=lambda: stopped.append(True), title="Reading a list")
    task.cancel()
    going.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert told == ["rolled back"]


def test_what_a_task_tells_arrives_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[tuple[str, object]] = []

    def work(progress: Progress) -> None:
        for step in range(3):
            progress.tell(f"step {step}", step / 3)

    gate = threading.Event()
    tasks.on_desk(lambda _p: gate.wait(10), done=lambda _v: None, failed=_never)
    task = tasks.on_desk(work, done=lambda _v: heard.append(("done", None)), failed=_never, title="Steps")
    task.told.connect(lambda words, fraction: heard.append((words, fraction)))
    gate.set()
    qtbot.waitUntil(lambda: ("done", None) in heard)
    assert [words for words, _f in heard] == ["step 0", "step 1", "step 2", "done"]


def test_one_thread_owns_the_desk_whatever_order_deeds_come_in(tasks: Tasks, qtbot: QtBot) -> None:
    names: list[str] = []
    for _ in range(20):
        tasks.on_desk(lambda _p: threading.current_thread().name, done=names.append, failed=_never)
    qtbot.waitUntil(lambda: len(names) == 20)
    assert len(set(names)) == 1


def test_closing_waits_for_the_work_and_delivers_nothing(qtbot: QtBot) -> None:
    tasks, ended = Tasks(), []
    tasks.on_desk(lambda _p: ended.append(True), done=_never, failed=_never)
    tasks.close()
    assert ended == [True]
    qtbot.wait(20)
    assert not [t for t in threading.enumerate() if t.name.startswith(("desk", "drawing"))]


def test_what_a_screen_that_is_gone_asked_for_goes_on_and_is_told_to_nobody(tasks: Tasks, qtbot: QtBot) -> None:
    go_on, ran, ended = threading.Event(), threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        go_on.wait(10)
        ran.set()

    tasks.ended.connect(lambda _task: ended.set())
    tasks.drawing(work, done=_never, failed=_never, title="Saving the minutes")
    tasks.let_go()
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    assert ran.is_set()
    assert not tasks.busy


def test_a_task_ends_on_the_gui_thread_though_its_work_holds_it_longer(tasks: Tasks, qtbot: QtBot) -> None:
    held: list[Progress] = []
    gone: list[int] = []
    ended: list[object] = []

    def note() -> None:
        gone.append(threading.get_ident())

    task = tasks.on_desk(held.append, done=ended.append, failed=_never)
    task.destroyed.connect(note, Qt.ConnectionType.DirectConnection)
    del task
    qtbot.waitUntil(lambda: bool(ended))
    tasks.on_desk(lambda _p: held.clear(), done=ended.append, failed=_never)
    qtbot.waitUntil(lambda: len(ended) == 2 and bool(gone))
    assert gone == [threading.get_ident()]
