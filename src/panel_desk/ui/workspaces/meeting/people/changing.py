"""From one key to one deed of attendance: asks what the deed needs first, and records nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from panel_desk.domain.capture.context import Whereabouts
from panel_desk.domain.capture.deeds import (
    ArriveDeed,
    AttendDeed,
    BackDeed,
    DeclareDeed,
    LeaveDeed,
    NewcomerDeed,
)
from panel_desk.domain.capture.due import read_past
from panel_desk.domain.capture.typed import Lack
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.people import Role
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.meeting.people.attendance_keys import Change
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import PersonLine
from panel_desk.ui.workspaces.meeting.people.inline_ask import InlineAsk
from panel_desk.ui.workspaces.meeting.people.person_dialog import Capacity, PersonDialog

AttendanceDeed = ArriveDeed | AttendDeed | BackDeed | DeclareDeed | LeaveDeed | NewcomerDeed
OnDeed = Callable[[AttendanceDeed, ItemId | None, Callable[[], None] | None, Callable[[DeskError], None] | None], None]
"""Is handed the deed, its item (None: the one in hand), and whom to tell that it was kept or why it was not."""


class Changing:
    """Asks under the list or in a dialog, then hands the deed on."""

    def __init__(self, session: Session, ask: InlineAsk, over: QWidget, on_deed: OnDeed) -> None:
        self._session = session
        self._ask = ask
        self._over = over
        self._on_deed = on_deed
        self._meeting: Meeting | None = None

    def begin(self, change: Change, line: PersonLine, meeting: Meeting) -> None:
        """Begin a change of somebody."""
        self._meeting = meeting
        steps: dict[Change, Callable[[PersonLine], None]] = {
            Change.PRESENT: self._present,
            Change.ARRIVED: self._arrived,
            Change.APOLOGIES: self._apologies,
            Change.DECLARE: self._declare,
            Change.BACK: self._back,
            Change.SUBSTITUTE: self._substitute,
            Change.OBSERVER: lambda one: self._guest(one, Role.OBSERVER, AttendanceKind.OBSERVER),
            Change.PRESENTER: lambda one: self._guest(one, Role.PRESENTER, AttendanceKind.PRESENTER),
            Change.LEFT: lambda one: self._hand(LeaveDeed(person_id=one.person_id)),
            Change.ABSENT: lambda one: self._hand(_attends(one, AttendanceKind.ABSENT)),
        }
        steps[change](line)

    def _hand(self, deed: AttendanceDeed, item_id: ItemId | None = None) -> None:
        self._on_deed(deed, item_id, None, None)

    def _present(self, line: PersonLine) -> None:
        if line.where is Whereabouts.LEFT:
            self._hand(ArriveDeed(person_id=line.person_id))
        elif line.where is Whereabouts.STEPPED_OUT:
            self._back(line)
        elif line.where is Whereabouts.IN_ROOM:
            self._session.messages.say(f"{line.name} is in the room already.")
        elif line.role is Role.OBSERVER:
            self._ask_signed(line)
        else:
            kind = AttendanceKind.PRESENTER if line.role is Role.PRESENTER else AttendanceKind.PRESENT
            self._hand(_attends(line, kind))

    def _arrived(self, line: PersonLine) -> None:
        if line.where is Whereabouts.STEPPED_OUT:
            self._back(line)
        else:
            self._hand(ArriveDeed(person_id=line.person_id))

    def _back(self, line: PersonLine) -> None:
        """Back into the room, whichever item they stepped out of."""
        out = quorum.out_now(self._meeting, line.person_id) if self._meeting is not None else None
        self._hand(BackDeed(person_id=line.person_id), out[0].id if out is not None else None)

    def _apologies(self, line: PersonLine) -> None:
        def answered(typed: str) -> str:
            sent = sent_on(typed, self._session.today)
            if isinstance(sent, str):
                return sent
            self._hand(AttendDeed(person_id=line.person_id, kind=AttendanceKind.APOLOGIES, information_sent_on=sent))
            return ""

        self._ask.ask(
            f"Apologies of {line.name}. When was written information sent?",
            "A day: today, tue, 18 nov. Enter without one: none was sent.",
            answered,
        )

    def _declare(self, line: PersonLine, typed_before: str = "") -> None:
        meeting = self._meeting
        if meeting is None or meeting.current is None:
            self._session.messages.say("An interest is declared in an item.", remedy="Turn to the item first.")
            return
        item = meeting.current

        def answered(typed: str) -> str:
            if not typed:
                return "Its nature is minuted: type what it is."

            def refused(error: DeskError) -> None:
                # What was typed is not lost with the refusal.
                self._session.messages.say_error(error)
                self._declare(line, typed)

            self._on_deed(DeclareDeed(person_id=line.person_id, nature=typed), item, None, refused)
            return ""

        self._ask.ask(
            f"What interest does {line.name} have in {meeting.number(item)}?",
            "Enter records it, and that they stepped out now.",
            answered,
            start=typed_before,
        )

    def _ask_signed(self, line: PersonLine) -> None:
        def answered(typed: str) -> str:
            if typed.casefold()[:1] not in ("", "y"):
                return "An observer signs it before entering the room."
            self._hand(AttendDeed(person_id=line.person_id, kind=AttendanceKind.OBSERVER, statement_signed=True))
            return ""

        self._ask.ask(f"Has {line.name} signed the confidentiality statement?", "Enter: yes. Esc: not yet.", answered)

    def _substitute(self, line: PersonLine) -> None:
        if self._meeting is not None:
            member = self._meeting.person(line.person_id)
            self._open_dialog(Capacity(kind=AttendanceKind.SUBSTITUTE, substitute_for=member))

    def _guest(self, line: PersonLine, role: Role, kind: AttendanceKind) -> None:
        """Who is in hand, where they were invited so; anybody else is asked for."""
        if line.role is role and line.where is not Whereabouts.IN_ROOM:
            self._present(line)
        else:
            self._open_dialog(Capacity(kind=kind))

    def _open_dialog(self, capacity: Capacity) -> None:
        if self._meeting is None:
            return

        def given(deed: AttendDeed | NewcomerDeed, dialog: PersonDialog) -> None:
            self._on_deed(deed, None, dialog.accept, dialog.tell)

        PersonDialog(self._session, self._meeting, capacity, given, self._over).open()


def _attends(line: PersonLine, kind: AttendanceKind) -> AttendDeed:
    return AttendDeed(person_id=line.person_id, kind=kind)


def sent_on(typed: str, today: date) -> date | str | None:
    """The day information was sent; None for none; a sentence where the words are no day."""
    if typed.casefold() in ("", "no", "none", "-"):
        return None
    day = read_past(typed, today)
    if day is None:
        return f"“{typed}” is no day. Type one as 18 nov, or nothing where no information was sent."
    return day.sentence if isinstance(day, Lack) else day
