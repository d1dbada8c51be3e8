"""Missing children on paper, by initials: the oversight of a period."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE
from panel_desk.documents.paper import begun, child_words, dense_cell, finished, unbroken
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, Column
from panel_desk.domain.calendar import count_words
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.domain.missing.episode_lines import ClockState, EpisodeLine, Measures, Oversight, Raised, Share

_MEASURED = (
    "A return interview is due within 72 hours of return. Shares are out of the episodes that ended in a return, "
    "unless it says otherwise; episodes that are still open stand apart."
)
_MEASURE_WIDTHS = (220.0, 74.0, 120.0, 74.0)


def render_oversight(
    oversight: Oversight, head: PaperHead, *, episodes: Sequence[EpisodeLine] = (), raised: Sequence[Raised] = ()
) -> Rendered:
    """The four measures of a period with their denominators, by month, team and provider; children missing now first.

    Children stand by initials and local ID.

    Args:
        oversight: The measures.
        head: How the paper is headed and marked.
        episodes: Of these, the returned ones that still wait for an interview are listed, the longest overdue first.
        raised: What a rule found, to be looked at.
    """
    title = "Missing children: oversight"
    facts = [
        ("Period", oversight.period.dates),
        ("Missing now", count_words(oversight.children_missing, "child", "children")),
    ]
    sheet = begun(title, head, facts, INITIALS_NOTE, shape=style.LYING)
    sheet.at("sentences")
    sheet.text(" ".join(sentence(unbroken(said)) for said in oversight.sentences))
    _missing_now(sheet, oversight.open_now)
    with sheet.together():
        _measures(sheet, oversight.measures)
    for heading, first, lines in (
        ("By month", "Month", oversight.by_month),
        ("By team", "Team", oversight.by_team),
        ("By provider", "Provider", oversight.by_provider),
    ):
        sheet.at(heading)
        sheet.section(heading)
        _by(sheet, first, lines, oversight.measures)
    _waiting(sheet, [line for line in episodes if line.clock.outstanding])
    _raised(sheet, raised)
    return finished(sheet, title, head, "missing children, oversight")


def _missing_now(sheet: Sheet, lines: Sequence[EpisodeLine]) -> None:
    sheet.at("Missing now")
    sheet.section("Missing now")
    columns = (Column("Child", tight=True), Column("Team"), Column("Missing since"), Column("For"))
    rows = [
        (
            sheet.cell(sheet.bold(child_words(line.initials, line.local_id))),
            sheet.cell(line.team or "–"),
            sheet.cell(line.started_words),
            sheet.cell(line.lasted_words),
        )
        for line in lines
    ]
    sheet.table(columns, rows, row_headers=True)


def _waiting(sheet: Sheet, lines: Sequence[EpisodeLine]) -> None:
    """Returns whose interview is still to be held; nothing where there is none."""
    if not lines:
        return
    sheet.at("Interviews to be held")
    sheet.section("Interviews to be held", count_words(len(lines), "return"))
    columns = (
        Column("Child", tight=True),
        Column("Team"),
        Column("Missing since"),
        Column("Back"),
        Column("Provider"),
        Column("Interview", weight=1.5),
    )
    rows = []
    # Without a due time nothing is overdue: those stand last.
    for line in sorted(lines, key=lambda line: (line.clock.due_at is None, line.clock.due_at or line.started_at)):
        late = line.clock.state is ClockState.OVERDUE
        words = sheet.bold(line.clock.words, style.RED) if late else sheet.run(line.clock.words)
        row = [
            dense_cell(sheet, text)
            for text in (line.team or "–", line.started_words, line.ended_words, line.provider or "–")
        ]
        child = dense_cell(sheet, child_words(line.initials, line.local_id), bold=True)
        rows.append([child, *row, sheet.cell(words, look=style.CELL_DENSE)])
    sheet.table(columns, rows, row_headers=True, dense=True)


def _raised(sheet: Sheet, raised: Sequence[Raised]) -> None:
    """What a rule found wrong; nothing where it found nothing."""
    if not raised:
        return
    sheet.at("To look at")
    sheet.section("To look at", count_words(len(raised), "row"))
    rows = []
    for one in raised:
        child = child_words(one.initials, one.local_id) if one.initials else one.local_id
        rows.append(
            [dense_cell(sheet, child, bold=True), *(dense_cell(sheet, t) for t in (one.kind.value, one.sentence))]
        )
    columns = (Column("Child", tight=True), Column("What"), Column("Sentence", weight=3))
    sheet.table(columns, rows, row_headers=True, dense=True)


def _measures(sheet: Sheet, all_of: Measures) -> None:
    """The four measures of the whole period, kept apart, each with what it is out of."""
    sheet.at("Return interviews")
    sheet.section("Return interviews")
    shares = (
        ("Offered", all_of.offered_share),
        ("Accepted", all_of.accepted_share),
        ("Accepted, of those offered", all_of.accepted_of_offered),
        ("Completed", all_of.completed_share),
        ("Completed within 72 hours", all_of.within_72_share),
    )
    rows = [
        (
            sheet.cell(name),
            sheet.cell(f"{share.count:,}"),
            sheet.cell(f"{share.of:,} {share.what}"),
            sheet.cell(sheet.bold(unbroken(share.percent))),
        )
        for name, share in shares
    ]
    headings = (("Measure", False), ("Number", True), ("Out of", True), ("Share", True))
    columns = [Column(heading, right=right) for heading, right in headings]
    sheet.table(columns, rows, row_headers=True, widths=_MEASURE_WIDTHS)
    sheet.text(_MEASURED, look=style.SMALL)


_BY = (
    "Episodes",
    "Children",
    "Still open",
    "Returned",
    "Offered",
    "Accepted",
    "Completed",
    "Within 72 hours",
    "Refused",
    "Not offered",
    "Outstanding",
    "Of these overdue",
    "Time unknown",
)


def _by(sheet: Sheet, first: str, lines: Sequence[Measures], all_of: Measures) -> None:
    """The same measures line by line, and of the whole period below them."""
    if not lines:
        sheet.text("None", look=style.FACTS)
        return
    rows = [*(_by_row(sheet, line) for line in lines), _by_row(sheet, replace(all_of, name="All"), bold=True)]
    sheet.numbers((first, *_BY), rows, totals=[len(lines)], dense=True)


def _by_row(sheet: Sheet, line: Measures, *, bold: bool = False) -> list[Cell]:
    shares = (line.offered_share, line.accepted_share, line.completed_share, line.within_72_share)
    counts = (line.refused, line.not_offered, line.outstanding, line.overdue, line.unknown_time)
    texts = [
        line.name,
        *(f"{count:,}" for count in (line.episodes, line.children, line.open, line.returned)),
        *(_share(share) for share in shares),
        *(f"{count:,}" for count in counts),
    ]
    return [dense_cell(sheet, text, bold=bold) for text in texts]


def _share(share: Share) -> str:
    """``169 (91 %)``; the number alone where there is nothing it is out of."""
    return f"{share.count:,} ({share.percent})" if share.of else f"{share.count:,}"
