"""The document beside its sections, with a line above it that says what is shown, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.minutes.minutes import Minutes
from panel_desk.services.editions import Prepared, draw
from panel_desk.services.publishing import Published, Publishing
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.pdf_view import PdfView
from panel_desk.ui.widgets.words import Words, WordsRole


class DocumentView(QWidget):
    """Draws minutes on the drawing thread; pages that no longer show the record say so until the new ones are there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key: object = None
        """What the pages on the screen were drawn from; None while they are something else."""
        self._wanted: object = None
        self._minutes: Minutes | None = None
        self._signed: bytes | None = None
        self._chip = Chip("")
        self._words = Words("", WordsRole.MUTED, elide=True)
        self._back = button("Back to the minutes", self._on_back, icon="arrow-left")
        self._back.hide()
        self.pdf = PdfView("the minutes")
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(self._chip)
        row.addWidget(self._words, 1)
        row.addWidget(self._back)
        column = spaced(QVBoxLayout(self), spacing=8)
        column.addLayout(row)
        column.addWidget(self.pdf, 1)

    @property
    def says(self) -> str:
        """The line above the document."""
        return self._chip.text()

    @property
    def is_current(self) -> bool:
        """Whether the pages show the minutes as they read now."""
        return self._key is not None and self._key == self._wanted

    def show_minutes(self, minutes: Minutes, key: object, signed: bytes | None) -> None:
        """Show minutes; they are drawn only where they differ from what is on the screen.

        Args:
            minutes: As they read now.
            key: Tells one reading from another.
            signed: The signed file, shown as it is; None before.
        """
        self._minutes, self._signed = minutes, signed
        self._wanted = key
        if self._back.isVisibleTo(self) or key == self._key:
            return
        self._draw_minutes()

    def show_prepared(self, prepared: Prepared) -> None:
        """Show an edition that is not made yet."""
        self._say("Being drawn…", Tone.AMBER, prepared.label)
        self._draw(
            lambda: draw(prepared).pdf_bytes,
            lambda pdf: self._show_other(pdf, f"Preview, not made yet: {prepared.label}"),
        )

    def show_copy(self, pdf: bytes, label: str) -> None:
        """Show a copy as it left the desk."""
        self._show_other(pdf, label)

    def forget(self) -> None:
        """Nothing is shown: another meeting was gone to."""
        self._key = self._wanted = None
        self._back.hide()
        self.pdf.clear()

    def go_to(self, heading: str) -> bool:
        """Bring a section or item into view."""
        return self.pdf.go_to_heading(heading)

    def _draw_minutes(self) -> None:
        key, minutes = self._wanted, self._minutes
        if minutes is None:
            return
        if self._signed is not None:
            self._show_signed(self._signed, key)
            return
        stale = self.pdf.pages() > 0
        self._say(
            "Being drawn anew…" if stale else "Being drawn…",
            Tone.AMBER,
            "The pages below are the earlier ones" if stale else "",
        )

        def drawn(published: Published) -> None:
            if key == self._wanted and not self._back.isVisibleTo(self):
                self.pdf.allow_printing(allowed=False)
                self.pdf.show_bytes(published.content, known_as=minutes.meeting_id)
                self._key = key
                self._say_current(published)

        self._session.draw("", lambda _progress: Publishing.drawn(minutes), done=drawn, failed=self._on_failed)

    def _say_current(self, published: Published) -> None:
        if published.missing:
            self._say("Some characters do not print", Tone.AMBER, "; ".join(published.missing))
        else:
            self._say("As it prints now", Tone.NEUTRAL, "Make a copy under Editions to send or print it")

    def _show_signed(self, signed: bytes, key: object) -> None:
        self.pdf.allow_printing(allowed=True)
        self.pdf.show_bytes(signed, known_as="signed")
        self._key = key
        self._say("The signed file", Tone.GREEN, "These are the very bytes that were signed")

    def _show_other(self, pdf: bytes, label: str) -> None:
        self._key = None
        self._back.show()
        self.pdf.allow_printing(allowed=not label.startswith("Preview"))
        self.pdf.show_bytes(pdf, known_as=label)
        self._say(label, Tone.INFO, "")

    def _on_back(self) -> None:
        self._back.hide()
        self._draw_minutes()

    def _on_failed(self, error: DeskError) -> None:
        self._say("It could not be drawn", Tone.RED, error.sentence)
        self._session.messages.say_error(error)

    def _draw(self, work: Callable[[], bytes], done: Callable[[bytes], None]) -> None:
        self._session.draw("", lambda _progress: work(), done=done, failed=self._on_failed)

    def _say(self, chip: str, tone: Tone, words: str) -> None:
        self._chip.set(chip, tone)
        self._words.set_text(words)
