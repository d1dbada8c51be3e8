"""Searching finds children, meetings, minutes and actions by words; what is typed is never a query."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_profile, child

from panel_desk.domain.events.items import NoteSection
from panel_desk.vault.queries.search import HitKind


@pytest.fixture
def told(at: TestDesk) -> TestDesk:
    """A desk with a meeting that said something."""
    at.bring(a_profile(child("101", surname="Archer")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, "Seen near the marina twice.")
    at.ask(meeting_id, "Visit the bakery")
    at.close(meeting_id)
    return at


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("archer", HitKind.CHILD),
        ("101", HitKind.CHILD),
        ("SAFE-2026-10", HitKind.MEETING),
        ("marin", HitKind.MINUTES),
        ("BAKERY", HitKind.ACTION),
        ("SAFE-2026-10/01", HitKind.ACTION),
    ],
)
def test_each_kind_is_found_by_its_words(told: TestDesk, text: str, kind: HitKind) -> None:
    assert kind in {hit.kind for hit in told.desk.searching.find(text)}


@pytest.mark.parametrize("text", ["", " ", '"', "'; DROP TABLE child; --", "NEAR(", "*", "a OR b", "\0", "ő" * 5000])
def test_whatever_is_typed_is_words_and_no_query(told: TestDesk, text: str) -> None:
    assert isinstance(told.desk.searching.find(text), tuple)


def test_no_more_is_given_than_was_asked_for(told: TestDesk) -> None:
    assert len(told.desk.searching.find("SAFE", 1)) == 1


def test_what_was_taken_back_is_found_no_longer(told: TestDesk) -> None:
    deed = told.bring(a_profile(child("777", surname="Zimmer")))
    assert told.desk.searching.find("zimmer")
    told.desk.importing.undo(ASHA, deed)
    assert told.desk.searching.find("zimmer") == ()
