"""Whose a missing episode is: by local ID, by a person’s answer, by NHS number, by UPN and date of birth; never by name.

What none of these joins stays in a queue, with the reason, for a person to answer.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class MatchedBy(Enum):
    """What joins the episodes under a number to a child; the value completes “matched on …”."""

    LOCAL_ID = "local ID"
    ANSWER = "a person’s answer"
    NHS_NUMBER = "NHS number"
    UPN_AND_BIRTH = "UPN and date of birth"


class Suggestion(Struct, frozen=True, kw_only=True):
    """A child on the desk whose the episodes might be; a person decides."""

    local_id: str
    initials: str
    name: str
    why: str
    """``same surname and date of birth``."""


class MatchCandidate(Struct, frozen=True, kw_only=True):
    """A number in the lists of missing episodes that joins to no child on the desk."""

    source_id: str
    """The number the list gives; ``EpisodesMatched`` answers it."""
    initials: str
    """``?.?.`` where the list gives no name."""
    name: str
    """As the list gives it; empty: not given."""
    episodes: int
    last: str
    """Of the newest: ``missing since 20 November 2026, 21:10``, ``last 9 November 2026``."""
    why: str
    """Why nothing joined, a sentence."""
    suggestions: tuple[Suggestion, ...] = ()
