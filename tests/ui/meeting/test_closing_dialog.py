"""The end of the meeting in the window: what is left, one press, and what was made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import POLICE
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.meeting.people_desks import case_items, deeds_of, do, meeting_of, opened

from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.room.fixed_items import not_recorded
from panel_desk.services.closing import ChaseWhat, Closed
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.meeting.closing_dialog import ClosingDialog
from panel_desk.ui.workspaces.meeting.closing_presenter import ClosingPresenter, Leads
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor
from panel_desk.ui.workspaces.meeting.page import MeetingPage

REVIEW = date(2027, 1, 14)


def sitting(session: OpenSession) -> MeetingId:
    """17 December 2026 in session; two children, nothing decided."""
    return opened(session, "Dana Prior", "Imran Khan", "Abena Osei")


def decided(session: OpenSession) -> MeetingId:
    """The same with both decided, the second deferred, and an action for the police."""
    meeting_id = sitting(session)
    first, second = (ItemId(item) for item in case_items(meeting_of(session, meeting_id)))

    def decide(desk: Desk) -> None:
        actor = session.actor
        desk.meetings.turn_to(actor, meeting_id, first)
        desk.meetings.decide(actor, meeting_id, first, outcome="continue", reason="the plan holds", review_on=REVIEW)
        desk.meetings.ask(actor, meeting_id, first, what="Visit the address", agency=POLICE, due_on=REVIEW)
        desk.meetings.turn_to(actor, meeting_id, second)
        desk.meetings.decide(actor, meeting_id, second, outcome="defer", reason="the school is closed")

    do(session, decide)
    return meeting_id


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Where the papers go."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The operator's window, over which the dialog stands."""
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_on(session: OpenSession, window: QWidget, meeting_id: MeetingId, folder: Path) -> ClosingDialog:
    dialog = ClosingDialog(session, deeds_of(session, meeting_id), meeting_id, window)
    dialog.folder.setText(str(folder))
    dialog.open()
    QApplication.processEvents()
    return dialog


def sentences(dialog: ClosingDialog) -> list[str]:
    return [row.accessibleName() for row in dialog.checks.rows]


def press(dialog: QWidget, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(dialog)).click()


def test_while_an_item_is_undecided_it_cannot_be_pressed(session: OpenSession, window: QWidget, papers: Path) -> None:
    dialog = dialog_on(session, window, sitting(session), papers)
    assert sentences(dialog)[0].endswith("was not taken and has no outcome: decide it, or defer it with a reason.")
    assert not dialog.close_button.isEnabled()
    picture(dialog, "closing-blocked")
    dialog.reject()


def test_a_check_leads_to_its_item_and_the_dialog_is_gone(session: OpenSession, window: QWidget, papers: Path) -> None:
    meeting_id = sitting(session)
    dialog = dialog_on(session, window, meeting_id, papers)
    wanted: list[object] = []
    dialog.item_wanted.connect(wanted.append)
    dialog.checks.rows[0].stop().click()  # type: ignore[attr-defined]  # it is its button
    assert wanted == case_items(meeting_of(session, meeting_id))[:1]
    assert not QApplication.activeModalWidget()


def test_the_reminder_leads_into_the_line_and_people_to_the_attendance(
    session: OpenSession, window: QWidget, papers: Path
) -> None:
    view = ClosingPresenter(session.reading, decided(session)).view()
    leads = {row.sentence: (row.leads, row.line) for row in view.rows}
    assert leads["Nobody has ticked that the confidentiality statement was read."] == (Leads.LINE, "/read")
    assert leads["Nothing is recorded of Marta Lee: present, apologies, or absent."] == (Leads.ATTENDANCE, "")


