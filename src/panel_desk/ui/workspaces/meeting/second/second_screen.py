"""The second screen: a calm window on another monitor with pseudonym and time only. It never shows what is typed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.workspaces.meeting.second.screen_face import ScreenFace
from panel_desk.ui.workspaces.meeting.second.second_screen_presenter import ScreenView, screen_view


class ScreenWindow(QWidget):
    """Covers one monitor and stays on it; it takes no key and no focus."""

    gone = Signal()
    """It was closed, by whomever."""

    def __init__(self, screen: QScreen, council: str) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setWindowTitle("Panel Desk: second screen")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.face = ScreenFace(council)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.face)
        self.fixed_to = screen
        self.setScreen(screen)
        self.cover()
        screen.geometryChanged.connect(self.cover)

    def cover(self) -> None:
        """Be exactly as large as the monitor."""
        self.setGeometry(self.fixed_to.geometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever opened it, and never come back."""
        super().closeEvent(event)
        self.gone.emit()


class SecondScreen(QObject):
    """Holds the window on the other monitor while there is one. Not a widget of the room: nothing of it is mirrored.

    The window is fixed to the monitor it was opened on. Without that monitor it is closed, and does not come by itself
    again. While it is there, names stay hidden on the operator's own screen too.
    """

    changed = Signal()
    """It came, went, was blanked or shows again: the time line says ``state_words``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._window: ScreenWindow | None = None
        self._blanked = False
        self._meeting: Meeting | None = None
        self._at: datetime | None = None
        application = QGuiApplication.instance()
        application.screenRemoved.connect(self._on_screen_removed)  # type: ignore[union-attr]  # it has begun
        session.ending.connect(self.close)
        session.names.held_back.connect(self._on_names_held_back)

    @property
    def showing(self) -> bool:
        """Whether its window is on another monitor now, blank or not."""
        return self._window is not None

    @property
    def blanked(self) -> bool:
        """Whether it shows the council's calm blank."""
        return self.showing and self._blanked

    @property
    def window(self) -> ScreenWindow | None:
        """The window on the other monitor, where there is one."""
        return self._window

    def toggle(self) -> None:
        """F8: onto the other monitor, or away from it. With one monitor only it says so and offers a look."""
        if self._window is not None:
            self.close()
            return
        others = self._other_screens()
        if others:
            self._open(others[0])
        else:
            self._session.messages.say(
                "There is no second monitor to show it on, so the second screen stays off.",
                remedy="Connect a monitor or a projector that extends this one and does not mirror it, then press F8.",
                tone=Tone.AMBER,
                offer=("Look at it here", self.look),
            )

    def blank(self) -> None:
        """Shift+F8: blank, or show again."""
        if self._window is not None:
            self._blanked = not self._blanked
            self._show()
            self.changed.emit()

    def close(self) -> None:
        """Away from the other monitor: the meeting is left, or the desk is locked."""
        if self._window is not None:
            self._window.close()

    def state_words(self) -> str:
        """``second screen on``, ``second screen blank``; empty while it is off."""
        if self._window is None:
            return ""
        return "second screen blank" if self._blanked else "second screen on"

    def show_meeting(self, meeting: Meeting | None, now: datetime) -> None:
        """Show a meeting as it stands; None: nothing but the blank."""
        self._meeting = meeting
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """A second has gone by."""
        if self._window is not None and self._operator_screen() == self._window.fixed_to:
            self.close()
            self._say_off("Your own window is on the second screen’s monitor now, so the second screen is off.")
        self._at = now
        self._show()

    def look(self) -> None:
        """What the second screen shows, in a small window of the operator's own."""
        dialog = Dialog("What the second screen shows", self._operator(), width=560)
        face = measured(ScreenFace(self._council()), min_width=512, min_height=320)
        face.show_view(self._seen())
        dialog.body.addWidget(face)
        dialog.add_words("Item number, pseudonym and time: nothing else ever reaches it.")
        dialog.add_button("Close", primary=True)
        dialog.open()

    def _open(self, screen: QScreen) -> None:
        self._blanked = False
        self._window = ScreenWindow(screen, self._council())
        self._window.gone.connect(self._on_gone)
        self._session.names.cover(covered=True)
        self._show()
        # Not showFullScreen(), which would ask for the keyboard too.
        self._window.setWindowState(Qt.WindowState.WindowFullScreen)
        self._window.show()
        handle = self._window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._on_window_moved)
        self.changed.emit()

    def _show(self) -> None:
        if self._window is not None:
            self._window.face.show_view(None if self._blanked else self._seen())

    def _seen(self) -> ScreenView | None:
        """Here everything but three lines stays behind: the window is handed nothing else."""
        return screen_view(self._meeting, self._at) if self._meeting is not None and self._at is not None else None

    def _on_gone(self) -> None:
        if self._window is None:
            return
        window, self._window = self._window, None
        window.hide()
        window.deleteLater()
        self._blanked = False
        self._session.names.cover(covered=False)
        self.changed.emit()

    def _on_screen_removed(self, screen: QScreen) -> None:
        """Qt would move the window to the operator's own monitor next: it must not be there any more."""
        if self._window is not None and self._window.fixed_to == screen:
            self.close()
            self._say_off("The second screen’s monitor is gone, so the second screen is off.")

    def _on_window_moved(self, screen: QScreen) -> None:
        if self._window is not None and screen != self._window.fixed_to:
            self.close()
            self._say_off("The second screen was moved off its monitor, so it is off.")

    def _say_off(self, sentence: str) -> None:
        self._session.messages.say(sentence, remedy="Press F8 to show it again.", tone=Tone.AMBER)

    def _on_names_held_back(self) -> None:
        self._session.messages.say("Names stay hidden while the second screen is on.", remedy="F8 turns it off.")

    def _other_screens(self) -> list[QScreen]:
        """Monitors that show something else than the operator's: one that mirrors it lies at the same place."""
        own = self._operator_screen()
        here = own.geometry()
        return [s for s in QGuiApplication.screens() if s != own and not s.geometry().intersects(here)]

    def _operator(self) -> QWidget | None:
        parent = self.parent()
        return parent.window() if isinstance(parent, QWidget) else None

    def _operator_screen(self) -> QScreen:
        operator = self._operator()
        return operator.screen() if operator is not None else QGuiApplication.primaryScreen()

    def _council(self) -> str:
        return self._session.reading.people.council()[0]
