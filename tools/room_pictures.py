"""The meeting room for the pictures: December's SAFE panel of the demonstration, held as far as a picture needs it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.meeting.opening import Chosen, OpeningChoices
from panel_desk.services.desk import Desk
from panel_desk.services.room.captured_lines import record_lines
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.tasks import Tasks
from panel_desk.ui.workspaces.meeting.page import MeetingPage
from panel_desk.ui.workspaces.meeting.second.screen_face import ScreenFace
from panel_desk.ui.workspaces.meeting.second.second_screen_presenter import screen_view

DAY = date(2026, 12, 17)
_PRESENT = ("Dana Prior", "Imran Khan", "Abena Osei", "Marta Lee")
_SCRIPT = (
    ("10:00", "/open prior"),
    ("10:00", "/present khan"),
    ("10:00", "/present osei"),
    ("10:00", "/present lee"),
    ("10:01", "/present hart"),
    ("10:01", "/apologies bell sent 15 dec"),
    ("10:01", "/observer Ife Bello of csc signed"),
    ("10:02", "/read"),
    ("10:02", "/n"),
    ("10:05", "/n"),
    ("10:06", "/n"),
    ("10:07", "/n"),
    ("10:16", "The panel heard what became of the actions of November."),
    ("10:17", "/n"),
    ("10:18", "Police: P.R. was seen at the retail park on 12 November and has not been seen since."),
    ("10:20", "/v A text to an aunt said: “Tell them I’m warm.”"),
    ("10:24", "/a khan: Visit the three addresses on the list tonight by tomorrow"),
    ("10:26", "/d strategy because the child is missing and two adults are named review 7 jan"),
    ("10:29", "/n"),
    ("10:30", "/declare hart because he coaches the football team of K.A."),
    ("10:32", "/from police: The van was stopped on 3 December; the driver is known to two forces."),
    (
        "10:34",
        "K.A. has kept every appointment since November. The bakery where he works on Saturdays wants him on Fridays.",
    ),
    (
        "10:35",
        "School: attendance 91 %. Nobody has waited at the gate for him since the plain-clothes visits began.",
    ),
    ("10:36", "/v “The van came back on Sunday. I did not get in.” K.A. asked that no marked car should wait outside."),
    ("10:38", "/strengths He told his carer the same evening, for the first time."),
    ("10:39", "/d continue because the plan is working and he keeps to it review 14 jan"),
    ("10:40", "/a khan: Put the van on the number plate system, and visit in plain clothes only by fri"),
    ("10:41", "/a csc morgan: Tell K.A. and his carer what was decided by 2d"),
)


class Stage(Protocol):
    """What the room needs of the studio."""

    tasks: Tasks
    desk: Desk
    reading: Desk
    session: Session
    view: DeskView

    def go(self, place: Place) -> None:
        """Show a place."""

    def next_meeting(self) -> str:
        """December's meeting, with its agenda built."""

    def set_time(self, now: datetime) -> None:
        """The clock stands there."""

    def settle(self) -> None:
        """Let everything come to its end."""


def opening(stage: Stage) -> None:
    """The seats, some of them chosen."""
    meeting_id = _issued(stage)
    stage.set_time(_at("09:56"))

    def chosen(name: str, kind: AttendanceKind = AttendanceKind.PRESENT, sent: date | None = None) -> Chosen:
        person = stage.desk.people.named(name)
        return Chosen(person=person, kind=kind, information_sent_on=sent)

    def choose() -> None:
        away = chosen("Ruth Bell", AttendanceKind.APOLOGIES, date(2026, 12, 15))
        stage.desk.opening.keep(meeting_id, OpeningChoices(people=(*(chosen(name) for name in _PRESENT), away)))

    if stage.reading.meetings.meeting(meeting_id).state is MeetingState.AGENDA_ISSUED:
        stage.tasks.wait_for(choose)
        stage.reading.refresh()
    _show(stage, meeting_id)


def case(stage: Stage) -> None:
    """An item with words and deeds, and nothing in the line."""
    _show(stage, _held(stage))
    _type(stage, "")


def undecided(stage: Stage) -> None:
    """The item after it, on which nothing is decided yet."""
    meeting_id = _held(stage)
    actor = stage.session.actor
    stage.tasks.wait_for(lambda: list(record_lines(stage.desk.recording, actor, meeting_id, ["/n"])))
    stage.reading.refresh()
    _show(stage, meeting_id)


def line(stage: Stage) -> None:
    """A line that is being typed, with its chips and what may follow."""
    case(stage)
    _type(stage, "/a lee: Ask the bakery about Fridays by ")


def read_back(stage: Stage) -> None:
    """What the item leaves behind, before the next."""
    case(stage)
    _type(stage, "/n")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)


def closing(stage: Stage) -> None:
    """What is left to look at before the meeting is closed."""
    case(stage)
    _page(stage).close_meeting()


def second_screen(stage: Stage) -> QWidget:
    """What the other monitor shows."""
    meeting_id = _held(stage)
    face = ScreenFace(stage.reading.people.council()[0])
    face.show_view(screen_view(stage.reading.meetings.meeting(meeting_id), stage.session.now))
    return face


def _issued(stage: Stage) -> MeetingId:
    meeting_id = MeetingId(stage.next_meeting())
    if not stage.reading.meetings.meeting(meeting_id).agenda_locked:
        stage.set_time(_at("09:30", date(2026, 12, 14)))
        actor = stage.session.actor

        def issue() -> None:
            stage.desk.agendas.lock(actor, meeting_id, stage.desk.people.named("Dana Prior").id)
            stage.desk.agendas.issued(actor, meeting_id, "0" * 64)

        stage.tasks.wait_for(issue)
        stage.reading.refresh()
    return meeting_id


def _held(stage: Stage) -> MeetingId:
    """The meeting as far as its second child."""
    meeting_id = _issued(stage)
    if stage.reading.meetings.meeting(meeting_id).state is MeetingState.AGENDA_ISSUED:
        stage.tasks.wait_for(lambda: _play(stage, meeting_id, stage.session.actor))
        stage.reading.refresh()
    stage.set_time(_at("10:42:07"))
    return meeting_id


def _play(stage: Stage, meeting_id: MeetingId, actor: PersonId) -> None:
    for at, text in _SCRIPT:
        stage.set_time(_at(at))
        list(record_lines(stage.desk.recording, actor, meeting_id, [text]))


def _at(clock: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ENGLAND)


def _show(stage: Stage, meeting_id: MeetingId) -> None:
    stage.go(Place(PageKey.MEETING, meeting_id))
    stage.settle()


def _page(stage: Stage) -> MeetingPage:
    page = stage.view.page
    if not isinstance(page, MeetingPage):
        raise TypeError("the meeting is not in sight")
    return page


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    if found is None:
        raise TypeError("nothing has the keyboard")
    return found


def _type(stage: Stage, text: str) -> None:
    room = _page(stage).room
    room.line.set_text("")
    room.focus_line()
    QTest.keyClicks(_focus(), text)
    stage.settle()
