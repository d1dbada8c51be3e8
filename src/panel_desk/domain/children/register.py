"""The register of all children: one light line each, found by the words on it and put in order at once.

It holds a hundred thousand children; a search looks at every line, so that what is typed needs no index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import compress, repeat
from operator import contains

from msgspec.structs import replace

from panel_desk.domain.children.register_line import ChildLine, Standing
from panel_desk.domain.risk import RiskScale


class RegisterOrder(Enum):
    """By what the register is put in order."""

    LOCAL_ID = "local ID"
    INITIALS = "initials"
    NAME = "name"
    AGE = "age"
    TYPES = "types"
    PANELS = "panels"
    RISK = "risk"
    LAST = "last panel"
    REVIEW = "next review"
    MISSING = "missing"


_OF_THE_LISTS = frozenset({RegisterOrder.INITIALS, RegisterOrder.NAME, RegisterOrder.AGE, RegisterOrder.TYPES})
_Scales = Mapping[str, RiskScale]
_BETWEEN_WORDS = re.compile(r"[\t\r\n\xa0\-–'’‘\"“”/()·,;:+&]")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f]")
_SEPARATOR = "\x1e"
_STATES = ("=new", "=closed", "=unlisted", "=missing", "=overdue")
_REMEMBERED_WORDS = 32


class Register:
    """All children on one day. It never changes; another day or deed makes another one."""

    def __init__(
        self, children: Sequence[ChildLine], *, today: date, scales: Iterable[RiskScale] = (), stamp: str = ""
    ) -> None:
        """Take the lines by local ID.

        Args:
            children: Every child once, by local ID.
            today: The day reviews are looked at from.
            scales: The panels' scales, for the order of their levels.
            stamp: What the lists were like when the lines were read; told back by ``stamp``.
        """
        self.children = tuple(children)
        self.today = today
        self.stamp = stamp
        self.seq = -1
        """Up to which place of the journal it tells; -1 before any standing was given."""
        self._scales = {scale.name: scale for scale in scales}
        self._lists_words = _all_plain([_words_of_lists(child) for child in self.children])
        panels_words = _all_plain([_words_of_panels(child, today) for child in self.children])
        self._words = list(map("".join, zip(self._lists_words, panels_words, strict=True)))
        self._terms = _terms(self.children)
        self._orders: dict[RegisterOrder, tuple[list[int], list[int]]] = {}
        self._masks: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self.children)

    def with_standing(
        self, standing: Mapping[str, Standing], scales: Iterable[RiskScale] = (), *, seq: int = -1
    ) -> Register:
        """The same children where panels have decided since.

        Args:
            standing: By child id; children without one have none.
            scales: The panels' scales as they are now.
            seq: Up to which place of the journal it tells.
        """
        made = object.__new__(Register)
        made.today, made.stamp, made.seq = self.today, self.stamp, seq
        made._scales = {scale.name: scale for scale in scales} or self._scales
        made._lists_words = self._lists_words
        children, words = list(self.children), list(self._words)
        for place, child in enumerate(children):
            now = standing.get(child.id)
            if now is not None or child.standing is not None:
                children[place] = changed = replace(child, standing=now)
                words[place] = self._lists_words[place] + _plain(_words_of_panels(changed, self.today))
        made.children, made._words = tuple(children), words
        made._orders = {order: kept for order, kept in self._orders.items() if order in _OF_THE_LISTS}
        made._masks, made._terms = {}, _terms(made.children)
        return made

    def prepared(self) -> Register:
        """Itself, with every order and state worked out: for the thread that makes it, so that no click waits."""
        for order in RegisterOrder:
            self._known(order)
        for word in (*_STATES, *(f"={term}" for term in self._terms)):
            self._mask_of(word)
        return self

    def find(
        self, untrusted_text: str = "", order: RegisterOrder = RegisterOrder.LOCAL_ID, *, descending: bool = False
    ) -> tuple[ChildLine, ...]:
        """The children on whose line every word begins a word; a panel's key and the words of a state are taken whole.

        Args:
            untrusted_text: As typed: ``high cce``, ``missing``, ``safe``, a local ID, initials, a name; with an equals
                sign the state alone is meant: ``=new`` finds no New Road School.
            order: Children who have nothing to be put in order by come last, whichever way it goes.
            descending: The highest first.
        """
        words = plain_words(untrusted_text)
        if order is RegisterOrder.LOCAL_ID:
            children: Sequence[ChildLine] = self.children[::-1] if descending else self.children
            mask = self._mask(words)
            return tuple(compress(children, mask[::-1] if descending else mask) if words else children)
        having, without = self._known(order)
        places = [*(reversed(having) if descending else having), *without]
        if words:
            places = list(compress(places, map(self._mask(words).__getitem__, places)))
        return tuple(map(self.children.__getitem__, places))

    def count_of(self, untrusted_text: str) -> int:
        """How many children ``find`` would give."""
        words = plain_words(untrusted_text)
        return self._mask(words).count(1) if words else len(self.children)

    def _mask(self, words: Sequence[str]) -> bytes:
        """One byte for each child: whether all words are on its line."""
        found = [int.from_bytes(self._mask_of(word), "little") for word in words]
        every = (1 << 8 * len(self.children)) - 1
        for mask in found:
            every &= mask
        return every.to_bytes(len(self.children), "little")

    def _mask_of(self, word: str) -> bytes:
        """Of one word; those of the last few are kept, because typing goes on where it was."""
        mask = self._masks.pop(word, None)
        if mask is None:
            mask = self._narrowed(word) or bytes(map(contains, self._words, repeat(self._part(word))))
        self._masks[word] = mask
        if len(self._masks) > _REMEMBERED_WORDS:
            del self._masks[next(iter(self._masks))]
        return mask

    def _part(self, word: str) -> str:
        """What must stand on the line: SAFE is a panel, and no beginning of safeguarding."""
        return f" {word} " if word in self._terms or word.startswith("=") else f" {word}"

    def _narrowed(self, word: str) -> bytes | None:
        """The mask of a longer word from that of its beginning, where that one has few children left."""
        beginnings = (word[:end] for end in range(len(word) - 1, 0, -1))
        beginning = next((part for part in beginnings if part in self._masks and part not in self._terms), "")
        known = self._masks.get(beginning)
        if known is None or known.count(1) * 4 > len(known):
            return None
        mask = bytearray(len(known))
        part = self._part(word)
        for place in compress(range(len(known)), known):
            mask[place] = part in self._words[place]
        return bytes(mask)

    def _known(self, order: RegisterOrder) -> tuple[list[int], list[int]]:
        """Places with something to be put in order by, in order; and those without, by local ID."""
        if order not in self._orders:
            key = _KEYS[order]
            values = [key(child, self._scales) for child in self.children]
            having = [place for place, value in enumerate(values) if value is not None]
            without = [place for place, value in enumerate(values) if value is None]
            having.sort(key=values.__getitem__)  # type: ignore[arg-type]  # the values of one order compare
            self._orders[order] = (having, without)
        return self._orders[order]


def plain_words(untrusted_text: str) -> list[str]:
    """The words of a text as the register compares them: small letters, no accents, no points, no quotes."""
    return _plain(untrusted_text).split()


def _plain(text: str) -> str:
    """Small letters without accents, one kind of blank between words; points fall out, so that ``J.M.`` is ``jm``."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _BETWEEN_WORDS.sub(" ", text.replace(".", "").lower())


