"""Somebody takes part who is not on the list: a substitute, an observer or a presenter, known to the desk or new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from panel_desk.domain.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from panel_desk.domain.capture.deeds import AttendDeed, NewcomerDeed


class PersonDialog(Dialog):
    """Asks who it is, of which agency and in what capacity."""

    def __init__(
        self,
        session: Session,
        meeting: Meeting,
        on_person: Callable[[AttendDeed | NewcomerDeed], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Who takes part?", parent)
        self._session, self._meeting, self._on_person = session, meeting, on_person