def test_one_press_closes_makes_the_papers_and_says_what_was_made(
    session: OpenSession, window: QWidget, papers: Path
) -> None:
    meeting_id = decided(session)
    dialog = dialog_on(session, window, meeting_id, papers)
    picture(dialog, "closing")
    made: list[Closed] = []
    dialog.closed.connect(made.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(session)
    assert meeting_of(session, meeting_id).state is MeetingState.DRAFT
    assert [paper.kind for paper in made[0].papers] == ["minutes", "action sheet"]
    assert (papers / "SAFE-2026-12").is_dir()
    assert dialog.windowTitle() == "SAFE-2026-12 is closed"
    assert session.preferences.value.save_folder == str(papers)
    picture(dialog, "closing-made")
    press(dialog, "Open minutes")
    assert session.opened.gone == [Place(PageKey.MINUTES, meeting_id)]


def test_what_is_not_ticked_is_not_made(session: OpenSession, window: QWidget, papers: Path) -> None:
    meeting_id = decided(session)
    dialog = dialog_on(session, window, meeting_id, papers)
    dialog.minutes.setChecked(False)
    dialog.plan_next.setChecked(False)
    press(dialog, "Close the meeting")
    settle(session)
    assert meeting_of(session, meeting_id).state is MeetingState.CLOSED
    assert [path.suffix for path in (papers / "SAFE-2026-12").iterdir()] == [".pdf"]
    assert len(session.reading.planning.all()) == 1
    dialog.accept()


def test_the_next_meeting_is_planned_on_the_day_that_is_chosen(
    session: OpenSession, window: QWidget, papers: Path
) -> None:
    dialog = dialog_on(session, window, decided(session), papers)
    dialog.next_on.set_value(date(2027, 1, 21))
    press(dialog, "Close the meeting")
    settle(session)
    assert session.reading.planning.all()[0].held_on == date(2027, 1, 21)
    dialog.accept()


def test_a_day_that_is_no_working_day_is_told(session: OpenSession, window: QWidget, papers: Path) -> None:
    presenter = ClosingPresenter(session.reading, decided(session))
    assert "bank holiday" in presenter.notes(date(2027, 1, 1))
    assert presenter.notes(date(2026, 12, 17)) == "The next meeting must be after this one."


def test_a_folder_that_is_not_there_is_told_beside_it(session: OpenSession, window: QWidget, papers: Path) -> None:
    meeting_id = decided(session)
    dialog = dialog_on(session, window, meeting_id, papers / "gone")
    press(dialog, "Close the meeting")
    assert dialog.folder.hasFocus()
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    dialog.reject()


def test_what_is_refused_stays_open_with_the_sentence(session: OpenSession, window: QWidget, papers: Path) -> None:
    """Somebody else closed the meeting meanwhile, and circulated its minutes."""
    meeting_id = decided(session)
    dialog = dialog_on(session, window, meeting_id, papers)

    def meanwhile(desk: Desk) -> None:
        desk.meetings.close(session.actor, meeting_id)
        desk.minutes.draft(session.actor, meeting_id)
        desk.minutes.circulate(session.actor, meeting_id)

    do(session, meanwhile)
    press(dialog, "Close the meeting")
    settle(session)
    assert dialog.isVisible()
    assert dialog.close_button.isEnabled()
    assert list(papers.iterdir()) == []
    dialog.reject()


def test_esc_while_it_is_made_stops_it_and_nothing_is_left(session: OpenSession, window: QWidget, papers: Path) -> None:
    meeting_id = decided(session)
    dialog = dialog_on(session, window, meeting_id, papers)
    press(dialog, "Close the meeting")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(session)
    assert dialog.isVisible()
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    assert list(papers.iterdir()) == []
    assert dialog.close_button.isEnabled()
    dialog.reject()


def test_a_lock_takes_the_dialog_away(session: OpenSession, window: QWidget, papers: Path) -> None:
    dialog = dialog_on(session, window, decided(session), papers)
    gone: list[object] = []
    dialog.finished.connect(gone.append)
    session.ending.emit()
    assert gone


def test_letters_are_offered_where_there_is_something_to_ask(session: OpenSession) -> None:
    view = ClosingPresenter(session.reading, decided(session)).view()
    assert view.chase is ChaseWhat.NONE
    assert [words for _, words in view.letters] == ["No letters", "About all open actions, this meeting’s too (1)"]


def test_of_a_closed_meeting_the_papers_are_offered(session: OpenSession, window: QWidget, papers: Path) -> None:
    meeting_id = decided(session)
    do(session, lambda desk: desk.meetings.close(session.actor, meeting_id))
    dialog = dialog_on(session, window, meeting_id, papers)
    assert dialog.close_button.text() == "Make the papers"
    press(dialog, "Make the papers")
    settle(session)
    assert meeting_of(session, meeting_id).state is MeetingState.DRAFT
    dialog.accept()


@pytest.mark.parametrize(("scheme", "percent"), [("dark", 100), ("light", 200), ("dark", 200)])
def test_at_every_size_of_text_it_fits_the_window_and_scrolls(
    session: OpenSession, window: QWidget, papers: Path, scheme: str, percent: int
) -> None:
    apply_theme(QApplication.instance(), scheme, percent)  # type: ignore[arg-type]  # it has begun
    dialog = dialog_on(session, window, decided(session), papers)
    picture(dialog, f"closing-{scheme}-{percent}")
    room = dialog.screen().availableSize()
    assert dialog.height() <= room.height()
    corner = dialog.close_button.mapTo(dialog, dialog.close_button.rect().bottomRight())
    assert dialog.rect().contains(corner)
    dialog.reject()


def test_many_items_that_were_not_taken_are_one_row(session: OpenSession) -> None:
    view = ClosingPresenter(session.reading, decided(session)).view()
    assert [row.sentence for row in view.rows][:2] == [
        "6 items were not taken: 1, 2, 3, 4, 10, 11.",
        "Nobody has ticked that the confidentiality statement was read.",
    ]


def page_on(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> MeetingPage:
    page = MeetingPage(session)
    qtbot.addWidget(page)
    session.record_changed.connect(page.refresh)
    page.resize(1280, 800)
    page.show()
    page.open(Place(PageKey.MEETING, meeting_id))
    settle(session)
    return page


def test_a_meeting_that_was_finished_by_the_line_offers_its_papers(
    session: OpenSession, qtbot: QtBot, papers: Path
) -> None:
    meeting_id = decided(session)
    do(session, lambda desk: desk.meetings.close(session.actor, meeting_id))
    page = page_on(session, qtbot, meeting_id)
    picture(page, "closed-without-papers")
    press(page, "Make the papers…")
    dialog = page.findChild(ClosingDialog)
    assert dialog is not None
    dialog.folder.setText(str(papers))
    press(dialog, "Make the papers")
    settle(session)
    press(dialog, "Done")
    assert meeting_of(session, meeting_id).state is MeetingState.DRAFT
    assert not [b for b in page.over.findChildren(QPushButton) if b.text() == "Make the papers…" and b.isVisible()]


def finished_by_line(page: MeetingPage, line: str) -> None:
    editor = page.room.line.findChildren(LineEditor)[0]
    editor.setFocus()
    QTest.keyClicks(editor, line)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_line_that_finishes_the_meeting_shows_first_what_is_left(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = decided(session)
    page = page_on(session, qtbot, meeting_id)
    finished_by_line(page, "/finish next 14 jan")
    settle(session)
    dialog = page.findChild(ClosingDialog)
    assert dialog is not None
    assert any("confidentiality" in sentence for sentence in sentences(dialog))
    assert dialog.next_on.value() == date(2027, 1, 14)
    assert page.room.line.text() == ""
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    press(dialog, "Cancel")


def test_a_line_that_finishes_the_meeting_closes_it_where_nothing_is_left(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = decided(session)

    def tidy(desk: Desk) -> None:
        for item in desk.meetings.meeting(meeting_id).items:
            desk.meetings.turn_to(session.actor, meeting_id, item.id)
        desk.meetings.read_confidentiality(session.actor, meeting_id)
        for person in not_recorded(desk.meetings.meeting(meeting_id)):
            desk.meetings.attend(session.actor, meeting_id, person, AttendanceKind.APOLOGIES)

    do(session, tidy)
    page = page_on(session, qtbot, meeting_id)
    finished_by_line(page, "/finish")
    settle(session)
    assert meeting_of(session, meeting_id).state is MeetingState.CLOSED
    page.leave()
    settle(session)


def test_a_line_that_finishes_an_undecided_meeting_is_refused_there(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = sitting(session)
    page = page_on(session, qtbot, meeting_id)
    finished_by_line(page, "/finish")
    settle(session)
    assert page.findChild(ClosingDialog) is None
    assert page.room.line.text() == "/finish"
    page.leave()
    settle(session)


def test_a_press_in_the_room_leads_from_the_dialog_to_the_item(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = sitting(session)
    page = page_on(session, qtbot, meeting_id)
    page.close_meeting()
    dialog = page.findChild(ClosingDialog)
    assert dialog is not None
    press(dialog, "Go to the item")
    settle(session)
    assert meeting_of(session, meeting_id).current == case_items(meeting_of(session, meeting_id))[0]
