"""Lists of actions that leave the desk: as a table and as a PDF, with initials only, each entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from tests.documents.reading import text_of
from tests.services.desk_builders import ASHA, POLICE, PROFILE_HEADINGS, TestDesk, a_list, a_profile, child, refusal

from panel_desk.documents.rendered import Rendered

TODAY = date(2026, 11, 12)


def printed(pdf: bytes) -> str:
    return text_of(Rendered(pdf_bytes=pdf, pages=1, missing_glyphs=()))


def asked(at: TestDesk) -> list[str]:
    """Two actions of the police, one overdue, whose words name the child."""
    at.bring(a_profile(child("104233")))
    meeting_id = at.opened()
    item = next(i for i in at.desk.meetings.meeting(meeting_id).items if i.agenda.child)
    for what, due_on in (("Map the park", date(2026, 11, 30)), ("Speak with Kim Archer", date(2026, 11, 10))):
        at.desk.meetings.ask(ASHA, meeting_id, item.id, what=what, agency=POLICE, due_on=due_on)
    at.close(meeting_id)
    at.clock.set(TODAY)
    return ["SAFE-2026-10/01", "SAFE-2026-10/02"]


def test_a_table_of_actions_keeps_the_order_on_screen_and_no_name(at: TestDesk, tmp_path: Path) -> None:
    references = asked(at)[::-1]
    path = tmp_path / "actions.xlsx"
    at.desk.action_lists.export(ASHA, path, references, TODAY, title="Actions", recipient="Dana Prior")
    (sheet,) = openpyxl.load_workbook(path).worksheets
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=4)]
    assert rows == [
        ["SAFE-2026-10/02", "Speak with K.A.", "K.A. (104233)"],
        ["SAFE-2026-10/01", "Map the park", "K.A. (104233)"],
    ]
    assert [cell.value for cell in sheet["G"][3:]] == ["overdue", "open"]


def test_a_printed_list_is_entered_with_its_reader(at: TestDesk) -> None:
    pdf = at.desk.action_lists.print(ASHA, asked(at), TODAY, title="Actions: with Police", recipient="Dana Prior")
    text = printed(pdf)
    assert "Actions: with Police" in text
    assert "2 actions, 1 overdue" in text
    assert "Overdue by 2 days" in text
    assert "SAFE-2026-10/02" in text
    assert "OFFICIAL-SENSITIVE" in text
    assert "Archer" not in text
    (row,) = at.desk.exporting.made()
    assert (row.what, row.recipient, row.rows) == ("action list", "Dana Prior", 2)


def test_an_empty_list_prints_as_one(at: TestDesk) -> None:
    pdf = at.desk.action_lists.print(ASHA, [], TODAY, title="Actions", recipient="Dana Prior")
    assert "0 actions, 0 overdue" in printed(pdf)


def test_a_list_for_nobody_is_refused(at: TestDesk) -> None:
    with refusal(match="Who is to have this list"):
        at.desk.action_lists.print(ASHA, [], TODAY, title="Actions", recipient=" ")
    assert at.desk.exporting.made() == ()


def test_an_alias_leaves_the_desk_as_little_as_a_name(at: TestDesk, tmp_path: Path) -> None:
    headings = (*PROFILE_HEADINGS, "Alias")
    at.bring(a_list(headings, (*child("104233"), "Tiny")))
    meeting_id = at.opened()
    item = next(i for i in at.desk.meetings.meeting(meeting_id).items if i.agenda.child)
    at.desk.meetings.ask(ASHA, meeting_id, item.id, what="Visit Tiny at home", agency=POLICE, due_on=TODAY)
    at.close(meeting_id)
    path = tmp_path / "actions.csv"
    at.desk.action_lists.export(ASHA, path, ["SAFE-2026-10/01"], TODAY, title="Actions", recipient="Dana Prior")
    text = path.read_text(encoding="utf-8-sig")
    assert "Visit K.A. at home" in text
    assert "Tiny" not in text
