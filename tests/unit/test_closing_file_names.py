"""What the sheet of an agency is called, whatever somebody typed as the agency’s name."""

from __future__ import annotations

import pytest

from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.panels import agency_in_words
from panel_desk.services.closing_papers import in_file_name


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("youth-justice", "youth-justice"),
        ("NSPCC", "nspcc"),
        ("St Mary\\..\\x:y", "st-mary-x-y"),
        ("../../etc", "etc"),
        ("x" * 400, "x" * 80),
        ("…", "agency"),
    ],
)
def test_a_sheet_has_a_name_that_every_disk_takes(agency: str, name: str) -> None:
    assert in_file_name(AgencyKey(agency)) == name


@pytest.mark.parametrize(
    ("agency", "words"),
    [("river-trust", "River trust"), ("NSPCC", "NSPCC"), ("St Mary’s", "St Mary’s"), ("hospice", "Hospice")],
)
def test_an_agency_without_a_seat_is_shown_as_it_was_typed(agency: str, words: str) -> None:
    assert agency_in_words(AgencyKey(agency)) == words
