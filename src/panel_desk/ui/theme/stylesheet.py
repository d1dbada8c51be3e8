"""The one stylesheet of the window, written from the tokens; widgets name a role, never a colour.

Properties it knows: ``role`` (card, divider, rail, nav, title bar, marking, popover, chip …), ``tone``, ``primary``,
``danger``, ``problem``.
"""

from __future__ import annotations

from collections.abc import Callable

from panel_desk.shipped import shipped
from panel_desk.ui.theme.tokens import BODY, HEADING, LARGE, RADIUS, SEMIBOLD, SMALL, TITLE, Tokens
from panel_desk.ui.theme.tones import Tone

Px = Callable[[int], int]


def stylesheet(tokens: Tokens, text_percent: int) -> str:
    """The stylesheet for a scheme at a text size; every length but hairlines grows with the text."""

    def px(pixels: int) -> int:
        return round(pixels * text_percent / 100)

    parts = (_ground, _words, _buttons, _tool_buttons, _fields, _arrows, _ticks, _tables, _lists, _cards, _shell, _tabs)
    return "\n".join(part(tokens, px) for part in (*parts, _bars, _popovers, _chips, _room, _capture, _item_in_hand))


def control(tokens: Tokens, name: str) -> str:
    """The path of an arrow or a tick, as a stylesheet writes it; each scheme has its own."""
    path = shipped("icons", "controls", "dark" if tokens.dark else "light", f"{name}.svg")
    return f'url("{path.as_posix()}")'


def _ground(t: Tokens, px: Px) -> str:
    return f"""
* {{ font-size: {px(BODY)}px; }}
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, QWidget[role="page"] {{ background: {t.bg}; }}
QWidget:disabled {{ color: {t.disabled}; }}
QAbstractScrollArea {{ background: {t.surface}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="ground"] {{ background: transparent; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; padding: {px(4)}px; }}
"""


def _words(t: Tokens, px: Px) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="title"], QLabel[role="figure"] {{ font-size: {px(TITLE)}px; font-weight: {SEMIBOLD}; }}
QLabel[role="heading"] {{ font-size: {px(HEADING)}px; font-weight: {SEMIBOLD}; }}
QLabel[role="subheading"] {{ font-size: {px(LARGE)}px; font-weight: {SEMIBOLD}; }}
QLabel[role="strong"] {{ font-weight: {SEMIBOLD}; }}
QLabel[role="large"] {{ font-size: {px(LARGE)}px; }}
QLabel[role="read back"] {{ font-size: {px(TITLE)}px; }}
QLabel[role="section"] {{ font-size: {px(SMALL)}px; font-weight: {SEMIBOLD}; color: {t.muted};
    text-transform: uppercase; letter-spacing: {px(1)}px; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ font-size: {px(SMALL)}px; color: {t.muted}; }}
QLabel[role="marking"] {{ font-size: {px(SMALL)}px; font-weight: {SEMIBOLD}; color: {t.red.text};
    letter-spacing: {px(1)}px; }}
QLabel[role="problem"] {{ font-size: {px(SMALL)}px; color: {t.red.text}; }}
{_toned_words(t)}
QLabel:disabled {{ color: {t.disabled}; }}
"""


def _toned_words(t: Tokens) -> str:
    """Words in a meaning's colour; the words themselves say the meaning."""
    return "\n".join(f'QLabel[tone="{tone.value}"] {{ color: {t.ink(tone).text}; }}' for tone in Tone)


def _buttons(t: Tokens, px: Px) -> str:
    return f"""
QPushButton {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(RADIUS)}px;
    font-weight: {SEMIBOLD};
    padding: {px(5)}px {px(12)}px; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.tint}; color: {t.accent}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: {px(5) - 1}px {px(12) - 1}px; }}
QPushButton:disabled {{ background: {t.bg}; color: {t.disabled}; }}
QPushButton[danger="true"] {{ color: {t.red.text}; }}
QPushButton[danger="true"]:hover {{ background: {t.red.on}; }}
QPushButton[danger="true"]:disabled {{ color: {t.disabled}; }}
QPushButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {{ background: {t.accent_hover}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[primary="true"]:disabled {{ background: {t.line}; color: {t.muted}; border-color: {t.line}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
    padding: {px(1)}px {px(3)}px; min-height: {px(20)}px; text-align: left; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {t.accent}; padding: {px(1) - 1}px {px(3) - 1}px; }}
QPushButton[role="filter"] {{ background: {t.rail}; color: {t.muted}; border: 2px solid transparent;
    border-radius: {(px(18) + 4) // 2}px; font-size: {px(SMALL)}px; padding: {px(1)}px {px(8)}px;
    min-height: {px(16)}px; }}
QPushButton[role="filter"]:hover {{ color: {t.text}; }}
QPushButton[role="filter"]:checked {{ background: {t.tint}; color: {t.accent}; }}
QPushButton[role="filter"]:focus {{ border: 2px solid {t.accent}; }}
"""


