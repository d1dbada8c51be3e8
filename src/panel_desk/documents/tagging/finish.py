"""Turns what reportlab drew into the finished file: structure, fields, metadata, attachment."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from pikepdf import Name, ObjectStreamMode, Pdf

from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.fields import PlannedField, add_fields
from panel_desk.documents.tagging.metadata import attach, describe
from panel_desk.documents.tagging.structure import StructureWriter


class Finish(Struct, frozen=True, kw_only=True):
    """What a file says of itself."""

    title: str
    author: str
    made_at: datetime
    fields: Sequence[PlannedField] = ()
    record: bytes | None = None
    """Attached as ``minutes.json``."""


def finish(drawn: bytes, root: Element, said: Finish) -> bytes:
    """The finished file. The same drawing and sayings give the same bytes."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        widgets = add_fields(pdf, said.fields)
        StructureWriter(pdf, widgets).write(root)
        describe(pdf, title=said.title, author=said.author, made_at=said.made_at)
        for page in pdf.pages:
            # reportlab gives every page a transition, which PDF/A forbids.
            if Name.Trans in page.obj:
                del page.obj[Name.Trans]
        if said.record is not None:
            attach(pdf, "minutes.json", said.record, description="Machine-readable minutes", made_at=said.made_at)
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)
    return out.getvalue()
