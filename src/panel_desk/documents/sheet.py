"""Composes a document: headings, paragraphs, boxes and tables in reading order, each with its tag."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether

from panel_desk.documents import style
from panel_desk.documents.charts import figures
from panel_desk.documents.page import Furniture, draw
from panel_desk.documents.rendered import MissingGlyph, Rendered
from panel_desk.documents.tables import Cell, CellLine, Column, box, labelled_table, number_widths, ruled_table
from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.fields import PlannedField
from panel_desk.documents.tagging.finish import Finish, finish
from panel_desk.documents.tagging.flowables import Bookmark, RoomForHeading, Run, TaggedTable, para
from panel_desk.documents.tagging.typeface import REGULAR, SEMIBOLD, fit, prepare, register, width
from panel_desk.domain.figures.charts import ChartData

EVERY_PAGE = "every page"
_KEPT_WHOLE = 4
"""Tables of so many rows do not break over pages."""
_NUMBERS_KEPT_WHOLE = 16
"""Rows of numbers are compared with one another: a table of so many moves to the next page as a whole."""
_LONGEST_HEADING = 120
_SHORT_FACTS = 600
"""Letters of facts that stand whole under their heading; longer ones may break over pages."""
_LABEL_WIDTH = 92.0
_OUTLINE_WIDTH = 340.0


class Sheet:
    """A document in the making. Text goes in as people wrote it; ``run`` is the only way in."""

    def __init__(self, shape: style.Shape = style.UPRIGHT) -> None:
        register()
        self._shape = shape
        self._figures = 0
        self._together = False
        self.root = Element("Document")
        self.fields: list[PlannedField] = []
        """Signature fields, noted by their boxes while these are drawn."""
        self._story: list[Any] = []
        self._waiting: list[Any] = []
        self._box_waits = False
        self._missing: dict[MissingGlyph, None] = {}
        self._place = "first page"
        self._outline_depth = 0

    # Text

    def at(self, place: str) -> None:
        """From here on, characters that cannot be printed are reported for this place."""
        self._place = place

    def run(self, text: str, font: str | None = None, colour: Color | None = None, size: float | None = None) -> Run:
        """Text made ready for the page; what cannot be printed is noted."""
        ready = prepare(text)
        for character in ready.missing:
            self._missing[MissingGlyph(self._place, character)] = None
        return Run(ready.text, font, colour, size)

    def bold(self, text: str, colour: Color | None = None) -> Run:
        """Text in semibold."""
        return self.run(text, SEMIBOLD, colour)

    def line(self, *runs: Run | str, look: ParagraphStyle = style.CELL) -> CellLine:
        """One paragraph of a cell or box."""
        return CellLine(tuple(self.run(r) if isinstance(r, str) else r for r in runs), look)

    def cell(self, *runs: Run | str, look: ParagraphStyle = style.CELL) -> Cell:
        """A cell of one paragraph."""
        return (self.line(*runs, look=look),)

    # Blocks, in reading order

    def title(self, text: str, council: str) -> None:
        """The document's title, under the council's name."""
        if council:
            self.text(council, look=style.COUNCIL)
        self._add(para((self.run(text),), style.TITLE, Element("H1", self.root)))

    def section(self, heading: str, aside: str = "") -> None:
        """A section's heading, with a word beside it such as its time."""
        self._heading("H2", heading, style.SECTION, level=0, aside=aside)
        self._outline_depth = 1

    def item(self, heading: str) -> None:
        """The heading of an item within a section."""
        self._heading("H3", heading, style.ITEM, level=self._outline_depth)

    def text(self, *runs: Run | str, look: ParagraphStyle = style.BODY) -> None:
        """A paragraph; where the text has blank lines, several."""
        for part in _paragraphs([self.run(r) if isinstance(r, str) else r for r in runs]):
            self._add(para(part, look, Element("P", self.root)))

    def facts(self, rows: Iterable[tuple[str, str]], *, least: float = _LABEL_WIDTH) -> None:
        """Labels and values, as at the head of the first page; the labels have at least this width, in points."""
        pairs = [(self.cell(label, look=style.LABEL), self.cell(value)) for label, value in rows]
        if pairs:
            widest = max(width(label[0].runs[0].text, REGULAR, style.LABEL.fontSize) for label, _ in pairs)
            across = min(max(least, widest + 16), self._shape.column * 0.4)
            short = sum(len(run.text) for _, cell in pairs for run in cell[0].runs) <= _SHORT_FACTS
            self._add(labelled_table(pairs, self.root, across, self._shape), whole=short)

    def boxed(self, lines: Sequence[CellLine], look: style.Box) -> None:
        """Paragraphs in a tinted box, on one page with the small table that follows it, if there is one."""
        self._waiting.append(box(lines, self.root, look, self._shape))
        self._box_waits = True

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        widths: Sequence[float] | None = None,
        row_headers: bool = False,
        totals: Collection[int] = (),
        dense: bool = False,
        parted: bool = False,
    ) -> None:
        """A table, as ``tables.ruled_table`` makes it; “None” where it has no rows.

        A short one stands whole on a page, unless it may be ``parted`` because its rows are long.
        """
        if not rows:
            self.text("None", look=style.FACTS)
            return
        ready = [column._replace(heading=self._heading_words(column.heading)) for column in columns]
        made = ruled_table(
            ready,
            rows,
            self.root,
            widths=widths,
            row_headers=row_headers,
            totals=totals,
            dense=dense,
            shape=self._shape,
        )
        self._add(made, whole=not parted and len(rows) <= _KEPT_WHOLE)

    def numbers(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        totals: Collection[int] = (),
        dense: bool = False,
        note: str = "",
    ) -> None:
        """A table whose first column names its rows and whose others are numbers, with what is counted below it."""
        columns = [Column(self._heading_words(heading), right=place > 0) for place, heading in enumerate(headings)]
        below = [para((self.run(note),), style.SMALL, Element("P", self.root))] if note and not rows else []
        if rows:
            widths = number_widths(columns, rows, self._shape.column, dense=dense)
            made = ruled_table(
                columns,
                rows,
                self.root,
                widths=widths,
                row_headers=True,
                totals=totals,
                dense=dense,
                look=style.NUMBERS,
                shape=self._shape,
            )
            below = [made, *([para((self.run(note),), style.SMALL, Element("P", self.root))] if note else [])]
        if below:
            self._add(*below, whole=len(rows) <= _NUMBERS_KEPT_WHOLE)

    def lead(self, *runs: Run | str, look: ParagraphStyle = style.BODY) -> None:
        """A paragraph that stays with what follows it, as a heading does."""
        self._waiting.append(
            para([self.run(r) if isinstance(r, str) else r for r in runs], look, Element("P", self.root))
        )

    def figure(self, chart: ChartData) -> None:
        """A chart under its caption, on one page with the headings before it; nothing where all is 0 or not known."""
        caption = Element("P", self.root)
        drawn = figures(chart, self.root, self._shape.column, prepared=lambda text: self.run(text).text)
        if not drawn:
            self.root.kids.remove(caption)
            return
        self._figures += 1
        said = f"Figure {self._figures}. {chart.title}" + (f" ({chart.unit})" if chart.unit else "")
        self._waiting.append(para((self.run(said),), style.CAPTION, caption))
        self._add(drawn[0], whole=True)
        if drawn[1:]:
            self._add(*drawn[1:])

    def _heading_words(self, heading: str) -> str:
        """A heading of a column; one that would fill pages is cut, since every page repeats it."""
        ready = self.run(heading).text
        return ready if len(ready) <= _LONGEST_HEADING else f"{ready[:_LONGEST_HEADING].rstrip()}…"

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is added inside stands on one page, if it fits on one."""
        before, self._story = self._story, []
        self._together = True
        yield
        self._add()
        self._together = False
        inside, self._story = self._story, before
        self._story.append(KeepTogether(inside))

    def drawn_by_themselves(self, flowables: Sequence[Any]) -> None:
        """Blocks that draw and tag themselves, on one page with the words before them, if they fit on one."""
        self._add(*flowables, whole=True)

    def _add(self, *flowables: Any, whole: bool = False) -> None:  # noqa: ANN401  # reportlab has no types
        """Add blocks under the headings that wait for them, so that no heading ends a page."""
        if self._together:
            self._story += [*self._waiting, *flowables]
        elif whole:
            self._story.append(KeepTogether([*self._waiting, *flowables]))
        elif self._box_waits:
            self._story += [KeepTogether(self._waiting), *flowables]
        elif self._waiting:
            self._story += [RoomForHeading(self._reserve(flowables)), *self._waiting, *flowables]
        else:
            self._story += flowables
        self._waiting = []
        self._box_waits = False

    def _reserve(self, flowables: Sequence[Any]) -> float:
        """The height that the waiting headings need together with what begins below them."""
        first = next(iter(flowables), None)
        if first is None:
            return style.HEADING_RESERVE
        column, room = self._shape.column, self._shape.room
        headings = sum(
            each.wrap(column, room)[1] + max(each.getSpaceBefore(), before.getSpaceAfter() if before else 0.0)
            for before, each in zip([None, *self._waiting], self._waiting, strict=False)
        )
        is_table = isinstance(first, TaggedTable)
        begun = first.first_height(column) if is_table else min(first.wrap(column, room)[1], style.BEGUN_TEXT)
        needed = headings + max(self._waiting[-1].getSpaceAfter(), first.getSpaceBefore()) + begun
        # A row taller than a page is broken in any case.
        return max(style.HEADING_RESERVE, needed) if needed <= self._shape.room else style.HEADING_RESERVE

    def _heading(self, role: str, heading: str, look: ParagraphStyle, *, level: int, aside: str = "") -> None:
        if self._box_waits:
            self._add()
        run = self.run(heading)
        runs = [run]
        if aside:
            runs.append(self.run(f"\u00a0\u00a0 {aside}", REGULAR, style.MUTED, style.SMALL.fontSize))
        bookmark = Bookmark(fit(run.text, REGULAR, 10, _OUTLINE_WIDTH), level)
        self._waiting.append(para(runs, look, Element(role, self.root), bookmark))

    # The end

    def rendered(
        self, furniture: Furniture, *, title: str, author: str, made_at: datetime, record: bytes | None = None
    ) -> Rendered:
        """Lay everything out and finish the file."""
        self.at(EVERY_PAGE)
        self.run(furniture.marking)
        self.run(furniture.footer)
        self._add()
        drawn, pages = draw(self._story, furniture, self._shape)
        said = Finish(
            title=prepare(title).text, author=prepare(author).text, made_at=made_at, fields=self.fields, record=record
        )
        return Rendered(
            pdf_bytes=finish(drawn, self.root, said),
            pages=pages,
            missing_glyphs=tuple(self._missing),
            fields=tuple(field.box for field in self.fields),
        )


def _paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs, parted where the text has line ends."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        parts[-1].append(run._replace(text=first))
        parts += [[run._replace(text=line)] for line in rest]
    return [part for part in parts if any(run.text.strip() for run in part)]


def sentence(text: str) -> str:
    """The text with a full stop, where it has none."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?…”’" else stripped + "."
