"""The report to scrutiny: the profile of a period with its charts, and what lies behind it."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.figures.profile import AnyProfile, PublicProfile
from panel_desk.domain.minutes.papers import PaperHead


class SupportingDocument(Struct, frozen=True, kw_only=True):
    """Something that lies behind a report: named in it, never attached."""

    title: str
    """``Minutes of the SAFE panel, SAFE-2026-11``."""
    what: str = ""
    """What it is and who holds it: ``approved 12 November 2026``."""


class ScrutinyReport(Struct, frozen=True, kw_only=True):
    """What the report prints."""

    head: PaperHead
    profile: AnyProfile
    supporting: tuple[SupportingDocument, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it: it then bears no marking and gives small figures as ``c``."""
        return isinstance(self.profile, PublicProfile)