def _all_plain(texts: Sequence[str]) -> list[str]:
    """Many at once: one long text is made plain much faster than its parts."""
    plain = _plain(_SEPARATOR.join(texts)).split(_SEPARATOR)
    return plain if len(plain) == len(texts) else [_plain(text) for text in texts]


def _words_of_lists(child: ChildLine) -> str:
    """Each word between blanks, so that a blank and a beginning find it."""
    types = "".join(f" {word}" for t in child.types for word in dict.fromkeys((t.value, t.label.lower())))
    missing = " missing =missing" * bool(child.missing_90) + " missing now =missing" * child.missing_now
    listed = "" if child.listed else " unlisted =unlisted"
    return f" {child.local_id} {child.initials} {child.name} {child.said}{types}{missing}{listed}"


def _words_of_panels(child: ChildLine, today: date) -> str:
    """What the list shows of the panels: the level as it shows it, who holds the case, whether a review is overdue."""
    standing = child.standing
    if standing is None:
        return f" {child.listed_risk} new =new "
    level = standing.risk.level if standing.risk else child.listed_risk
    held = " ".join(f"{panel} ={panel}" for panel in standing.panels) or "closed =closed"
    review = " review overdue =overdue" if standing.review_on is not None and standing.review_on < today else ""
    return f" {level} {held}{review} "


def _terms(children: Iterable[ChildLine]) -> frozenset[str]:
    """Words that are taken whole."""
    panels = {panel for child in children if child.standing for panel in child.standing.panels}
    return frozenset({"missing", "new", "closed", "unlisted", *(word for key in panels for word in plain_words(key))})


def _initials(child: ChildLine, _scales: _Scales) -> str:
    return child.initials


def _name(child: ChildLine, _scales: _Scales) -> str | None:
    return child.name.casefold() or None


def _age(child: ChildLine, _scales: _Scales) -> int | None:
    """Older is more, so that ascending means the youngest first."""
    return -child.born_on.toordinal() if child.born_on is not None else None


def _types(child: ChildLine, _scales: _Scales) -> tuple[str, ...] | None:
    return tuple(t.label for t in child.types) or None


def _panels(child: ChildLine, _scales: _Scales) -> tuple[str, ...] | None:
    return (child.standing.panels or None) if child.standing else None


def _risk(child: ChildLine, scales: _Scales) -> tuple[int, int, str] | None:
    """A panel's level above a list's; each by its place on its own scale, for the order alone."""
    risk = child.standing.risk if child.standing else None
    if risk is not None:
        return 1, scales[risk.scale].ordinal(risk.level) if risk.scale in scales else -1, risk.scale
    if not child.listed_risk:
        return None
    return 0, max((scale.ordinal(child.listed_risk) for scale in scales.values()), default=-1), child.listed_risk


def _last(child: ChildLine, _scales: _Scales) -> date | None:
    return child.standing.last.held_on if child.standing else None


def _review(child: ChildLine, _scales: _Scales) -> date | None:
    return child.standing.review_on if child.standing else None


def _missing(child: ChildLine, _scales: _Scales) -> int | None:
    return child.missing_90 or (0 if child.missing_now else None)


_KEYS: Mapping[RegisterOrder, Callable[[ChildLine, _Scales], object | None]] = {
    RegisterOrder.LOCAL_ID: lambda child, _scales: child.local_id,
    RegisterOrder.INITIALS: _initials,
    RegisterOrder.NAME: _name,
    RegisterOrder.AGE: _age,
    RegisterOrder.TYPES: _types,
    RegisterOrder.PANELS: _panels,
    RegisterOrder.RISK: _risk,
    RegisterOrder.LAST: _last,
    RegisterOrder.REVIEW: _review,
    RegisterOrder.MISSING: _missing,
}
