"""The lines of this meeting that were recorded, to be brought back and used again."""

from __future__ import annotations

from typing import Final

_MOST: Final = 200


class LineHistory:
    """↑ goes back through the lines, ↓ forward again to what was being typed."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._back = 0
        self._typed = ""

    def add(self, line: str) -> None:
        """Remember a line; the same twice in a row is one."""
        if line.strip() and self._lines[-1:] != [line]:
            self._lines = [*self._lines, line][-_MOST:]
        self.forget_place()

    def clear(self) -> None:
        """Another meeting: nothing is remembered."""
        self._lines.clear()
        self.forget_place()

    def forget_place(self) -> None:
        """What stands in the line is typed, not brought back."""
        self._back, self._typed = 0, ""

    def step(self, by: int, typed: str) -> str | None:
        """What is to stand in the line; None where there is nothing further.

        Args:
            by: −1 goes back, 1 forward.
            typed: What stands there now.
        """
        back = self._back - by
        if not 0 <= back <= len(self._lines):
            return None
        if self._back == 0:
            self._typed = typed
        self._back = back
        return self._lines[-back] if back else self._typed
