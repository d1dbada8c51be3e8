"""Documents may be drawn from any thread: fonts are registered once, and no document disturbs another."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.documents.builders import MADE_AT, an_action_sheet, an_agenda, some_minutes

from panel_desk.documents.action_sheet_pdf import render_action_sheet
from panel_desk.documents.agenda_pdf import render_agenda
from panel_desk.documents.minutes_pdf import render_minutes


def _draw(kind: int) -> bytes:
    match kind % 3:
        case 0:
            return render_minutes(some_minutes()).pdf_bytes
        case 1:
            return render_agenda(an_agenda(), made_at=MADE_AT).pdf_bytes
    return render_action_sheet(an_action_sheet()).pdf_bytes


def test_threads_at_once_draw_the_same_bytes_as_one() -> None:
    alone = [_draw(kind) for kind in range(3)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(_draw, range(12)))
    assert together == alone * 4


def test_a_document_is_the_same_in_another_process() -> None:
    code = (
        "import hashlib; from tests.documents.test_drawing_in_threads import _draw;"
        "print(hashlib.sha256(_draw(0)).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert len(first) == 65
