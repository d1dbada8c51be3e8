"""Case lists: nothing is written before it is confirmed, an import is one event, and one undo takes it all back."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    OCTOBER,
    SAFE,
    TestDesk,
    a_list,
    a_profile,
    a_referral,
    child,
    missing,
    refusal,
)

from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.errors import Reason
from panel_desk.vault.queries import children, imports

CONCERNS = a_list(CONCERN_HEADINGS, ("Location", "Bus station", "Groups gather", "Police", "27/08/2026"))


def journal_length(at: TestDesk) -> int:
    return at.desk.book.head().seq


def test_a_preview_writes_nothing(at: TestDesk) -> None:
    before, events = at.tables(), journal_length(at)
    at.desk.importing.preview(a_profile(), "list.csv")
    assert (at.tables(), journal_length(at)) == (before, events)


def test_a_preview_tells_what_is_new_changed_known_and_no_longer_listed(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102"), child("103")))
    preview = at.desk.importing.preview(a_profile(child("101"), child("102", risk="Medium"), child("104")), "list.csv")
    counts = preview.counts
    assert (counts.new, counts.changed, counts.known) == (1, 1, 1)
    assert preview.no_longer_listed == ("103",)


def test_who_is_no_longer_listed_stays_known_and_is_counted(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")))
    at.bring(a_profile(child("101")))
    latest = imports.latest(at.desk.book.db, ListKind.PROFILE)
    gone = children.by_local_id(at.desk.book.db, "102")
    assert latest is not None
    assert gone is not None
    assert (latest.no_longer_listed, gone.listed) == (1, False)


def test_an_import_is_one_event(at: TestDesk) -> None:
    before = journal_length(at)
    assert len(at.bring(a_profile())) == 1
    assert journal_length(at) == before + 1


@pytest.mark.parametrize(
    "content",
    [a_profile(), a_referral("101"), missing("101", "2026-10-01 20:00:00"), CONCERNS],
    ids=["profile", "referrals", "missing", "concerns"],
)
def test_one_undo_takes_a_whole_list_back(at: TestDesk, content: bytes) -> None:
    at.bring(a_profile(child("101"), child("109")))
    before = without_the_import_itself(at.tables())
    deed = at.bring(content)
    assert without_the_import_itself(at.tables()) != before
    at.desk.importing.undo(ASHA, deed)
    assert without_the_import_itself(at.tables()) == before


def without_the_import_itself(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """All tables but those that tell of the import and its undo, and of numbers that are never given to others."""
    apart = {"list_import", "undo", "undone", "given_id"}
    return {name: rows for name, rows in tables.items() if name not in apart}


def test_undoing_the_older_of_two_lists_keeps_what_the_newer_says(at: TestDesk) -> None:
    older = at.bring(a_profile(child("101"), child("102")))
    at.bring(a_profile(child("101", risk="Medium")))
    at.desk.importing.undo(ASHA, older)
    found = children.by_local_id(at.desk.book.db, "101")
    assert found is not None
    assert found.listed_risk == "Medium"


def test_a_list_taken_back_can_be_added_again(at: TestDesk) -> None:
    first = at.bring(a_profile())
    once = {row.facts.local_id: row.facts for row in children.all_children(at.desk.book.db)}
    at.desk.importing.undo(ASHA, first)
    at.bring(a_profile())
    assert {row.facts.local_id: row.facts for row in children.all_children(at.desk.book.db)} == once


def test_an_undo_is_not_done_twice(at: TestDesk) -> None:
    deed = at.bring(a_profile())
    at.desk.importing.undo(ASHA, deed)
    with refusal(match="already"):
        at.desk.importing.undo(ASHA, deed)


def test_a_list_that_brought_a_child_on_an_agenda_stays(at: TestDesk) -> None:
    deed = at.bring(a_profile())
    at.planned(SAFE, OCTOBER)
    with refusal(match="SAFE-2026-10"):
        at.desk.importing.undo(ASHA, deed)


def test_another_deed_is_not_taken_back_as_a_list(at: TestDesk) -> None:
    meeting_id = at.opened()
    deed = at.desk.meetings.read_confidentiality(ASHA, meeting_id)
    with refusal(match="not an import"):
        at.desk.importing.undo(ASHA, deed)


def test_children_with_one_number_and_birthday_stay_two_and_are_asked_about(at: TestDesk) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "NHS Number", "Type", "Risk")
    rows = [(local_id, "Archer", "Kim", "12/03/2011", "943 476 5870", "CCE", "High") for local_id in ("101", "102")]
    at.bring(a_list(headings, *rows))
    assert {row.facts.local_id for row in children.all_children(at.desk.book.db)} == {"101", "102"}
    assert len(imports.open_alerts(at.desk.book.db)) == 1


def test_answering_an_alert_closes_it_and_merges_nothing(at: TestDesk) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "NHS Number", "Type", "Risk")
    at.bring(a_list(headings, *((i, "Archer", "Kim", "12/03/2011", "943 476 5870", "CCE", "High") for i in ("1", "2"))))
    at.desk.importing.answer_alert(ASHA, "1", "2", "same", "twice in the other system")
    assert imports.open_alerts(at.desk.book.db) == ()
    assert len(children.all_children(at.desk.book.db)) == 2


@pytest.mark.parametrize(("local_id", "answer"), [("101", "merge them"), ("999", "same")])
def test_an_answer_that_is_none_is_refused(at: TestDesk, local_id: str, answer: str) -> None:
    at.bring(a_profile())
    with refusal():
        at.desk.importing.answer_alert(ASHA, local_id, "102", answer)


def test_columns_as_confirmed_are_remembered_for_the_next_list(at: TestDesk) -> None:
    content = a_profile()
    chosen = {**{c.heading: c.field for c in at.desk.importing.preview(content, "a.csv").columns}, "Risk": ""}
    preview = at.desk.importing.preview(content, "a.csv", columns=chosen)
    at.desk.importing.add(ASHA, preview, content)
    again = at.desk.importing.preview(content, "b.csv")
    assert {c.heading: c.field for c in again.columns} == chosen


def test_a_list_without_a_usable_row_is_not_added(at: TestDesk) -> None:
    content = a_profile(child(""))
    preview = at.desk.importing.preview(content, "list.csv")
    with refusal(match="No row"):
        at.desk.importing.add(ASHA, preview, content)


def test_a_file_that_is_no_list_is_refused(at: TestDesk) -> None:
    with refusal(Reason.BAD_FILE):
        at.desk.importing.preview(b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.csv")


def test_the_kind_can_be_chosen_by_the_person(at: TestDesk) -> None:
    preview = at.desk.importing.preview(a_profile(), "list.csv", kind=ListKind.PROFILE)
    assert preview.kind is ListKind.PROFILE
