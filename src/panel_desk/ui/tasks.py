"""Work off the GUI thread: one thread owns the desk's writing connection, another draws, signs and checks files."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal

from panel_desk.domain.errors import DeskError

T = TypeVar("T")
log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - a wish that was granted is no error
    """Raised inside the work after Cancel was pressed. It passes through services, whose transaction rolls back."""


class Task(QObject):
    """One piece of work under way, as the progress panel sees it.

    It belongs to ``Tasks`` and ends on the GUI thread: the work's own thread may well hold the last reference to it,
    and an object of Qt that is destroyed there can take the whole window with it.
    """

    told = Signal(str, object)
    """What it is doing, and the fraction done (None where it cannot be known)."""

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = threading.Event()
        self.let_go = False
        """Whether the screen that asked for it is gone: what comes of it is told to nobody."""
        self.cancellable = bool(title)

    @property
    def cancelled(self) -> bool:
        """Whether Cancel was pressed."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next word."""
        self._cancelled.set()


class Progress:
    """What the work tells of itself, from its own thread."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def tell(self, words: str, fraction: float | None = None) -> None:
        """Say what is being done.

        Args:
            words: A few, such as “Reading the rows”.
            fraction: How much is done, 0 to 1; None where it cannot be known.

        Raises:
            Cancelled: where Cancel was pressed since.
        """
        if self._task.cancelled:
            raise Cancelled
        self._task.told.emit(words, fraction)


Failed = Callable[[DeskError], None]


class _Wanted(Generic[T]):
    """What is to happen with what came of a task."""

    def __init__(self, done: Callable[[T], None], failed: Failed, stopped: Callable[[], None] | None) -> None:
        self.done = done
        self.failed = failed
        self.stopped = stopped


class _Outcome(Generic[T]):
    """What came of a task, on its way back to the GUI thread."""

    def __init__(self, task: Task, future: Future[T], wanted: _Wanted[T]) -> None:
        self.task = task
        self.future = future
        self.wanted = wanted


class Tasks(QObject):
    """Runs work on the desk's thread or the drawing thread, and hands what came of it back on the GUI thread."""

    began = Signal(object)
    """A ``Task`` with a title: long enough to show."""
    ended = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        self._under_way: list[Task] = []
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def on_desk(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        stopped: Callable[[], None] | None = None,
        title: str = "",
    ) -> Task:
        """Run on the thread that owns the record.

        Args:
            work: Is handed what it can tell its progress to.
            done: Is handed what the work returned.
            failed: Is handed the world's fault, in a sentence.
            stopped: Called where the work did not come to an end: cancelled, or broken by a bug.
            title: With one, the work is shown and can be cancelled.
        """
        return self._submit(self._desk, work, _Wanted(done, failed, stopped), title)

    def drawing(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        stopped: Callable[[], None] | None = None,
        title: str = "",
    ) -> Task:
        """Run on the thread for PDFs: values in, bytes out, nothing of the record. As ``on_desk`` otherwise."""
        return self._submit(self._drawing, work, _Wanted(done, failed, stopped), title)

    def wait_for(self, work: Callable[[], T]) -> T:
        """Run on the desk’s thread and wait for it: while the desk is locked or the window closes, never otherwise."""
        return self._desk.submit(work).result()

    def cancel_all(self) -> None:
        """Ask everything under way to stop at its next word."""
        for task in self._under_way:
            task.cancel()

    def let_go(self) -> None:
        """The screen that asked is locked or left: what is under way goes on, and its outcome is told to nobody."""
        for task in self._under_way:
            task.let_go = True

    def close(self) -> None:
        """Ask what is under way to stop, and wait until it has. What came of it is not delivered any more."""
        self._closed = True
        self.cancel_all()
        self._desk.shutdown(wait=True)
        self._drawing.shutdown(wait=True)
        self._under_way.clear()

    def _submit(
        self, executor: ThreadPoolExecutor, work: Callable[[Progress], T], wanted: _Wanted[T], title: str
    ) -> Task:
        task = Task(title, self)
        self._under_way.append(task)
        if title:
            self.began.emit(task)
        future = executor.submit(work, Progress(task))
        future.add_done_callback(lambda finished: self._finished.emit(_Outcome(task, finished, wanted)))
        return task

    def _deliver(self, outcome: object) -> None:
        came = cast("_Outcome[object]", outcome)
        if came.task in self._under_way:
            self._under_way.remove(came.task)
        if came.task.title:
            self.ended.emit(came.task)
        came.task.deleteLater()
        if self._closed:
            return
        error = came.future.exception()
        if came.task.let_go:
            log.info("a task ended after its screen: %s", type(error).__name__ if error else "done")
        elif error is None:
            came.wanted.done(came.future.result())
        elif isinstance(error, DeskError):
            came.wanted.failed(error)
        else:
            if came.wanted.stopped is not None:
                came.wanted.stopped()
            if not isinstance(error, Cancelled):
                # A bug is not the page's to explain: the except-hook shows the crash dialog.
                raise error
            log.info("a task was cancelled")
