"""What stands on every page: the marking, the footer, page x of y, and whether this is fictional or a draft."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from panel_desk.documents import style
from panel_desk.documents.tagging.canvas import TaggedCanvas
from panel_desk.documents.tagging.typeface import ONE_AT_A_TIME, REGULAR, SEMIBOLD, fit, width

FICTIONAL = "FICTIONAL"
DRAFT = "DRAFT"


class Furniture(Struct, frozen=True, kw_only=True):
    """The words that every page carries."""

    marking: str
    footer: str
    """``SAFE-2026-11 · minutes, version 2, approved · copy 3, Police``."""
    fictional: bool = False
    draft: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What stands beside the marking and pale across the page."""
        return (FICTIONAL,) * self.fictional + (DRAFT,) * self.draft


def footer_line(reference: str, edition: str, copy_number: int | None, recipient: str) -> str:
    """``SAFE-2026-11 · minutes, version 2, approved · copy 3, Police``."""
    copy = f"copy {copy_number}" if copy_number is not None else ""
    to_whom = ", ".join(part for part in (copy, recipient.strip()) if part)
    return " · ".join(part for part in (reference, edition, to_whom) if part)


def draw(story: Sequence[Any], furniture: Furniture, shape: style.Shape = style.UPRIGHT) -> tuple[bytes, int]:
    """Lay the story out on pages: the PDF as drawn, still without its structure, and the number of pages."""
    target = io.BytesIO()
    canvases: list[TaggedCanvas] = []

    def new_canvas(file: io.BytesIO, **options: Any) -> TaggedCanvas:  # noqa: ANN401  # reportlab's own
        canvases.append(TaggedCanvas(file, _number_page, **options))
        return canvases[-1]

    document = BaseDocTemplate(target, pagesize=tuple(shape), lang="en-GB", invariant=1)
    frame = Frame(
        style.LEFT,
        style.BOTTOM,
        shape.column,
        shape.high - style.TOP - style.BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    dress = PageTemplate("page", [frame], onPage=lambda canvas, _document: _dress(canvas, furniture, shape))
    document.addPageTemplates([dress])
    with ONE_AT_A_TIME:
        document.build(list(story), canvasmaker=new_canvas)
    return target.getvalue(), canvases[-1].page_count


def _dress(canvas: TaggedCanvas, furniture: Furniture, shape: style.Shape) -> None:
    """Draw everything that is known before the number of pages is."""
    with canvas.artifact("Pagination"):
        canvas.saveState()
        _watermark(canvas, furniture.flags, shape)
        _flags(canvas, furniture.flags, shape)
        canvas.setFillColor(style.RED)
        canvas.setFont(SEMIBOLD, style.MARKING_SIZE)
        marking = fit(furniture.marking, SEMIBOLD, style.MARKING_SIZE, shape.column * 0.5)
        # Letters of a marking stand a little apart, as in print.
        middle = shape.across / 2
        canvas.drawCentredString(middle, shape.top_marking_at, marking, charSpace=0.4)
        canvas.drawCentredString(middle, style.BOTTOM_MARKING_AT, marking, charSpace=0.4)
        canvas.setStrokeColor(style.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(style.LEFT, style.FOOTER_RULE_AT, shape.across - style.RIGHT, style.FOOTER_RULE_AT)
        canvas.setFillColor(style.MUTED)
        canvas.setFont(REGULAR, style.FOOTER_SIZE)
        footer = fit(furniture.footer, REGULAR, style.FOOTER_SIZE, shape.column - 90)
        canvas.drawString(style.LEFT, style.FOOTER_AT, footer)
        canvas.restoreState()


def _watermark(canvas: TaggedCanvas, flags: tuple[str, ...], shape: style.Shape) -> None:
    if not flags:
        return
    words = " · ".join(flags)
    size = 96.0 if len(flags) == 1 else 68.0
    canvas.saveState()
    canvas.setFillColor(style.WATERMARK)
    canvas.setFont(SEMIBOLD, size)
    canvas.translate(shape.across / 2, shape.high / 2)
    # Along the diagonal, whichever way round the page stands.
    canvas.rotate(52 if shape.high > shape.across else 33)
    canvas.drawCentredString(0, -size / 3, words)
    canvas.restoreState()


def _flags(canvas: TaggedCanvas, flags: tuple[str, ...], shape: style.Shape) -> None:
    """Small labels at the right, at the height of the marking, from the margin inwards."""
    right = shape.across - style.RIGHT
    for flag in flags:
        ground, ink = (style.AMBER_TINT, style.AMBER) if flag == FICTIONAL else (style.BLUE_TINT, style.BLUE)
        across = width(flag, SEMIBOLD, 7.5) + 14
        canvas.setFillColor(ground)
        canvas.roundRect(right - across, shape.top_marking_at - 4.2, across, 14.5, 7.2, stroke=0, fill=1)
        canvas.setFillColor(ink)
        canvas.setFont(SEMIBOLD, 7.5)
        canvas.drawCentredString(right - across / 2, shape.top_marking_at + 0.4, flag)
        right -= across + 6


def _number_page(canvas: TaggedCanvas, number: int, pages: int) -> None:
    canvas.setFillColor(style.MUTED)
    canvas.setFont(REGULAR, style.FOOTER_SIZE)
    canvas.drawRightString(canvas.across - style.RIGHT, style.FOOTER_AT, f"Page {number} of {pages}")