def _tool_buttons(t: Tokens, px: Px) -> str:
    return f"""
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {px(RADIUS)}px;
    padding: {px(4)}px;
    min-width: {px(20)}px; min-height: {px(20)}px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.tint}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; }}
QToolButton:disabled {{ color: {t.disabled}; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit QToolButton {{ padding: 0; border: none; min-width: 0; min-height: 0; background: transparent; }}
"""


def _fields(t: Tokens, px: Px) -> str:
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox", "QComboBox")
    each = ", ".join(kinds)
    focus = ", ".join(f"{kind}:focus" for kind in kinds)
    disabled = ", ".join(f"{kind}:disabled" for kind in kinds)
    read_only = ", ".join(f'{kind}[readOnly="true"]' for kind in kinds[:4])
    problem = ", ".join(f'{kind}[problem="true"]' for kind in kinds)
    return f"""
{each} {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge}; border-radius: {px(RADIUS)}px;
    padding: {px(4)}px {px(8)}px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox {{ min-height: {px(22)}px; }}
QAbstractSpinBox {{ min-height: {px(22)}px; max-height: {px(22)}px; }}
{focus} {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px {px(8) - 1}px; }}
{disabled} {{ background: {t.bg}; color: {t.disabled}; border-color: {t.line}; }}
{read_only} {{ background: {t.bg}; border-color: {t.line}; }}
{problem} {{ border: 2px solid {t.red.text}; padding: {px(4) - 1}px {px(8) - 1}px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QAbstractSpinBox QLineEdit {{ padding-left: {px(8)}px; }}
"""


def _arrows(t: Tokens, px: Px) -> str:
    down, up = control(t, "chevron-down"), control(t, "chevron-up")
    return f"""
QComboBox {{ padding-right: {px(4)}px; }}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {{ subcontrol-origin: padding;
    subcontrol-position: center right; width: {px(24)}px; border: none; background: transparent; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {{ image: {down};
    width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line}; padding: {px(4)}px;
    outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 {px(8)}px; }}
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{ background: {t.tint};
    color: {t.text}; }}
QAbstractSpinBox {{ padding-right: {px(24)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: {px(22)}px;
    border: none;
    background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
QAbstractSpinBox::up-arrow {{ image: {up}; width: {px(12)}px; height: {px(12)}px; }}
QAbstractSpinBox::down-arrow {{ image: {down}; width: {px(12)}px; height: {px(12)}px; }}
"""


def _ticks(t: Tokens, px: Px) -> str:
    return f"""
QCheckBox, QRadioButton {{ background: transparent; spacing: {px(8)}px; padding: {px(4)}px;
    border: 2px solid transparent;
    border-radius: {px(RADIUS)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{ width: {px(16)}px;
    height: {px(16)}px;
    border: 1px solid {t.edge}; background: {t.surface}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: {px(4)}px; }}
QRadioButton::indicator {{ border-radius: {px(8) + 1}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {t.accent};
    border-color: {t.accent};
    image: {control(t, "check")}; }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{ background: {t.accent};
    border-color: {t.accent}; image: {control(t, "minus")}; }}
QRadioButton::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: {control(t, "dot")}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.bg}; border-color: {t.line}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {t.disabled}; }}
"""


def _tables(t: Tokens, px: Px) -> str:
    return f"""
QTableView, QTreeView {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; padding: 1px;
    gridline-color: {t.line};
    border-radius: {px(RADIUS) - 1}px; selection-background-color: {t.tint}; selection-color: {t.text};
    outline: none; }}
QFrame[role="card"] QTableView, QFrame[role="card"] QTreeView {{ border: 1px solid transparent; }}
QTableView:focus, QTreeView:focus, QFrame[role="card"] QTableView:focus, QFrame[role="card"] QTreeView:focus {{
    border: 2px solid {t.accent}; padding: 0; }}
QTableView::item {{ border: none; padding: 0 {px(8)}px; }}
QTreeView::item {{ min-height: {px(30)}px; border-bottom: 1px solid {t.line}; }}
QTableView::item:selected, QTreeView::item:selected {{ background: {t.tint}; color: {t.text}; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; font-size: {px(SMALL)}px;
    font-weight: {SEMIBOLD};
    border: none; border-bottom: 1px solid {t.line}; padding: 0 {px(10)}px; min-height: {px(32)}px; }}
QHeaderView::section:hover {{ color: {t.text}; }}
QHeaderView::down-arrow {{ image: {control(t, "chevron-down")}; width: {px(12)}px; height: {px(12)}px; }}
QHeaderView::up-arrow {{ image: {control(t, "chevron-up")}; width: {px(12)}px; height: {px(12)}px; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
"""


