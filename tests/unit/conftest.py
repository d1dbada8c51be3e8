"""Property tests draw the same examples everywhere and are never timed: two runs of one commit agree."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("desk", deadline=None, derandomize=True, database=None)
settings.load_profile("desk")
