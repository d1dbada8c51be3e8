"""Who is at the desk, and in which role: what they may do follows from it, and deeds are entered with their name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from panel_desk.domain.people import Role
from panel_desk.services.desk import AtTheDesk, Desk
from panel_desk.ui.shell.door import Door, Step
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow

_ICONS = {Role.ADMINISTRATOR: "clipboard-list", Role.CHAIR: "gavel", Role.DEPUTY: "gavel"}


def role_words(who: AtTheDesk) -> str:
    """``Administrator`` or ``Chair of MACE and SAFE``."""
    role = who.role.value.capitalize()
    panels = [panel for panel in who.panels if panel]
    if who.role is Role.ADMINISTRATOR or not panels:
        return role
    *others, last = panels
    return f"{role} of {', '.join(others)} and {last}" if others else f"{role} of {last}"


class WhoStep(Step):
    """Everybody who can work at the desk, once for each role."""

    title = "Who is at the desk?"
    sentence = "Every deed is entered with your name, and you may do what your role allows."
    next_words = ""
    chosen = Signal(object)

    def __init__(self, possible: tuple[AtTheDesk, ...], preferred: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        people = SentenceList()
        people.set_rows([self._row(who, primary=who.person.id == preferred) for who in possible])
        self.body.addWidget(people)
        at = next((at for at, who in enumerate(possible) if who.person.id == preferred), 0)
        self._first = people.rows[at].stop() if possible else self

    def enter(self) -> None:
        """Whoever was here last comes first."""
        self._first.setFocus()

    def _row(self, who: AtTheDesk, *, primary: bool) -> SentenceRow:
        row = SentenceRow(
            _ICONS.get(who.role, "user"),
            who.person.name,
            " · ".join(words for words in (role_words(who), who.person.title) if words),
            button=("This is me", lambda: self.chosen.emit(who)),
            primary=primary,
        )
        row.stop().setAccessibleName(f"{who.person.name}, {role_words(who)}")
        return row


class ChooseWho(Door):
    """``chosen`` carries who sits down."""

    chosen = Signal(object)
    """An ``AtTheDesk``."""

    def __init__(self, reading: Desk, preferred: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = WhoStep(reading.people.possible_at_desk(), preferred, self)
        step.chosen.connect(self.chosen)
        self.show_step(step, may_go_back=False)
