"""Which page stands behind which line of the rail; each is imported when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from panel_desk.domain.permissions import Permission
from panel_desk.ui.page import Page
from panel_desk.ui.places import PageKey
from panel_desk.ui.session import Around, Session


class RailLine(Struct, frozen=True):
    """One line of the rail."""

    key: PageKey
    words: str
    icon: str
    shortcut: str
    module: str
    """Below ``ui.workspaces``; its ``page`` holds the class named ``page``."""
    page: str
    needs_desk: bool = True
    needs: Permission | None = None
    """What somebody must be permitted at some panel; without it the page has nothing for them, and is left out."""


_RECORDS = Permission.RECORD_DECISIONS
RAIL = (
    RailLine(PageKey.TODAY, "Today", "sun", "Ctrl+1", "today", "TodayPage"),
    RailLine(PageKey.CASE_LISTS, "Case lists", "file-spreadsheet", "Ctrl+2", "case_lists", "CaseListsPage"),
    RailLine(PageKey.CHILDREN, "Children", "users", "Ctrl+3", "children", "ChildrenPage"),
    RailLine(PageKey.AGENDAS, "Agendas", "list-ordered", "Ctrl+4", "agendas", "AgendasPage"),
    RailLine(PageKey.MEETING, "Meeting", "presentation", "Ctrl+5", "meeting", "MeetingPage", needs=_RECORDS),
    RailLine(PageKey.MINUTES, "Minutes", "file-text", "Ctrl+6", "minutes", "MinutesPage"),
    RailLine(PageKey.ACTIONS, "Actions", "check-check", "Ctrl+7", "actions", "ActionsPage"),
    RailLine(PageKey.MISSING, "Missing", "clock", "Ctrl+8", "missing", "MissingPage"),
    RailLine(PageKey.PROFILE, "Profile", "chart-column", "Ctrl+9", "profile", "ProfilePage"),
    RailLine(PageKey.VOICE, "Voice", "quote", "F9", "voice", "VoicePage"),
    RailLine(PageKey.STRATEGY, "Plan and places", "map-pin", "F10", "plan_and_places", "StrategyPage"),
    RailLine(PageKey.VERIFY, "Verify", "shield-check", "Ctrl+0", "verify", "VerifyPage", needs_desk=False),
    RailLine(PageKey.SETTINGS, "Settings", "settings", "Ctrl+,", "settings", "SettingsPage"),
)
"""The rail from top to bottom; the settings stand at its foot."""


def keys_for(session: Session | None) -> frozenset[PageKey]:
    """The pages that somebody has: without a desk those that need none, else all that are theirs by their roles."""
    if session is None:
        return frozenset(line.key for line in RAIL if not line.needs_desk)
    return frozenset(line.key for line in RAIL if line.needs is None or session.can(line.needs))


def line_of(key: PageKey) -> RailLine:
    """The rail’s line for a page."""
    return next(line for line in RAIL if line.key is key)


def make_page(key: PageKey, around: Around, session: Session | None) -> Page:
    """A page, ready to be shown."""
    line = line_of(key)
    made = getattr(import_module(f"panel_desk.ui.workspaces.{line.module}.page"), line.page)
    if not line.needs_desk:
        return cast("Callable[[Around, Session | None], Page]", made)(around, session)
    if session is None:
        raise ValueError(f"{line.words} needs an open desk")
    return cast("Callable[[Session], Page]", made)(session)
