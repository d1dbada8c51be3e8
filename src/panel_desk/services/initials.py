"""Puts initials in the place of names in actions that leave the desk: their words are typed, and may hold one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.minutes.edition_parts import hide_person_of_concern, keep_professional
from panel_desk.domain.names.hiding import Hiding, texts_in, words_of
from panel_desk.services.everybody import roll_of
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import people as people_queries

T = TypeVar("T")

_ASIDE = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets beside a name: ``(adult, white van)``."""

_NUMBER = re.compile(r"\(([^()\s]+)\)")


def initials_only(db: Database) -> Callable[[FollowedAction], FollowedAction]:
    """What gives an action without the name of any child or person of concern that the desk knows.

    It cannot know the names of family and friends that were typed into the text.
    """
    roll = roll_of(db)
    professionals = [person.name for person in people_queries.persons(db)]
    persons = [row.name for row in concern_queries.rows(db) if row.kind is ConcernKind.PERSON]

    def hidden(followed: FollowedAction) -> FollowedAction:
        action = followed.action
        about = f"{action.about} {action.what} {action.status_reason}"
        hiding = Hiding(words_of(about))
        for child in roll.named_in(about, near=_told_by_number(about)):
            hiding.child(child, child.initials, initials=False, number=False)
        for name in professionals:
            keep_professional(hiding, name)
        for name in persons:
            for words in (name, _ASIDE.sub("", name)):
                hiding.words(words, _initials(name))
        return replace(
            followed,
            action=replace(
                action,
                what=hiding.text(action.what),
                about=hiding.text(action.about),
                status_reason=hiding.text(action.status_reason),
            ),
        )

    return hidden


def without_names(db: Database, value: T) -> T:
    """Any value with the names of children as initials, and those of persons of concern gone, wherever they stand.

    It cannot know the names of family and friends that were typed into the text.
    """
    told = "\n".join(texts_in(value))
    hiding = Hiding(words_of(told))
    for child in roll_of(db).named_in(told, near=_told_by_number(told)):
        hiding.child(child, child.initials, initials=False, number=False)
    for person in people_queries.persons(db):
        keep_professional(hiding, person.name)
    for row in concern_queries.rows(db):
        if row.kind is ConcernKind.PERSON:
            hide_person_of_concern(hiding, row.name, "[a person of concern]")
    return hiding.everywhere(value)


def _told_by_number(text: str) -> frozenset[str]:
    """Local IDs in brackets: “K.A. (104101)” says of whom a text is."""
    return frozenset(_NUMBER.findall(text))


def _initials(name: str) -> str:
    return "".join(f"{part[0].upper()}." for part in _ASIDE.sub("", name).split() if part[0].isalpha())
