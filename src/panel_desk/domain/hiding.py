"""Takes names and numbers out of what others are to read, wherever in a value they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")

_SHORTEST_PART = 3
_SHORTEST_NUMBER = 4
"""Shorter local IDs are hidden only in brackets: ``12`` is a time or a house more often than a child."""
_IDENTIFIERS = frozenset({"item_id", "meeting_id", "panel", "reference", "number", "verb"})
"""Fields that hold no words of people."""


class ChildNamed(Struct, frozen=True, kw_only=True):
    """How a child may be told from others."""

    local_id: str
    initials: str
    name: str
    """Forenames and surname."""
    alias: str = ""


class Hiding:
    """Words to take out, with what stands instead. Counts what it found."""

    def __init__(self) -> None:
        self._instead: dict[str, str] = {}
        self._anyhow: list[str] = []
        self._as_typed: list[str] = []
        self._pattern: re.Pattern[str] | None = None
        self.found = 0
        """How many places were changed so far."""

    def words(self, words: str, instead: str) -> None:
        """Hide these words, in small and capital letters."""
        if words.strip():
            self._instead.setdefault(_key(words), instead)
            self._anyhow.append(words.strip())

    def part(self, word: str, instead: str) -> None:
        """Hide a part of a name where it is written as a name: ``Hope``, ``HOPE``, not ``hope``."""
        if len(word) >= _SHORTEST_PART:
            self._instead.setdefault(_key(word), instead)
            self._as_typed += [word, word.upper()]

    def keep(self, words: str) -> None:
        """Leave these words as they are, though a part of them is hidden elsewhere: ``Police, Khan``."""
        self.words(words, "")

    def child(self, child: ChildNamed, instead: str, *, initials: bool, but: ChildNamed | None = None) -> None:
        """Hide a child: name, parts of the name, local ID, and where wanted the initials.

        Args:
            child: Whom.
            instead: What stands in the place.
            initials: Whether initials by themselves are hidden too.
            but: A child whose own words stay, shared or not.
        """
        own = {_key(w) for w in (but.initials, but.name, *parts_of(but.name))} if but is not None else set()
        shown = [f"{child.initials} ({child.local_id})", f"({child.local_id})", child.name, child.alias]
        shown += [child.local_id] if len(child.local_id) >= _SHORTEST_NUMBER else []
        shown += [child.initials] if initials else []
        for words in shown:
            if _key(words) not in own:
                self.words(words, instead)
        for part in parts_of(child.name):
            if _key(part) not in own:
                self.part(part, instead)

    def text(self, text: str) -> str:
        """The text without what is hidden."""
        if not self._instead:
            return text
        if self._pattern is None:
            self._pattern = self._compiled()
        return self._pattern.sub(self._replaced, text)

    def everywhere(self, value: T) -> T:
        """The value with every text in it hidden, however deep; identifiers stay."""
        if isinstance(value, str):
            return self.text(value)  # type: ignore[return-value]  # a text for a text
        if isinstance(value, tuple):
            return tuple(self.everywhere(part) for part in value)  # type: ignore[return-value]  # a tuple for a tuple
        if isinstance(value, Struct):
            fields = {f: getattr(value, f) for f in value.__struct_fields__ if f not in _IDENTIFIERS}
            return replace(value, **{f: self.everywhere(part) for f, part in fields.items()})
        return value

    def _replaced(self, match: re.Match[str]) -> str:
        instead = self._instead[_key(match[0])]
        if not instead:
            return match[0]
        self.found += 1
        # Initials bring a full stop of their own: “… and M.T. (104233).”
        return instead[:-1] if instead.endswith(".") and match.string[match.end() :].startswith(".") else instead

    def _compiled(self) -> re.Pattern[str]:
        return re.compile(
            "|".join(
                filter(None, (_alternatives(self._anyhow, flags="(?i:"), _alternatives(self._as_typed, flags="(?:")))
            )
        )


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, however deep; identifiers are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            if field not in _IDENTIFIERS:
                yield from texts_in(getattr(value, field))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that are long enough to tell whose it is."""
    return tuple(part for part in re.split(r"[\s\-‐–]+", name) if len(part) >= _SHORTEST_PART)


def may_be_named_in(words: Collection[str], local_id: str, surname: str) -> bool:
    """Whether a child's number, or the last part of the surname, is among the words of a text, in small letters."""
    if local_id.casefold() in words:
        return True
    last = parts_of(surname)[-1:]
    return bool(last) and _key(last[0]) in words


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, for ``may_be_named_in``."""
    return frozenset(re.findall(r"[\w']+", _key(text)))


def named_in(children: Mapping[str, ChildNamed], text: str) -> tuple[ChildNamed, ...]:
    """Of many children those whose number, or last name, stands in a text: only they need be looked for."""
    words = words_of(text)
    return tuple(child for child in children.values() if may_be_named_in(words, child.local_id, child.name))


def still_named(text: str, children: Iterable[ChildNamed]) -> tuple[str, ...]:
    """Whole names and numbers that stand in a text all the same: what must never leave."""
    plain = _key(text)
    return tuple(
        words
        for child in children
        for words in (child.name, child.local_id)
        if len(words) >= _SHORTEST_NUMBER and re.search(rf"(?<!\w){re.escape(_key(words))}(?!\w)", plain)
    )


def _key(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _alternatives(words: Iterable[str], *, flags: str) -> str:
    """One pattern for all, the longest first; either apostrophe and any space will do."""
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    each = [re.sub("['’]", "['’]", re.escape(w)).replace(r"\ ", r"\s+") for w in longest_first]
    return rf"{flags}(?<!\w)(?:{'|'.join(each)})(?!\w))" if each else ""
