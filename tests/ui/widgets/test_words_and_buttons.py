"""Words are plain, buttons have names, chips hide when they have nothing to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button, tool_button
from panel_desk.ui.widgets.chips import Chip, FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.words import Words, set_tip


def test_words_are_never_markup(themed: QApplication, qtbot: QtBot) -> None:
    words = Words("<b>Tom</b>")
    qtbot.addWidget(words)

    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.sizeHint().width() > Words("Tom").sizeHint().width()


def test_a_tip_shows_what_was_typed_and_speaks_it_plainly(themed: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    set_tip(widget, "<img src=x>")

    assert "&lt;img" in widget.toolTip()
    assert widget.accessibleDescription() == "<img src=x>"


def test_words_too_long_are_shortened_and_shown_whole_in_a_tip(themed: QApplication, qtbot: QtBot) -> None:
    words = Words("exploitation-profile-2026-11.xlsx", elide=True)
    shown(qtbot, words)

    words.resize(60, 20)
    words.grab()
    assert "exploitation-profile" in words.toolTip()

    words.resize(600, 20)
    words.grab()
    assert words.toolTip() == ""


def test_an_ampersand_on_a_button_is_shown(themed: QApplication, qtbot: QtBot) -> None:
    made = button("Reed & Co")
    qtbot.addWidget(made)

    assert made.text() == "Reed && Co"
    assert made.accessibleName() == "Reed & Co"


def test_a_button_does_its_deed_once_and_tells_its_key(themed: QApplication, qtbot: QtBot) -> None:
    done: list[int] = []
    made = button("Issue", lambda: done.append(1), shortcut="Ctrl+I", tip="Makes the PDF")
    shown(qtbot, made)

    made.click()

    assert done == [1]
    assert "Ctrl+I" in made.toolTip()
    assert made.accessibleDescription().startswith("Makes the PDF")


def test_other_words_on_a_button_are_spoken_too(themed: QApplication, qtbot: QtBot) -> None:
    made = button("Lock")
    qtbot.addWidget(made)

    name_button(made, "Unlock")

    assert (made.text(), made.accessibleName()) == ("Unlock", "Unlock")


def test_a_button_that_is_only_an_icon_has_a_name_and_takes_the_keyboard(themed: QApplication, qtbot: QtBot) -> None:
    done: list[int] = []
    made = tool_button("lock", "Lock the desk", lambda: done.append(1))
    shown(qtbot, made)

    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Space)

    assert made.accessibleName() == "Lock the desk"
    assert done == [1]


def test_a_chip_with_nothing_to_say_takes_no_room(themed: QApplication, qtbot: QtBot) -> None:
    row = QWidget()
    chip = Chip("", parent=row)
    QHBoxLayout(row).addWidget(chip)
    shown(qtbot, row)
    assert not chip.isVisible()

    chip.set("draft", Tone.AMBER)

    assert chip.isVisible()
    assert (chip.text(), chip.accessibleName()) == ("draft", "draft")


def choices(*counts: int) -> list[tuple[str, str, int | None]]:
    return [(key, words, count) for (key, words), count in zip(_KINDS, counts, strict=False)]


_KINDS = [("all", "All"), ("repaired", "Repaired"), ("new", "New")]


def test_the_first_filter_is_chosen_until_another_is(themed: QApplication, qtbot: QtBot) -> None:
    filters = FilterChips()
    filters.set_choices(choices(42, 11, 3))
    shown(qtbot, filters)
    assert filters.chosen() == "all"

    with qtbot.waitSignal(filters.chosen_changed) as told:
        filters.choose("new")

    assert told.args == ["new"]


def test_the_chosen_filter_stays_when_the_counts_change(themed: QApplication, qtbot: QtBot) -> None:
    filters = FilterChips()
    filters.set_choices(choices(42, 11, 3))
    shown(qtbot, filters)
    filters.choose("new")

    with qtbot.assertNotEmitted(filters.chosen_changed):
        filters.set_choices(choices(40, 9, 3))
        filters.set_choices(choices(40, 9, 3)[1:])

    assert filters.chosen() == "new"


def test_arrow_keys_go_along_the_filters_and_round(themed: QApplication, qtbot: QtBot) -> None:
    filters = FilterChips()
    filters.set_choices(choices(42, 11, 3))
    shown(qtbot, filters)

    told: list[str] = []
    filters.chosen_changed.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(filters, key)

    assert told == ["repaired", "new", "all", "new"]


def test_filters_wrap_where_the_page_is_narrow(themed: QApplication, qtbot: QtBot) -> None:
    filters = FilterChips()
    filters.set_choices(choices(42, 11, 3))
    shown(qtbot, filters)

    one_row = filters.heightForWidth(600)

    assert filters.heightForWidth(120) > one_row


def test_an_empty_page_offers_the_button_that_starts_it(themed: QApplication, qtbot: QtBot) -> None:
    done: list[int] = []
    empty = EmptyState("inbox", "No case list has been read.", "Choose a file", lambda: done.append(1))
    shown(qtbot, empty)

    empty._button.click()
    assert done == [1]

    empty.set_words("Nothing fits the filter.")
    assert not empty._button.isVisible()
