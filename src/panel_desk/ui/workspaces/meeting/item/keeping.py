"""Keeps what is typed: on the disk within moments of every key, while one types as well as after it.

The first key starts a timer and the words are kept when it ends; the next key after that starts the next one. So a hand
that never rests is kept too. Never two are waiting: what is kept is always the newest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.ui.session import Session

if TYPE_CHECKING:
    from panel_desk.services.desk import Desk

EVERY: Final = 120
"""Milliseconds from a key to the keeping; with the disk's own time it stays under 300."""
AGAIN: Final = 2000
"""Milliseconds from a keeping that failed to the next try."""

Keep = Callable[["Desk"], None]
"""Keeps what stood on the screen at one moment; called on the desk's thread."""


class Keeping(QObject):
    """Hands what stands on the screen to the desk's thread, and says when it was kept last.

    Args:
        session: The open desk.
        typed: Takes what is on the screen at this moment, and gives what keeps it; None while there is nothing.
        every: Milliseconds from a key to the keeping.
        again: Milliseconds from a keeping that failed to the next try.
    """

    told = Signal()
    """``kept_words`` or ``problem`` has changed."""

    def __init__(
        self,
        session: Session,
        typed: Callable[[], Keep | None],
        parent: QObject | None = None,
        *,
        every: int = EVERY,
        again: int = AGAIN,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._typed = typed
        self._owed: list[tuple[Keep, Callable[[], None]]] = []
        """Words that have left the screen and are not on the disk yet; they go before anything newer."""
        self._newest: Keep | None = None
        self._under_way = False
        self._wanted = False
        self._ended = False
        self._kept_at: datetime | None = None
        self._failing_since: datetime | None = None
        self._error: DeskError | None = None
        self._soon = self._timer(every, Qt.TimerType.PreciseTimer)
        self._later = self._timer(again, Qt.TimerType.CoarseTimer)
        # Locking closes the desk on its own thread after this: what is handed over now is kept before.
        session.ending.connect(self._on_ending)

    @property
    def kept_words(self) -> str:
        """``kept 10:42:06``; empty before anything was typed, and while it cannot be kept."""
        return f"kept {_clock(self._kept_at)}" if self._kept_at is not None and self._failing_since is None else ""

    @property
    def problem(self) -> str:
        """Since when and why nothing is kept, and what to do, as sentences; empty where all is well."""
        since = self._kept_at or self._failing_since
        if self._failing_since is None or since is None:
            return ""
        mend = "Free some space or reconnect the disk, and do" if self._error is not None else "Do"
        return (
            f"Not kept since {_clock(since)}: {_reason(self._error)}. Your words stand here, and the desk tries again "
            f"every 2 seconds. {mend} not close or lock the desk meanwhile."
        )

    @property
    def unkept(self) -> str:
        """What would be lost if the desk were closed now, as a sentence; empty where nothing would."""
        since = self._kept_at or self._failing_since
        if self._failing_since is None or since is None:
            return ""
        return f"What was typed in the meeting room since {_clock(since)} is not on the disk."

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not on the disk yet."""
        waits = self._soon.isActive() or self._later.isActive()
        return waits or self.busy or self._failing_since is not None

    @property
    def busy(self) -> bool:
        """Whether words are on their way to the disk at this moment."""
        return self._under_way or bool(self._owed)

    def touched(self) -> None:
        """A key was typed. Cheap: it is called at every one."""
        if not self._ended and not self._soon.isActive() and not self._later.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep at once what waits for its moment."""
        if self._soon.isActive() or self._later.isActive():
            self._soon.stop()
            self._later.stop()
            self._keep()

    def hand_over(self, keep: Keep, kept: Callable[[], None] = lambda: None) -> None:
        """Keep these words whatever is under way: they leave the screen, and are tried until they are kept.

        Args:
            keep: Keeps them, wherever the screen has turned meanwhile.
            kept: Called when they are on the disk.
        """
        self._soon.stop()
        self._owed.append((keep, kept))
        self._pay(keep)

    def begin(self) -> None:
        """Another item is on the screen: what was said of the one before is over."""
        self._soon.stop()
        if self._failing_since is None:
            self._kept_at = None
            self.told.emit()

    def _on_ending(self) -> None:
        """Behind whatever is under way, which may have begun with older words."""
        newest = self._typed() if self.pending else None
        self._ended = True
        self._soon.stop()
        self._later.stop()
        for keep, _kept in self._owed:
            self._pay(keep)
        if newest is not None:
            self.hand_over(newest)

    def _pay(self, keep: Keep) -> None:
        self._session.keep_words(
            keep,
            done=lambda: self._on_paid(keep),
            failed=lambda error: self._on_unpaid(keep, error),
            stopped=lambda: self._try_again(None),
        )

    def _on_paid(self, keep: Keep) -> None:
        paid = [kept for owed, kept in self._owed if owed is keep]
        self._owed = [each for each in self._owed if each[0] is not keep]
        for kept in paid:
            kept()
        self._kept_well()

    def _on_unpaid(self, keep: Keep, error: DeskError) -> None:
        if error.reason is Reason.STORAGE:
            self._try_again(error)
            return
        # Their meeting is no longer there: it would be the same the next time.
        self._owed = [each for each in self._owed if each[0] is not keep]
        self._session.messages.say_error(error)

    def _keep(self) -> None:
        if self._failing_since is not None:
            for keep, _kept in self._owed:
                self._pay(keep)
        self._newest = self._typed()
        if self._newest is None:
            return
        if self._under_way:
            # What is under way may have begun with older words; nothing queues up behind it.
            self._wanted = True
            return
        self._under_way, self._wanted = True, False
        self._session.keep_words(
            self._keep_newest,
            done=self._on_kept,
            failed=self._on_failed,
            stopped=self._on_stopped,
        )

    def _keep_newest(self, desk: Desk) -> None:
        """On the desk's thread: the newest there is when its turn comes."""
        if self._newest is not None:
            self._newest(desk)

    def _on_kept(self) -> None:
        self._under_way = False
        self._kept_well()
        if self._wanted:
            self._keep()

    def _kept_well(self) -> None:
        self._kept_at, self._failing_since, self._error = self._session.now, None, None
        self.told.emit()

    def _on_failed(self, error: DeskError) -> None:
        self._under_way = False
        self._try_again(error)

    def _on_stopped(self) -> None:
        """By a fault of ours, which is shown elsewhere; the words are tried again all the same."""
        self._under_way = False
        self._try_again(None)

    def _try_again(self, error: DeskError | None) -> None:
        self._error, self._failing_since = error, self._failing_since or self._session.now
        self.told.emit()
        self._later.start()

    def _timer(self, milliseconds: int, kind: Qt.TimerType) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(kind)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._keep)
        return timer


def _clock(at: datetime) -> str:
    return f"{at.astimezone(ENGLAND):%H:%M:%S}"


def _reason(error: DeskError | None) -> str:
    """The first part of the sentence, to stand after a colon: ``the disk is full``."""
    if error is None:
        return "something went wrong here"
    first = error.sentence.partition(";")[0].partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]
