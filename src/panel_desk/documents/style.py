"""How every document looks: colours, sizes and distances, in one place. Colours are the light ones of the screens."""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

from panel_desk.documents.tagging.flowables import Bar
from panel_desk.documents.tagging.typeface import REGULAR, SEMIBOLD

TEXT = HexColor("#1A2527")
MUTED = HexColor("#566568")
LINE = HexColor("#DCE2E3")
ACCENT = HexColor("#0B6468")
TINT = HexColor("#F0F6F6")
RED = HexColor("#A8231B")
RED_TINT = HexColor("#FBE9E7")
AMBER = HexColor("#7A4E00")
AMBER_TINT = HexColor("#FFF1D2")
BLUE = HexColor("#1C5596")
BLUE_TINT = HexColor("#E5EEF8")
FRAME = HexColor("#8C9A9C")
WATERMARK = HexColor("#F1F4F4")
"""Pale enough that text over it keeps a contrast above 14:1."""

PAGE = A4
LEFT = RIGHT = 52.0
TOP = 56.0
BOTTOM = 64.0


class Shape(NamedTuple):
    """Which way round the pages of a document stand."""

    across: float
    high: float

    @property
    def column(self) -> float:
        """Width of the text, in points."""
        return self.across - LEFT - RIGHT

    @property
    def room(self) -> float:
        """Height that the text of a page has, less what a frame keeps for itself."""
        return self.high - TOP - BOTTOM - 12

    @property
    def top_marking_at(self) -> float:
        """The height of the marking at the top."""
        return self.high - 28


UPRIGHT = Shape(*PAGE)
LYING = Shape(PAGE[1], PAGE[0])
"""For tables of many columns."""
COLUMN = UPRIGHT.column
ROOM = UPRIGHT.room

MARKING_SIZE = 8.5
FOOTER_SIZE = 8.0
BOTTOM_MARKING_AT = 20.0
FOOTER_AT = 35.0
FOOTER_RULE_AT = 47.0

CELL_GAP = 13.0
"""Between two columns of a table."""
DENSE_GAP = 9.0
"""The same in a table of many columns."""
DECISION_BAR = 2.5
HEADING_RESERVE = 80.0
"""A heading moves to the next page where less than this is left: it never stands alone at the foot of one."""
BEGUN_TEXT = 34.0
"""Of a paragraph below headings so much stands on their page: two lines and a little."""
SIGNATURE_GAP = 16.0
SIGNATURE_HEIGHT = 78.0


def _style(name: str, font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401  # reportlab's own
    # No page begins with the last line of a paragraph: it would stand alone there.
    settings: dict[str, Any] = {"textColor": TEXT, "bulletFontName": font, "splitLongWords": 1, "allowWidows": 0} | more
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **settings)


COUNCIL = _style("council", REGULAR, 9, 12, textColor=MUTED, spaceAfter=1)
TITLE = _style("title", SEMIBOLD, 21, 26, spaceAfter=9)
SECTION = _style("section", SEMIBOLD, 13.5, 18, textColor=ACCENT, spaceBefore=17, spaceAfter=5)
ITEM = _style("item", SEMIBOLD, 11.5, 15.5, spaceBefore=13, spaceAfter=3)
BODY = _style("body", REGULAR, 10.3, 15, spaceAfter=6)
FACTS = _style("facts", REGULAR, 9.6, 13.5, spaceAfter=6)
SMALL = _style("small", REGULAR, 8.8, 12.5, textColor=MUTED, spaceAfter=6)
CELL = _style("cell", REGULAR, 9.8, 13.2)
CELL_SMALL = _style("cell small", REGULAR, 8.8, 12, textColor=MUTED)
CELL_DENSE = _style("cell dense", REGULAR, 8.4, 11.2)
CELL_DENSE_RIGHT = _style("cell dense right", REGULAR, 8.4, 11.2, alignment=TA_RIGHT)
CELL_RIGHT = _style("cell right", REGULAR, 9.8, 13.2, alignment=TA_RIGHT)
HEAD = _style("head", SEMIBOLD, 8.4, 11, textColor=MUTED)
HEAD_DENSE = _style("head dense", SEMIBOLD, 7.8, 10, textColor=MUTED)
HEAD_DENSE_RIGHT = _style("head dense right", SEMIBOLD, 7.8, 10, textColor=MUTED, alignment=TA_RIGHT)
HEAD_RIGHT = _style("head right", SEMIBOLD, 8.4, 11, textColor=MUTED, alignment=TA_RIGHT)
CAPTION = _style("caption", SEMIBOLD, 9, 12, spaceBefore=6, spaceAfter=3)
LABEL = _style("label", REGULAR, 9.8, 13.2, textColor=MUTED)
DECISION = _style("decision", REGULAR, 10.3, 15)
NOTICE = _style("notice", REGULAR, 9.8, 14)
SIGNATURE_LABEL = _style("signature label", REGULAR, 8.6, 11, textColor=MUTED)

LABEL_SIZE = 8.8
"""Of the bold label before a line of facts."""

_PLAIN: list[tuple[Any, ...]] = [
    ("FONT", (0, 0), (-1, -1), REGULAR, 9.8, 13.2),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-2, -1), CELL_GAP),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
]

RULED = TableStyle(
    [
        *_PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), 3.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.6),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE, "butt"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, TEXT, "butt"),
    ]
)
"""A table with a header row: a dark line below it, a hairline below each row."""

NUMBERS = TableStyle(
    [("TOPPADDING", (0, 0), (-1, -1), 2.4), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4)],
    RULED,
)
"""The same for rows of numbers, which stand closer."""

DENSE = TableStyle(
    [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), DENSE_GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 2.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
    ],
    RULED,
)
"""The same for many columns."""

LABELLED = TableStyle([*_PLAIN, ("TOPPADDING", (0, 0), (-1, -1), 1.6), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4)])
"""Labels and values, without lines."""


class Box(NamedTuple):
    """A tinted box with a bar on its left: a decision, a notice."""

    look: TableStyle
    bar: Bar


def _box(ground: Color, bar: Color) -> Box:
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, 10.3, 15),
            ("BACKGROUND", (0, 0), (-1, -1), ground),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 13),
            ("RIGHTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ]
    )
    return Box(look, Bar(DECISION_BAR, bar))


DECISION_BOX = _box(TINT, ACCENT)
WARNING_BOX = _box(RED_TINT, RED)
