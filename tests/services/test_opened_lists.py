"""Lists that lie open: checked again without being read again, remembered by source, cancelled without a trace."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from tests.services.desk_builders import ASHA, TestDesk, a_list, a_profile, child, refusal

from panel_desk.caselists import opened_list
from panel_desk.domain.children.list_findings import FindingKind
from panel_desk.domain.errors import Reason
from panel_desk.services.importing import Choices, Importing, ListKind, OpenedList
from panel_desk.services.list_findings import as_table, kept_findings


class Stop(Exception):  # noqa: N818 - as the window's own wish to cancel
    """What the window raises after Cancel."""


def long_profile(count: int = 3000) -> bytes:
    """A list that is checked in a process of its own."""
    return a_profile(*(child(str(200_000 + n), surname=f"Archer{n}") for n in range(count)))


def a_workbook(**sheets: bytes) -> bytes:
    """A workbook whose sheets hold what CSV files hold."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(text.decode().splitlines()):
                sheet.write_row(row, 0, line.split(","))
    return content.getvalue()


def test_a_long_list_is_checked_apart_and_comes_out_the_same(at: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    at.bring(a_profile(child("200001", risk="Medium"), child("199999")))
    content = long_profile()
    assert len(content) > 0
    monkeypatch.setattr(opened_list, "LONG", 1)
    apart = at.desk.importing.preview(content, "list.csv")
    monkeypatch.setattr(opened_list, "LONG", 1 << 30)
    assert at.desk.importing.preview(content, "list.csv") == apart
    assert (apart.counts.rows, apart.no_longer_listed) == (3000, ("199999",))


def test_a_refusal_comes_out_of_the_other_process_as_its_sentence(
    at: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened_list, "LONG", 1)
    with refusal(Reason.BAD_FILE, match="picture"):
        at.desk.importing.preview(b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.csv")


@pytest.mark.parametrize("long", [1, 1 << 30], ids=["apart", "here"])
def test_a_cancelled_check_writes_nothing_and_can_be_made_again(
    at: TestDesk, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr(opened_list, "LONG", long)
    opened, told = OpenedList(long_profile(300), "list.csv"), []

    def tell(words: str, _fraction: float | None) -> None:
        told.append(words)
        if words.startswith("Checking"):
            raise Stop

    before = at.tables()
    with pytest.raises(Stop):
        at.desk.importing.check(opened, tell=tell)
    assert at.tables() == before
    assert at.desk.importing.check(opened).counts.rows == 300
    opened.close()


@pytest.mark.parametrize("long", [1, 1 << 30], ids=["apart", "here"])
def test_another_meaning_of_a_column_is_followed_without_reading_anew(
    at: TestDesk, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr(opened_list, "LONG", long)
    opened = OpenedList(a_profile(child("101"), child("102")), "list.csv")
    first, words = at.desk.importing.check(opened), []
    changed = at.desk.importing.check(
        opened, Choices(columns={"Risk": ""}), tell=lambda said, _fraction: words.append(said)
    )
    opened.close()
    assert {c.heading: c.field for c in first.columns}["Risk"] == "risk"
    assert {c.heading: c.field for c in changed.columns}["Risk"] == ""
    assert "Reading “Risk”" not in words


def test_progress_is_told_in_rising_fractions(at: TestDesk) -> None:
    told: list[float] = []
    at.desk.importing.preview(long_profile(300), "list.csv", tell=lambda _words, fraction: told.append(fraction or 0.0))
    assert told == sorted(told)
    assert told[-1] > 0.5


def test_an_adding_that_is_cancelled_leaves_the_record_as_it_was(at: TestDesk) -> None:
    content = a_profile()
    preview, before = at.desk.importing.preview(content, "list.csv"), at.tables()

    def stop(_words: str, _fraction: float | None) -> None:
        raise Stop

    with pytest.raises(Stop):
        at.desk.importing.add(ASHA, preview, content, tell=stop)
    assert at.tables() == before


def test_the_encoding_chosen_once_is_used_for_the_next_list_of_the_source(at: TestDesk) -> None:
    content = a_profile(child("101", surname="Zając")).decode().encode("utf-16-le")
    opened = OpenedList(content, "list.csv")
    preview = at.desk.importing.check(opened, Choices(encoding="utf-16-le"))
    at.desk.importing.add(ASHA, preview, content)
    again = at.desk.importing.preview(a_profile(child("102")).decode().encode("utf-16-le"), "next.csv")
    assert (again.choices.encoding, again.from_memory) == ("utf-16-le", True)


def test_a_sheet_chosen_once_is_used_for_the_next_workbook_of_the_source(at: TestDesk) -> None:
    wanted, other = a_profile(child("101")), a_profile(child("102"), child("103"))
    content = a_workbook(All=other, Ours=wanted.replace(b"Social worker", b"Worker"))
    assert at.desk.importing.preview(content, "a.xlsx").sheet == "All"
    chosen = at.desk.importing.preview(content, "a.xlsx", sheet="Ours")
    assert chosen.sheets == ("All", "Ours")
    at.desk.importing.add(ASHA, chosen, content)
    again = at.desk.importing.preview(content, "b.xlsx")
    assert (again.sheet, again.from_memory) == ("Ours", True)


def test_what_was_chosen_for_a_list_taken_back_is_forgotten(at: TestDesk) -> None:
    content = a_profile()
    preview = at.desk.importing.preview(content, "a.csv", columns={"Risk": ""})
    deed = at.desk.importing.add(ASHA, preview, content)
    assert at.desk.importing.preview(content, "b.csv").from_memory
    at.desk.importing.undo(ASHA, deed)
    assert not at.desk.importing.preview(content, "b.csv").from_memory


def test_an_added_list_is_told_with_what_it_brought_and_taken_back_later(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")))
    at.bring(a_profile(child("101", risk="Medium"), child("103"), child("")), "second.csv")
    newest = at.desk.importing.added()[0]
    assert (newest.file_name, newest.rows, newest.new_children, newest.changed) == ("second.csv", 2, 1, 1)
    assert (newest.no_longer_listed, newest.rejected) == (1, 1)
    at.desk.importing.take_back(ASHA, newest.id)
    assert at.desk.importing.added()[0].undone
    with refusal(match="already"):
        at.desk.importing.take_back(ASHA, newest.id)


def test_the_findings_of_a_list_are_kept_row_by_row(at: TestDesk) -> None:
    at.bring(a_profile(child("101", born="31/02/2011"), child("102.0"), child("103.0")), "list.csv")
    found = at.desk.importing.findings(at.desk.importing.added()[0].id)
    bad = [f for f in found if f.kind is FindingKind.NOT_USABLE]
    assert [f.rows for f in bad] == [(2,)]
    assert {(f.read, f.became, f.rows) for f in found if f.column == "Person ID"} == {
        ("102.0", "102", (3,)),
        ("103.0", "103", (4,)),
    }


def test_equal_findings_are_kept_once_with_all_their_rows(at: TestDesk) -> None:
    preview = at.desk.importing.preview(
        a_profile(*(child(str(n), born="1 May 2011") for n in range(101, 105))), "a.csv"
    )
    born = [f for f in kept_findings(preview) if f.column == "DOB" and f.kind is FindingKind.REPAIRED]
    assert [f.rows for f in born] == [(2, 3, 4, 5)]
    assert [row[0] for row in as_table(born)] == [2, 3, 4, 5]


def test_the_very_same_file_is_known_again_until_it_is_taken_back(at: TestDesk) -> None:
    content = a_profile()
    assert at.desk.importing.added_before(content) is None
    deed = at.bring(content)
    assert at.desk.importing.added_before(content) is not None
    at.desk.importing.undo(ASHA, deed)
    assert at.desk.importing.added_before(content) is None


def test_previews_are_let_go_of(at: TestDesk) -> None:
    held = [at.desk.importing.preview(long_profile(1200), "list.csv")]
    Importing.let_go(held)
    assert held == []


def test_the_kind_of_list_can_be_chosen_while_it_is_open(at: TestDesk) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "Type", "Reason")
    opened = OpenedList(a_list(headings, ("101", "Archer", "Kim", "12/03/2011", "CCE", "Seen")), "list.csv")
    assert at.desk.importing.check(opened, Choices(kind=ListKind.REFERRALS)).kind is ListKind.REFERRALS
    opened.close()
