"""A profile as a file: a workbook with a sheet a table, a CSV with a line a number, or the report for scrutiny."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from panel_desk.domain.figures.profile import AnyProfile, ProfileCell, ProfileTable, PublicProfile
from panel_desk.domain.figures.scrutiny_report import ScrutinyReport, SupportingDocument
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.services.book import Book
from panel_desk.services.exporting import Cell, SheetOf, sheets_bytes, table_bytes
from panel_desk.services.leaving import marking_of, other_ending, paper_head
from panel_desk.vault.queries import meetings
from panel_desk.vault.queries import profile as queries

_LINE_HEADINGS = ("Table", "Line", "Column", "Number", "In words", "Unit")
_NOTE = "Note"
_CONFIRMED = (MeetingState.APPROVED, MeetingState.SIGNED)


def profile_bytes(
    book: Book,
    profile: AnyProfile,
    path: Path,
    recipient: str,
    behind: Sequence[SupportingDocument] | None = None,
) -> bytes:
    """The file that a profile becomes; the ending of its name says which.

    ``behind`` is named in the report; None: what ``supporting`` gives. Why a figure of a public copy is hidden stays
    at the desk: it tells a small count from one that protects it.

    Raises:
        DeskError: for another ending, or where the report cannot be drawn.
    """
    public = isinstance(profile, PublicProfile)
    marking = "" if public else marking_of(book)[0]
    title = f"{profile.title}, public copy" if public else profile.title
    match path.suffix.lower():
        case ".xlsx":
            return sheets_bytes(_sheets(profile, title), title=title, marking=marking)
        case ".csv":
            return table_bytes(path, _LINE_HEADINGS, _lines(profile), title=title, marking=marking)
        case ".pdf":
            head = paper_head(book, recipient)
            return _report(book, profile, replace(head, marking="", handling="") if public else head, behind)
    raise other_ending(path)


def _sheets(profile: AnyProfile, title: str) -> list[SheetOf]:
    return [
        SheetOf(
            name=table.title,
            title=f"{title}: {table.title}",
            headings=_headings(table),
            rows=tuple((row.label, *map(_cell, row.cells)) for row in table.rows),
            notes=tuple(filter(None, (table.sentence, table.note, profile.note))),
        )
        for table in profile.tables
    ]


def _headings(table: ProfileTable) -> tuple[str, ...]:
    """With the unit where a column is not of counts: a workbook holds 18.4, and not 18.4 %."""
    units = [{cell.unit for row in table.rows for cell in row.cells[place : place + 1]} for place in _places(table)]
    first, *others = _columns(table)
    return (first, *(f"{name} (%)" if "%" in unit else name for name, unit in zip(others, units, strict=True)))


def _columns(table: ProfileTable) -> tuple[str, ...]:
    """The headings; of several shares, each with what it is a share of, so that no two columns are named alike."""
    names = table.headings
    shares = [place for place, name in enumerate(names) if names.count(name) > 1]
    return tuple(f"{names[place - 1]}: {name}" if place in shares else name for place, name in enumerate(names))


def _places(table: ProfileTable) -> range:
    return range(len(table.headings) - 1)


def _cell(cell: ProfileCell) -> Cell:
    if cell.number is None:
        return cell.words
    return int(cell.number) if cell.number == int(cell.number) and not cell.unit else cell.number


def _lines(profile: AnyProfile) -> Iterator[tuple[Cell, ...]]:
    for table in profile.tables:
        for row in table.rows:
            for heading, cell in zip(_columns(table)[1:], row.cells, strict=True):
                if cell.words:
                    yield (table.title, row.label, heading, _number(cell), cell.words, cell.unit)
    if isinstance(profile, PublicProfile):
        # Whoever reads it has nothing else: what a c is, what was counted, and what an empty table says.
        for table in profile.tables:
            for said in filter(None, (table.sentence, table.note)):
                yield (table.title, _NOTE, "", None, said, "")
        yield (_NOTE, "", "", None, profile.note, "")


def _report(book: Book, profile: AnyProfile, head: PaperHead, behind: Sequence[SupportingDocument] | None) -> bytes:
    from panel_desk.documents.profile_pdf import render_scrutiny_report  # noqa: PLC0415 - reportlab loads slowly

    named = supporting(book, profile) if behind is None else tuple(behind)
    return render_scrutiny_report(ScrutinyReport(head=head, profile=profile, supporting=named)).pdf_bytes


def supporting(book: Book, profile: AnyProfile) -> tuple[SupportingDocument, ...]:
    """The confirmed minutes of the period's meetings, and where the figures stand that were published before."""
    minutes = [
        SupportingDocument(title=f"Minutes of {one.reference}", what=one.state.value)
        for one in meetings.meetings(book.db)
        if one.held_on in profile.period and one.state in _CONFIRMED
    ]
    published = [
        SupportingDocument(title=f"Figures of {one.year} as published", what=one.source)
        for one in queries.published_years(book.db)
        if one.year in profile.years
        and (one.year < profile.period.words or (profile.published and one.year == profile.period.words))
    ]
    return (*minutes, *published)


def profile_report(profile: AnyProfile) -> dict[str, object]:
    """A profile as other programs read it: what is shown, and nothing that is only worked with.

    Why a figure of a public copy is hidden is left out, as it is of every file.
    """
    return {
        "title": profile.title,
        "public": isinstance(profile, PublicProfile),
        "period": msgspec.to_builtins(profile.period),
        "compared": msgspec.to_builtins(profile.compared),
        "sentences": list(profile.sentences),
        "tables": [_told(table) for table in profile.tables],
        "note": profile.note,
        "years": list(profile.years),
    }


def _told(table: ProfileTable) -> dict[str, object]:
    return {
        "key": table.key,
        "title": table.title,
        "sentence": table.sentence,
        "headings": list(table.headings),
        "rows": [
            {
                "label": row.label,
                "kind": row.kind.value,
                "cells": [{"words": cell.words, "number": _number(cell), "unit": cell.unit} for cell in row.cells],
            }
            for row in table.rows
        ],
        "note": table.note,
        "chart": msgspec.to_builtins(table.chart),
    }


def _number(cell: ProfileCell) -> Cell:
    return None if cell.number is None else _cell(cell)
