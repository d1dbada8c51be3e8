"""Cuts a name off the beginning of a line: ``police khan: …``, ``police khan …``."""

from __future__ import annotations

import re
from typing import Protocol

from panel_desk.domain.capture.context import CaptureContext, KnownPerson, Whereabouts
from panel_desk.domain.capture.naming import MOST_WORDS, KnownAgency, Who, named, narrowed, nobody, persons, several
from panel_desk.domain.capture.typed import Lack

_LONGEST = 80
"""Characters before a colon that may still be a name."""
_ANOTHER = re.compile(r"(?:and|or|with|&|\+|plus)\s", re.IGNORECASE)
_MOST_OF_SECOND = 3
_JOINERS = ",:;–- "


class Find(Protocol):
    """Whom words may mean; where ``whole``, beginnings of names do not count."""

    def __call__(self, words: str, *, whole: bool) -> tuple[Who, ...]:
        """Nobody, one, or several."""
        ...


def cut_who(text: str, at: CaptureContext, ask: Lack) -> tuple[Who | Lack, str]:
    """An agency or a person at the beginning, and the words after.

    A colon between them is needed only where it is not plain: without one, the longest beginning that is somebody's
    name counts (``police khan ANPR`` asks Khan of the police).
    """

    def find(words: str, *, whole: bool) -> tuple[Who, ...]:
        found = named(words, at, whole=whole)
        people = tuple(w for w in found if isinstance(w, KnownPerson))
        return narrowed(people, ()) if len(people) == len(found) else found

    return _cut(text, at, ask, find)


def cut_person(
    text: str, at: CaptureContext, ask: Lack, *, where: tuple[Whereabouts, ...] = ()
) -> tuple[KnownPerson | Lack, str]:
    """A person at the beginning (an agency stands for its people), and the words after."""

    def find(words: str, *, whole: bool) -> tuple[Who, ...]:
        return persons(words, at, where=where, whole=whole)

    found, rest = _cut(text, at, ask, find)
    return (found if isinstance(found, KnownPerson | Lack) else ask), rest


def names_another(text: str, said: str, at: CaptureContext) -> bool:
    """Whether somebody else is named where the words begin: ``khan and osei to meet``, ``csc police: visit``.

    Args:
        text: The whole, that begins with a name.
        said: The words after that name.
        at: Who is known.
    """
    head, colon, _ = said.partition(":")
    if colon and head and len(head) <= _LONGEST and named(head, at, whole=True):
        return True
    if joined := _ANOTHER.match(said):
        return not isinstance(cut_who(said[joined.end() :], at, Lack(""))[0], Lack)
    name = _between(text, said)
    if (
        not name.endswith((",", ":"))
        and _are_agencies(name, at, whole=False)
        and _are_agencies(said.partition(" ")[0], at, whole=True)
    ):
        return True
    if not name.endswith(","):
        return False
    parts = [part.strip(",:;") for part in said.split(None, _MOST_OF_SECOND)[:_MOST_OF_SECOND]]
    found = (named(" ".join(parts[: count + 1]), at, whole=True) for count in range(len(parts)))
    return any(isinstance(who, KnownPerson) for each in found for who in each)


def _are_agencies(words: str, at: CaptureContext, *, whole: bool) -> bool:
    found = named(words, at, whole=whole)
    return bool(found) and all(isinstance(who, KnownAgency) for who in found)


def is_addressed(text: str, said: str) -> bool:
    """Whether a colon stands between the name and the words after it."""
    return ":" in _between(text, said)[-1:]


def _between(text: str, said: str) -> str:
    return text[: len(text) - len(said)].rstrip()


def _cut(text: str, at: CaptureContext, ask: Lack, find: Find) -> tuple[Who | Lack, str]:
    head, colon, tail = text.partition(":")
    addressed = bool(colon) and len(head) <= _LONGEST
    if addressed and (found := find(head, whole=False)):
        return _one(head, found, at), tail.strip()
    parts = text.split(None, MOST_WORDS)[:MOST_WORDS]
    for count in range(len(parts), 0, -1):
        words = " ".join(parts[:count])
        if found := find(words.rstrip(",:"), whole=count > 1):
            rest = text.split(None, count)[count:]
            return _one(words, found, at), rest[0].lstrip(_JOINERS) if rest else ""
    wrong = head if addressed else parts[0] if parts else ""
    return (nobody(wrong, at) if wrong.strip() else ask), tail.strip() if addressed else ""


def _one(words: str, found: tuple[Who, ...], at: CaptureContext) -> Who | Lack:
    return found[0] if len(found) == 1 else several(words, found, at)
