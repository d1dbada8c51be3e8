"""Lines that were entered and not recorded: they wait beside the one under the hand until they are entered again."""

from __future__ import annotations

from collections.abc import Iterable

from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor


class WaitingLines:
    """What waits for its place in ``editor``, in the order in which it was typed."""

    def __init__(self, editor: LineEditor) -> None:
        self._editor = editor
        self._lines: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def texts(self) -> tuple[str, ...]:
        """As they will come."""
        return tuple(self._lines)

    def set(self, lines: Iterable[str]) -> None:
        """These wait, and no others."""
        self._lines = [each for each in lines if each.strip()]

    def put_first(self, lines: Iterable[str]) -> None:
        """These were typed before those that wait already."""
        self.set((*lines, *self._lines))

    def put_refused(self, text: str, rest: tuple[str, ...], *, in_hand: bool) -> bool:
        """Give a refused line and those behind it back.

        Args:
            text: The refused line; empty where a key's deed was refused.
            rest: Lines that were entered behind it.
            in_hand: The refused line is the one that stands, muted, in the editor.

        Returns:
            True where the refused line waits too: a newer one is under the hand, and nothing is put into that.
        """
        editor = self._editor
        newer = bool(text) and not editor.held and bool(editor.text().strip())
        if editor.held and (in_hand or not text):
            rest = tuple(each for each in rest if each != editor.text())
            editor.give_back()
        elif text and not newer:
            editor.set_text(text)
        self.put_first((text, *rest) if newer else rest)
        return newer

    def bring_next(self) -> None:
        """Into an empty line, the first of them."""
        if self._lines and not self._editor.text():
            self._editor.set_text(self._lines.pop(0))

    def change_places(self, by: int) -> str | None:
        """The line in hand waits; what is to stand there: the next of them (−1), the last (1), None where none does."""
        if not self._lines:
            return None
        typed, line = self._editor.text(), self._lines.pop(0 if by < 0 else -1)
        if typed.strip():
            self._lines.insert(len(self._lines) if by < 0 else 0, typed)
        return line
