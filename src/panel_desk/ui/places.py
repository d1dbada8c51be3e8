"""Where one can go in the window, and what can be done from anywhere in it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from msgspec import Struct


class PageKey(Enum):
    """The pages of the rail, in its order."""

    TODAY = "today"
    CASE_LISTS = "case lists"
    CHILDREN = "children"
    AGENDAS = "agendas"
    MEETING = "meeting"
    MINUTES = "minutes"
    ACTIONS = "actions"
    MISSING = "missing"
    PROFILE = "profile"
    VOICE = "voice"
    STRATEGY = "plan and places"
    VERIFY = "verify"
    SETTINGS = "settings"


class Place(Struct, frozen=True):
    """Something on a page."""

    page: PageKey
    id: str = ""
    """A child's id, a meeting's id, an action's reference, a file's path: as the page says."""
    what: str = ""
    """What is to be done there, in a word the page understands: ``chase``, ``build``."""


class Command(Struct, frozen=True, kw_only=True):
    """Something that can be done now: found by Ctrl+K, listed by ``?``, and live under its keys."""

    words: str
    run: Callable[[], None]
    shortcut: str = ""
    """As Qt writes it: ``Ctrl+Shift+N``."""
    enabled: bool = True
