"""Puts initials in the place of names in actions that leave the desk: their words are typed, and may hold one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from panel_desk.domain.cases import ChildFacts, ConcernKind
from panel_desk.domain.edition_parts import hide_person_of_concern
from panel_desk.domain.followed_actions import FollowedAction
from panel_desk.domain.hiding import ChildNamed, Hiding, named_in, parts_of, texts_in
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import concerns as concern_queries

T = TypeVar("T")

_ASIDE = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets beside a name: ``(adult, white van)``."""


def initials_only(db: Database) -> Callable[[FollowedAction], FollowedAction]:
    """What gives an action without the name of any child or person of concern that the desk knows.

    It cannot know the names of family and friends that were typed into the text.
    """
    children = {
        facts.local_id: ChildNamed(local_id=facts.local_id, initials=facts.initials, name=facts.name, alias=facts.alias)
        for facts in child_queries.facts(db)
    }
    persons = [row.name for row in concern_queries.rows(db) if row.kind is ConcernKind.PERSON]

    def hidden(followed: FollowedAction) -> FollowedAction:
        action = followed.action
        hiding = Hiding()
        for child in named_in(children, f"{action.what} {action.about} {action.status_reason}"):
            hiding.words(child.name, child.initials)
            hiding.words(child.alias, child.initials)
            for part in parts_of(child.name):
                hiding.part(part, child.initials)
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
    children = {
        local_id: ChildNamed(
            local_id=local_id,
            initials=ChildFacts(local_id=local_id, surname=surname, forenames=forenames).initials,
            name=f"{forenames} {surname}".strip(),
            alias=alias,
        )
        for local_id, forenames, surname, alias in child_queries.names(db)
    }
    hiding = Hiding()
    for child in named_in(children, "\n".join(texts_in(value))):
        hiding.words(child.name, child.initials)
        hiding.words(child.alias, child.initials)
        for part in parts_of(child.name):
            hiding.part(part, child.initials)
    for row in concern_queries.rows(db):
        if row.kind is ConcernKind.PERSON:
            hide_person_of_concern(hiding, row.name, "[a person of concern]")
    return hiding.everywhere(value)


def _initials(name: str) -> str:
    return "".join(f"{part[0].upper()}." for part in _ASIDE.sub("", name).split() if part[0].isalpha())
