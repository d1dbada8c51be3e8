"""A checked list in words and cells, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.desk_builders import TestDesk, a_list, a_profile, child

from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.case_lists import past, presenter
from panel_desk.ui.workspaces.case_lists.hiding import hidden_text
from panel_desk.ui.workspaces.case_lists.presenter import Cells, Filter, GoneLine, ListLook

HEADINGS = ("Person ID", "Name", "DOB", "Type", "Risk", "NHS Number")


def silent(_words: str, _fraction: float | None = None) -> None:
    """Nobody watches."""


@pytest.fixture
def looks(at: TestDesk, tmp_path: Path) -> Iterator[list[ListLook]]:
    """Lists that were looked at; closed at the end."""
    opened: list[ListLook] = []
    yield opened
    for look in opened:
        look.opened.close()


def looked_at(at: TestDesk, tmp_path: Path, content: bytes, looks: list[ListLook]) -> ListLook:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    looks.append(presenter.look_at(at.desk.importing, path, 0, silent))
    return looks[-1]


def a_mixed_list() -> bytes:
    return a_list(
        HEADINGS,
        ("104200", '"Archer, Kim"', "14/03/2011", "CCE", "High", ""),
        ("104206.0", '"Bright, Bo"', "2 May 2011", "CCE", "High", ""),
        ("", '"Cole, Al"', "14/03/2011", "CCE", "High", ""),
        ("104212", '"Dale, Di"', "14/03/1990", "CCE", "High", ""),
    )


def rows_of(look: ListLook, chosen: Filter) -> list[int]:
    return [line.row for line in look.rows[chosen]]


def test_each_filter_holds_its_rows(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    look = looked_at(at, tmp_path, a_mixed_list(), looks)
    assert rows_of(look, Filter.ALL) == [2, 3, 4, 5]
    assert 3 in rows_of(look, Filter.REPAIRED)
    assert rows_of(look, Filter.NOT_USABLE) == [4]
    assert rows_of(look, Filter.TO_LOOK_AT) == [5]
    assert look.problem_rows == [4, 5]


def test_filters_without_a_row_are_not_offered(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    look = looked_at(at, tmp_path, a_mixed_list(), looks)
    assert [words for _, words, _ in look.choices] == ["All", "Repaired", "To look at", "Not usable", "New"]


def test_a_repaired_cell_shows_what_was_read_and_what_it_became(
    at: TestDesk, tmp_path: Path, looks: list[ListLook]
) -> None:
    look = looked_at(at, tmp_path, a_mixed_list(), looks)
    cells = Cells(look.preview)
    cell = cells.cell(look.rows[Filter.ALL][1], 0)
    assert (cell.was, cell.text, cell.tone) == ("104206.0", "104206", Tone.AMBER)
    assert "decimal" in cell.why


def test_a_row_that_is_not_usable_still_shows_its_cells_and_why(
    at: TestDesk, tmp_path: Path, looks: list[ListLook]
) -> None:
    look = looked_at(at, tmp_path, a_mixed_list(), looks)
    cells, line = Cells(look.preview), look.rows[Filter.NOT_USABLE][0]
    assert cells.cell(line, 2).text == "14/03/2011"
    assert (cells.cell(line, 0).text, cells.cell(line, 0).tone) == ("no local ID", Tone.RED)
    assert "no local ID" in cells.reason(line)


def test_names_are_hidden_until_they_are_asked_for(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    look = looked_at(at, tmp_path, a_mixed_list(), looks)
    cells = Cells(look.preview)
    shown = [cells.cell(line, 1) for line in look.rows[Filter.ALL]]
    assert [cell.text for cell in shown] == ["K.A.", "B.B.", "A.C.", "D.D."]
    details = " ".join(words for line in look.rows[Filter.ALL] for words, _ in cells.details(line))
    assert not any(name in details for name in ("Archer", "Bright", "Cole", "Dale"))
    cells.names_shown = True
    assert cells.cell(look.rows[Filter.ALL][2], 1).text == "Cole, Al"


def test_a_changed_cell_shows_what_the_desk_had(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    at.bring(a_profile(child("101", risk="Medium"), child("102")))
    look = looked_at(at, tmp_path, a_profile(child("101", risk="High")), looks)
    cells, line = Cells(look.preview), look.rows[Filter.CHANGED][0]
    place = [column.field for column in cells.columns].index("risk")
    cell = cells.cell(line, place)
    assert (cell.was, cell.text, cell.tone) == ("Medium", "High", Tone.INFO)
    assert any("the desk has “Medium”" in words for words, _ in cells.details(line))


def test_who_is_no_longer_listed_stands_among_the_rows(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Zed")))
    look = looked_at(at, tmp_path, a_profile(child("101")), looks)
    gone = look.rows[Filter.GONE][0]
    assert isinstance(gone, GoneLine)
    assert (gone.local_id, gone.initials) == ("102", "K.Z.")
    assert "Zed" not in str([Cells(look.preview).cell(gone, at) for at in range(3)])


def test_twins_and_duplicates_have_a_filter(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    same = ('"Archer, Kim"', "14/03/2011", "CCE", "High", "943 476 5870")
    content = a_list(HEADINGS, ("104200", *same), ("104201", *same), ("104200", *same))
    look = looked_at(at, tmp_path, content, looks)
    assert rows_of(look, Filter.TWINS) == [2, 3, 4]
    told = [words for words, _ in Cells(look.preview).details(look.rows[Filter.ALL][0])]
    assert any("same NHS number" in words for words in told)


def test_the_meaning_chosen_last_wins(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "Type", "Risk", "Other")
    content = a_list(headings, ("101", "Archer", "Kim", "12/03/2011", "CCE", "High", "Low"))
    look = looked_at(at, tmp_path, content, looks)
    once = presenter.with_column(look.preview, "Other", "risk")
    look = presenter.look_again(at.desk.importing, look.opened, once, 0, silent)
    assert {c.heading: c.field for c in look.preview.columns}["Risk"] == ""
    back = presenter.with_column(look.preview, "Risk", "risk")
    again = presenter.look_again(at.desk.importing, look.opened, back, 0, silent)
    fields = {c.heading: c.field for c in again.preview.columns}
    assert (fields["Risk"], fields["Other"]) == ("risk", "")


def test_another_encoding_is_marked_as_chosen(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    look = looked_at(at, tmp_path, a_profile(child("101", surname="Zoë")).decode().encode("cp1252"), looks)
    assert presenter.encoding_of(look.preview) == "cp1252"
    assert ("cp1252", "Windows-1252 (as it seems)") in presenter.encoding_choices(look.preview)
    chosen = presenter.with_encoding(look.preview, "cp1252")
    again = presenter.look_again(at.desk.importing, look.opened, chosen, 0, silent)
    assert ("cp1252", "Windows-1252") in presenter.encoding_choices(again.preview)


def test_the_same_file_a_second_time_is_told(at: TestDesk, tmp_path: Path, looks: list[ListLook]) -> None:
    at.bring(a_profile())
    look = looked_at(at, tmp_path, a_profile(), looks)
    assert any("This very file was added" in note for note in look.notes)


@pytest.mark.parametrize(
    ("field", "text", "hidden"),
    [
        ("surname", "O'Brien-Hale", "O."),
        ("forenames", "Anna Marie", "A.M."),
        ("name", "ADEYEMI, Amara", "A.A."),
        ("name", "Łukasz Zając", "Ł.Z."),
        ("alias", "\u00a0 Zed", "Z."),
        ("household", "Kim Archer, 12", "hidden"),
        ("address", "1 High Street", "hidden"),
        ("school", "Hill School", "Hill School"),
        ("surname", "", ""),
    ],
)
def test_a_name_becomes_its_first_letters(field: str, text: str, hidden: str) -> None:
    assert hidden_text(field, text, None) == hidden


def test_added_lists_are_told_with_what_they_brought(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")))
    at.bring(a_profile(child("101", risk="Medium"), child("103")), "second.csv")
    newest, first = past.added_lists(at.desk)
    assert newest.brought == "1 new, 1 changed, 1 no longer listed"
    assert first.brought == "2 new"
    assert newest.state == ("on the desk", Tone.GREEN)


def test_pairs_that_wait_are_asked_about_by_initials(at: TestDesk) -> None:
    same = ('"Archer, Kim"', "14/03/2011", "CCE", "High", "943 476 5870")
    at.bring(a_list(HEADINGS, ("104200", *same), ("104201", *same)))
    alerts, waiting = past.alerts(at.desk, names_shown=False)
    assert waiting == 1
    assert "K.A. · 104200" in alerts[0].title
    assert "Archer" not in alerts[0].title + alerts[0].detail
    assert [answer for answer, _ in alerts[0].answers] == ["same", "related", "different"]
