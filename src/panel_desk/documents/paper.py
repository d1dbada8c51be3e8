"""How a paper between the meetings begins and ends: title, head, small print; marking, footer and page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.documents import style
from panel_desk.documents.blocks import small_print
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.tables import Cell
from panel_desk.domain.calendar import date_words, england_day, moment_words
from panel_desk.domain.minutes.papers import PaperHead


def begun(
    title: str, head: PaperHead, facts: Sequence[tuple[str, str]], *notes: str, shape: style.Shape = style.UPRIGHT
) -> Sheet:
    """A document with its title, its head and how it is to be handled.

    Args:
        title: Of the paper.
        head: How it is marked and handled.
        facts: Lines of the head after “For” and “As of”; those without a value are left out.
        notes: More small print after the handling line.
        shape: Which way round its pages stand.
    """
    sheet = Sheet(shape)
    sheet.title(title, head.council)
    said = [("For", head.recipient), ("As of", moment_words(head.made_at)), *facts]
    sheet.facts([(label, value) for label, value in said if value.strip()])
    small_print(sheet, head.handling, *notes, fictional=head.fictional)
    return sheet


def finished(sheet: Sheet, title: str, head: PaperHead, what: str) -> Rendered:
    """The document as a file.

    Args:
        sheet: What was written.
        title: Of the paper, for the file's properties.
        head: Its marking; empty on a copy that anybody may read.
        what: How the footer names it: ``missing, oversight``.
    """
    footer = footer_line(what, date_words(england_day(head.made_at)), None, head.recipient)
    furniture = Furniture(marking=head.marking, footer=footer, fictional=head.fictional)
    return sheet.rendered(furniture, title=title, author=head.council or "Panel Desk", made_at=head.made_at)


def dense_cell(sheet: Sheet, text: str, *, bold: bool = False) -> Cell:
    """A cell of a table of many columns; a percentage never breaks before its sign."""
    kept = unbroken(text)
    return sheet.cell(sheet.bold(kept) if bold else kept, look=style.CELL_DENSE)


def unbroken(text: str) -> str:
    """The text with its percentages kept on one line."""
    return text.replace(" %", "\u00a0%")


def child_words(initials: str, local_id: str) -> str:
    """``J.M. (104233)``: how a child stands on every paper that leaves the desk."""
    return f"{initials} ({local_id})"
