"""What a signature looks like on the page. It proves nothing: only the signature under it does."""

from __future__ import annotations

import io
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from panel_desk.documents import style
from panel_desk.documents.tagging.typeface import ONE_AT_A_TIME, REGULAR, SEMIBOLD, fit, register
from panel_desk.domain.calendar import moment_words

_PADDING = 7.0
_NAME_SIZE, _LINE_SIZE = 10.5, 8.6
_LEADING = 12.6


def stamp_pdf(
    *, name: str, role: str, signed_at: datetime, certificate_ending: str, size: tuple[float, float]
) -> bytes:
    """A one-page PDF with the signer's name and the time, for the field of a signature.

    Args:
        name: The signer, as the certificate names them.
        role: The line under the name, such as a job title; empty leaves it out.
        signed_at: Aware; printed in England's time.
        certificate_ending: The end of the certificate's fingerprint: ``4F:2A:91``.
        size: Of the field, in points: ``FieldBox.size``.
    """
    register()
    across, up = size
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, initialFontName=REGULAR, invariant=1, pageCompression=1)
    # Opaque, so that it covers what the empty field said.
    canvas.setFillColor("white")
    canvas.rect(0, 0, across, up, stroke=0, fill=1)
    lines = [
        (SEMIBOLD, _NAME_SIZE, style.TEXT, name),
        (REGULAR, _LINE_SIZE, style.MUTED, role),
        (REGULAR, _LINE_SIZE, style.MUTED, moment_words(signed_at)),
        (REGULAR, _LINE_SIZE, style.MUTED, f"Certificate ending {certificate_ending}" if certificate_ending else ""),
    ]
    shown = [line for line in lines if line[3]]
    leading = min(_LEADING, up / len(shown))
    top = up - min(leading, 11.0)
    for font, font_size, ink, text in shown:
        canvas.setFillColor(ink)
        canvas.setFont(font, font_size)
        canvas.drawString(_PADDING, top, fit(text, font, font_size, across - 2 * _PADDING))
        top -= leading
    with ONE_AT_A_TIME:
        canvas.save()
    return target.getvalue()
