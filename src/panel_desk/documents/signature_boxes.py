"""The boxes at the end of minutes, in which people sign; the fields lie exactly where the boxes were drawn."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from panel_desk.documents import style
from panel_desk.documents.rendered import FieldBox
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.tagging.canvas import TaggedCanvas
from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.fields import PlannedField
from panel_desk.documents.tagging.flowables import TaggedParagraph, para
from panel_desk.documents.tagging.typeface import REGULAR
from panel_desk.domain.minutes.minutes import SignatureBlock

_BOX_WIDTH = (style.COLUMN - style.SIGNATURE_GAP) / 2
_PADDING = 9.0
_LABEL_TOP = 7.0
_TO_BE_SIGNED = "to be signed"


class SignatureRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Up to two boxes side by side; while drawn, it notes the fields on the sheet."""

    def __init__(self, sheet: Sheet, blocks: Sequence[SignatureBlock]) -> None:
        super().__init__()
        self._sheet = sheet
        self._boxes: list[tuple[SignatureBlock, Element, TaggedParagraph]] = []
        for block in blocks:
            group = Element("Div", sheet.root)
            label = para((sheet.run(block.label),), style.SIGNATURE_LABEL, Element("P", group))
            group.add_field(block.field)
            self._boxes.append((block, group, label))

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the column; every box is as tall as its label needs, at most half a page."""
        self.width = available_width
        tallest = max(label.wrap(_BOX_WIDTH - 2 * _PADDING, 300)[1] for _, _, label in self._boxes)
        self._label_height = min(tallest, 300.0)
        self.height = style.SIGNATURE_HEIGHT - style.SIGNATURE_LABEL.leading + self._label_height
        return available_width, self.height + style.SIGNATURE_GAP

    def draw(self) -> None:
        """Draw frames and labels, and note where the fields lie."""
        canvas: TaggedCanvas = self.canv
        for column, (block, _group, label) in enumerate(self._boxes):
            left = column * (_BOX_WIDTH + style.SIGNATURE_GAP)
            with canvas.artifact():
                canvas.setStrokeColor(style.FRAME)
                canvas.setLineWidth(0.6)
                canvas.rect(left, style.SIGNATURE_GAP, _BOX_WIDTH, self.height)
            top = style.SIGNATURE_GAP + self.height - _LABEL_TOP
            label.drawOn(canvas, left + _PADDING, top - label.height)
            self._note_field(canvas, block, left, top - self._label_height - 2)

    def _note_field(self, canvas: TaggedCanvas, block: SignatureBlock, left: float, top: float) -> None:
        x, bottom = canvas.absolutePosition(left + 2, style.SIGNATURE_GAP + 2)
        right, upper = canvas.absolutePosition(left + _BOX_WIDTH - 2, top)
        field = FieldBox(block.field, canvas.page_index, (x, bottom, right, upper))
        self._sheet.fields.append(
            PlannedField(
                box=field, tooltip=f"Signature: {block.label}", appearance=_empty_appearance(canvas, field.size[1])
            )
        )


def _empty_appearance(canvas: TaggedCanvas, height: float) -> str:
    """“to be signed”, as a content stream in the fonts of this document; the signature replaces it."""
    size = style.SIGNATURE_LABEL.fontSize
    font = pdfmetrics.getFont(REGULAR)
    (subset, encoded), *_ = font.splitString(_TO_BE_SIGNED, canvas._doc)  # noqa: SLF001  # reportlab's way to subset
    name = font.getSubsetInternalName(subset, canvas._doc)  # noqa: SLF001  # as above
    red, green, blue = style.MUTED.rgb()
    return (
        f"q {red:.4f} {green:.4f} {blue:.4f} rg BT {name} {size} Tf "
        f"{_PADDING - 2:.2f} {height - 11:.2f} Td <{encoded.hex()}> Tj ET Q"
    )


def signature_boxes(sheet: Sheet, blocks: Sequence[SignatureBlock]) -> None:
    """Heading, sentence and boxes, kept on one page where they fit on one."""
    sheet.at("Signatures")
    sheet.section("Signatures")
    words = sheet.run("Signed as a correct record. To check this file, open it in Panel Desk, Verify.")
    sentence = para((words,), style.BODY, Element("P", sheet.root))
    rows = [SignatureRow(sheet, blocks[place : place + 2]) for place in range(0, len(blocks), 2)]
    sheet.drawn_by_themselves([sentence, *rows])
