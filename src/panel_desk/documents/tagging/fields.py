"""Empty signature fields: made before the first signature, because none may be added after it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from panel_desk.documents.rendered import FieldBox


class PlannedField(Struct, frozen=True, kw_only=True):
    """A field as the page has drawn its place."""

    box: FieldBox
    tooltip: str
    """Read aloud in place of the field: ``Signature: Chair``."""
    appearance: str
    """Content stream of the empty field; its fonts are the page's."""


_PRINT_AND_LOCKED = 4 | 128


def add_fields(pdf: Pdf, planned: Sequence[PlannedField]) -> dict[str, Object]:
    """Add the fields to the document and give back their widgets by name.

    The last carries a lock where there are several: once it is signed, nothing more may change (PDF 2.0, 12.7.5.5).
    """
    widgets: dict[str, Object] = {}
    for field in planned:
        page = pdf.pages[field.box.page].obj
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(field.box.name),
                TU=String(field.tooltip),
                F=_PRINT_AND_LOCKED,
                Rect=Array([round(edge, 3) for edge in field.box.rect]),
                P=page,
                AP=Dictionary(N=_appearance(pdf, field, page)),
            )
        )
        page.Annots = Array([*page.get(Name.Annots, Array()), widget])
        page.Tabs = Name.S
        widgets[field.box.name] = widget
    if len(planned) > 1:
        lock = Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1)
        widgets[planned[-1].box.name].Lock = pdf.make_indirect(lock)
    if widgets:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(list(widgets.values())), SigFlags=0))
    return widgets


def _appearance(pdf: Pdf, field: PlannedField, page: Object) -> Object:
    width, height = field.box.size
    stream = pdf.make_stream(field.appearance.encode("latin-1"))
    stream.Type = Name.XObject
    stream.Subtype = Name.Form
    stream.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    stream.Resources = Dictionary(Font=page.Resources.Font)
    return stream
