"""Buttons with their words, their icon and their name for those who hear the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import plain_tip


def button(
    text: str,
    on: Callable[[], None] | None = None,
    *,
    icon: str = "",
    primary: bool = False,
    danger: bool = False,
    shortcut: str = "",
    tip: str = "",
) -> QPushButton:
    """A button. One on a page is ``primary``; ``danger`` is for what cannot be taken back."""
    made = QPushButton()
    made.setProperty("primary", primary)
    made.setProperty("danger", danger)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    name_button(made, text)
    if icon:
        set_icon(made, icon)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    spoken = " · ".join(each for each in (tip, QKeySequence(shortcut).toString() if shortcut else "") if each)
    made.setToolTip(plain_tip(spoken))
    made.setAccessibleDescription(spoken)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


def name_button(of: QPushButton, text: str) -> None:
    """Show other words on a button; an ampersand is shown, not taken for a key."""
    of.setText(text.replace("&", "&&"))
    of.setAccessibleName(text)


def link(text: str, on: Callable[[], None] | None = None, *, tip: str = "") -> QPushButton:
    """A button that reads as a link in running text."""
    made = button(text, on, tip=tip)
    made.setProperty("role", "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool_button(
    icon: str, name: str, on: Callable[[], None] | None = None, *, shortcut: str = "", tone: Tone | None = None
) -> QToolButton:
    """A button that is only an icon; its name is its tooltip and is what is spoken."""
    made = QToolButton()
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_icon(made, icon, tone, 18)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    keys = QKeySequence(shortcut).toString() if shortcut else ""
    made.setToolTip(plain_tip(f"{name} · {keys}" if keys else name))
    made.setAccessibleDescription(keys)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made
