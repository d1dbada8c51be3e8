"""What follows from the cross-reference: the enhanced pathway, the match queue, thresholds and agendas."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.services.desk_builders import SAFE
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.missing.missing_desk import LATE, MOST, UNKNOWN, crossed, episodes, keep

from panel_desk.domain.missing.pathway import ContactWay
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.ui.messages import Message
from panel_desk.ui.workspaces.missing.choose_child_dialog import ChooseChildDialog
from panel_desk.ui.workspaces.missing.page import MissingPage
from panel_desk.ui.workspaces.missing.panes import OVERSIGHT, PATHWAY
from panel_desk.ui.workspaces.missing.pathway_dialogs import EntryDialog


def on_the_pathway(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    """Put the child who goes missing most on the pathway."""
    dialog = page.following_deeds.enter(crossed(page, MOST))
    assert "4 episodes" in dialog.reason.toPlainText()
    dialog.owner.setText("Ife Bello")
    assert keep(qtbot, following, dialog) == f"K.M. · {MOST} is on the enhanced pathway with Ife Bello."


def test_a_child_goes_from_the_cross_reference_to_the_pathway(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    on_the_pathway(page, following, qtbot)
    assert page.panes.tabs.tabText(PATHWAY) == "Pathway 1"
    page.panes.cross.show_child(MOST)
    assert page.panes.cross.why.title == f"Why K.M. · {MOST} is on the enhanced pathway"
    page.panes.cross.why.pathway_button.click()
    assert page.panes.at() == PATHWAY
    assert page.panes.pathway.table.chosen().owner == "Ife Bello"
    picture(page, "missing pathway")


def test_nobody_is_on_the_pathway_without_an_owner(page: MissingPage) -> None:
    dialog = page.following_deeds.enter(crossed(page, MOST))
    dialog.deed_button.click()
    assert dialog.owner.accessibleDescription() == "Who reaches the child before the next episode?"
    dialog.reject()


def test_anybody_the_desk_knows_can_be_put_on_the_pathway(page: MissingPage, qtbot: QtBot) -> None:
    dialog = page.following_deeds.enter_anybody()
    dialog.child.setText("somebody")
    dialog.deed_button.click()
    assert dialog.child.accessibleDescription() == "Choose a child whom the desk knows."
    dialog.child.setText(LATE)
    dialog.deed_button.click()
    assert isinstance(dialog, ChooseChildDialog)
    entry = page.findChild(EntryDialog)
    assert entry is not None
    assert entry.windowTitle() == f"Put K.O. · {LATE} on the enhanced pathway"
    entry.reject()


def test_a_contact_is_kept_with_whether_the_child_was_reached(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    on_the_pathway(page, following, qtbot)
    assert page.view is not None
    dialog = page.following_deeds.contact(page.view.pathway[0])
    assert dialog.by.text() == "Ife Bello"
    dialog.way.setCurrentIndex(list(ContactWay).index(ContactWay.CALL))
    dialog.reached.setCurrentIndex(1)
    said = keep(qtbot, following, dialog)
    assert said == f"K.M. · {MOST} was not reached; the try is kept."
    contact = page.view.pathway[0].contacts[0]
    assert (contact.way, contact.reached) == (ContactWay.CALL, False)


def test_a_contact_needs_its_time(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    on_the_pathway(page, following, qtbot)
    assert page.view is not None
    dialog = page.following_deeds.contact(page.view.pathway[0])
    dialog.at.time.setText("")
    dialog.deed_button.click()
    assert dialog.at.time.accessibleDescription().startswith("At what time")
    dialog.reject()


def test_a_stay_is_given_another_owner_and_ends_with_a_reason(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    on_the_pathway(page, following, qtbot)
    assert page.view is not None
    change = page.following_deeds.change(page.view.pathway[0])
    change.owner.setText("Alex Morgan")
    keep(qtbot, following, change)
    assert page.view.pathway[0].owner == "Alex Morgan"
    leave = page.following_deeds.leave(page.view.pathway[0])
    leave.deed_button.click()
    assert leave.reason.accessibleDescription() == "Nobody leaves the pathway without a reason."
    leave.reason.setText("No episode for 60 days")
    keep(qtbot, following, leave)
    assert not page.view.pathway[0].is_current
    assert not page.panes.pathway.table.shown_rows()


# Match queue, thresholds, agendas


def test_a_number_is_matched_to_a_child_with_the_reason(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    assert page.panes.cross.cross is not None
    candidate = next(c for c in page.panes.cross.cross.queue if c.source_id == UNKNOWN)
    dialog = page.following_deeds.match(candidate, None)
    assert dialog.child is not None
    dialog.child.setText("nobody")
    dialog.deed_button.click()
    assert dialog.child.accessibleDescription() == "Choose a child whom the desk knows."
    dialog.child.choose(LATE)
    dialog.reason.setText("The police say so")
    assert keep(qtbot, following, dialog) == f"The episodes under {UNKNOWN} are those of K.O. · {LATE}."
    assert len(episodes(page, LATE)) == 3
    assert not page.panes.cross.cross.queue


def test_a_number_may_be_nobodys(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    assert page.panes.cross.cross is not None
    dialog = page.following_deeds.nobody(page.panes.cross.cross.queue[0])
    dialog.reason.setText("Lives in another area")
    assert keep(qtbot, following, dialog) == f"Nobody the desk knows has the number {UNKNOWN}."
    assert not page.panes.cross.cross.queue


def test_thresholds_say_at_once_whom_they_name_and_are_kept(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    dialog = page.following_deeds.thresholds(page.try_thresholds)
    dialog.episodes.setValue(0)
    dialog.tell()
    assert dialog.told.startswith("The number of episodes cannot be 0.")
    assert not dialog.deed_button.isEnabled()
    dialog.episodes.setValue(6)
    dialog.after_absence.setChecked(False)
    dialog.tell()
    picture(dialog, "missing thresholds")
    keep(qtbot, following, dialog)
    page.panes.show_tab(OVERSIGHT)
    kept = Thresholds(episodes=6, interviews_after_absence=False)
    assert following.reading.cross_referencing.thresholds() == kept
    qtbot.waitUntil(lambda: "after missing episodes alone" in page.panes.oversight.words.text(), timeout=10_000)


def test_a_child_is_put_on_the_next_agenda(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    actor = following.actor

    def planned(desk: object) -> object:
        planning = desk.planning  # type: ignore[attr-defined]  # a Desk
        definition = next(d for d in planning.panels() if d.key == SAFE)
        return planning.plan(actor, planning.suggestion(definition))

    with qtbot.waitSignal(following.record_changed):
        following.do(planned)
    page.panes.cross.show_child(MOST)
    with qtbot.waitSignal(following.record_changed):
        page.panes.cross.why.agenda_button.click()
    message = following.opened.said[-1]
    assert isinstance(message, Message)
    assert message.sentence.startswith(f"K.M. · {MOST} is on the agenda of SAFE-")


def test_without_a_meeting_to_come_the_agendas_are_offered(page: MissingPage, following: OpenSession) -> None:
    page.panes.cross.show_child(MOST)
    page.panes.cross.why.agenda_button.click()
    message = following.opened.said[-1]
    assert isinstance(message, Message)
    assert message.offer is not None
    assert message.offer[0] == "Agendas"
