"""What may stand at the cursor: commands, then whoever and whatever the command can name."""

from __future__ import annotations

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.reading_values import Completion


def completions(line: str, cursor: int, at: CaptureContext) -> tuple[Completion, ...]:
    """At most a dozen, best first."""
    return ()
