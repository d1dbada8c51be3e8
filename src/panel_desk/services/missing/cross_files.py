"""The cross-reference and the enhanced pathway for their readers outside: initials and local IDs, never a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.domain.names.shortened_numbers import shortened
from panel_desk.services.book import Book
from panel_desk.services.exporting import Cell, SheetOf, sheets_bytes, table_bytes
from panel_desk.services.initials import without_names
from panel_desk.services.leaving import marking_of, other_ending, paper_head

CROSS_TITLE = "Missing children: cross-reference"
PATHWAY_TITLE = "Enhanced pathway"
_CROSS_HEADINGS = (
    "Local ID",
    "Initials",
    "Markers",
    "Panel and risk",
    "Last decision",
    "30 days",
    "90 days",
    "365 days",
    "Time away",
    "Last",
    "Interview",
    "Flags",
    "Why",
)
_QUEUE_HEADINGS = ("Number", "Initials", "Episodes", "Last", "Why", "Might be")
_PATHWAY_HEADINGS = (
    "Local ID",
    "Initials",
    "Owner",
    "Agency",
    "Added",
    "Reason",
    "Contacts",
    "Episodes since",
    "Left",
)
_CONTACT_HEADINGS = ("Local ID", "Initials", "When", "By", "How", "Reached", "Words", "What followed")


def cross_outside(book: Book, cross: CrossReference) -> CrossReference:
    """The cross-reference as it may leave the desk."""
    bare = shortened(
        replace(
            cross,
            lines=tuple(replace(line, name="") for line in cross.lines),
            queue=tuple(
                replace(one, name="", suggestions=tuple(replace(s, name="") for s in one.suggestions))
                for one in cross.queue
            ),
        )
    )
    # A line's words are the desk's own, but for the owner of a stay, whom somebody typed.
    typed = [place for place, line in enumerate(bare.lines) if line.pathway]
    if not typed:
        return bare
    hidden = without_names(book.db, tuple(bare.lines[place] for place in typed))
    lines = list(bare.lines)
    for place, line in zip(typed, hidden, strict=True):
        lines[place] = line
    return replace(bare, lines=tuple(lines))


def pathway_outside(book: Book, stays: Sequence[PathwayLine]) -> tuple[PathwayLine, ...]:
    """The register as it may leave the desk: reasons and words of contacts are typed, and may hold a name."""
    return shortened(without_names(book.db, tuple(replace(stay, name="") for stay in stays)))


def cross_bytes(book: Book, cross: CrossReference, path: Path, recipient: str) -> bytes:
    """The file that a cross-reference from ``cross_outside`` becomes; the ending of its name says which.

    Raises:
        DeskError: for another ending than .pdf, .xlsx and .csv, or where the paper cannot be drawn.
    """
    lines = tuple(_cross_row(line) for line in cross.lines)
    match path.suffix.lower():
        case ".xlsx":
            notes = (cross.sentence, cross.period_words)
            queue = tuple(
                (
                    one.source_id,
                    one.initials,
                    one.episodes,
                    one.last,
                    one.why,
                    "; ".join(f"{s.initials} {s.local_id}: {s.why}" for s in one.suggestions),
                )
                for one in cross.queue
            )
            sheets = [
                SheetOf(name="Cross-reference", title=CROSS_TITLE, headings=_CROSS_HEADINGS, rows=lines, notes=notes),
                SheetOf(name="Match queue", title=f"{CROSS_TITLE}: match queue", headings=_QUEUE_HEADINGS, rows=queue),
            ]
            return sheets_bytes(sheets, title=CROSS_TITLE, marking=marking_of(book)[0])
        case ".csv":
            return table_bytes(path, _CROSS_HEADINGS, lines, title=CROSS_TITLE, marking=marking_of(book)[0])
        case ".pdf":
            from panel_desk.documents.cross_reference_pdf import render_cross_reference  # noqa: PLC0415 - loads slowly

            return render_cross_reference(cross, paper_head(book, recipient)).pdf_bytes
    raise other_ending(path)


def pathway_bytes(book: Book, stays: Sequence[PathwayLine], path: Path, recipient: str) -> bytes:
    """The file that a register from ``pathway_outside`` becomes; the ending of its name says which.

    Raises:
        DeskError: for another ending than .pdf, .xlsx and .csv, or where the paper cannot be drawn.
    """
    lines = tuple(_pathway_row(stay) for stay in stays)
    match path.suffix.lower():
        case ".xlsx":
            contacts = tuple(row for stay in stays for row in _contact_rows(stay))
            sheets = [
                SheetOf(name="Pathway", title=PATHWAY_TITLE, headings=_PATHWAY_HEADINGS, rows=lines),
                SheetOf(name="Contacts", title=f"{PATHWAY_TITLE}: contacts", headings=_CONTACT_HEADINGS, rows=contacts),
            ]
            return sheets_bytes(sheets, title=PATHWAY_TITLE, marking=marking_of(book)[0])
        case ".csv":
            return table_bytes(path, _PATHWAY_HEADINGS, lines, title=PATHWAY_TITLE, marking=marking_of(book)[0])
        case ".pdf":
            from panel_desk.documents.cross_reference_pdf import render_pathway  # noqa: PLC0415 - loads slowly

            return render_pathway(stays, paper_head(book, recipient)).pdf_bytes
    raise other_ending(path)


def cross_as_builtins(cross: CrossReference) -> dict[str, object]:
    """The cross-reference as other programs read it."""
    told: dict[str, object] = msgspec.to_builtins(cross)
    return {
        **told,
        "lines": [_without(msgspec.to_builtins(line), "name", "child_id") for line in cross.lines],
        "queue": [
            {
                **_without(msgspec.to_builtins(one), "name"),
                "suggestions": [_without(msgspec.to_builtins(s), "name") for s in one.suggestions],
            }
            for one in cross.queue
        ],
    }


def pathway_as_builtins(stays: Sequence[PathwayLine]) -> list[dict[str, object]]:
    """The register as other programs read it."""
    return [_without(msgspec.to_builtins(stay), "name", "child_id") for stay in stays]


def cross_in_words(cross: CrossReference) -> Iterator[str]:
    """The cross-reference as a person reads it on a terminal: who is flagged, the rest counted, the match queue."""
    yield cross.sentence
    yield cross.period_words[0].upper() + cross.period_words[1:]
    for line in cross.lines:
        if line.flags:
            yield ""
            yield f"{line.initials} {line.local_id}: {', '.join(flag.kind.value for flag in line.flags)}"
            yield f"  {line.why}"
    unflagged = sum(not line.flags for line in cross.lines)
    if unflagged:
        yield ""
        yield f"Carry a marker or are on the pathway, and meet no threshold: {unflagged:,}"
    if cross.queue:
        yield ""
        yield "Numbers that join to no child of the desk:"
        for one in cross.queue:
            might = "".join(f" Perhaps {s.initials} {s.local_id}: {s.why}." for s in one.suggestions)
            yield f"  {one.source_id}: {one.last}. {one.why}{might}"


def pathway_in_words(stays: Sequence[PathwayLine]) -> Iterator[str]:
    """The register as a person reads it on a terminal."""
    if not stays:
        yield "Nobody is on the enhanced pathway."
    for stay in stays:
        who = f"{stay.owner} ({stay.agency})" if stay.agency else stay.owner
        yield f"{stay.initials} {stay.local_id}: since {stay.added}, owner {who}. {stay.reason}"
        yield f"  {stay.left[0].upper()}{stay.left[1:]}" if stay.left else f"  {stay.contacts_words}"
        for contact in stay.contacts:
            reached = "reached" if contact.reached else "not reached"
            words = f": {contact.words}" if contact.words else ""
            yield f"  {contact.when}, {contact.way.value} by {contact.by}, {reached}{words}; {contact.followed}"


def _without(told: dict[str, object], *fields: str) -> dict[str, object]:
    return {field: value for field, value in told.items() if field not in fields}


def _cross_row(line: CrossLine) -> tuple[Cell, ...]:
    return (
        line.local_id,
        line.initials,
        line.types,
        line.standing,
        line.last_decision,
        line.days_30,
        line.days_90,
        line.days_365,
        line.time_away,
        line.last,
        line.interview,
        "; ".join(flag.kind.value for flag in line.flags),
        line.why,
    )


def _pathway_row(stay: PathwayLine) -> tuple[Cell, ...]:
    return (
        stay.local_id,
        stay.initials,
        stay.owner,
        stay.agency,
        stay.added_on,
        stay.reason,
        stay.contacts_words,
        stay.episodes_since,
        stay.left,
    )


def _contact_rows(stay: PathwayLine) -> Iterator[tuple[Cell, ...]]:
    for one in stay.contacts:
        reached = "yes" if one.reached else "no"
        yield (stay.local_id, stay.initials, one.when, one.by, one.way.value, reached, one.words, one.followed)
