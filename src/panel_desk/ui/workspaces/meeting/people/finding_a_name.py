"""Going to somebody of a list by name: the list goes along with what is typed into the question below it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from panel_desk.ui.workspaces.meeting.people.inline_ask import InlineAsk
from panel_desk.ui.workspaces.meeting.people.people_list import PeopleList

_QUESTION = "Whose name?"


class FindingAName(QObject):
    """Asks through ``ask`` and leads ``people`` along."""

    def __init__(self, people: PeopleList, ask: InlineAsk) -> None:
        super().__init__(ask)
        self._people, self._ask = people, ask
        ask.editor.textEdited.connect(self._on_typed)

    def begin(self) -> None:
        """Ask for the name."""
        self._ask.ask(_QUESTION, "The list goes along with what is typed.", self._found)

    def _found(self, typed: str) -> str:
        return "" if not typed or self._people.find_name(typed) else f"Nobody here is called {typed}."

    def _on_typed(self, typed: str) -> None:
        if self._ask.asks == _QUESTION:
            self._people.find_name(typed)
