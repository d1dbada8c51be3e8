"""A tour of the window: the open desk on the demonstration, and every place in it worth looking at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.desks import OpenSession, copied, session_on

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.services.desk import Desk
from panel_desk.shipped import shipped
from panel_desk.ui.page import Page
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.theme.current import restyle

WIDTH, HEIGHT = 1280, 800
_CHILD = "200221"
_GROUPS = (
    "people",
    "seats",
    "panels",
    "language",
    "certificates",
    "backups",
    "keys",
    "appearance",
    "computer",
    "about",
)
_QUIET_TURNS = 8
"""Turns of the event loop with nothing under way: what the last task brought is then laid out."""


_WORDS = ("Police saw two older males near the bus station.", "Visit the bakery", "Kim Shaw")


class Tour:
    """The open desk in a window of 1280×800, gone through from place to place."""

    def __init__(self, session: OpenSession, demo: Path) -> None:
        self.session = session
        self.demo = demo
        self.view = DeskView(session.around, session)
        restyle(self.view, role="page")
        self.view.resize(WIDTH, HEIGHT)
        self._meeting: MeetingId | None = None
        self._room: MeetingId | None = None
        self.words = _WORDS
        """What is written, asked and who observes in the meeting room."""

    @property
    def page(self) -> Page:
        """The page in sight."""
        assert self.view.page is not None
        return self.view.page

    def meeting(self) -> str:
        """A planned meeting with a built agenda, made when first asked for."""
        if self._meeting is None:
            self._meeting = self.session.tasks.wait_for(self._planned)
            self.session.reading.refresh()
        return self._meeting

    def room(self) -> str:
        """A meeting in session at its first case, with words, an action and an observer."""
        if self._room is None:
            self._room = self.session.tasks.wait_for(self._sitting)
            self.session.reading.refresh()
        return self._room

    def settle(self) -> None:
        """Let what is under way come to its end and be laid out."""
        patience = QDeadlineTimer(60_000)
        quiet = 0
        while quiet < _QUIET_TURNS and not patience.hasExpired():
            QTest.qWait(5)
            quiet = 0 if self.session.tasks.busy else quiet + 1

    def _sitting(self) -> MeetingId:
        return sitting(self.session._desk, self.words)

    def _planned(self) -> MeetingId:
        desk, actor = self.session._desk, self.session.actor
        made = desk.meetings.plan(
            actor, PanelKey("SAFE"), date(2026, 12, 17), starts_at=time(10), ends_at=time(12, 30), place="Room 6"
        )
        desk.agendas.build(actor, made)
        return made


def sitting(desk: Desk, words: tuple[str, str, str] = _WORDS) -> MeetingId:
    """A SAFE meeting on a demonstration's desk, in session at its first case: what is written, asked, who observes."""
    actor, (written, asked, observer) = desk.people.named("Asha Rahman").id, words
    made = desk.meetings.plan(
        actor, PanelKey("SAFE"), date(2026, 12, 10), starts_at=time(10), ends_at=time(12, 30), place="Room 6"
    )
    desk.agendas.build(actor, made)
    chair = desk.people.named("Dana Prior").id
    desk.agendas.lock(actor, made, chair)
    desk.agendas.issued(actor, made, "0" * 64)
    desk.meetings.open(actor, made, chair)
    police = AgencyKey("police")
    guest = desk.people.add(actor, observer, police)
    desk.meetings.attend(actor, made, guest, AttendanceKind.OBSERVER, statement_signed=True)
    case = next(item for item in desk.meetings.meeting(made).items if item.needs_outcome)
    desk.meetings.turn_to(actor, made, case.id)
    desk.meetings.write(actor, made, case.id, NoteSection.DISCUSSION, written)
    desk.meetings.ask(actor, made, case.id, what=asked, agency=police, due_on=date(2026, 12, 17))
    return made


@contextmanager
def tour_of(demo: Path, folder: Path) -> Iterator[Tour]:
    """A tour on a copy of the demonstration; nothing of it is left afterwards."""
    with session_on(copied(demo / "desk", folder / "desk"), folder, secret=PASSPHRASE) as session:
        tour = Tour(session, demo)
        try:
            yield tour
        finally:
            tour.view.close()
            tour.settle()
            tour.view.deleteLater()
            session.end()
            QApplication.processEvents()


def _to(page: PageKey, id: str = "", what: str = "") -> Callable[[Tour], None]:  # noqa: A002 - the place's own name
    return lambda tour: tour.view.go(Place(page, id, what))


def _case_list(tour: Tour) -> None:
    tour.view.take_files([shipped("demo", "exploitation-profile-2026-11.xlsx")])


def _verified(tour: Tour) -> None:
    tour.view.take_files([tour.demo / "minutes-SAFE-2026-10.pdf"])


def _action(tour: Tour) -> None:
    tour.view.go(Place(PageKey.ACTIONS, "SAFE-2026-11/08"))


PLACES: dict[str, Callable[[Tour], None]] = {
    "today": _to(PageKey.TODAY),
    "case lists": _to(PageKey.CASE_LISTS),
    "case list read": _case_list,
    "children": _to(PageKey.CHILDREN),
    "child": _to(PageKey.CHILDREN, _CHILD),
    "agendas": _to(PageKey.AGENDAS),
    "meeting": _to(PageKey.MEETING),
    "agenda": lambda tour: tour.view.go(Place(PageKey.AGENDAS, tour.meeting())),
    "minutes": _to(PageKey.MINUTES),
    "minutes in draft": _to(PageKey.MINUTES, "SAFE-2026-11"),
    "minutes signed": _to(PageKey.MINUTES, "SAFE-2026-10", "copies"),
    "actions": _to(PageKey.ACTIONS),
    "action": _action,
    "missing": _to(PageKey.MISSING, "", "cross-reference"),
    "missing episodes": _to(PageKey.MISSING, "", "all"),
    "missing oversight": _to(PageKey.MISSING, "", "oversight"),
    "missing pathway": _to(PageKey.MISSING, "", "pathway"),
    "match queue": _to(PageKey.MISSING, "", "match queue"),
    "profile": _to(PageKey.PROFILE),
    "profile: what is public": _to(PageKey.PROFILE, "2026-27", "public"),
    "voice": _to(PageKey.VOICE),
    "voice: you said, we did": _to(PageKey.VOICE, what="told"),
    "plan and places": _to(PageKey.STRATEGY),
    "verify": _to(PageKey.VERIFY),
    "verified": _verified,
    **{
        f"settings: {group}": _to(PageKey.SETTINGS, group)
        for group in (
            "people",
            "seats",
            "panels",
            "language",
            "certificates",
            "backups",
            "keys",
            "appearance",
            "computer",
            "about",
        )
    },
    # Last: from then on a panel sits.
    "meeting room": lambda tour: tour.view.go(Place(PageKey.MEETING, tour.room())),
}
"""Every page, and the views that stand in its place."""


def inside(widget: QWidget) -> list[QWidget]:
    """A widget and everything visible in it, in no order."""
    return [each for each in (widget, *widget.findChildren(QWidget)) if each.isVisible()]
