"""What every file needs that leaves the desk between the meetings: a recipient, a marked head, and a known ending."""

from __future__ import annotations

from pathlib import Path

from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.services.book import Book
from panel_desk.services.files import file_label
from panel_desk.vault.queries import people as queries


def named_recipient(untrusted_recipient: str) -> str:
    """Who is to have the file, without spaces around it.

    Raises:
        DeskError: where nobody is named.
    """
    recipient = untrusted_recipient.strip()
    if not recipient:
        raise refused("Who is to have this file?", "Every export is entered with its recipient.")
    return recipient


def marking_of(book: Book) -> tuple[str, str]:
    """Marking and handling line: those of the first panel, which all shipped panels share."""
    panels = queries.panels(book.db)
    return (panels[0].marking, panels[0].handling) if panels else ("OFFICIAL-SENSITIVE", "")


def paper_head(book: Book, recipient: str) -> PaperHead:
    """How a paper of the desk is headed, made now."""
    desk = queries.desk(book.db)
    marking, handling = marking_of(book)
    return PaperHead(
        made_at=book.now(),
        council=desk.council if desk else "",
        recipient=recipient,
        marking=marking,
        handling=handling,
        fictional=desk.fictional if desk else False,
    )


def other_ending(path: Path) -> DeskError:
    """The refusal of a file whose ending tells none of the formats that are made."""
    return refused(
        f"{file_label(path)} ends in none of .pdf, .xlsx and .csv.", "Give the file one of these three endings."
    )
