"""When the completion list of the line is open, and what is taken from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from panel_desk.domain.capture.reading_values import Completion
from panel_desk.ui.workspaces.meeting.line.completion_list import CompletionList
from panel_desk.ui.workspaces.meeting.line.line_asides import LineAsides
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor


class LineOffers:
    """Opens and closes the list as the line is read.

    Args:
        editor: Where the words stand.
        asides: Which the list must not cover.
        host: Gives what the list may lie over.
    """

    def __init__(self, editor: LineEditor, asides: LineAsides, host: Callable[[], QWidget]) -> None:
        self._editor, self._asides, self._host = editor, asides, host
        self._list: CompletionList | None = None
        self._declined = False

    @property
    def is_open(self) -> bool:
        """Whether the list is in sight."""
        return self._list is not None and self._list.isVisible()

    def wanted(self, completions: Sequence[Completion]) -> tuple[Completion, ...]:
        """What may be offered now: nothing while the line has no keyboard, or after Esc until the line is empty."""
        return () if self._declined or not self._editor.hasFocus() else tuple(completions)

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show these; none close the list."""
        if not completions:
            self.close()
            return
        if self._list is None:
            self._list = CompletionList(self._host())
            self._list.taken.connect(self.take)
        self._list.offer(completions, above=self._asides.topmost(self._editor))
        self._editor.takes_tab = True

    def place(self) -> None:
        """Stand where the line is now."""
        if self._list is not None and self._list.isVisible():
            self._list.offer(self._list.offered, above=self._asides.topmost(self._editor))

    def step(self, by: int) -> None:
        """Choose the next one down (1) or up (−1)."""
        if self._list is not None:
            self._list.step(by)

    def chosen(self) -> Completion | None:
        """The chosen one; None where none is, or the list is closed."""
        return self._list.chosen() if self._list is not None and self.is_open else None

    def first(self) -> Completion | None:
        """The one at the top."""
        return self._list.first() if self._list is not None else None

    def take(self, one: Completion | None) -> None:
        """Put a completion into the line."""
        if one is not None:
            self._editor.put(one.start, one.end, one.text)

    def decline(self) -> None:
        """Not for this line."""
        self._declined = True

    def welcome(self) -> None:
        """For the next line again."""
        self._declined = False

    def close(self) -> None:
        """Out of sight."""
        self._editor.takes_tab = False
        if self._list is not None:
            self._list.close_list()
