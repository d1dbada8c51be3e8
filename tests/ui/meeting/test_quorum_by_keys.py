"""The quorum of the item in hand, the chair's ruling, and what waits for confirmation: F3."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import case_items, deeds_of, enter, meeting_of, named, opened, press, type_words

from panel_desk.domain.capture.deeds import ArriveDeed, DecisionDeed, LeaveDeed, TurnDeed
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item
from panel_desk.ui.workspaces.meeting.people.quorum_panel import QuorumPanel
from panel_desk.ui.workspaces.meeting.people.quorum_words import MEANING
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

K = Qt.Key
DECIDED = DecisionDeed(outcome="continue", reason="the plan is working", review_on=date(2027, 1, 21))


class Sitting:
    """A first case in hand without health in the room."""

    def __init__(self, session: OpenSession, qtbot: QtBot) -> None:
        self.session = session
        self.meeting_id: MeetingId = opened(session, "Imran Khan", "Abena Osei")
        self.deeds: RoomDeeds = deeds_of(session, self.meeting_id)
        self.item_id = ItemId(case_items(meeting_of(session, self.meeting_id))[0])
        enter(session, self.deeds, TurnDeed(item_id=self.item_id))
        enter(session, self.deeds, LeaveDeed(person_id=named(session, "Abena Osei")))
        self.panel = QuorumPanel(session, self.deeds)
        shown(qtbot, self.panel)

    def item(self) -> Item:
        return meeting_of(self.session, self.meeting_id).item(self.item_id)


@pytest.fixture
def sits(session: OpenSession, qtbot: QtBot) -> Sitting:
    return Sitting(session, qtbot)


def test_each_group_is_told_with_who_fulfils_it_or_why_nobody_does(sits: Sitting) -> None:
    told = sits.panel.groups.told
    assert told[0] == "The chair or deputy: Dana Prior, Imran Khan"
    assert told[-1].startswith("Health: Abena Osei left 10:4")
    assert sits.panel.meaning == MEANING


def test_it_is_counted_anew_after_every_change(sits: Sitting) -> None:
    enter(sits.session, sits.deeds, ArriveDeed(person_id=named(sits.session, "Abena Osei")))
    assert sits.panel.groups.told[-1] == "Health: Abena Osei"
    assert sits.panel.meaning == ""
    assert not sits.panel.override.isVisible()


def test_the_chair_rules_with_a_reason_in_one_line(sits: Sitting) -> None:
    sits.panel.reason.setFocus()
    type_words(sits.session, "health has written")
    press(sits.session, K.Key_Return)
    ruling = sits.item().overridden
    assert ruling is not None
    assert ruling.reason == "health has written"
    assert sits.panel.ruling == "Decided without quorum: health has written."
    assert not sits.panel.override.isVisible()


def test_without_a_reason_nothing_is_ruled_and_the_rule_is_told(sits: Sitting) -> None:
    sits.panel.reason.setFocus()
    press(sits.session, K.Key_Return)
    assert sits.item().overridden is None
    assert sits.panel.reason.accessibleDescription().startswith("Why is the item decided without quorum?")


def test_one_undo_takes_the_ruling_back(sits: Sitting) -> None:
    sits.panel.reason.setFocus()
    type_words(sits.session, "health has written")
    press(sits.session, K.Key_Return)
    sits.session.undo()
    settle(sits.session)
    assert sits.item().overridden is None


def test_a_recommendation_waits_and_is_confirmed(sits: Sitting) -> None:
    enter(sits.session, sits.deeds, DECIDED)
    assert len(sits.panel.confirms) == 1
    picture(sits.panel, "quorum-waiting")
    sits.panel.confirms[0].setFocus()
    press(sits.session, K.Key_Space)
    assert sits.item().decisions[0].confirmed is not None
    assert sits.panel.confirms == []


def test_a_decision_after_the_ruling_waits_for_nobody(sits: Sitting) -> None:
    sits.panel.reason.setFocus()
    type_words(sits.session, "health has written")
    press(sits.session, K.Key_Return)
    enter(sits.session, sits.deeds, DECIDED)
    assert sits.item().decisions[0].decision.quorate
    assert sits.panel.confirms == []
