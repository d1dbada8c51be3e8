"""What is recorded on the Missing page: each dialog filled in, refused with a sentence, kept, and taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.missing.missing_desk import AWAY, LATE, MOST, episodes, keep

from panel_desk.domain.missing.episode_lines import ClockState
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.ui.messages import Message
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.moment_field import Moment, MomentField
from panel_desk.ui.workspaces.missing.episode_dialogs import EpisodeDialog, ReasonDialog
from panel_desk.ui.workspaces.missing.interview_dialog import InterviewDialog
from panel_desk.ui.workspaces.missing.page import MissingPage
from panel_desk.ui.workspaces.missing.panes import EPISODES

S = InterviewState


def the(page: MissingPage, kind: type[DeedDialog[Any]]) -> DeedDialog[Any]:
    """The open dialog of a kind."""
    return next(d for d in page.findChildren(kind) if d.isVisible())


# Moments


@pytest.mark.parametrize(
    ("typed", "at", "known"),
    [
        ("9.30", datetime(2026, 11, 20, 9, 30), True),  # noqa: DTZ001 - England's wall clock
        ("", datetime(2026, 11, 20), False),  # noqa: DTZ001 - as above
    ],
)
def test_a_moment_is_a_day_and_a_time_where_it_is_known(
    themed: object, qtbot: QtBot, typed: str, at: datetime, known: bool
) -> None:
    field = MomentField("Returned", MomentField.on(date(2026, 11, 20)))
    qtbot.addWidget(field)
    field.time.setText(typed)
    assert field.value() == Moment(at, known)
    assert not field.is_unfit(needed=True)


def test_what_is_no_time_is_said_below_the_field(themed: object, qtbot: QtBot) -> None:
    field = MomentField("Returned", MomentField.on(date(2026, 11, 20)))
    qtbot.addWidget(field)
    field.time.setText("soon")
    assert field.is_unfit()
    assert field.value() is None
    assert field.time.accessibleDescription().startswith("That is no time of day")


def test_a_moment_may_have_no_day_unless_it_is_needed(themed: object, qtbot: QtBot) -> None:
    field = MomentField("Held", optional=True)
    qtbot.addWidget(field)
    assert (field.value(), field.is_unfit(), field.is_unfit(needed=True)) == (None, False, True)


# Episodes


def test_an_episode_is_recorded_by_hand_and_undone(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    page.record_episode()
    dialog = the(page, EpisodeDialog)
    assert isinstance(dialog, EpisodeDialog)
    QTest.keyClicks(dialog.child, MOST)
    dialog.started.set_value(Moment(datetime(2026, 11, 21, 21, 15)))  # noqa: DTZ001 - England's wall clock
    assert keep(qtbot, following, dialog) == f"K.M. · {MOST} is recorded as missing."
    assert episodes(page, MOST)[0].is_open
    assert page.figures.cards[0].accessibleName().startswith("2 missing now")
    with qtbot.waitSignal(following.record_changed):
        following.undo()
    assert not episodes(page, MOST)[0].is_open


def test_an_episode_that_cannot_be_leaves_the_dialog_with_what_was_typed(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    dialog = page.episode_deeds.record(AWAY)
    dialog.started.set_value(Moment(datetime(2026, 11, 21, 21, 15)))  # noqa: DTZ001 - England's wall clock
    dialog.deed_button.click()
    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert "no return is recorded" in dialog.problem
    assert dialog.isVisible()
    assert dialog.deed_button.isEnabled()
    assert dialog.child.text() == f"K.U. · {AWAY}"
    picture(dialog, "missing episode refused")
    dialog.reject()


def test_an_episode_without_a_child_is_asked_for_it(page: MissingPage) -> None:
    dialog = page.episode_deeds.record()
    dialog.deed_button.click()
    assert dialog.child.accessibleDescription() == "Which child? Type initials or the local ID."
    dialog.reject()


def test_an_entered_episode_is_put_right_with_what_stands(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    dialog = page.episode_deeds.record(MOST)
    dialog.started.set_value(Moment(datetime(2026, 11, 21), time_known=False))  # noqa: DTZ001 - England's wall clock
    dialog.source.setText("CAD 1234")
    keep(qtbot, following, dialog)
    again = page.episode_deeds.correct(episodes(page, MOST)[0])
    assert (again.source.text(), again.started.time.text(), again.child.isReadOnly()) == ("CAD 1234", "", True)
    again.started.time.setText("21:15")
    keep(qtbot, following, again)
    line = episodes(page, MOST)[0]
    assert (line.started_words, line.source_id) == ("Sat 21 Nov 2026, 21:15", "CAD 1234")


def test_enter_on_who_is_missing_records_the_return(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    page.panes.show_tab(EPISODES)
    page.panes.episodes.table.choose(lambda e: e.local_id == AWAY)
    page.panes.episodes.table.setFocus()
    QTest.keyClick(page.panes.episodes.table, Qt.Key.Key_Return)
    dialog = next(d for d in page.findChildren(DeedDialog) if d.isVisible())
    assert dialog.windowTitle() == f"K.U. · {AWAY} is back"
    keep(qtbot, following, dialog)
    line = episodes(page, AWAY)[0]
    assert (line.is_open, line.clock.state) == (False, ClockState.DUE)
    assert line.clock_words.startswith("due Wed 25 Nov")


def test_an_episode_is_left_out_with_a_reason(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    dialog = page.episode_deeds.leave_out(episodes(page, LATE)[0])
    dialog.deed_button.click()
    assert dialog.reason.accessibleDescription() == "Why does it not count?"
    dialog.reason.setText("Told twice by the police")
    said = keep(qtbot, following, dialog)
    assert said == f"The episode of K.O. · {LATE} from Mon 16 Nov 2026, 22:00 is left out."
    assert len(episodes(page, LATE)) == 1


# Interviews


def completed(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    """One interview about both episodes of a child."""
    first, second = episodes(page, LATE)
    assert page.view is not None
    dialog = page.episode_deeds.interview(first, None, page.view.episodes)
    assert {one.key for one in dialog.chosen()} == {first.key}
    dialog.boxes[second.key].setChecked(True)
    dialog.choose_state(S.COMPLETED)
    dialog.held.set_value(Moment(datetime(2026, 11, 20, 10, 0)))  # noqa: DTZ001 - England's wall clock
    assert dialog.clock_words() == "54 hours after the latest return: within 72 hours."
    dialog.provider.setText("Missing People")
    picture(dialog, "missing interview")
    keep(qtbot, following, dialog)


def test_one_interview_is_about_several_episodes(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    completed(page, following, qtbot)
    first, second = episodes(page, LATE)
    assert (first.clock.state, second.clock.state) == (ClockState.WITHIN, ClockState.LATE)
    assert first.interviews == second.interviews
    assert first.interviews[0].provider == "Missing People"


def test_an_interview_is_carried_on_under_its_own_id(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    completed(page, following, qtbot)
    line = episodes(page, LATE)[0]
    assert page.view is not None
    dialog = page.episode_deeds.interview(line, line.interviews[0], page.view.episodes)
    assert len(dialog.chosen()) == 2
    assert dialog.state() is S.COMPLETED
    dialog.interviewer.setText("Ife Bello")
    keep(qtbot, following, dialog)
    assert [one.interviewer for one in episodes(page, LATE)[0].interviews] == ["Ife Bello"]


def test_an_interview_recorded_by_mistake_is_withdrawn(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    completed(page, following, qtbot)
    line = episodes(page, LATE)[0]
    assert page.view is not None
    dialog = page.episode_deeds.interview(line, line.interviews[0], page.view.episodes)
    dialog.withdrawing.emit()
    asked = dialog.findChild(ReasonDialog)
    assert asked is not None
    asked.reason.setText("It was another child")
    keep(qtbot, following, asked)
    assert episodes(page, LATE)[0].clock.state is ClockState.OVERDUE


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (S.OFFERED, {"offered", "provider"}),
        (S.ACCEPTED, {"offered", "provider"}),
        (S.COMPLETED, {"offered", "provider", "held", "interviewer"}),
        (S.REFUSED, {"offered", "provider", "reason"}),
        (S.NOT_OFFERED, {"reason", "decided_by"}),
    ],
)
def test_each_state_asks_for_what_it_needs(page: MissingPage, state: InterviewState, shown: set[str]) -> None:
    line = episodes(page, LATE)[0]
    dialog = page.episode_deeds.interview(line, None, (line,))
    dialog.choose_state(state)
    names = ("offered", "held", "provider", "interviewer", "reason", "decided_by")
    assert {name for name in names if getattr(dialog, name).isVisible()} == shown
    dialog.reject()


@pytest.mark.parametrize("state", [S.REFUSED, S.NOT_OFFERED])
def test_no_interview_ends_without_a_reason(page: MissingPage, qtbot: QtBot, state: InterviewState) -> None:
    line = episodes(page, LATE)[0]
    dialog = page.episode_deeds.interview(line, None, (line,))
    dialog.choose_state(state)
    dialog.decided_by.setText("Dana Prior")
    with qtbot.assertNotEmitted(dialog.given):
        dialog.deed_button.click()
    assert dialog.reason.accessibleDescription() == "A reason is kept with it."
    assert dialog.isVisible()
    dialog.reject()


def test_an_interview_is_about_one_episode_at_least(page: MissingPage) -> None:
    line = episodes(page, LATE)[0]
    dialog = page.episode_deeds.interview(line, None, (line,))
    dialog.boxes[line.key].setChecked(False)
    assert dialog.value() is None
    dialog.reject()


def test_an_interview_before_the_return_is_refused_in_the_dialog(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    line = episodes(page, LATE)[0]
    dialog = page.episode_deeds.interview(line, None, (line,))
    dialog.choose_state(S.COMPLETED)
    dialog.held.set_value(Moment(datetime(2026, 11, 17, 10, 0)))  # noqa: DTZ001 - England's wall clock
    assert dialog.clock_words() == "That is before the child returned."
    dialog.deed_button.click()
    qtbot.waitUntil(lambda: "before the return" in dialog.problem)
    dialog.reject()


def test_no_interview_is_begun_of_who_is_still_missing(page: MissingPage) -> None:
    page.panes.show_tab(EPISODES)
    page.panes.episodes.table.choose(lambda e: e.local_id == AWAY)
    page.panes.episodes.table.setFocus()
    QTest.keyClick(page.panes.episodes.table, Qt.Key.Key_I)
    assert page.findChild(InterviewDialog) is None
    assert page.panes.episodes.detail.return_button.isVisible()


def test_a_child_that_was_put_in_is_replaced_by_what_is_typed_at_once(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    page.panes.show_tab(EPISODES)
    page.panes.episodes.table.choose(lambda line: line.local_id == MOST)
    page.record_episode()
    dialog = the(page, EpisodeDialog)
    assert isinstance(dialog, EpisodeDialog)
    assert dialog.child.value() == MOST
    QTest.keyClicks(dialog.child, AWAY)
    assert dialog.child.value() == AWAY
    dialog.reject()


def test_an_interview_before_the_return_is_answered_with_a_sentence(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    page.panes.show_tab(EPISODES)
    page.panes.episodes.table.choose(lambda line: line.local_id == AWAY)
    page.panes.episodes.table.setFocus()
    QTest.keyClick(page.panes.episodes.table, Qt.Key.Key_I)
    said = following.opened.said[-1]
    assert isinstance(said, Message)
    assert said.sentence == "The child has not come back yet: an interview is due after the return."
    assert not [d for d in page.findChildren(InterviewDialog) if d.isVisible()]
