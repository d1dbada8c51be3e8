"""A deed handed to the session: kept and told, or refused with the screen as it was."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot
from tests.services.desk_builders import NOVEMBER, SAFE, a_profile
from tests.ui.desks import OpenSession

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Message
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.tones import Tone


def _said(session: OpenSession) -> list[Message]:
    return [message for message in session.opened.said if isinstance(message, Message)]


def _bring(session: OpenSession, qtbot: QtBot) -> None:
    """Add a list of two children, as the Case lists page does."""

    def add(desk: Desk) -> object:
        content = a_profile()
        return desk.importing.add(session.actor, desk.importing.preview(content, "list.csv"), content)

    with qtbot.waitSignal(session.record_changed):
        session.do(add, said="The list is on the desk.")


def test_a_kept_deed_is_seen_by_reading_and_told_with_undo(session: OpenSession, qtbot: QtBot) -> None:
    _bring(session, qtbot)
    qtbot.waitUntil(lambda: bool(_said(session)))
    message = _said(session)[0]
    assert message.sentence == "The list is on the desk."
    assert message.tone is Tone.GREEN
    assert message.offer is not None
    assert message.offer[0] == "Undo"
    assert session.reading.searching.find("Archer")


def test_undo_takes_the_last_deed_back_and_redo_brings_it_again(session: OpenSession, qtbot: QtBot) -> None:
    _bring(session, qtbot)
    with qtbot.waitSignal(session.record_changed):
        session.undo()
    assert not session.reading.searching.find("Archer")
    with qtbot.waitSignal(session.record_changed):
        session.redo()
    assert session.reading.searching.find("Archer")


def test_undo_with_nothing_to_take_back_is_a_sentence(session: OpenSession, qtbot: QtBot) -> None:
    session.undo()
    qtbot.waitUntil(lambda: bool(_said(session)))
    assert _said(session)[0].tone is Tone.INFO


def test_a_refused_deed_is_told_and_changes_nothing(session: OpenSession, qtbot: QtBot) -> None:
    changed: list[bool] = []
    session.record_changed.connect(lambda: changed.append(True))
    before = session.reading.book.head()
    session.do(lambda desk: desk.people.add(session.actor, "  ", AgencyKey("police")), said="Added.")
    qtbot.waitUntil(lambda: bool(_said(session)))
    assert _said(session)[0].sentence == "What is the person’s name?"
    assert session.reading.book.head() == before
    assert not changed


def test_a_cancelled_job_leaves_nothing_behind(session: OpenSession, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    cancelled = threading.Event()

    def job(desk: Desk, progress: Progress) -> None:
        with desk.book.vault.write():
            desk.people.add(session.actor, "Robin Field", AgencyKey("police"))
            cancelled.wait(10)
            progress.tell("Adding people")

    task = session.work("Adding people", job, done=lambda _v: None, stopped=lambda: stopped.append(True))
    task.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert "Robin Field" not in {person.name for person in session.reading.people.everyone()}


def test_writing_through_reading_is_refused(session: OpenSession) -> None:
    try:
        session.reading.people.add(session.actor, "Robin Field", AgencyKey("police"))
    except (DeskError, TypeError, RuntimeError):
        return
    raise AssertionError("the record was written through the reading desk")


def test_the_session_knows_what_the_administrator_may(session: OpenSession) -> None:
    assert session.can(Permission.ADD_LISTS)
    assert not session.can(Permission.SIGN_MINUTES)


def test_a_deed_under_way_when_the_desk_is_locked_is_kept_and_not_told(session: OpenSession, qtbot: QtBot) -> None:
    told: list[object] = []
    session.do(lambda desk: desk.people.add(session.actor, "Robin Field", AgencyKey("police")), done=told.append)
    session.end()
    session.opened.tasks.wait_for(lambda: None)
    qtbot.wait(30)
    session.reading.refresh()
    assert not told
    assert "Robin Field" in {person.name for person in session.reading.people.everyone()}


def test_a_meeting_planned_by_the_desk_is_read_with_its_new_state(session: OpenSession, qtbot: QtBot) -> None:
    from datetime import time  # noqa: PLC0415 - one test needs it

    planned: list[object] = []
    session.do(
        lambda desk: desk.meetings.plan(session.actor, SAFE, NOVEMBER, starts_at=time(10), ends_at=time(12)),
        done=planned.append,
    )
    qtbot.waitUntil(lambda: bool(planned))
    assert session.reading.meetings.by_reference("SAFE-2026-11").held_on == NOVEMBER