def _lists(t: Tokens, px: Px) -> str:
    return f"""
QListView {{ background: {t.surface}; border: 2px solid transparent; border-radius: {px(RADIUS) - 1}px;
    outline: none; }}
QListView:focus {{ border: 2px solid {t.accent}; }}
QListView::item {{ min-height: {px(32)}px; padding: 0 {px(8)}px; border: none; }}
QListView::item:hover {{ background: {t.hover}; }}
QListView::item:selected {{ background: {t.tint}; color: {t.text}; }}
QListView[role="sections"] {{ background: transparent; }}
QListView[role="sections"]::item {{ border-radius: {px(RADIUS)}px; color: {t.text}; }}
QListView[role="sections"]::item:selected {{ background: {t.tint}; color: {t.accent}; font-weight: {SEMIBOLD}; }}
"""


def _cards(t: Tokens, px: Px) -> str:
    tones = "\n".join(
        f'QFrame[role="card"][tone="{tone.value}"] {{ border-left: {px(4)}px solid {t.ink(tone).text}; }}'
        for tone in (Tone.RED, Tone.AMBER, Tone.GREEN, Tone.INFO)
    )
    return f"""
QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(RADIUS)}px; }}
{tones}
QFrame[role="divider"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="upright divider"] {{ background: {t.line}; border: none; max-width: 1px; min-width: 1px; }}
QFrame[role="sentence row"] {{ background: transparent; border: 2px solid transparent;
    border-radius: {px(RADIUS) - 1}px; }}
QFrame[role="sentence row"]:hover {{ background: {t.hover}; }}
QFrame[role="sentence row"]:focus {{ border: 2px solid {t.accent}; background: {t.tint}; }}
QGroupBox {{ background: transparent; border: none; margin-top: {px(24)}px; font-weight: {SEMIBOLD}; }}
QGroupBox::title {{ subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }}
"""


def _shell(t: Tokens, px: Px) -> str:
    return f"""
QWidget[role="rail"] {{ background: {t.rail}; border: none; border-right: 1px solid {t.line}; }}
QWidget[role="title bar"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame[role="help"] {{ background: {t.surface}; border: none; border-left: 1px solid {t.line}; }}
QFrame[role="help"] QTextBrowser {{ background: {t.surface}; border: none; padding: 0px; }}
QWidget[role="status bar"] {{ background: {t.bg}; border: none; }}
QPushButton[role="nav"] {{ background: transparent; border: 2px solid transparent; text-align: left;
    font-weight: 400;
    padding: {px(5) - 1}px {px(8)}px; min-height: {px(20)}px; }}
QPushButton[role="nav"]:hover {{ background: {t.hover}; }}
QPushButton[role="nav"]:checked {{ background: {t.tint}; color: {t.accent}; font-weight: {SEMIBOLD}; }}
QPushButton[role="nav"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[role="finder"] {{ background: {t.bg}; color: {t.muted}; font-weight: 400; text-align: left; }}
"""


def _tabs(t: Tokens, px: Px) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {t.text}; border: 2px solid transparent;
    border-bottom: 2px solid transparent;
    padding: {px(6)}px {px(2)}px; margin-right: {px(14)}px; }}
QTabBar::tab:hover {{ color: {t.accent}; }}
QTabBar::tab:selected {{ color: {t.accent}; font-weight: {SEMIBOLD}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {t.accent}; }}
QTabBar::tab:disabled {{ color: {t.disabled}; }}
"""


def _bars(t: Tokens, px: Px) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: {px(2)}px; margin: {px(4)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; border-radius: {px(3)}px; margin: {px(3)}px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.rail}; border: none; border-radius: {px(3)}px; min-height: {px(6)}px;
    max-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(3)}px; }}
QProgressBar[tone="red"]::chunk {{ background: {t.red.text}; }}
QProgressBar[tone="amber"]::chunk {{ background: {t.amber.text}; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:horizontal {{ width: {px(16)}px; }}
QSplitter::handle:vertical {{ height: {px(16)}px; }}
QSplitter::handle:hover {{ background: {t.hover}; }}
QSlider:focus {{ border: 2px solid {t.accent}; }}
"""


