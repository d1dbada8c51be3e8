"""The agenda goes out from the page: its pages beside it, its files in a folder, or nothing at all."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import a_page, brought, done, item_of, listed, meeting_of, planned, settle
from tests.ui.desks import OpenSession, copied, session_on

from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Role
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.issue_dialog import IssueChoice, IssueDialog
from panel_desk.ui.workspaces.agendas.page import AgendasPage


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    brought(session, "101", "102")
    return planned(session)


@pytest.fixture
def page(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> AgendasPage:
    return a_page(session, qtbot, width=1600)


def dana(session: OpenSession) -> PersonId:
    return session.reading.people.named("Dana Prior").id


def send_out(page: AgendasPage, session: OpenSession, folder: Path) -> None:
    """As [Lock and issue] and its dialog do."""
    page.take_step()
    dialog = page.window().findChild(IssueDialog)
    assert dialog is not None
    dialog.folder.setText(str(folder))
    dialog.issue_button.click()
    settle(session)


def said(session: OpenSession) -> Message:
    return cast("Message", session.opened.said[-1])


def test_lock_and_issue_saves_the_files_remembers_the_folder_and_shows_the_pages(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    (out := tmp_path / "out").mkdir()
    send_out(page, session, out)
    assert sorted(path.suffix for path in out.iterdir()) == [".eml", ".ics", ".pdf"]
    assert meeting_of(session, meeting_id).state is MeetingState.AGENDA_ISSUED
    assert session.preferences.value.save_folder == str(out)
    assert page.meeting.board.pages_open
    assert page.meeting.board.pdf.pages() >= 1
    assert "the agenda is issued. 3 files saved in out." in said(session).sentence
    assert page.meeting.reopen_button.isVisible()


def test_the_dialog_says_what_will_happen_and_what_the_chair_lets_stand(
    page: AgendasPage, session: OpenSession, tmp_path: Path
) -> None:
    page.take_step()
    dialog = page.window().findChild(IssueDialog)
    assert dialog is not None
    words = " ".join(label.text() for label in dialog.findChildren(type(dialog._title)))
    assert "agenda-SAFE-2026-12-issue-1.pdf" in words
    assert "things you let stand" in words or "1 thing you let stand" in words
    assert dialog.approver.currentText() == "Dana Prior, chair"
    dialog.reject()


def test_a_folder_that_is_not_there_keeps_the_dialog_open(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    send_out(page, session, tmp_path / "nowhere")
    dialog = page.window().findChild(IssueDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert not meeting_of(session, meeting_id).agenda_locked
    dialog.reject()


def test_files_that_cannot_be_written_leave_agenda_and_screen_as_they_were(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    (blocked := tmp_path / "out").mkdir()
    (blocked / "message-SAFE-2026-12-issue-1.eml").mkdir()
    rows = page.meeting.board.agenda.model.rows
    send_out(page, session, blocked)
    assert said(session).tone is Tone.RED
    assert not meeting_of(session, meeting_id).agenda_locked
    assert page.meeting.board.agenda.model.rows is rows
    assert [path.suffix for path in blocked.iterdir()] == [".eml"]


def test_the_pages_follow_each_change_and_stay_until_the_new_ones_are_drawn(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    page.meeting.preview_button.setChecked(True)
    settle(session)
    first = page.preview.drawn
    assert first is not None
    pages = page.meeting.board.pdf.pages()
    item = item_of(session, meeting_id, "101")
    seen: list[int] = []
    page.preview.shown.connect(lambda: seen.append(page.meeting.board.pdf.pages()))
    done(session, lambda desk: desk.agendas.change(session.actor, meeting_id, item, minutes=33, presenter="Marta Lee"))
    assert page.meeting.board.pdf.pages() == pages
    settle(session)
    assert page.preview.drawn != first
    assert len(seen) == 1


def test_many_changes_in_a_row_are_drawn_with_the_last_of_them(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    page.meeting.preview_button.setChecked(True)
    item = item_of(session, meeting_id, "101")
    for minutes in (11, 12, 13, 14):
        page._deeds.change(meeting_id, item, minutes, "Marta Lee")
    settle(session)
    drawn = page.preview.drawn
    assert drawn is not None
    assert drawn.total_minutes == page._presenter.agenda(meeting_id).minutes
    assert listed(session, meeting_id) == ["101", "102"]


def test_an_issued_agenda_is_saved_again_and_shown_to_the_byte(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    (out := tmp_path / "out").mkdir()
    (again := tmp_path / "again").mkdir()
    send_out(page, session, out)
    view = page._view
    assert view is not None
    page.sending.save_into(view, again)
    name = "agenda-SAFE-2026-12-issue-1.pdf"
    assert (again / name).read_bytes() == (out / name).read_bytes()


def test_re_opening_asks_why_and_the_next_issue_has_the_next_number(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    (out := tmp_path / "out").mkdir()
    send_out(page, session, out)
    page.meeting.reopen_button.click()
    question = cast("Question", session.opened.asked[-1])
    assert question.on_words is not None
    question.on_words("a referral was missed")
    settle(session)
    assert page._view is not None
    assert page._view.state == "agenda re-opened"
    send_out(page, session, out)
    assert (out / "agenda-SAFE-2026-12-issue-2.pdf").exists()


def test_a_cancelled_meeting_saves_what_takes_it_out_of_calendars(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    (out := tmp_path / "out").mkdir()
    done(session, lambda desk: desk.planning.cancel(session.actor, meeting_id, "half term"))
    assert page.meeting.save_button.text() == "Save the cancellation"
    assert page._view is not None
    page.sending.save_into(page._view, out)
    assert sorted(path.name for path in out.iterdir()) == ["cancelled-SAFE-2026-12.eml", "cancelled-SAFE-2026-12.ics"]


def test_the_chair_locks_and_leaves_the_issue_to_the_administrator(
    themed: object, furnished_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = copied(furnished_template, tmp_path / "desk")
    with session_on(folder, tmp_path) as administrator:
        brought(administrator, "101")
        meeting_id = planned(administrator)
    with session_on(folder, tmp_path, name="Dana Prior", role=Role.CHAIR) as session:
        page = a_page(session, qtbot)
        assert page.meeting.step_button.text() == "Lock the agenda"
        page.take_step()
        question = cast("Question", session.opened.asked[-1])
        assert question.on_yes is not None
        question.on_yes()
        settle(session)
        assert meeting_of(session, meeting_id).agenda_locked
        assert "may not send documents out" in page.meeting._notice_words.text()
        assert not page.meeting.step_button.isVisible()


def test_whom_the_message_does_not_reach_is_named(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, tmp_path: Path
) -> None:
    page.sending.issue(
        page._presenter.agenda(meeting_id),
        IssueChoice(folder=tmp_path, approved_by=dana(session), name_key=False),
    )
    settle(session)
    assert said(session).tone is Tone.AMBER
    assert "No address is known for" in said(session).remedy


def test_the_pool_gives_way_to_the_pages_where_there_is_no_room_for_three(session: OpenSession, qtbot: QtBot) -> None:
    brought(session, "101")
    planned(session)
    page = a_page(session, qtbot, width=1080)
    page.meeting.preview_button.setChecked(True)
    settle(session)
    assert not page.meeting.board.pool.isVisible()
    page.meeting.board.agenda.pool_button.click()
    assert page.meeting.board.pool.isVisible()
    assert not page.meeting.board.pages_open
