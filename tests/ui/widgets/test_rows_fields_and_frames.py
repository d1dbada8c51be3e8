"""Sentences, fields, splitters, dialogs and page headers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice, date_edit, line_edit, set_choices, spin, tick
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.split import Split


def words_of(editor: QWidget) -> str:
    return editor.currentText() if isinstance(editor, QComboBox) else str(editor.property("text"))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def a_row(words: str, done: list[str]) -> SentenceRow:
    return SentenceRow("clock", words, "and why", chip=("late", Tone.RED), button=("Open", lambda: done.append(words)))


def test_arrows_move_along_the_sentences_and_enter_presses(themed: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    sentences = SentenceList()
    sentences.set_rows([a_row("one", done), SentenceRow("info", "only words"), a_row("three", done)])
    shown(qtbot, sentences)
    sentences.rows[0].stop().setFocus()

    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Up)

    assert done == ["three"]
    assert sentences.rows[1].hasFocus()


def test_the_keyboard_stays_at_its_place_when_sentences_change(themed: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    sentences = SentenceList()
    sentences.set_rows([a_row("one", done), a_row("two", done), a_row("three", done)])
    shown(qtbot, sentences)
    sentences.rows[2].stop().setFocus()

    sentences.set_rows([a_row("two", done), a_row("three", done)])

    assert sentences.rows[1].stop().hasFocus()


def test_the_button_of_a_sentence_is_spoken_with_its_sentence(themed: QApplication, qtbot: QtBot) -> None:
    row = a_row("Minutes are late", [])
    qtbot.addWidget(row)

    assert row.stop().accessibleName() == "Open"
    assert row.stop().accessibleDescription() == "Minutes are late"


def test_a_label_belongs_to_its_editor_and_its_problem_is_spoken(themed: QApplication, qtbot: QtBot) -> None:
    form = Form()
    field = form.add("Reason", line_edit(), "Why it is late")
    shown(qtbot, form)

    field.set_problem("Say why.")
    assert field._label.buddy() is field.editor
    assert field.editor.accessibleName() == "Reason"
    assert field.editor.accessibleDescription() == "Say why."
    assert field.editor.property("problem") is True

    field.set_problem("")
    assert (field._below.text(), field.editor.property("problem")) == ("Why it is late", False)


def test_a_date_may_be_left_out(themed: QApplication, qtbot: QtBot) -> None:
    field = date_edit(None, optional=True)
    qtbot.addWidget(field)
    assert field.value() is None
    assert field.text() == "no date"

    field.set_value(date(2026, 11, 22))

    assert field.value() == date(2026, 11, 22)
    assert field.text() == "22 Nov 2026"


def test_a_choice_gives_its_value_and_new_choices_tell_nobody(themed: QApplication, qtbot: QtBot) -> None:
    made = choice([("p", "Police"), ("h", "Health")], "h")
    qtbot.addWidget(made)
    assert (made.currentData(), made.currentText()) == ("h", "Health")

    with qtbot.assertNotEmitted(made.currentIndexChanged):
        set_choices(made, [("s", "School"), ("p", "Police")], "p")

    assert made.currentData() == "p"


@pytest.mark.parametrize("kind", ["choice", "spin", "date"])
def test_the_wheel_changes_nothing_by_accident(themed: QApplication, qtbot: QtBot, kind: str) -> None:
    kinds = {"choice": choice([(1, "one"), (2, "two")], 2), "spin": spin(10), "date": date_edit(date(2026, 11, 22))}
    for each in kinds.values():
        qtbot.addWidget(each)
    made = kinds[kind]
    shown(qtbot, made)
    before = words_of(made)

    up = QPoint(0, 120)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), up, up, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(made, wheel)

    assert words_of(made) == before


def test_an_ampersand_beside_a_box_to_tick_is_shown(themed: QApplication, qtbot: QtBot) -> None:
    made = tick("Police & health", on=True)
    qtbot.addWidget(made)

    assert (made.text(), made.accessibleName(), made.isChecked()) == ("Police && health", "Police & health", True)


def test_what_is_typed_is_told_once_and_escape_clears(themed: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []
    field = SearchField("Filter")
    field.typed.connect(told.append)
    shown(qtbot, field)

    QTest.keyClicks(field, "pol")
    qtbot.waitUntil(lambda: told == ["pol"])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told == ["pol", ""])


def test_down_goes_from_the_search_to_what_is_searched(themed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    rows = QLineEdit(page)
    field = SearchField("Filter", goes_to=rows, parent=page)
    shown(qtbot, page)
    told: list[str] = []
    field.typed.connect(told.append)
    field.setFocus()

    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Down)

    assert rows.hasFocus()
    assert told == ["a"]


def test_a_splitter_is_found_where_it_was_left(themed: QApplication, qtbot: QtBot) -> None:
    first = Split("agenda", QWidget(), QWidget(), left=300)
    first.resize(1000, 400)
    shown(qtbot, first)
    assert first.sizes()[0] == pytest.approx(300, abs=2)

    first.moveSplitter(420, 1)
    again = Split("agenda", QWidget(), QWidget(), left=300)
    again.resize(1000, 400)
    shown(qtbot, again)

    assert again.sizes()[0] == pytest.approx(420, abs=2)
    remembering().fill({"split agenda": ()})


def test_enter_presses_the_primary_button_of_a_dialog_and_escape_cancels(themed: QApplication, qtbot: QtBot) -> None:
    parent = QWidget()
    shown(qtbot, parent)
    done: list[str] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = Dialog("Lock the agenda?", parent)
        dialog.add_button("Cancel")
        dialog.add_button("Lock", dialog.accept, primary=True)
        dialog.accepted.connect(lambda: done.append("locked"))
        dialog.rejected.connect(lambda: done.append("cancelled"))
        dialog.open()
        QTest.keyClick(dialog, key)

    assert done == ["locked", "cancelled"]


def test_a_closed_dialog_is_gone(themed: QApplication, qtbot: QtBot) -> None:
    parent = QWidget()
    shown(qtbot, parent)
    dialog = Dialog("Lock the agenda?", parent)
    dialog.open()

    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()

    assert parent.findChild(Dialog) is None


def test_the_head_of_a_page_breaks_into_lines_where_it_is_narrow(themed: QApplication, qtbot: QtBot) -> None:
    header = PageHeader("exploitation-profile-2026-11.xlsx")
    header.set_chip("draft")
    header.set_aside("sheet “CE profile”, header found on rows 4–5")
    for words in ("Cancel", "Add to the desk"):
        header.add_action(button(words))
    header.resize(1200, 60)
    shown(qtbot, header)
    wide = header.sizeHint().height()

    header.resize(500, 60)
    assert header.sizeHint().height() > wide
    apply_theme(themed, "light", 200)
    header.resize(1400, 200)
    assert header.minimumSizeHint().width() <= 1052, "the head must not make the window wider than its page"


def test_the_line_of_a_cards_title_shows_only_where_there_is_a_title(themed: QApplication, qtbot: QtBot) -> None:
    card = Card()
    shown(qtbot, card)
    assert not card._head.isVisible()

    card.set_title("Proposed")
    assert card._head.isVisible()

    card.set_title("")
    assert not card._head.isVisible()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_fields_that_stand_beside_each_other_are_of_one_height(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    page = Form()
    fields = [line_edit("words"), date_edit(date(2026, 11, 22)), spin(3), choice([(1, "one")])]
    for field in fields:
        page.add("Field", field)
    shown(qtbot, page)
    assert len({field.height() for field in fields}) == 1
    apply_theme(qapp, "light", 100)
