"""A later list of missing children says nothing of what it has no column for: an earlier list’s word stays."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_list
from tests.services.missing_builders import NHS, a_missing_list, line, on_the_day, told

from panel_desk.domain.children.cases import EpisodeRow
from panel_desk.vault.queries import episodes

SAID = {
    "NHS_number": NHS, "DOB": "12/03/2011", "Surname": "Archer", "Forename": "Kim", "RHI_offered": "Y",
    "RHI_accepted": "Y", "RHI_date": "2026-11-12 10:00", "RHI_provider": "Youth Outreach",
}  # fmt: skip
BARE = ("Person ID", "START_DTTM", "END_DTTM", "MISSING_STATUS")


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def kept(at: TestDesk) -> EpisodeRow:
    (found,) = episodes.known(at.desk.book.db)
    return found.row


def test_a_list_without_interview_columns_leaves_a_held_interview(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", **SAID)), "council.csv")
    before = kept(day)
    assert line(day).clock.words == "completed in 26 h"
    day.bring(a_list(BARE, ("101", "2026-11-10 20:00", "2026-11-11 09:00", "Missing")), "police.csv")
    found = line(day)
    assert (found.clock.words, found.ended_words, found.provider) == (
        "completed in 25 h",
        "Wed 11 Nov 2026, 09:00",
        "Youth Outreach",
    )
    after = kept(day)
    assert (after.nhs_number, after.born_on, after.surname) == (before.nhs_number, before.born_on, "Archer")


def test_a_list_with_the_column_and_an_empty_cell_takes_it_back(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", **SAID)), "council.csv")
    day.bring(a_missing_list(told("101")), "again.csv")
    assert kept(day).interview_at is None
    assert kept(day).interview_offered is None


def test_a_list_without_ends_leaves_the_return_that_was_told(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101")), "council.csv")
    day.bring(a_list(("Person ID", "START_DTTM", "MISSING_STATUS"), ("101", "2026-11-10 20:00", "Missing")), "p.csv")
    assert not line(day).is_open
    assert kept(day).ended_at is not None


def test_a_list_taken_back_takes_back_what_it_alone_told(day: TestDesk) -> None:
    first = day.bring(a_missing_list(told("101", **SAID)), "council.csv")
    day.bring(a_list(BARE, ("101", "2026-11-10 20:00", "2026-11-11 09:00", "Missing")), "police.csv")
    day.desk.importing.undo(ASHA, first)
    assert kept(day).interview_at is None
