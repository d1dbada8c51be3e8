"""Desks with an agenda to work on, and the page that shows it."""

from __future__ import annotations

from datetime import date, time
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import SAFE, a_profile, child
from tests.ui.desks import OpenSession

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.services.book import Deed
from panel_desk.services.desk import Desk
from panel_desk.services.planning import MeetingPlan
from panel_desk.ui.messages import Message
from panel_desk.ui.workspaces.agendas.carrying import Carried, mime_of
from panel_desk.ui.workspaces.agendas.page import AgendasPage

HELD_ON = date(2026, 12, 17)


def brought(session: OpenSession, *local_ids: str, name: str = "november.csv") -> None:
    """A list of children at risk is on the desk."""
    content = a_profile(*(child(local_id) for local_id in local_ids))

    def bring(desk: Desk) -> Deed:
        return desk.importing.add(session.actor, desk.importing.preview(content, name), content)

    done(session, bring)


def planned(session: OpenSession, held_on: date = HELD_ON, *, built: bool = True) -> MeetingId:
    """A meeting of the SAFE panel, its agenda built."""

    def plan(desk: Desk) -> MeetingId:
        plan = MeetingPlan(
            panel=SAFE,
            held_on=held_on,
            starts_at=time(10),
            ends_at=time(12, 30),
            place="Room 6",
            invited=desk.planning.seats(SAFE),
        )
        meeting_id = desk.planning.plan(session.actor, plan)
        if built:
            desk.agendas.build(session.actor, meeting_id)
        return meeting_id

    found: list[MeetingId] = []
    done(session, plan, found)
    return found[0]


def done(session: OpenSession, deed: object, into: list[MeetingId] | None = None) -> None:
    """Do a deed on the desk's thread and wait until it is told."""
    session.do(deed, done=into.append if into is not None else None)  # type: ignore[arg-type]
    settle(session)


def settle(session: OpenSession) -> None:
    """Wait until nothing is under way."""
    # What a key began may only be queued yet.
    QApplication.processEvents()
    while session.tasks.busy:
        QApplication.processEvents()
    QApplication.processEvents()


def a_page(session: OpenSession, qtbot: QtBot, *, width: int = 1100, height: int = 700) -> AgendasPage:
    """The page as the window shows it."""
    page = AgendasPage(session)
    qtbot.addWidget(page)
    session.record_changed.connect(page.refresh)
    page.resize(width, height)
    page.show()
    page.refresh()
    qtbot.waitExposed(page)
    return page


def meeting_of(session: OpenSession, meeting_id: MeetingId) -> Meeting:
    """As the record has it."""
    return session.reading.meetings.meeting(meeting_id)


def listed(session: OpenSession, meeting_id: MeetingId) -> list[str]:
    """The local IDs on the agenda, in their order."""
    items = meeting_of(session, meeting_id).items
    return [item.agenda.child.local_id for item in items if item.agenda.child]


def item_of(session: OpenSession, meeting_id: MeetingId, local_id: str) -> ItemId:
    """The item about a child."""
    items = meeting_of(session, meeting_id).items
    return next(item.id for item in items if item.agenda.child and item.agenda.child.local_id == local_id)


def press(page: AgendasPage, key: Qt.Key, session: OpenSession, *, alt: bool = False) -> None:
    """On whatever has the keyboard."""
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    widget = page.focusWidget()
    QTest.keyClick(widget, key, modifier)
    settle(session)


def choose(page: AgendasPage, session: OpenSession, meeting_id: MeetingId, *local_ids: str) -> None:
    agenda = page.meeting.board.agenda.list
    agenda.setFocus()
    assert agenda.choose([item_of(session, meeting_id, local_id) for local_id in local_ids])


def drop_on_agenda(page: AgendasPage, session: OpenSession, carried: Carried, row: int, upon: int = -1) -> None:
    model = page.meeting.board.agenda.model
    parent = model.index(upon, 0) if upon >= 0 else QModelIndex()
    model.dropMimeData(mime_of(carried), Qt.DropAction.MoveAction, row, 0, parent)
    settle(session)


def last_said(session: OpenSession) -> Message:
    return cast("Message", session.opened.said[-1])
