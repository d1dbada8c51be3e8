"""Missing children as a file or as JSON for its reader: initials and local IDs, never a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.missing.episode_lines import EpisodeLine, Measures, Oversight, Raised
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.domain.names.shortened_numbers import shortened
from panel_desk.services.book import Book
from panel_desk.services.exporting import Cell, SheetOf, sheets_bytes, table_bytes
from panel_desk.services.initials import without_names
from panel_desk.services.leaving import marking_of, other_ending, paper_head
from panel_desk.services.missing.episode_telling import told_words

MEASURE_HEADINGS = (
    "Episodes",
    "Children",
    "Open",
    "Closed at 18",
    "Returned",
    "Offered",
    "Offered, of returned",
    "Accepted",
    "Accepted, of returned",
    "Completed",
    "Completed, of returned",
    "Within 72 h",
    "Within 72 h, of returned",
    "Refused",
    "Not offered",
    "Time unknown",
    "Outstanding",
    "Overdue",
)
_EPISODE_HEADINGS = (
    "Local ID",
    "Initials",
    "Team",
    "Kind",
    "Began",
    "Ended",
    "Lasted",
    "Interview",
    "Time unknown",
    "Recorded",
    "Provider",
    "To look at",
)
_RAISED_HEADINGS = ("Local ID", "Initials", "What", "In words")


class MissingReport(Struct, frozen=True, kw_only=True):
    """What leaves the desk of missing children in a period."""

    oversight: Oversight
    episodes: tuple[EpisodeLine, ...]
    """Those that began in the period, and all that are open."""
    raised: tuple[Raised, ...]

    @property
    def title(self) -> str:
        """Above every table."""
        return f"Missing children, {self.oversight.period.words}"


def outside(book: Book, report: MissingReport) -> MissingReport:
    """The report as it may leave the desk: without the name of any child, also where somebody typed one."""
    # Only what was typed is looked through: a month, or a team, may be called like a child.
    lines = (*report.episodes, *report.oversight.open_now)
    typed = without_names(book.db, tuple(line.interviews for line in lines))
    bare = tuple(_bare(line, interviews) for line, interviews in zip(lines, typed, strict=True))
    count = len(report.episodes)
    return replace(
        report,
        oversight=replace(report.oversight, open_now=bare[count:]),
        episodes=bare[:count],
        raised=shortened(report.raised),
    )


def _bare(line: EpisodeLine, interviews: tuple[ReturnInterview, ...]) -> EpisodeLine:
    words = told_words(interviews) if interviews else line.interview_words
    return shortened(replace(line, name="", interviews=interviews, interview_words=words))


def report_bytes(book: Book, report: MissingReport, path: Path, recipient: str) -> bytes:
    """The file that a report becomes; the ending of its name says which.

    Raises:
        DeskError: for another ending than .pdf, .xlsx and .csv, or where the paper cannot be drawn.
    """
    marking, _handling = marking_of(book)
    match path.suffix.lower():
        case ".xlsx":
            return sheets_bytes(list(_sheets(report)), title=report.title, marking=marking)
        case ".csv":
            headings, rows = ("By", "Of", *MEASURE_HEADINGS), list(_measured(report.oversight))
            return table_bytes(path, headings, rows, title=report.title, marking=marking)
        case ".pdf":
            return _paper(book, report, recipient)
    raise other_ending(path)


def as_builtins(report: MissingReport) -> dict[str, object]:
    """The report as other programs read it."""
    told = report.oversight
    return {
        "period": msgspec.to_builtins(told.period),
        "as_of": told.as_of.isoformat(),
        "sentences": list(told.sentences),
        "measures": _told(told.measures),
        "by_month": [_told(one) for one in told.by_month],
        "by_team": [_told(one) for one in told.by_team],
        "by_provider": [_told(one) for one in told.by_provider],
        "absent": told.absent,
        "open_now": [_line(line) for line in told.open_now],
        "episodes": [_line(line) for line in report.episodes],
        "raised": [{k: v for k, v in _builtins(one).items() if v is not None} for one in report.raised],
    }


def _builtins(value: object) -> dict[str, object]:
    found: dict[str, object] = msgspec.to_builtins(value)
    return found


def _told(one: Measures) -> dict[str, object]:
    shares = {
        "offered": one.offered_share,
        "accepted": one.accepted_share,
        "completed": one.completed_share,
        "within_72": one.within_72_share,
    }
    told = {name: {"percent": share.percent, "words": share.words} for name, share in shares.items()}
    return {**_builtins(one), "shares": told}


def _line(line: EpisodeLine) -> dict[str, object]:
    told = _builtins(line)
    del told["name"], told["child_id"]
    return told


def _sheets(report: MissingReport) -> Iterator[SheetOf]:
    told = report.oversight
    for name, of, lines in (
        ("Measures", "Of", (told.measures,)),
        ("By month", "Month", told.by_month),
        ("By team", "Team", told.by_team),
        ("By provider", "Provider", told.by_provider),
    ):
        yield SheetOf(
            name=name,
            title=f"{report.title}: {name.lower()}",
            headings=(of, *MEASURE_HEADINGS),
            rows=tuple((one.name, *_figures(one)) for one in lines),
            notes=told.sentences if name == "Measures" else (),
        )
    episodes = tuple(_episode(line) for line in report.episodes)
    yield SheetOf(name="Episodes", title=f"{report.title}: episodes", headings=_EPISODE_HEADINGS, rows=episodes)
    raised = tuple((one.local_id, one.initials, one.kind.value, one.sentence) for one in report.raised)
    yield SheetOf(name="To look at", title=f"{report.title}: to look at", headings=_RAISED_HEADINGS, rows=raised)


def _measured(told: Oversight) -> Iterator[tuple[Cell, ...]]:
    yield ("All", told.period.words, *_figures(told.measures))
    for by, lines in (("Month", told.by_month), ("Team", told.by_team), ("Provider", told.by_provider)):
        for one in lines:
            yield (by, one.name, *_figures(one))


def _figures(one: Measures) -> tuple[Cell, ...]:
    return (
        one.episodes,
        one.children,
        one.open,
        one.closed_at_18,
        one.returned,
        one.offered,
        one.offered_share.percent,
        one.accepted,
        one.accepted_share.percent,
        one.completed,
        one.completed_share.percent,
        one.within_72,
        one.within_72_share.percent,
        one.refused,
        one.not_offered,
        one.unknown_time,
        one.outstanding,
        one.overdue,
    )


def _episode(line: EpisodeLine) -> tuple[Cell, ...]:
    return (
        line.local_id,
        line.initials,
        line.team,
        line.kind.value,
        line.started_words,
        line.ended_words,
        line.lasted_words,
        line.clock_words,
        "yes" if line.time_unknown else "",
        line.interview_words,
        line.provider,
        "; ".join(filter(None, (*line.raised, line.matched))),
    )


def _paper(book: Book, report: MissingReport, recipient: str) -> bytes:
    from panel_desk.documents.missing_pdf import render_oversight  # noqa: PLC0415 - reportlab loads slowly

    head = paper_head(book, recipient)
    paper = render_oversight(report.oversight, head, episodes=report.episodes, raised=report.raised)
    return paper.pdf_bytes


def in_words(report: MissingReport) -> Iterator[str]:
    """The report as a person reads it on a terminal."""
    yield report.title
    yield from report.oversight.sentences
    if report.episodes:
        yield ""
        yield from (_in_words(line) for line in report.episodes)
    if report.raised:
        yield ""
        yield "To look at:"
        yield from (f"  {' '.join(filter(None, (one.initials, one.local_id)))} {one.sentence}" for one in report.raised)


def _in_words(line: EpisodeLine) -> str:
    parts: Iterable[str] = (
        f"{line.kind.value} from {line.started_words}",
        line.ended_words if line.is_open else f"to {line.ended_words}" if line.ended_at else line.ended_words,
        line.lasted_words,
        line.clock_words if line.clock_words != line.ended_words else "",
    )
    return f"  {line.initials} {line.local_id}: {', '.join(filter(None, parts))}"
