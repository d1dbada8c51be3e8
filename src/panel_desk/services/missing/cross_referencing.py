"""The cross-reference of missing children with markers of exploitation, and the thresholds it goes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.events.keeping import ThresholdsSet
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.cross_lines import cross_lines, period_words, sentence
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.markers import CrossChild
from panel_desk.domain.missing.matching import queue_of
from panel_desk.domain.missing.thresholds import Thresholds, refuse_unfit
from panel_desk.domain.missing.wall_seconds import Moment
from panel_desk.services.book import Book, Deed
from panel_desk.services.exporting import Exporting
from panel_desk.services.leaving import named_recipient
from panel_desk.services.missing.cross_files import CROSS_TITLE, cross_bytes, cross_outside
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import cross_reference as queries
from panel_desk.vault.queries import episodes as episode_queries
from panel_desk.vault.queries import pathway as pathway_queries

STREAM = "desk/thresholds"
_COUNTED_DAYS = 365


class CrossReferencing:
    """Runs the cross-reference over what the record holds; writes nothing but the thresholds."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def thresholds(self) -> Thresholds:
        """The settings in force."""
        return queries.thresholds(self._book.db)

    def set_thresholds(self, actor: PersonId, thresholds: Thresholds) -> Deed:
        """Set when a child counts as one of those who go missing most.

        Raises:
            DeskError: where one of them is 0 or beyond all measure, or the actor may not set up the desk.
        """
        refuse_unfit(thresholds)
        return self._book.record(actor, (STREAM, ThresholdsSet(thresholds=thresholds)))

    def run(self, now: datetime, thresholds: Thresholds | None = None) -> CrossReference:
        """The cross-reference as of now.

        Args:
            now: With its zone.
            thresholds: Other settings for this run alone; None: those in force.

        Raises:
            DeskError: where the thresholds given are 0 or beyond all measure.
        """
        db = self._book.db
        rule = self.thresholds() if thresholds is None else thresholds
        refuse_unfit(rule)
        moment = Moment(now, rule)
        lines = _lines(db, moment)
        strangers = queries.strangers(db)
        queue = queue_of(strangers, child_queries.facts(db)) if strangers else ()
        return CrossReference(
            ran_at=now,
            thresholds=rule,
            period_words=period_words(moment),
            sentence=sentence(lines, queue, moment),
            lines=lines,
            queue=queue,
        )

    def outside(self, cross: CrossReference) -> CrossReference:
        """A run as it may leave the desk: without the name of any child."""
        return cross_outside(self._book, cross)

    def export(self, actor: PersonId, cross: CrossReference, path: Path, recipient: str) -> None:
        """Write a run as .pdf, .xlsx or .csv, without names, and enter the export: both, or neither.

        Raises:
            DeskError: without a recipient, for another ending, or where the file cannot be written.
        """
        to = named_recipient(recipient)
        content = cross_bytes(self._book, self.outside(cross), path, to)
        what, rows = "cross-reference", len(cross.lines)
        self._exporting.file(actor, path, content, what=what, title=CROSS_TITLE, recipient=to, rows=rows)


def crossed_for(db: Database, held_on: date, now: datetime) -> Mapping[str, CrossLine]:
    """The lines of every child of the desk, by local ID, as the agenda of a meeting is proposed from them.

    Args:
        db: Any connection.
        held_on: The meeting’s day, from which days are counted back.
        now: With its zone; what is overdue, and how long a child has been away, is told as known now.
    """
    lines = _lines(db, Moment(now, queries.thresholds(db), today=held_on))
    return {line.local_id: line for line in lines if line.child_id is not None}


def _lines(db: Database, moment: Moment) -> tuple[CrossLine, ...]:
    # A day more, because rows of one episode are told up to an hour apart.
    since = moment.today - timedelta(days=max(moment.thresholds.days, _COUNTED_DAYS) + 1)
    told = queries.episodes(db, since)
    # Those of the desk last: what its lists say of a child counts.
    children = [*_named_by_episodes(db), *queries.children(db)]
    births = queries.births(db) if told else None
    return cross_lines(children, told, moment, pathway_queries.current(db), births=births)


def _named_by_episodes(db: Database) -> Iterator[CrossChild]:
    """Whom no list of children knows, under numbers whose episodes name one child."""
    names: dict[str, set[tuple[str, str]]] = {}
    for number, forenames, surname in episode_queries.names_told(db):
        names.setdefault(number, set()).add((forenames, surname))
    for number, told in names.items():
        if len(told) == 1:
            ((forenames, surname),) = told
            facts = ChildFacts(local_id=number, surname=surname, forenames=forenames)
            yield CrossChild(number, initials=facts.initials, name=facts.name)
