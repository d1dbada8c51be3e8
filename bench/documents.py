"""Minutes as tagged PDFs, whole processes: ours against typst, weasyprint and LibreOffice on the same content.

All are asked for accessible PDFs; weasyprint and LibreOffice convert the same HTML.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.measuring import Comparison, compare, run
from bench.minutes_made import bundle, fifteen_cases
from bench.other_renderers import as_html, as_typst
from panel_desk.domain.minutes.minutes import Minutes

_ACCESSIBLE = '{"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"3"}}'
"""What LibreOffice is asked for: PDF/UA and PDF/A-3."""


def compare_all() -> Iterator[Comparison]:
    """Fifteen cases, then a bundle of three hundred pages."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _compare(Path(folder), fifteen_cases(), "minutes of 15 cases", pairs=3)
        yield from _compare(Path(folder), bundle(), "bundle of 300 pages", pairs=1)


def _compare(folder: Path, minutes: Minutes, what: str, *, pairs: int) -> Iterator[Comparison]:
    source, html, typ = folder / "minutes.json", folder / "minutes.html", folder / "minutes.typ"
    source.write_bytes(msgspec.json.encode(minutes))
    html.write_text(as_html(minutes), encoding="utf-8")
    typ.write_text(as_typst(minutes), encoding="utf-8")
    out = str(folder / "out.pdf")

    def ours() -> None:
        run([sys.executable, "-m", "bench.render_once", "ours", str(source), out])

    ways = (("typst", str(typ), 2.0), ("weasyprint", str(html), 0.2))
    for way, made, at_most in ways:

        def other(way: str = way, made: str = made) -> None:
            run([sys.executable, "-m", "bench.render_once", way, made, out])

        yield compare(what, ours, other, against=way, at_most=at_most, pairs=pairs)
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        office = ["soffice", profile, "--headless", "--convert-to", f"pdf:writer_web_pdf_Export:{_ACCESSIBLE}"]

        def libre() -> None:
            run([*office, "--outdir", str(folder), str(html)])

        yield compare(what, ours, libre, against="LibreOffice", at_most=0.2, pairs=pairs)
    else:
        print(f"- {what} against LibreOffice: soffice is not installed here")
