"""A meeting is opened from its seats, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import deeds_of, issued, meeting_of, more_people, named, press, type_words

from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.meeting.opening_pane import OpeningPane
from panel_desk.ui.workspaces.meeting.people.person_dialog import PersonDialog

K = Qt.Key
KIND = AttendanceKind
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    return issued(session)


def a_pane(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> OpeningPane:
    """As the page shows it, with the keyboard on the seats."""
    pane = OpeningPane(session, deeds_of(session, meeting_id))
    pane.resize(1100, 700)
    shown(qtbot, pane)
    pane.show_meeting(meeting_of(session, meeting_id))
    pane.focus_list()
    return pane


@pytest.fixture
def pane(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> OpeningPane:
    return a_pane(session, qtbot, meeting_id)


def states(pane: OpeningPane) -> dict[str, str]:
    return {line.name: line.state or "present" for line in pane.list.lines}


def go_to(pane: OpeningPane, session: OpenSession, name: str) -> None:
    pane.list.choose(named(session, name))


def there(meeting: Meeting) -> dict[str, AttendanceKind]:
    return {line.person.name: line.kind for line in meeting.attendance}


def dialog_of() -> PersonDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, PersonDialog) and w.isVisible())


def test_everybody_begins_as_expected_and_the_chair_presides(pane: OpeningPane) -> None:
    assert states(pane)["Imran Khan"] == "expected"
    assert states(pane)["Dana Prior"] == "presides"


def test_one_key_a_person_marks_who_is_there(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_Down)
    press(session, K.Key_P)
    press(session, K.Key_Down)
    press(session, K.Key_N)
    assert states(pane)["Imran Khan"] == "present"
    assert states(pane)["Abena Osei"] == "not here"


def test_space_goes_to_present_and_back(pane: OpeningPane, session: OpenSession) -> None:
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_Space)
    assert states(pane)["Imran Khan"] == "present"
    press(session, K.Key_Space)
    assert states(pane)["Imran Khan"] == "expected"


def test_shift_p_marks_everybody_of_whom_nothing_was_said(pane: OpeningPane, session: OpenSession) -> None:
    go_to(pane, session, "Marta Lee")
    press(session, K.Key_N)
    press(session, K.Key_P, SHIFT)
    assert states(pane) == {
        "Dana Prior": "presides",
        "Imran Khan": "present",
        "Abena Osei": "present",
        "Marta Lee": "not here",
        "Asha Rahman": "present",
    }


def test_apologies_ask_when_information_was_sent(pane: OpeningPane, session: OpenSession) -> None:
    go_to(pane, session, "Abena Osei")
    press(session, K.Key_A)
    assert pane.ask.asks == "Apologies of Abena Osei. When was written information sent?"
    type_words(session, "soon")
    press(session, K.Key_Return)
    assert pane.ask.says.startswith("“soon” is no day.")
    pane.ask.editor.clear()
    type_words(session, "18 nov")
    press(session, K.Key_Return)
    chosen = pane.choices.of(named(session, "Abena Osei"))
    assert chosen is not None
    assert chosen.information_sent_on == date(2026, 11, 18)
    assert pane.list.hasFocus()


def test_escape_leaves_a_question_without_an_answer(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_A)
    press(session, K.Key_Escape)
    assert pane.ask.asks == ""
    assert not pane.choices.people


def test_control_z_takes_back_the_last_choice(pane: OpeningPane, session: OpenSession) -> None:
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_P)
    press(session, K.Key_P, SHIFT)
    press(session, K.Key_Z, CTRL)
    assert states(pane)["Imran Khan"] == "present"
    assert states(pane)["Abena Osei"] == "expected"
    press(session, K.Key_Z, CTRL)
    assert states(pane)["Imran Khan"] == "expected"


def test_the_choice_is_taken_back_and_not_the_last_deed_of_the_desk(pane: OpeningPane, session: OpenSession) -> None:
    pressed: list[bool] = []
    of_window = QShortcut(QKeySequence("Ctrl+Z"), pane)
    of_window.activated.connect(lambda: pressed.append(True))
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_P)
    press(session, K.Key_Z, CTRL)
    assert states(pane)["Imran Khan"] == "expected"
    assert pressed == []


def test_the_quorum_is_shown_as_it_will_be(pane: OpeningPane, session: OpenSession) -> None:
    assert pane.chip.text() == "No quorum: Police and Health missing"
    press(session, K.Key_P, SHIFT)
    assert pane.chip.text() == "Quorum: 4 of 4 agencies"
    assert "Police: Imran Khan" in pane.groups.told


def test_the_deputy_presides_where_the_chair_is_away(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_N)
    assert pane.presiding.currentText() == "Imran Khan"
    assert states(pane)["Imran Khan"] == "presides"


def test_without_chair_and_deputy_the_meeting_is_not_opened(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_N)
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_N)
    assert not pane.open_button.isEnabled()
    assert "Who presides" in pane.problems


def test_a_substitute_of_the_same_agency_is_new_to_the_desk(
    pane: OpeningPane, session: OpenSession, qtbot: QtBot, meeting_id: MeetingId
) -> None:
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_S)
    dialog = dialog_of()
    assert dialog.windowTitle() == "Who sits for Imran Khan?"
    assert not dialog.agency.isEnabled()
    type_words(session, "Sam Field")
    press(session, K.Key_Return)
    assert states(pane)["Sam Field"] == "present"
    qtbot.waitUntil(lambda: pane.isActiveWindow() and pane.list.hasFocus())
    with qtbot.waitSignal(pane.opened):
        press(session, K.Key_Return, CTRL)
    meeting = meeting_of(session, meeting_id)
    assert there(meeting)["Sam Field"] is KIND.SUBSTITUTE
    assert "Imran Khan" not in there(meeting)


def test_an_observer_who_has_not_signed_stays_in_the_dialog(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_O)
    dialog = dialog_of()
    type_words(session, "Alex Morgan")
    press(session, K.Key_Return)
    assert dialog.isVisible()
    assert "has not signed the confidentiality statement" in dialog.problem
    dialog.signed.setChecked(True)
    press(session, K.Key_Return, into=dialog.name)
    assert states(pane)["Alex Morgan"] == "present"


def test_control_enter_opens_the_meeting_with_all_that_was_chosen(
    pane: OpeningPane, session: OpenSession, qtbot: QtBot, meeting_id: MeetingId
) -> None:
    press(session, K.Key_P, SHIFT)
    go_to(pane, session, "Marta Lee")
    press(session, K.Key_N)
    with qtbot.waitSignal(pane.opened):
        press(session, K.Key_Return, CTRL)
    meeting = meeting_of(session, meeting_id)
    assert meeting.state is MeetingState.IN_SESSION
    assert there(meeting)["Marta Lee"] is KIND.ABSENT
    assert there(meeting)["Abena Osei"] is KIND.PRESENT


def test_what_was_chosen_outlives_the_window(
    pane: OpeningPane, session: OpenSession, qtbot: QtBot, meeting_id: MeetingId
) -> None:
    go_to(pane, session, "Imran Khan")
    press(session, K.Key_P)
    pane.close()
    again = a_pane(session, qtbot, meeting_id)
    assert states(again)["Imran Khan"] == "present"


def test_a_name_is_found_by_typing_it(pane: OpeningPane, session: OpenSession) -> None:
    press(session, K.Key_F)
    type_words(session, "osei")
    press(session, K.Key_Return)
    line = pane.list.line()
    assert line is not None
    assert line.name == "Abena Osei"
    assert pane.list.hasFocus()


def test_choosing_who_presides_by_hand_counts(pane: OpeningPane, session: OpenSession) -> None:
    pane.presiding.setFocus()
    press(session, K.Key_Down)
    settle(session)
    pane.presiding.activated.emit(pane.presiding.currentIndex())
    assert states(pane)["Imran Khan"] == "presides"


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_with_long_names(
    session: OpenSession, qtbot: QtBot, themed: QApplication, meeting_id: MeetingId, percent: int
) -> None:
    del meeting_id
    more_people(session)
    apply_theme(themed, "light", percent)
    pane = a_pane(session, qtbot, meeting_for(session))
    picture(pane, f"opening-{percent}")
    assert pane.list.height() >= pane.list.minimumHeight()
    apply_theme(themed, "light", 100)


def meeting_for(session: OpenSession) -> MeetingId:
    return session.reading.meetings.by_reference("SAFE-2026-12").id
