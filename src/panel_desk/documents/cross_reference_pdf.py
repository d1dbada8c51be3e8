"""The cross-reference and the enhanced pathway on paper, by initials: flags with why, contacts with what followed."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE
from panel_desk.documents.paper import begun, child_words, dense_cell, finished
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, CellLine, Column
from panel_desk.domain.calendar import count_words
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference, FlagKind
from panel_desk.domain.missing.matching import MatchCandidate
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.domain.missing.thresholds import interview_rule

_MOST_UNFLAGGED = 200
"""Children without a flag are there to be looked up; more of them are counted, not printed."""
_URGENT = frozenset({FlagKind.MISSING_NOW, FlagKind.ENHANCED_PATHWAY})


def render_cross_reference(value: CrossReference, head: PaperHead) -> Rendered:
    """Children who go missing most against those who carry a marker, each flag with why; then who could not be matched.

    Children stand by initials and local ID; so do those whom a match is suggested with.
    """
    title = "Missing children: cross-reference"
    flagged = [line for line in value.lines if line.flags]
    others = [line for line in value.lines if not line.flags]
    rule = interview_rule(after_absence=value.thresholds.interviews_after_absence)
    facts = [("Period", value.period_words), ("Goes missing most", _threshold_words(value)), ("Interviews", rule)]
    sheet = begun(title, head, facts, INITIALS_NOTE, shape=style.LYING)
    sheet.at("sentences")
    sheet.text(sheet.bold(value.sentence))
    sheet.section("Flagged", count_words(len(flagged), "child", "children"))
    sheet.table(
        _cross_columns(why=True), [_cross_row(sheet, line, why=True) for line in flagged], row_headers=True, dense=True
    )
    sheet.section("Without a flag", count_words(len(others), "child", "children"))
    if len(others) > _MOST_UNFLAGGED:
        sheet.text(f"{len(others):,} children carry no flag. They are not printed; the desk shows each of them.")
    else:
        rows = [_cross_row(sheet, line, why=False) for line in others]
        sheet.table(_cross_columns(why=False), rows, row_headers=True, dense=True)
    _queue(sheet, value.queue)
    return finished(sheet, title, head, "missing children, cross-reference")


def _threshold_words(value: CrossReference) -> str:
    limits = value.thresholds
    return (
        f"{count_words(limits.episodes, 'episode')} or more in {count_words(limits.days, 'day')}, "
        f"among the {limits.top:,} with the most episodes, "
        f"any longer than {count_words(limits.longer_than_hours, 'hour')}, or missing now"
    )


def _cross_columns(*, why: bool) -> tuple[Column, ...]:
    counts = tuple(Column(heading, right=True, tight=True) for heading in ("30\u00a0d", "90\u00a0d", "365\u00a0d"))
    last = (Column("Flags and why", weight=4),) if why else ()
    return (
        Column("Child", tight=True),
        Column("Markers"),
        Column("Panel and risk", weight=1.5),
        *counts,
        Column("Time away", tight=True),
        Column("Last episode"),
        Column("Interview"),
        *last,
    )


def _cross_row(sheet: Sheet, line: CrossLine, *, why: bool) -> list[Cell]:
    sheet.at(child_words(line.initials, line.local_id))
    child = (
        sheet.line(sheet.bold(line.initials), look=style.CELL_DENSE),
        sheet.line(sheet.run(line.local_id, colour=style.MUTED), look=style.CELL_DENSE),
    )
    standing = [sheet.line(line.standing, look=style.CELL_DENSE)]
    if line.last_decision.strip("– "):
        standing.append(sheet.line(sheet.run(line.last_decision, colour=style.MUTED), look=style.CELL_DENSE))
    row = [
        child,
        dense_cell(sheet, line.types),
        tuple(standing),
        *(dense_cell(sheet, f"{count:,}") for count in (line.days_30, line.days_90, line.days_365)),
        dense_cell(sheet, line.time_away.replace(" ", "\u00a0")),
        dense_cell(sheet, line.last or "–"),
        dense_cell(sheet, line.interview),
    ]
    return [*row, tuple(_flags(sheet, line))] if why else row


def _flags(sheet: Sheet, line: CrossLine) -> list[CellLine]:
    """Each flag in bold with its facts, then whether the child is on the pathway and how it was matched."""
    said = []
    for flag in line.flags:
        name = sheet.bold(f"{flag.kind.value}: ", style.RED if flag.kind in _URGENT else None)
        said.append(sheet.line(name, sentence(flag.why), look=style.CELL_DENSE))
    small = " ".join(sentence(_capital(words)) for words in (line.pathway, line.matched) if words.strip())
    if small:
        said.append(sheet.line(sheet.run(small, colour=style.MUTED), look=style.CELL_DENSE))
    return said


def _queue(sheet: Sheet, queue: Sequence[MatchCandidate]) -> None:
    """Numbers in the missing lists that no child has, and whose they might be."""
    sheet.at("Not matched")
    sheet.section("Not matched")
    columns = (
        Column("Number in the list"),
        Column("Initials", tight=True),
        Column("Episodes", right=True),
        Column("Last"),
        Column("Why", weight=2),
        Column("Might be", weight=2),
    )
    rows = []
    for candidate in queue:
        might = "; ".join(f"{child_words(s.initials, s.local_id)}, {s.why}" for s in candidate.suggestions) or "–"
        texts = (candidate.source_id, candidate.initials, f"{candidate.episodes:,}", candidate.last)
        rows.append([dense_cell(sheet, text) for text in (*texts, candidate.why, might)])
    sheet.table(columns, rows, row_headers=True, dense=True)


def render_pathway(lines: Sequence[PathwayLine], head: PaperHead) -> Rendered:
    """The register of the enhanced pathway: who is on it, why, and each contact with what followed it."""
    title = "Enhanced pathway"
    current = [line for line in lines if line.is_current]
    left = [line for line in lines if not line.is_current]
    facts = [
        ("On the pathway", count_words(len(current), "child", "children")),
        ("Left", str(len(left)) if left else ""),
    ]
    sheet = begun(title, head, facts, INITIALS_NOTE)
    for heading, stays in (("On the pathway now", current), ("Left the pathway", left)):
        sheet.section(heading)
        if not stays:
            sheet.text("None", look=style.FACTS)
        for stay in stays:
            _stay(sheet, stay)
    return finished(sheet, title, head, "enhanced pathway")


def _stay(sheet: Sheet, stay: PathwayLine) -> None:
    sheet.at(child_words(stay.initials, stay.local_id))
    sheet.item(child_words(stay.initials, stay.local_id))
    owner = f"{stay.owner}, {stay.agency}" if stay.agency else stay.owner
    facts = (
        ("Owner", owner),
        ("Added", stay.added),
        ("Because", stay.reason),
        ("Contacts", stay.contacts_words),
        ("Episodes since", f"{stay.episodes_since:,}"),
        ("Left", stay.left),
    )
    sheet.facts([(label, value) for label, value in facts if value])
    if stay.contacts:
        columns = (Column("When"), Column("By"), Column("How"), Column("Words", weight=2), Column("Then", weight=1.5))
        rows = [
            [
                dense_cell(sheet, text)
                for text in (
                    contact.when,
                    contact.by,
                    f"{contact.way.value}, {'reached' if contact.reached else 'not reached'}",
                    contact.words or "–",
                    contact.followed,
                )
            ]
            for contact in stay.contacts
        ]
        sheet.table(columns, rows, dense=True)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
