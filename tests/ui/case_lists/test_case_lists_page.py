"""The Case lists page, list by list: dropped, looked at, changed, added, taken back, cancelled."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import a_list, a_profile, child
from tests.ui.desks import OpenSession

from panel_desk.caselists import opened_list
from panel_desk.services.importing import PreviewLine
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.case_lists.model import FIRST_CELL, WHY
from panel_desk.ui.workspaces.case_lists.page import CaseListsPage
from panel_desk.ui.workspaces.case_lists.presenter import Filter

SAMPLES = Path(__file__).parents[2] / "caselists" / "samples"
FIVE = (
    ("exploitation-profile-2026-10.xlsx", "Person ID", "Local ID"),
    ("exploitation-profile-2026-11.xlsx", "D.O.B", "Date of birth"),
    ("missing-episodes-2026.csv", "START_DTTM", "Missing from"),
    ("places-themes-people.csv", "Name", "Name"),
    ("referrals-since-last-panel.csv", "Forename", "Forenames"),
)


def drop(page: CaseListsPage, qtbot: QtBot, *paths: Path) -> None:
    """Let files go over the page, and wait until the first is shown or refused."""
    assert page.take_files(paths)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=30_000)


def a_file(tmp_path: Path, content: bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def words_on(widget: QWidget) -> str:
    """Everything that can be read on it."""
    found: list[QLabel | QPushButton] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(each.text() for each in found if each.isVisibleTo(widget))


def said(session: OpenSession) -> list[str]:
    return [m.sentence for m in session.opened.said if isinstance(m, Message)]


def shown_rows(page: CaseListsPage) -> list[int]:
    return [line.row for line in page.preview.table.shown_rows()]


def add(page: CaseListsPage, qtbot: QtBot) -> None:
    page.add()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=30_000)


def test_an_empty_page_says_what_belongs_here(page: CaseListsPage) -> None:
    assert "Drop a case list here" in words_on(page.landing)
    assert "Choose a file" in words_on(page.landing)


@pytest.mark.parametrize(("name", "heading", "meaning"), FIVE, ids=[each[0] for each in FIVE])
def test_a_dropped_list_shows_its_columns_its_rows_and_one_sentence(
    page: CaseListsPage, qtbot: QtBot, name: str, heading: str, meaning: str
) -> None:
    drop(page, qtbot, SAMPLES / name)
    look = page.preview.look
    assert look is not None
    assert page.preview.columns.combo_of(heading).currentText() == meaning
    assert len(shown_rows(page)) == look.preview.counts.rows
    assert look.preview.sentence in words_on(page.preview)


@pytest.mark.parametrize("name", [each[0] for each in FIVE])
def test_adding_a_list_and_taking_it_back_leaves_the_desk_as_it_was(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, name: str
) -> None:
    drop(page, qtbot, SAMPLES / name)
    add(page, qtbot)
    assert page.landing.table.rows.rows[0].file_name == name
    told = session.opened.said[-1]
    assert isinstance(told, Message)
    assert told.offer is not None
    with qtbot.waitSignal(session.record_changed):
        told.offer[1]()
    assert page.landing.table.rows.rows[0].state[0] == "taken back"
    assert session.reading.importing.known().children == ()


def test_another_meaning_of_a_column_by_keyboard_changes_the_rows(
    page: CaseListsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"))))
    combo = page.preview.columns.combo_of("Risk")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: not page.is_busy, timeout=20_000)
    titles = [column.title for column in page.preview.table.rows.columns]
    assert "Risk" not in titles
    assert page.preview.columns.combo_of("Risk") is combo
    assert combo.currentText() == "not used"


def test_the_columns_are_taken_the_same_way_next_time(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"))))
    combo = page.preview.columns.combo_of("Risk")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=20_000)
    add(page, qtbot)
    drop(page, qtbot, a_file(tmp_path, a_profile(child("102")), "next.csv"))
    assert page.preview.columns.combo_of("Risk").currentText() == "not used"
    assert "Read as you had the last list" in words_on(page.preview)


def test_another_encoding_changes_the_letters(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    session.names.show(shown=True)
    content = a_profile(child("101", surname="Zoë")).decode().encode("cp1252")
    drop(page, qtbot, a_file(tmp_path, content))
    box = page.preview.columns.encoding
    assert box.currentText() == "Windows-1252 (as it seems)"
    box.setCurrentIndex(box.findText("UTF-8"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not page.is_busy, timeout=20_000)
    assert page.preview.columns.encoding.currentText() == "UTF-8"
    assert "�" in "".join(page.preview.table.rows.row(0).texts)


def test_the_chips_choose_the_rows(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    content = a_profile(child("101"), child("102.0"), child(""))
    drop(page, qtbot, a_file(tmp_path, content))
    page.preview.filters.choose(Filter.NOT_USABLE.name)
    assert shown_rows(page) == [4]
    assert not page.preview.table.isColumnHidden(WHY)
    page.preview.filters.choose(Filter.ALL.name)
    assert shown_rows(page) == [2, 3, 4]
    assert page.preview.table.isColumnHidden(WHY)


def test_f6_goes_from_problem_to_problem_and_tells_why(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"), child(""), child("103"), child("104", born=""))))
    forth, back = (c for c in page.commands() if c.shortcut in {"F6", "Shift+F6"})
    for wanted in (3, 5, 3):
        forth.run()
        assert page.preview.table.chosen().row == wanted
    qtbot.waitUntil(lambda: "no local ID" in words_on(page.preview))
    back.run()
    assert page.preview.table.chosen().row == 5
    assert said(session) == []


def test_rows_are_copied_as_they_stand(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"))))
    table = page.preview.table
    table.choose(lambda line: line.row == 2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert "101" in lines[1].split("\t")


def test_cancel_lets_the_list_go_and_writes_nothing(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    before = session.reading.book.head()
    drop(page, qtbot, a_file(tmp_path, a_profile()))
    page.cancel()
    assert page.preview.look is None
    session.reading.refresh()
    assert session.reading.book.head() == before


def test_the_keys_of_an_opened_list_are_made_known(page: CaseListsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.commands_changed):
        drop(page, qtbot, SAMPLES / "referrals-since-last-panel.csv")
    qtbot.waitUntil(lambda: page.preview.isVisibleTo(page))
    assert "Esc" in [command.shortcut for command in page.commands()]


@pytest.mark.parametrize("long", [1, 1 << 30], ids=["apart", "here"])
def test_cancel_in_the_middle_leaves_the_record_as_it_was(
    page: CaseListsPage,
    session: OpenSession,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    long: int,
) -> None:
    monkeypatch.setattr(opened_list, "LONG", long)
    before = session.reading.book.head()
    content = a_profile(*(child(str(200_000 + n)) for n in range(4000)))
    session.tasks.began.connect(lambda task: task.told.connect(lambda _words, _fraction: task.cancel()))
    page.take_files([a_file(tmp_path, content), a_file(tmp_path, content, "second.csv")])
    qtbot.waitUntil(lambda: not page.is_busy, timeout=30_000)
    assert page.preview.look is None
    session.reading.refresh()
    assert session.reading.book.head() == before


def test_cancel_while_a_list_is_being_added_keeps_the_preview(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    before = session.reading.book.head()
    drop(page, qtbot, a_file(tmp_path, a_profile()))
    session.tasks.began.connect(lambda task: task.cancel())
    add(page, qtbot)
    assert page.preview.look is not None
    session.reading.refresh()
    assert session.reading.book.head() == before


def test_several_files_are_taken_one_after_the_other(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [a_file(tmp_path, a_profile(child("101")), "a.csv"), a_file(tmp_path, b"", "b.csv")]
    files.append(a_file(tmp_path, a_profile(child("102")), "c.csv"))
    drop(page, qtbot, *files)
    assert page.preview.look is not None
    assert page.preview.look.title == "a.csv"
    page.add()
    qtbot.waitUntil(lambda: page.preview.look is not None and page.preview.look.title == "c.csv", timeout=20_000)
    assert any("empty" in sentence for sentence in said(session))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "a picture"),
        ("empty.csv", b"", "empty"),
        ("~$open.xlsx", b"\x05asha", "Excel leaves beside"),
        ("prose.csv", b"Dear all,\n\nplease find attached.\n", "headings"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("cut.xlsx", b"PK\x03\x04" + bytes(200), "damaged"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    ],
)
def test_a_file_that_is_no_list_is_a_sentence_and_the_page_stays(
    page: CaseListsPage,
    session: OpenSession,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    content: bytes,
    sentence: str,
) -> None:
    drop(page, qtbot, a_file(tmp_path, content, name))
    assert page.preview.look is None
    told = session.opened.said[-1]
    assert isinstance(told, Message)
    assert sentence in told.sentence
    assert told.remedy


def test_a_folder_is_a_sentence(page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, tmp_path)
    assert "is a folder" in said(session)[-1]


def test_a_name_that_looks_like_markup_is_shown_as_it_is(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101")), "<b>list.csv"))
    labels = [label for label in page.preview.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_problems_leave_the_desk_with_their_recipient_and_no_formula(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101", born="=cmd|' /C calc'!A0"), child(""))))
    page._on_export()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "problems.csv"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    with qtbot.waitSignal(session.record_changed):
        question.on_words("Data team")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert any("no local ID" in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    assert session.reading.exporting.made()[0].recipient == "Data team"


def test_an_added_list_opens_with_what_was_found_in_it(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"), child(""), child("102.0"))))
    add(page, qtbot)
    page.landing.table.row_opened.emit(page.landing.table.rows.rows[0])
    kinds = [row.state[0] for row in page.found.table.shown_rows()]
    assert kinds[0] == "not usable"
    assert "repaired" in kinds
    assert "Take this list back" in words_on(page.found)


def test_an_added_list_is_taken_back_after_a_question(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101"))))
    add(page, qtbot)
    page.landing.take_back_wanted.emit(page.landing.table.rows.rows[0])
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_yes is not None
    with qtbot.waitSignal(session.record_changed):
        question.on_yes()
    assert page.landing.table.rows.rows[0].taken_back
    assert session.reading.importing.known().children == ()


def test_a_pair_is_judged_in_its_place(page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "NHS Number", "Type", "Risk")
    rows = [(i, "Archer", "Kim", "12/03/2011", "943 476 5870", "CCE", "High") for i in ("101", "102")]
    drop(page, qtbot, a_file(tmp_path, a_list(headings, *rows)))
    add(page, qtbot)
    assert "One child or two?" in words_on(page.landing)
    press = next(b for b in page.landing.findChildren(QPushButton) if b.text() == "Different children")
    with qtbot.waitSignal(session.record_changed):
        press.click()
    assert session.reading.importing.open_alerts() == ()
    assert "Different children" not in words_on(page.landing)


def test_a_list_open_while_the_record_moves_on_is_compared_anew(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    content = a_profile(child("101"))
    drop(page, qtbot, a_file(tmp_path, content))
    assert page.preview.look is not None
    assert page.preview.look.preview.counts.new == 1
    with qtbot.waitSignal(session.record_changed):
        session.do(lambda desk: desk.importing.add(session.actor, desk.importing.preview(content, "x.csv"), content))
    qtbot.waitUntil(lambda: page.preview.look is not None and page.preview.look.preview.counts.new == 0)


def test_a_place_opens_the_findings_of_its_list(page: CaseListsPage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child(""), child("101"))))
    add(page, qtbot)
    added = page.landing.table.rows.rows[0]
    page.open(Place(PageKey.CASE_LISTS, added.id))
    assert page.found.isVisible()


def test_fifty_thousand_rows_are_asked_for_only_when_they_are_drawn(
    page: CaseListsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(*(child(str(200_000 + n)) for n in range(5000)))))
    table = page.preview.table
    asked: set[int] = set()
    cells = table.rows.cells  # type: ignore[attr-defined]  # of a list's own model
    before = cells.cell

    def cell(line: PreviewLine, place: int) -> object:
        asked.add(line.row)
        return before(line, place)

    monkeypatch.setattr(cells, "cell", cell)
    table.scrollToBottom()
    table.grab()
    assert 0 < len(asked) < 100
    assert table.model().columnCount() > FIRST_CELL
