"""The theme of the moment: which scheme, which text size; everything that draws asks here.

It hangs on the application, so that tests and windows share nothing once the application is gone.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from panel_desk.ui.theme import fonts
from panel_desk.ui.theme.icons import draw_icon, pixmap
from panel_desk.ui.theme.measures import measure_again
from panel_desk.ui.theme.palette import palette_of
from panel_desk.ui.theme.stylesheet import stylesheet
from panel_desk.ui.theme.tokens import BODY, DARK, LIGHT, Tokens
from panel_desk.ui.theme.tones import Tone

Scheme = Literal["light", "dark", "system"]
_NAME: Final = "panel desk theme"
_ICON_GAP: Final = 4
"""More room between an icon and its words than Qt leaves."""
_ICON, _ICON_TONE, _ICON_SIZE = "iconName", "iconTone", "iconSize100"


class Theme(QObject):
    """The scheme and the text size in force; ``changed`` follows either."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        # Every length and colour asks here: looking for it among the application's children would be felt.
        vars(application)[_NAME] = self
        self.tokens: Tokens = LIGHT
        self.text_percent = 100
        self._scheme: Scheme = "light"
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._fonts: dict[tuple[int, bool, int], QFont] = {}
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    def put_on(self, application: QApplication, scheme: Scheme, text_percent: int) -> None:
        """Dress the whole application."""
        self._scheme = scheme
        self.text_percent = max(100, min(200, text_percent))
        hints = application.styleHints()
        if scheme == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
        dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
        self.tokens = DARK if dark else LIGHT
        application.setStyle("Fusion")
        application.setPalette(palette_of(self.tokens))
        application.setFont(self.font())
        application.setStyleSheet(stylesheet(self.tokens, self.text_percent))
        for widget in application.allWidgets():
            _colour_again(widget)
        measure_again(application.topLevelWidgets(), self.text_percent)
        self.changed.emit()

    def font(self, size: int = BODY, *, strong: bool = False) -> QFont:
        """The family at a step of the type scale, at the text size in force."""
        key = (size, strong, self.text_percent)
        if key not in self._fonts:
            self._fonts[key] = fonts.font(size, strong=strong, text_percent=self.text_percent)
        return QFont(self._fonts[key])

    def icon(self, name: str, colour: str, size: int, gap: int = 0) -> QIcon:
        """An icon in a colour, with a gap at its right; drawn once."""
        key = (name, colour, size, gap)
        if key not in self._icons:
            self._icons[key] = draw_icon(name, colour, size, self.tokens.disabled, gap)
        return self._icons[key]

    def _on_system_scheme_changed(self) -> None:
        application = QApplication.instance()
        if self._scheme == "system" and isinstance(application, QApplication):
            self.put_on(application, "system", self.text_percent)


def theme() -> Theme:
    """The theme of the running application; light at 100 % until another is put on."""
    application = QApplication.instance()
    found = vars(application).get(_NAME) if application is not None else None
    if isinstance(found, Theme):
        return found
    if not isinstance(application, QApplication):
        raise TypeError("there is no application to have a theme")
    return Theme(application)


def apply_theme(application: QApplication, scheme: Scheme = "system", text_percent: int = 100) -> Theme:
    """Dress the application in a scheme, at a text size of 100 to 200 per cent; may be called again at any time."""
    fonts.load_fonts()
    put_on = theme()
    put_on.put_on(application, scheme, text_percent)
    return put_on


def tokens() -> Tokens:
    """The colours of the moment, for painters."""
    return theme().tokens


def px(pixels: int) -> int:
    """A length at the text size in force; every length of the window goes through here."""
    return round(pixels * theme().text_percent / 100)


def colour(value: str) -> QColor:
    """A token as Qt's colour."""
    return QColor(value)


def icon(name: str, tone: Tone | None = None, size: int = 16) -> QIcon:
    """A Lucide icon in a tone's colour, or in the colour of text. What holds it asks again when it paints."""
    now = theme()
    return now.icon(name, now.tokens.ink(tone).text if tone else now.tokens.text, px(size))


def set_icon(widget: QWidget, name: str, tone: Tone | None = None, size: int = 16) -> None:
    """Give a button or a label an icon that follows the theme; an empty name takes it away."""
    widget.setProperty(_ICON, name)
    widget.setProperty(_ICON_TONE, tone.value if tone else "")
    widget.setProperty(_ICON_SIZE, size)
    _colour_again(widget)


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties by which the stylesheet tells widgets apart, and have it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    # One that has not been dressed yet will be when it is shown; dressed early, it would be dressed again wherever it
    # is put.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def _icon_colour(widget: QWidget, now: Theme) -> str:
    tone = widget.property(_ICON_TONE)
    if tone:
        return now.tokens.ink(Tone(tone)).text
    if widget.property("primary"):
        return now.tokens.on_accent
    return now.tokens.red.text if widget.property("danger") else now.tokens.text


def _colour_again(widget: QWidget) -> None:
    name = widget.property(_ICON)
    if name is None:
        return
    now = theme()
    size = px(int(widget.property(_ICON_SIZE)))
    shade = _icon_colour(widget, now)
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, shade, size, widget.devicePixelRatioF())) if name else widget.clear()
    elif isinstance(widget, QAbstractButton):
        gap = px(_ICON_GAP) if isinstance(widget, QPushButton) and widget.text() else 0
        widget.setIcon(now.icon(name, shade, size, gap) if name else QIcon())
        widget.setIconSize(QSize(size + gap, size))
