"""What every question answers where there is nothing to answer with, and what text from outside cannot break."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.vault.scenario import Story, a_plan, a_profile, an_action

from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ImportId, MeetingId, PanelKey, PersonId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import actions, children, concerns, exports, imports, meetings, minutes, people, streams
from panel_desk.vault.queries.search import search

SAFE, M1, C1 = PanelKey("SAFE"), MeetingId("m1"), ChildId("c1")
Question = Callable[[Database], object]

HALF_A_CHARACTER = "\udcff"
"""What a terminal hands over for a byte that is no UTF-8."""


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        (lambda db: actions.by_reference(db, "SAFE-2026-10/01"), None),
        (lambda db: actions.open_of_panel(db, SAFE), ()),
        (actions.all_open, ()),
        (actions.all_actions, ()),
        (actions.last_chased, {}),
        (actions.names_of_children, {}),
        (lambda db: actions.open_counts(db, date.max), ()),
        (exports.exports, ()),
        (lambda db: actions.of_panel(db, SAFE), ()),
        (lambda db: actions.by_meeting(db, M1), ()),
        (lambda db: actions.by_agency(db, SAFE, AgencyKey("police")), ()),
        (lambda db: actions.open_about_children(db, ["c1"]), {}),
        (lambda db: actions.open_about_concerns(db, ["p1"]), {}),
        (lambda db: actions.next_number(db, "SAFE-2026-10"), 1),
        (lambda db: actions.history(db, ActionId("a1")), ()),
        (lambda db: children.by_local_id(db, "104233"), None),
        (children.all_children, ()),
        (children.ids_by_local_id, {}),
        (children.facts, ()),
        (children.profile_rows, ()),
        (children.referral_rows, ()),
        (children.episode_rows, ()),
        (children.on_desk, ()),
        (lambda db: children.on_desk(db, [C1]), ()),
        (lambda db: children.on_desk(db, []), ()),
        (concerns.rows, ()),
        (concerns.ids_by_key, {}),
        (concerns.on_desk, ()),
        (lambda db: concerns.on_desk(db, [ConcernId("p1")]), ()),
        (imports.imports, ()),
        (lambda db: imports.latest(db, ListKind.MISSING), None),
        (lambda db: imports.of_file(db, "ab" * 32), None),
        (lambda db: imports.columns_of(db, ImportId("import-1")), {}),
        (lambda db: imports.used_by_meetings(db, ImportId("import-1")), ()),
        (imports.open_alerts, ()),
        (lambda db: meetings.by_id(db, M1), None),
        (meetings.meetings, ()),
        (lambda db: meetings.meetings(db, SAFE), ()),
        (lambda db: meetings.latest_before(db, SAFE, date.max), None),
        (lambda db: meetings.with_child(db, C1), ()),
        (lambda db: meetings.with_concern(db, ConcernId("p1")), ()),
        (lambda db: meetings.items(db, M1), ()),
        (lambda db: minutes.of_meeting(db, M1), None),
        (minutes.due_or_made, ()),
        (lambda db: minutes.editions(db, M1), ()),
        (lambda db: minutes.editions_of_file(db, "ab" * 32), ()),
        (people.desk, None),
        (lambda db: people.panel(db, SAFE), None),
        (people.panels, ()),
        (people.persons, ()),
        (lambda db: people.seats(db, SAFE), ()),
        (people.certificates, ()),
        (lambda db: streams.events_below(db, "meeting/m1"), ()),
        (lambda db: search(db, "anything at all"), ()),
    ],
)
def test_an_empty_desk_answers_every_question_with_nothing(story: Story, question: Question, nothing: object) -> None:
    assert question(story.db) == nothing


@pytest.mark.parametrize(
    "question",
    [
        lambda db: children.by_local_id(db, HALF_A_CHARACTER),
        lambda db: actions.by_reference(db, f"SAFE-2026-10/01{HALF_A_CHARACTER}"),
        lambda db: meetings.by_reference(db, HALF_A_CHARACTER),
        lambda db: people.panel(db, PanelKey(HALF_A_CHARACTER)),
        lambda db: people.person(db, PersonId(HALF_A_CHARACTER)),
        lambda db: imports.of_file(db, HALF_A_CHARACTER),
    ],
)
def test_half_a_character_from_a_terminal_is_not_found_and_breaks_nothing(story: Story, question: Question) -> None:
    story.add_list(a_profile())
    story.tell_meeting("m1", a_plan())
    story.tell("action/a1", an_action(1))
    assert question(story.db) is None


@pytest.mark.parametrize("like_it", ["4233", "0104233", " 104233", "104233 ", "104%", "10423_", "104233\0"])
def test_a_local_id_is_found_as_it_is_written_and_not_otherwise(story: Story, like_it: str) -> None:
    story.add_list(a_profile("104233"))
    assert children.by_local_id(story.db, "104233") is not None
    assert children.by_local_id(story.db, like_it) is None
