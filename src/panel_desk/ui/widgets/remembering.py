"""Sizes that a person set once and finds again: widths of columns, places of splitters.

It hangs on the application; whoever keeps preferences fills it at the start and listens to ``kept``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

_NAME: Final = "panel desk sizes"


class Remembering(QObject):
    """Lists of whole numbers by name, in pixels at 100 % text size."""

    kept = Signal(str, object)
    """A name and its new numbers, as a tuple."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._sizes: dict[str, tuple[int, ...]] = {}

    def fill(self, sizes: Mapping[str, Sequence[int]]) -> None:
        """Take what was kept before; tells nobody."""
        self._sizes.update({name: tuple(numbers) for name, numbers in sizes.items()})

    def read(self, texts: Mapping[str, str]) -> None:
        """Take what :meth:`written` gave to the preferences; what is no row of numbers is left out."""
        split = {name: text.split() for name, text in texts.items()}
        self.fill({name: [int(n) for n in parts] for name, parts in split.items() if all(n.isdecimal() for n in parts)})

    def written(self) -> dict[str, str]:
        """Everything, as the preferences keep it."""
        return {name: " ".join(str(number) for number in numbers) for name, numbers in self._sizes.items() if numbers}

    def recall(self, name: str) -> tuple[int, ...]:
        """The numbers under a name, or none."""
        return self._sizes.get(name, ())

    def keep(self, name: str, numbers: Sequence[int]) -> None:
        """Keep numbers under a name, and tell who keeps preferences."""
        if self._sizes.get(name) != tuple(numbers):
            self._sizes[name] = tuple(numbers)
            self.kept.emit(name, tuple(numbers))


def remembering() -> Remembering:
    """The sizes of the running application."""
    application = QApplication.instance()
    if application is None:
        raise TypeError("there is no application to remember sizes")
    found = application.findChild(Remembering, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Remembering) else Remembering(application)