def _popovers(t: Tokens, px: Px) -> str:
    return f"""
QMenu {{ background: {t.surface}; border: 1px solid {t.line}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(16)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t.tint}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.disabled}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px 0; }}
QFrame[role="popover"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(RADIUS)}px; }}
QCalendarWidget QWidget {{ background: {t.surface}; alternate-background-color: {t.rail}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t.disabled}; }}
"""


def _chips(t: Tokens, px: Px) -> str:
    tones = "\n".join(
        f'QFrame[role="chip"][tone="{tone.value}"] {{ background: {t.ink(tone).on}; }}\n'
        f'QFrame[role="message"][tone="{tone.value}"] {{ background: {t.ink(tone).on}; border: 1px solid {t.line}; '
        f"border-radius: {px(RADIUS)}px; }}\n"
        f'QPushButton[role="chip"][tone="{tone.value}"] {{ background: {t.ink(tone).on}; color: {t.ink(tone).text}; }}'
        for tone in Tone
    )
    return f"""
QPushButton[role="chip"] {{ border: 2px solid transparent; border-radius: {px(11)}px;
    font-size: {px(SMALL)}px; padding: {px(1)}px {px(8)}px; min-height: {px(18)}px; }}
QPushButton[role="chip"]:hover {{ border: 2px solid {t.line}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {t.accent}; padding: {px(1)}px {px(8)}px; }}
QFrame[role="chip"] {{ border: none; border-radius: {px(10)}px; }}
QFrame[role="chip"] QLabel {{ font-size: {px(SMALL)}px; font-weight: {SEMIBOLD}; }}
{tones}
"""


def _room(t: Tokens, px: Px) -> str:
    """What stands around the item in hand in the meeting room."""
    return f"""
QFrame[role="time line"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame[role="time line"] QLabel[role="clock"] {{ font-size: {px(HEADING)}px; font-weight: {SEMIBOLD}; }}
QListView[role="running order"] {{ background: {t.rail}; border: none; border-radius: 0; outline: none; }}
QListView[role="running order"]:focus {{ border: none; }}
QSplitter[role="room"]::handle {{ background: {t.line}; width: 1px; }}
QSplitter[role="room"]::handle:hover {{ background: {t.accent}; }}
QWidget[role="room side"] {{ background: {t.surface}; }}
QFrame[role="drawer"] {{ background: {t.surface}; border: none; border-left: 1px solid {t.line}; }}
"""


def _capture(t: Tokens, px: Px) -> str:
    """The line at the foot of the meeting room, the list above it and what is read back."""
    return f"""
QWidget[role="capture"] {{ background: {t.bg}; border: none; border-top: 1px solid {t.line}; }}
QPlainTextEdit[role="capture line"] {{ font-size: {px(LARGE)}px; border: 2px solid {t.edge};
    padding: {px(7)}px {px(12)}px; }}
QPlainTextEdit[role="capture line"]:focus {{ border: 2px solid {t.accent}; padding: {px(7)}px {px(12)}px; }}
QListView[role="completions"] {{ background: transparent; border: none; }}
QListView[role="completions"]::item {{ min-height: 0; padding: 0; }}
QFrame[role="read back strip"] {{ background: {t.surface}; border: none; border-top: 2px solid {t.accent}; }}
QFrame[role="read back strip"] QScrollArea {{ background: transparent; }}
"""


def _item_in_hand(t: Tokens, px: Px) -> str:
    """The middle of the meeting room: words on the bare surface, the accent beside them while they have the keys."""
    return f"""
QTextEdit[role="words"] {{ background: transparent; border: none; border-left: 2px solid transparent; border-radius: 0;
    padding: 0 0 0 {px(10)}px; font-size: {px(LARGE)}px; }}
QTextEdit[role="words"]:focus {{ border: none; border-left: 2px solid {t.accent}; padding: 0 0 0 {px(10)}px; }}
QTextEdit[role="words"][readOnly="true"] {{ background: transparent; }}
QListView[role="chip rows"], QListView[role="chip rows"]:focus {{ background: transparent; border: none; }}
QListView[role="chip rows"]::item {{ min-height: 0; padding: 0; }}
"""
