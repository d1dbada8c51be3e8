"""One rendering as a process of its own: ``python -m bench.render_once ours|profile|typst|weasyprint SOURCE OUT``."""

from __future__ import annotations

import sys
from pathlib import Path


def main(way: str, source: Path, out: Path) -> None:
    """Render once; only what this way needs is imported."""
    match way:
        case "ours":
            import msgspec

            from panel_desk.documents.minutes_pdf import render_minutes
            from panel_desk.domain.minutes.minutes import Minutes
            from panel_desk.domain.minutes.minutes_record import record_of

            minutes = msgspec.json.decode(source.read_bytes(), type=Minutes)
            out.write_bytes(render_minutes(minutes, record=record_of(minutes)).pdf_bytes)
        case "profile":
            import msgspec

            from panel_desk.documents.profile_pdf import render_scrutiny_report
            from panel_desk.domain.figures.profile import Profile
            from panel_desk.domain.figures.scrutiny_report import ScrutinyReport
            from panel_desk.domain.minutes.papers import PaperHead

            head, profile = msgspec.json.decode(source.read_bytes(), type=tuple[PaperHead, Profile])
            out.write_bytes(render_scrutiny_report(ScrutinyReport(head=head, profile=profile)).pdf_bytes)
        case "typst":
            import typst

            typst.compile(str(source), output=str(out), pdf_standards=["ua-1"])
        case _:
            import weasyprint

            weasyprint.HTML(str(source)).write_pdf(str(out), pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
