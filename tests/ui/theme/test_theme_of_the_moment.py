"""The theme is put on, changed and followed by what is already open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import pixels_of

from panel_desk.ui.theme.current import apply_theme, px, restyle, set_icon, theme, tokens
from panel_desk.ui.theme.fonts import FAMILY
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tokens import BODY, DARK, LIGHT
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.words import Words, WordsRole


@pytest.fixture
def window(themed: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_both_weights_of_the_shipped_family_are_used(themed: QApplication) -> None:
    regular, strong = QFontInfo(theme().font()), QFontInfo(theme().font(strong=True))

    assert (regular.family(), regular.weight()) == (FAMILY, 400)
    assert (strong.family(), strong.weight()) == (FAMILY, 600)


@pytest.mark.parametrize(("asked", "given"), [(50, 100), (100, 100), (137, 137), (200, 200), (400, 200)])
def test_text_size_stays_between_100_and_200_per_cent(themed: QApplication, asked: int, given: int) -> None:
    assert apply_theme(themed, "light", asked).text_percent == given
    assert px(100) == given


def test_spaces_and_lengths_follow_the_text_size(window: QWidget) -> None:
    outer = spaced(QVBoxLayout(window), (4, 8, 12, 16), 8)
    inner = spaced(QVBoxLayout(), spacing=4)
    outer.addLayout(inner)
    child = measured(QWidget(), width=100, min_height=32)
    inner.addWidget(child)

    apply_theme(QApplication.instance(), "light", 150)  # type: ignore[arg-type]  # it is the application

    margins = outer.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom(), outer.spacing()) == (6, 12, 18, 24, 12)
    assert (inner.spacing(), child.width(), child.minimumHeight()) == (6, 150, 48)


def test_a_length_that_does_not_exist_is_a_bug(window: QWidget) -> None:
    with pytest.raises(ValueError, match="breadth"):
        measured(window, breadth=3)


def test_words_open_before_the_change_grow_with_it(window: QWidget) -> None:
    title = Words("Sunday 22 November", WordsRole.TITLE, parent=window)
    window.show()
    before = title.sizeHint().width()

    apply_theme(QApplication.instance(), "light", 200)  # type: ignore[arg-type]  # it is the application

    assert title.sizeHint().width() == pytest.approx(2 * before, rel=0.03)


def test_icons_already_shown_take_the_colours_of_the_new_scheme(window: QWidget) -> None:
    label = QLabel(window)
    set_icon(label, "square", Tone.RED, 48)

    apply_theme(QApplication.instance(), "dark")  # type: ignore[arg-type]  # it is the application

    assert pixels_of(label.pixmap().toImage(), DARK.red.text) > 50


def test_an_icon_can_be_taken_away(window: QWidget) -> None:
    made = button("Check", icon="check")
    made.setParent(window)

    set_icon(made, "")

    assert made.icon().isNull()


def test_those_who_draw_hear_of_a_change(themed: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed):
        apply_theme(themed, "dark")

    assert tokens() is DARK


def test_the_same_theme_belongs_to_the_application(themed: QApplication) -> None:
    assert theme() is theme()
    assert tokens() is LIGHT


def test_a_property_changed_later_is_seen_by_the_stylesheet(window: QWidget) -> None:
    words = Words("late", parent=window)
    window.show()

    restyle(words, tone=Tone.RED.value)

    assert words.palette().color(words.foregroundRole()).name() == LIGHT.red.text


def test_a_font_that_somebody_changes_stays_as_it_was_for_everybody_else(themed: QApplication) -> None:
    theme().font().setPixelSize(99)

    assert theme().font().pixelSize() == theme().font(BODY).pixelSize() != 99


def test_fonts_follow_the_text_size(themed: QApplication) -> None:
    before = theme().font().pixelSize()

    apply_theme(themed, "light", 200)

    assert theme().font().pixelSize() == 2 * before
