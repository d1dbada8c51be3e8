"""What the window says and asks: sentences in one place, and questions that state what will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.language import Flag
from panel_desk.ui.theme.tones import Tone


class Message(Struct, frozen=True, kw_only=True):
    """One sentence to the person at the desk."""

    sentence: str
    remedy: str = ""
    tone: Tone = Tone.INFO
    """INFO and GREEN go by themselves; AMBER stays until something else is said, RED until it is dismissed."""
    offer: tuple[str, Callable[[], None]] | None = None
    """A button: its word, and what it does."""


class Question(Struct, frozen=True, kw_only=True):
    """Something to be confirmed, or to be given in words."""

    question: str
    will: str
    """What happens after yes."""
    yes: str
    """The word on the button that goes on: ``Lock and issue``."""
    on_yes: Callable[[], None] | None = None
    on_words: Callable[[str], object] | None = None
    danger: bool = False
    secret: bool = False
    start: str = ""
    multiline: bool = False


class Messages(QObject):
    """Where every part of the window speaks; the shell shows it."""

    said = Signal(object)
    """A ``Message``."""
    asked = Signal(object)
    """A ``Question``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flags: Callable[[str], Sequence[Flag]] | None = None
        """The open desk’s language check, for words that are asked for; None while none is open."""

    def say(
        self,
        sentence: str,
        *,
        remedy: str = "",
        tone: Tone = Tone.INFO,
        offer: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Say a sentence, with a button where something can be done about it at once."""
        self.said.emit(Message(sentence=sentence, remedy=remedy, tone=tone, offer=offer))

    def say_error(self, error: DeskError, *, offer: tuple[str, Callable[[], None]] | None = None) -> None:
        """Say what the world got wrong, and what to do; a rule of the panel that says no is no alarm."""
        tone = Tone.AMBER if error.reason is Reason.NOT_ALLOWED else Tone.RED
        self.say(error.sentence, remedy=error.remedy, tone=tone, offer=offer)

    def ask(self, question: str, *, will: str, yes: str, on_yes: Callable[[], None], danger: bool = False) -> None:
        """Ask before something that is hard to take back. Returns at once."""
        self.asked.emit(Question(question=question, will=will, yes=yes, on_yes=on_yes, danger=danger))

    def ask_words(
        self,
        question: str,
        *,
        will: str,
        yes: str,
        on_words: Callable[[str], object],
        secret: bool = False,
        start: str = "",
        multiline: bool = False,
    ) -> None:
        """Ask for a reason, a passphrase, a name. Returns at once; nothing is called where it was cancelled."""
        self.asked.emit(
            Question(
                question=question,
                will=will,
                yes=yes,
                on_words=on_words,
                secret=secret,
                start=start,
                multiline=multiline,
            )
        )
